"""Which pages ask bots to keep away, and that no page takes long to be read for it."""

from __future__ import annotations

import pytest

from bot.wiki.exclusion import exclusion, has_plain_tag

# What LintBot must not write on. The page of exclusion-016 needs a wiki: tests/publish.
EXCLUDING = {
    "exclusion-001": "{{nobots}}",
    "exclusion-002": "{{bots|deny=LintBot}}",
    "exclusion-003": "{{bots|deny=lintBot}}",
    "exclusion-004": "{{bots|deny=Lint_Bot}}",
    "exclusion-005": "{{Bots|deny=AWB, LintBot}}",
    "exclusion-006": "{{bots|allow=none}}",
    "exclusion-007": "{{bots|allow=OtherBot}}",
    "exclusion-008": "{{bots|deny=all}}",
    "exclusion-009": "{{bots|optout=all}}",
    "exclusion-011": "{{bots |deny = LintBot }}",
    "exclusion-012": "{{Template:Nobots}}",
    "exclusion-013": "{{nobots<!--x-->}}",
    "exclusion-014": "<!-- {{nobots}} -->",
    "exclusion-015": "<nowiki>{{nobots}}</nowiki>",
    "exclusion-017": "{{bots|deny=Other|deny=LintBot}}",
    "exclusion-018": "{{{{{1|nobots}}}}}",
    "reference": "{{ n&#111;bots }}",
    "comment-inside": "{{no<!-- {{ -->bots}}",
    "underscore": "{{no_bots}}",
    "modifier": "{{subst:nobots}}",
    "several-prefixes": "{{ : template : nobots}}",
    "unknown-parameter": "{{bots|LintBot}}",
    "made-by-template": "{{bots|deny={{x}}}}",
    "empty-allow": "{{bots|allow=}}",
    "name-with-namespace": "{{bots|deny=User:Lint Bot}}",
    "upper-case": "{{BOTS|DENY=ALL}}",
    "open-end": "{{bots|deny=lintbot",
    "lines": "{{bots\n|deny=LintBot\n}}",
    "comment-before-parameters": "{{bots<!-- -->|deny=LintBot}}",
    "comment-in-name": "{{bots|deny=Lint<!-- -->Bot}}",
    "no-break-space": "{{bots\xa0|deny=LintBot}}",
    "one-kind-of-message": "{{bots|optout=lintreport}}",
    "second-tag": "{{bots|allow=all}} {{bots|deny=LintBot}}",
    "unclosed-comment": "<!-- {{nobots}}",
}
ADMITTING = {
    "plain": "{{bots}}",
    "allowed": "{{bots|allow=Lint Bot}}",
    "all": "{{bots|allow=all}}",
    "others-denied": "{{bots|deny=AWB, OtherBot}}",
    "nobody-denied": "{{bots|deny=none}}",
    "words": "robots and nobots: {{robots}} [[bots]] {{bots of the world|deny=all}}",
    "empty": "",
}


@pytest.mark.parametrize("name", EXCLUDING)
def test_a_page_that_keeps_us_away(name: str) -> None:
    assert exclusion(f"Hello.\n{EXCLUDING[name]}\nGood day.", "LintBot")


@pytest.mark.parametrize("name", ADMITTING)
def test_a_page_that_does_not(name: str) -> None:
    assert exclusion(f"Hello.\n{ADMITTING[name]}\nGood day.", "LintBot") == ""


def test_a_tag_of_the_page_itself() -> None:
    assert has_plain_tag("x {{bots|allow=LintBot}}")
    assert not has_plain_tag("x {{wrapper}}")


@pytest.mark.parametrize(
    "piece", ["{", "<!--", "{{bots|", "{nobots ", "|deny=", ":", "{bots:", " ", "{{bots|deny=x}}"]
)
def test_the_work_grows_with_the_text_only(piece: str) -> None:
    """The number of characters looked at is bounded by a multiple of the text's length."""
    text = _Counting(piece * (20_000 // len(piece)))
    exclusion(text, "LintBot")
    assert text.looked_at <= 60 * len(text) + 500_000


class _Counting(str):
    """A text that counts how much of it is cut out or searched."""

    looked_at = 0

    def __getitem__(self, key: object) -> str:
        piece = super().__getitem__(key)  # type: ignore[index]
        self.looked_at += len(piece)
        return piece

    def find(self, sub: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        found = super().find(sub, start, len(self) if end is None else end)
        self.looked_at += (found if found >= 0 else end or len(self)) - start
        return found
