"""How the settings want talk-page messages to be written."""

from __future__ import annotations

from bot.config import Settings
from bot.core.outgoing import Limits, Recipient
from bot.output.talk_draft import TalkForm
from bot.output.talk_template import TalkTemplate


def talk_form(settings: Settings) -> TalkForm:
    """Length, recipient and template of messages."""
    own = settings.draft
    return TalkForm(
        tool_name=own.tool_name,
        max_points=own.max_points,
        style=own.style,
        to=Recipient(own.to),
        template=TalkTemplate(own.templates),
    )


def limits(settings: Settings) -> Limits:
    """How many messages there may be."""
    own = settings.draft
    return Limits(
        most_open=settings.publish.most_open,
        per_editor=own.per_editor,
        editor_days=own.editor_days,
        per_page=own.per_page,
        page_days=own.page_days,
    )
