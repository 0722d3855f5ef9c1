"""The decision to skip, for every reason and for none."""

from __future__ import annotations

import pytest

from bot.wiki.skip import MAX_BYTES, ON_REQUEST, ChangeFacts, SkipPolicy, skip_reason

USUAL = SkipPolicy()


@pytest.mark.parametrize(
    ("facts", "reason", "on_request"),
    [
        (ChangeFacts(namespace=0), None, None),
        (ChangeFacts(namespace=0, tags=("visualeditor", "mobile edit")), None, None),
        (ChangeFacts(namespace=0, hidden=True), "hidden", "hidden"),
        (ChangeFacts(namespace=1), "namespace", None),
        (ChangeFacts(namespace=-1, hidden=True), "hidden", "hidden"),
        (ChangeFacts(namespace=0, bot=True), "bot", None),
        (ChangeFacts(namespace=0, content_model="wikitext"), None, None),
        (ChangeFacts(namespace=0, content_model="json"), "content model", "content model"),
        (ChangeFacts(namespace=0, size_bytes=MAX_BYTES), None, None),
        (ChangeFacts(namespace=0, size_bytes=MAX_BYTES + 1), "too large", "too large"),
        (ChangeFacts(namespace=0, tags=("mw-rollback",)), "rollback", None),
        (ChangeFacts(namespace=0, tags=("mobile edit", "mw-undo")), "undo", None),
        (ChangeFacts(namespace=0, tags=("mw-manual-revert",)), "manual revert", None),
        (ChangeFacts(namespace=0, tags=("mw-reverted",)), "reverted", None),
    ],
)
def test_reasons(facts: ChangeFacts, reason: str | None, on_request: str | None) -> None:
    assert skip_reason(facts, USUAL) == reason
    assert skip_reason(facts, ON_REQUEST) == on_request
