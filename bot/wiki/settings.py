"""Which wiki to read, and how patiently."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiSettings:
    """A wiki by its database name, and either its API's address or pywikibot's family and code.

    ``contact`` is an e-mail address, a URL or a user page, and goes into the User-Agent:
    https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy. ``state_dir`` keeps what
    pywikibot learns of a wiki between runs; None is a temporary folder. A wait of more than
    ``longest_wait_s``, asked for by the wiki, ends in TryLaterError instead. A request is tried
    ``retries`` times more, after ``retry_wait_s``, twice that, and so on; its answer has
    ``answer_timeout_s`` to arrive whole.

    Raises:
        ConfigurationError: a value is missing or makes no sense.
    """

    dbname: str
    contact: str
    api_url: str = ""
    family: str = ""
    code: str = ""
    state_dir: Path | None = None
    retries: int = 3
    retry_wait_s: float = 5
    longest_wait_s: float = 900
    answer_timeout_s: float = 120
    maxlag_s: int = 5

    def __post_init__(self) -> None:
        named = f"wiki {self.dbname or '(without dbname)'}"
        if not (self.dbname.isascii() and self.dbname.replace("_", "").isalnum()):
            raise ConfigurationError(f"{named}: dbname is a name such as enwiki")
        if bool(self.api_url) == bool(self.family and self.code):
            raise ConfigurationError(f"{named}: give either api_url, or family and code")
        if self.api_url and not _is_api(self.api_url):
            raise ConfigurationError(
                f"{named}: api_url is an address such as https://wiki.example/w/api.php"
            )
        if not any(mark in self.contact for mark in ("@", "://", "User:")):
            raise ConfigurationError(
                f"{named}: contact is missing; give an e-mail address, a URL or User:Name, for the"
                " wiki's operators to reach you"
            )
        if not self.contact.isprintable() or not self.contact.isascii():
            raise ConfigurationError(f"{named}: contact has characters that no header may hold")


def _is_api(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.path.endswith("/api.php")
