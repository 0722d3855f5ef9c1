"""The account that the settings describe, on the wiki that they describe."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.commands.wiki import connected
from bot.config import Settings

if TYPE_CHECKING:
    from bot.wiki.account import Account

MACHINE = Path("/etc/machine-id")


def account(settings: Settings, sleep: Callable[[float], object]) -> Account:
    """The account, which logs in when it is first used.

    Raises:
        ConfigurationError: the secrets are missing or open to others, or nobody is named whom
            the wiki's operators could write to.
        WikiError: the wiki cannot be reached, or is another.
    """
    from bot.wiki.account import Account
    from bot.wiki.credentials import read_credentials

    login = settings.login
    # Before anything is sent to anybody.
    credentials = read_credentials(
        login.kind, secrets_file=login.secrets_file, env_prefix=login.env_prefix
    )
    wiki = connected(settings)
    return Account(
        wiki=wiki.dbname,
        api_url=wiki.api_url,
        user_agent=f"revlint/{__version__} ({settings.wiki.contact})",
        name=login.user,
        credentials=credentials,
        sleep=sleep,
    )


def copy_name(settings: Settings) -> str:
    """A name, in hexadecimal, of this machine's copy of the program with this database.

    It stays the same from run to run, so that a run takes up the lease of one that was killed;
    a copy on another machine has another.
    """
    machine = MACHINE.read_text() if MACHINE.exists() else ""
    told = "\n".join((settings.store.url, socket.gethostname(), machine))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
