"""An article's date style, and a date put into the other one."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.date_style import (
    DateStyle,
    StyleOrigin,
    date_style,
    established_style,
    in_other_style,
)
from rules.facts.dates import DateForm, dates_in

DMY = "3 May 1950, 4 May 1950, 5 May 1950 and 6 May 1950"


def style(new: str, old: str | None = None) -> DateStyle:
    return date_style(prepare(Revision(new=new, old=old)))


@pytest.mark.parametrize(
    ("tag", "form"),
    [
        ("Use dmy dates", DateForm.DMY),
        ("use_mdy_dates", DateForm.MDY),
        ("Use DMY", DateForm.DMY),
        ("mdy", DateForm.MDY),
        ("Dmy", DateForm.DMY),
    ],
)
def test_a_tag_in_the_new_text_decides(tag: str, form: DateForm) -> None:
    found = style(f"{{{{{tag}|date=May 2020}}}}\nIt fell on 3 May 1950.", old="May 3, 1950. " * 9)
    assert (found.form, found.origin) == (form, StyleOrigin.TAG)
    assert found.basis.endswith(f"{{{{{tag.replace('_', ' ')}}}}}")


def test_tags_that_disagree_decide_nothing() -> None:
    assert style("{{Use dmy dates}}{{Use mdy dates}}").form is None


def test_a_tag_in_a_comment_is_none() -> None:
    assert style("<!-- {{Use dmy dates}} -->").form is None


def test_five_dates_of_the_old_text_make_a_majority() -> None:
    found = style("x", old=f"It fell on {DMY}; it rose on 7 May 1950.")
    assert (found.form, found.origin) == (DateForm.DMY, StyleOrigin.MAJORITY)
    assert (found.instances, found.total) == (5, 5)


def test_four_dates_make_none() -> None:
    assert style("x", old=f"It fell on {DMY}.") == DateStyle(None, StyleOrigin.NONE)


def test_a_share_below_four_fifths_makes_none() -> None:
    old = f"It fell on {DMY}; on 7 May 1950; on May 8, 1950; on May 9, 1950."
    assert style("x", old=old).form is None


def test_quoted_dates_and_references_do_not_count() -> None:
    assert style("x", old=f'It fell on {DMY}. "On 7 May 1950."<ref>8 May 1950</ref>').form is None


def test_a_new_page_without_a_tag_has_no_style() -> None:
    assert style(f"It fell on {DMY}; on 7 May 1950.").form is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("On May 3, 1950, he left.", "On 3 May 1950, he left."),
        ("He was born on May 3, 1950, in Rome.", "He was born on 3 May 1950 in Rome."),
        ("The May 3, 1950, meeting failed.", "The 3 May 1950 meeting failed."),
        ("It ran from May 3, 1950, to now.", "It ran from 3 May 1950 to now."),
        ("It ran May 3–5, 1950.", "It ran 3–5 May 1950."),
        ("On 3 May 1950 he left.", "On May 3, 1950, he left."),
        ("He left on 3 May 1950.", "He left on May 3, 1950."),
        ("He left on 3 Sept. We stay.", "He left on Sept 3. We stay."),
        ("He left on Monday 3 May 1950.", "He left on Monday, May 3, 1950."),
        ("He left (3 May 1950).", "He left (May 3, 1950)."),
        ("He left on 3rd May 1950.", "He left on May 3, 1950."),
    ],
)
def test_a_date_is_rewritten_with_its_commas(before: str, after: str) -> None:
    (date,) = dates_in(before)
    span, mended = in_other_style(before, date)
    assert before[: span.start] + mended + before[span.end :] == after


@pytest.mark.parametrize(
    ("old", "new", "form"),
    [
        ("{{Use dmy dates}}\nA.", "{{Use dmy dates}}\nB.", DateForm.DMY),
        ("{{Use dmy dates}}\nA.", "{{Use mdy dates}}\nA.", None),
        ("{{Use dmy dates}}\nA.", "A.", None),
        ("A.", "{{Use dmy dates}}\nA.", None),
        (f"It fell on {DMY}; it rose on 7 May 1950.", "A.", DateForm.DMY),
        (None, "{{Use dmy dates}}\nA.", None),
    ],
)
def test_the_established_style_is_the_old_one_unless_the_edit_chooses(
    old: str | None, new: str, form: DateForm | None
) -> None:
    assert established_style(prepare(Revision(new=new, old=old))).form is form


def test_a_tag_against_the_clear_majority_is_contradicted() -> None:
    dates = f"It fell on {DMY}; it rose on 7 May 1950."
    assert style("{{Use mdy dates}} x", old=dates).contradicted
    assert not style("{{Use dmy dates}} x", old=dates).contradicted
    assert not style("{{Use mdy dates}} x", old="It fell on 3 May 1950.").contradicted
