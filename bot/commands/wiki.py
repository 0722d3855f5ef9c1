"""The wiki that the settings describe, connected."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.errors import InputError

if TYPE_CHECKING:
    from bot.wiki.selection import Selection
    from bot.wiki.site import Wiki


def connected(settings: Settings) -> Wiki:
    """The wiki, after it has answered.

    Raises:
        ConfigurationError: the settings do not say how to reach it, or who runs this program.
        WikiError: it cannot be reached.
    """
    from bot.wiki.settings import WikiSettings
    from bot.wiki.site import connect

    wiki = settings.wiki
    return connect(
        WikiSettings(
            dbname=wiki.dbname,
            contact=wiki.contact,
            api_url=wiki.api_url,
            family="" if wiki.api_url else wiki.family,
            code="" if wiki.api_url else wiki.code,
        )
    )


def selection(settings: Settings, wiki: Wiki) -> Selection | None:
    """Which revisions are read, if not all.

    Raises:
        InputError: the file of titles cannot be read.
        ConfigurationError: the watchlist's token is missing.
    """
    from bot.wiki.selection import Choice, Selection

    wanted = settings.selection
    variable = wanted.watchlist_token_env
    choice = Choice(
        categories=wanted.categories,
        category_depth=wanted.category_depth,
        projects=wanted.projects,
        talk_templates=wanted.talk_templates,
        titles=frozenset(wanted.titles) | _titles(wanted.titles_file),
        linked_from=wanted.linked_from,
        tags=wanted.tags,
        user_groups=wanted.user_groups,
        watchlist_of=wanted.watchlist_of,
        watchlist_token=os.environ.get(variable, "") if variable else "",
    )
    return Selection(wiki, choice) if choice != Choice() else None


def _titles(file: str) -> frozenset[str]:
    if not file:
        return frozenset()
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: the list of titles cannot be read: {error}") from error
    titles = frozenset(filter(None, (line.strip() for line in lines)))
    if not titles:
        raise InputError(f"{file}: the list of titles is empty; then nothing would ever be read")
    return titles
