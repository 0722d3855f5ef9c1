"""A connection to a wiki's API: questions and answers, faults in revlint's words."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot import __version__
from bot.errors import ConfigurationError, WikiError
from bot.wiki.printable import printable
from bot.wiki.settings import WikiSettings

if TYPE_CHECKING:
    from bot.wiki.transport import BoundedAdapter

Answer = Mapping[str, Any]

# Answers without a single row that are followed on to the next before something must be wrong.
MAX_EMPTY_ANSWERS = 50
MAX_GET_BYTES = 2000
CONNECT_TIMEOUT_S = 6.05


class Wiki:
    """A wiki that can be asked. Nobody is logged in: what it says is what everybody may read."""

    def __init__(self, settings: WikiSettings, site: Any, adapter: BoundedAdapter) -> None:
        self.dbname = settings.dbname
        self.host = str(urlsplit(f"//{site.hostname()}").hostname)
        self._site = site
        self._adapter = adapter

    def query(self, **parameters: str | int) -> Answer:
        """One answer of ``action=query``, form version 2, as the API gives it.

        Raises:
            WikiError: no answer, or an error instead of one; TryLaterError if the wiki asks to
                wait.
        """
        from pywikibot.data.api import Request

        sent = {"action": "query", "formatversion": 2, "utf8": 1, **parameters}
        self._adapter.forget_trouble()
        try:
            # Told how to send it, pywikibot need not ask the wiki first.
            answer = Request(site=self._site, parameters=sent, use_get=True).submit()
        except Exception as error:
            from bot.wiki.failures import translated

            raise translated(self.dbname, error, self._adapter.trouble) from error
        if not isinstance(answer, Mapping):
            raise WikiError(f"{self.dbname} answers, but not as MediaWiki's API does")
        return answer

    def queries(self, **parameters: str | int) -> Iterator[Answer]:
        """The answers to a question, up to the last one that says to continue.

        Raises:
            WikiError: as for `query`, or if the answers lead nowhere.
        """
        more: Mapping[str, str] = {}
        told: set[tuple[tuple[str, str], ...]] = set()
        empty = 0
        while True:
            answer = self.query(**parameters, **more)
            yield answer
            if "continue" not in answer:
                return
            more = {str(key): str(value) for key, value in answer["continue"].items()}
            token = tuple(sorted(more.items()))
            empty = 0 if _has_rows(answer) else empty + 1
            if token in told or empty > MAX_EMPTY_ANSWERS:
                raise WikiError(f"{self.dbname} says again and again where to continue, to no end")
            told.add(token)

    def now(self) -> str:
        """The wiki's clock, ISO 8601 in UTC."""
        return str(self.query(meta="siteinfo", siprop="general", curtimestamp=1)["curtimestamp"])


def connect(settings: WikiSettings) -> Wiki:
    """The wiki, after it has answered and proved to be the one that was meant.

    The first call in a process decides where pywikibot keeps its state; nobody's configuration
    file is read.

    Raises:
        ConfigurationError: pywikibot does not know the family or code.
        WikiError: the wiki does not answer, or is another; TryLaterError if it asks to wait.
    """
    _import_pywikibot(settings)
    import pywikibot
    from pywikibot.comms import http
    from pywikibot.exceptions import UnknownFamilyError, UnknownSiteError

    from bot.wiki.console import LogInterface
    from bot.wiki.failures import translated
    from bot.wiki.pacing import Pacing
    from bot.wiki.transport import BoundedAdapter

    if not isinstance(pywikibot.bot.ui, LogInterface):
        pywikibot.bot.ui = LogInterface()
        pywikibot.bot._handlers_initialized.clear()
        pywikibot.bot.init_handlers()
    _configure(pywikibot.config, settings)
    adapter = BoundedAdapter(settings.answer_timeout_s)
    for scheme in ("http://", "https://"):
        http.session.mount(scheme, adapter)
    family, code = settings.family, settings.code
    if settings.api_url:
        family = code = settings.dbname.replace("_", "").lower()
        if pywikibot.config.family_files.get(family) != settings.api_url:
            pywikibot.config.family_files[family] = settings.api_url
            pywikibot.family.Family._families.pop(family, None)
            for key in [key for key in pywikibot._sites if f":{family}:{code}:" in key]:
                del pywikibot._sites[key]
    # A site asks the wiki who we are before anybody could give it another throttle.
    pywikibot.site._basesite.Throttle = partial(Pacing, longest_wait_s=settings.longest_wait_s)
    try:
        site = pywikibot.Site(code, family)
    except (UnknownFamilyError, UnknownSiteError) as error:
        raise ConfigurationError(f"wiki {settings.dbname}: {printable(str(error))}") from error
    except Exception as error:
        raise translated(settings.dbname, error, adapter.trouble) from error
    site._throttle = Pacing(site, settings.longest_wait_s)
    wiki = Wiki(settings, site, adapter)
    _refuse_another(wiki)
    return wiki


def _refuse_another(wiki: Wiki) -> None:
    general = wiki.query(meta="siteinfo", siprop="general").get("query", {}).get("general", {})
    name = general.get("wikiid")
    if name != wiki.dbname:
        raise WikiError(
            f"the wiki at {wiki.host} is {name!r}, not {wiki.dbname!r}; nothing was read"
        )


def _has_rows(answer: Answer) -> bool:
    query = answer.get("query")
    return isinstance(query, Mapping) and any(
        query.get(name) for name in ("pages", "recentchanges", "badrevids", "logevents")
    )


def _import_pywikibot(settings: WikiSettings) -> None:
    if "pywikibot" in sys.modules:
        return
    # It runs a user-config.py from PYWIKIBOT_DIR, else from the working directory, at import; and
    # it reads its own options from the command line.
    directory = _state_directory(settings)
    own = directory / "user-config.py"
    own.touch(mode=0o600)
    os.environ["PYWIKIBOT_DIR"] = str(directory)
    os.environ["PYWIKIBOT_NO_USER_CONFIG"] = "2"
    arguments, sys.argv = sys.argv, sys.argv[:1]
    try:
        import pywikibot  # noqa: F401
    finally:
        sys.argv = arguments


def _state_directory(settings: WikiSettings) -> Path:
    if settings.state_dir is None:
        directory = Path(tempfile.mkdtemp(prefix="revlint-pywikibot-"))
        atexit.register(shutil.rmtree, directory, ignore_errors=True)
        return directory
    directory = settings.state_dir
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = directory.stat()
    # pywikibot unpickles what it finds there.
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise ConfigurationError(
            f"wiki {settings.dbname}: state_dir {directory} must be yours alone (chmod 700)"
        )
    if (directory / "user-config.py").exists() and (directory / "user-config.py").stat().st_size:
        raise ConfigurationError(
            f"wiki {settings.dbname}: state_dir {directory} holds a user-config.py, which would be"
            " run; name another folder"
        )
    return directory


def _configure(config: Any, settings: WikiSettings) -> None:
    contact = settings.contact.replace("{", "{{").replace("}", "}}")
    config.user_agent_format = (
        f"revlint/{__version__} ({contact}) {{pwb}} {{python}} {{http_backend}}"
    )
    config.solve_captcha = False
    config.ignore_bot_templates = False
    config.socket_timeout = (CONNECT_TIMEOUT_S, settings.answer_timeout_s)
    config.max_retries = settings.retries
    config.retry_wait = settings.retry_wait_s
    config.retry_max = settings.longest_wait_s
    config.read_maxlag = config.write_maxlag = settings.maxlag_s
    config.maximum_GET_length = MAX_GET_BYTES
    config.log = []
