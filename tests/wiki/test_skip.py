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
        (ChangeFacts(namespace=0, content_model="json"), "not wikitext", "not wikitext"),
        (ChangeFacts(namespace=0, size_bytes=MAX_BYTES), None, None),
        (ChangeFacts(namespace=0, size_bytes=MAX_BYTES + 1), "too large", "too large"),
        (ChangeFacts(namespace=0, tags=("mw-rollback",)), "restores older text (rollback)", None),
        (
            ChangeFacts(namespace=0, tags=("mobile edit", "mw-undo")),
            "restores older text (undo)",
            None,
        ),
        (
            ChangeFacts(namespace=0, tags=("mw-manual-revert",)),
            "restores older text (manual revert)",
            None,
        ),
        (ChangeFacts(namespace=0, tags=("mw-reverted",)), "reverted since", None),
    ],
)
def test_reasons(facts: ChangeFacts, reason: str | None, on_request: str | None) -> None:
    assert skip_reason(facts, USUAL) == reason
    assert skip_reason(facts, ON_REQUEST) == on_request


def test_the_tags_are_the_policys() -> None:
    policy = SkipPolicy(tags=frozenset({"mw-blank", "a" * 100}))
    for tags, reason in [
        (("mw-undo",), None),
        (("mw-undo", "mw-blank"), "tagged mw-blank"),
        (("a" * 100,), "tagged " + "a" * 73),
    ]:
        assert skip_reason(ChangeFacts(namespace=0, tags=tags), policy) == reason
