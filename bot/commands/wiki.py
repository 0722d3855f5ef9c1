"""The wiki that the settings describe, connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import Settings

if TYPE_CHECKING:
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
