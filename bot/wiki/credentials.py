"""How the account proves who it is, from a file that is its owner's alone or the environment."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ConfigurationError
from bot.wiki.redaction import Secret

BOT_PASSWORD_KEYS = ("bot_name", "bot_password")
OAUTH_KEYS = ("consumer_key", "consumer_secret", "access_key", "access_secret")


@dataclass(frozen=True, slots=True)
class BotPassword:
    """A password of Special:BotPasswords; ``login_name`` is of the form ``LintBot@revlint``."""

    login_name: str
    password: Secret


@dataclass(frozen=True, slots=True)
class OwnerOnlyConsumer:
    """The four tokens of an OAuth 1.0a consumer for its owner only."""

    consumer_key: Secret
    consumer_secret: Secret
    access_key: Secret
    access_secret: Secret


Credentials = BotPassword | OwnerOnlyConsumer


def read_credentials(
    kind: str,
    *,
    secrets_file: str = "",
    env_prefix: str = "REVLINT_",
    environment: Mapping[str, str] | None = None,
) -> Credentials:
    """The credentials of a kind, ``botpassword`` or ``oauth``.

    A variable of the environment (the prefix and a key in capitals, ``REVLINT_BOT_PASSWORD``)
    goes before the file, which holds ``key = "value"`` lines of TOML.

    Raises:
        ConfigurationError: the file is not its owner's alone, or a value is missing.
    """
    environment = os.environ if environment is None else environment
    keys = {"botpassword": BOT_PASSWORD_KEYS, "oauth": OAUTH_KEYS}.get(kind)
    if keys is None:
        raise ConfigurationError(
            'login.kind is "none"; publishing needs "oauth" or "botpassword", and login.user'
        )
    from_file = _file_values(Path(secrets_file)) if secrets_file else {}
    values = {}
    for key in keys:
        variable = f"{env_prefix}{key.upper()}"
        values[key] = environment.get(variable) or from_file.get(key, "")
        if not values[key]:
            place = f"{secrets_file} or " if secrets_file else ""
            raise ConfigurationError(f"login: {key} is missing; put it into {place}${variable}")
    if kind == "botpassword":
        name = values["bot_name"]
        if "@" not in name:
            raise ConfigurationError("login: bot_name is of the form LintBot@revlint")
        return BotPassword(name, Secret(values["bot_password"]))
    return OwnerOnlyConsumer(*(Secret(values[key]) for key in OAUTH_KEYS))


def _file_values(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            mode = stat.S_IMODE(found.st_mode)
            if mode & 0o077:
                raise ConfigurationError(
                    f"{path}: others may read these secrets (mode {mode:04o}); run"
                    f" chmod 600 {path}, and replace the secrets if others have used this machine"
                )
            if found.st_uid != os.getuid():
                raise ConfigurationError(
                    f"{path}: the secrets belong to another user; own the file"
                )
            values = tomllib.loads(file.read().decode())
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # The message of the foreign error can quote what stands there.
        raise ConfigurationError(f'{path}: not of the form key = "value"') from None
    known = {*BOT_PASSWORD_KEYS, *OAUTH_KEYS}
    for key, value in values.items():
        if key not in known or not isinstance(value, str):
            raise ConfigurationError(f"{path}: {key!r} is none of {', '.join(sorted(known))}")
    return values
