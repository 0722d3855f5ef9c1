"""Other ways in which a diff page can be copied, and other things it can hold."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.sources.diff_page import diff_page_parts
from bot.sources.diff_page.header import header_of, summary_of, timestamp_of
from bot.sources.diff_page.rendered import RenderedPage

HEAD = """Kiln: Difference between revisions
Ann (talk | contribs) (start)
Bob (talk | contribs) m (→Use: more) Tags: Visual edit Some local tag Reverted |
||
"""
RENDERED = """Revision as of 09:05, 3 May 2024
A kiln is an oven for clay.
Use
Potters fire bowls in it.[1]
It holds 30 bowls at 1,200 degrees.
"""


def texts(page: str) -> tuple[str | None, str]:
    part = next(part for part in diff_page_parts(page) if part.part == "newer")
    return part.revision.old, part.revision.new


def test_a_lone_line_is_added_if_the_page_shows_it_else_removed() -> None:
    kiln = "A [[kiln]] is an [[oven (heat)|oven]] for clay."
    page = f"""{HEAD}Line 1: | Line 1: | ||
{kiln} | {kiln} | ||
Potters bake bread in it. | |||
Potters fire ''bowls'' in it.<ref>Hill 2001</ref> | |||
{RENDERED}"""
    assert texts(page) == (
        f"{kiln}\nPotters bake bread in it.",
        f"{kiln}\nPotters fire ''bowls'' in it.<ref>Hill 2001</ref>",
    )


def test_a_row_with_two_unequal_sides_is_a_changed_line() -> None:
    page = f"""{HEAD}Line 1: | Line 1: | ||
Potters fire plates in it. | Potters fire bowls in it. | ||
{RENDERED}"""
    assert texts(page) == ("Potters fire plates in it.", "Potters fire bowls in it.")


def test_a_bar_of_the_wikitext_is_no_border_between_sides() -> None:
    page = f"""{HEAD}Line 1: | Line 1: | ||
{{{{Infobox | | |||
| fuel = wood | load = clay | | fuel = wood | load = clay | ||
|- | |||
A kiln is an oven for clay.{{{{sfn | Hill | 2001}}}} | |||
{RENDERED}"""
    old, new = texts(page)
    # Before the first line that shows text there is nothing to go by but the lines after it.
    assert old == "{{Infobox |\n| fuel = wood | load = clay"
    assert new == (
        "| fuel = wood | load = clay\n|-\nA kiln is an oven for clay.{{sfn | Hill | 2001}}"
    )


def test_a_template_may_have_been_rendered_as_anything() -> None:
    page = f"""{HEAD}Line 1: | Line 1: | ||
It holds {{{{nowrap|30 bowls}}}} at {{{{convert|1200|C}}}}. | |||
It holds {{{{nowrap|30 bowls}}}} at {{{{convert|1200|C}}}} and more. | |||
{RENDERED}"""
    line = "It holds {{nowrap|30 bowls}} at {{convert|1200|C}}"
    assert texts(page) == (f"{line} and more.", f"{line}.")


def test_a_moved_line_is_removed_once_and_added_once() -> None:
    page = f"""{HEAD}Line 1: | Line 1: | ||
Potters fire bowls in it. | |||
A kiln is an oven for clay. | A kiln is an oven for clay. | ||
Potters fire bowls in it. | |||
{RENDERED}"""
    assert texts(page) == (
        "Potters fire bowls in it.\nA kiln is an oven for clay.",
        "A kiln is an oven for clay.\nPotters fire bowls in it.",
    )


def test_signs_say_more_than_the_rendered_page() -> None:
    page = f"""{HEAD}Line 1: | Line 1: | ||
− | Potters fire bowls in it. | |||
+ | Bakers fire bread in it. | |||
− | It holds 20 bowls. | + | It holds 30 bowls. |
{RENDERED}"""
    assert texts(page) == (
        "Potters fire bowls in it.\nIt holds 20 bowls.",
        "Bakers fire bread in it.\nIt holds 30 bowls.",
    )


@pytest.mark.parametrize("minus", ["−", "-"])
def test_signs_may_stand_on_lines_of_their_own(minus: str) -> None:
    page = f"""{HEAD}Line 1:\tLine 1:

A kiln is an oven for clay.

A kiln is an oven for clay.
{minus}\t
It holds 20 bowls.
+\t
It holds 30 bowls.
{RENDERED}"""
    assert texts(page) == (
        "A kiln is an oven for clay.\nIt holds 20 bowls.",
        "A kiln is an oven for clay.\nIt holds 30 bowls.",
    )


def test_cells_may_stand_on_lines_of_their_own_without_signs() -> None:
    page = f"""{HEAD}Line 1:
Line 1:
A kiln is an oven for clay.
A kiln is an oven for clay.
Potters fire plates in it.
Potters fire bowls in it.
{RENDERED}"""
    assert texts(page) == (
        "A kiln is an oven for clay.\nPotters fire plates in it.",
        "A kiln is an oven for clay.\nPotters fire bowls in it.",
    )


def test_columns_tell_the_side_where_signs_were_not_copied() -> None:
    page = f"""{HEAD}Line 1:\tLine 1:
\tsame line\t\tsame line
\told words\t\tnew words
\t\t\t
\tgone\t\t
\t\t\tcome
{RENDERED}"""
    assert texts(page) == ("same line\nold words\n\ngone", "same line\nnew words\n\ncome")


def test_hunks_are_joined_by_a_blank_line_and_each_can_cut_a_section() -> None:
    page = f"""{HEAD}Line 1: | Line 1: | ||
A kiln is an oven for clay. | A kiln is an oven for clay. | ||
== Use == | == Use == | ||
Line 1,040: | Line 1,041: | ||
Potters fire bowls in it. | |||
== End == | == End == |
{RENDERED}"""
    part = diff_page_parts(page)[1]
    new = part.revision.new
    assert new == "A kiln is an oven for clay.\n== Use ==\n\nPotters fire bowls in it.\n== End =="
    assert [new[a:b] for a, b in part.cut_headings] == ["== Use ==", "== End =="]


def test_blank_rows_stay_blank_lines() -> None:
    page = f"{HEAD}Line 1: | Line 1: | ||\na | a | ||\n| | ||\nb | b | ||\n{RENDERED}"
    assert texts(page) == ("a\n\nb", "a\n\nb")


def test_lines_without_shown_text_follow_their_neighbours_with_a_warning() -> None:
    page = f"""{HEAD}Line 1: | Line 1: | ||
Potters fire bowls in it. | |||
[[Category:Ovens]] | |||
{RENDERED}"""
    part = diff_page_parts(page)[1]
    assert (part.revision.old, part.revision.new) == (
        "",
        "Potters fire bowls in it.\n[[Category:Ovens]]",
    )
    assert part.warnings == (
        "1 of the lines show no text in the rendered page and follow their neighbours",
    )


def test_a_rendered_page_that_the_hunks_show_whole_is_no_part() -> None:
    page = f"{HEAD}Line 1: | Line 1: | ||\nOne. | |||\nRevision as of 09:05, 3 May 2024\nOne.[2]\n"
    assert [part.part for part in diff_page_parts(page)] == ["older", "newer"]


def test_one_editor_only_is_the_newer_one() -> None:
    page = "Kiln: Difference between revisions\nBob (talk | contribs) (x)\nLine 1:\nLine 1:\na\n"
    (part,) = diff_page_parts(page)
    assert (part.part, part.revision.user, part.revision.summary) == ("newer", "Bob", "x")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A kiln is an oven.\nIt is hot.\n",
        "Kiln: Difference between revisions\nRevision as of 09:05, 3 May 2024\nA kiln.\n",
        "\x00\x01",
    ],
)
def test_another_text_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(InputError, match=r"no line “Line 21:   Line 21:” was found"):
        diff_page_parts(text)


def test_a_header_without_any_line_is_refused() -> None:
    with pytest.raises(InputError, match=r"below “Line 1: \| Line 1: \| \|\|” there is nothing"):
        diff_page_parts("Line 1: | Line 1: | ||\n")


@pytest.mark.parametrize(
    "hostile",
    [
        "=" + " " * 50_000,
        "Tags:" * 10_000,
        "(talk | contribs)" * 5_000,
        " | " * 20_000,
        ")" + " " * 50_000 + "x",
        "[[" * 20_000,
        "{{a|" * 10_000,
        "\u2028\x0b\x0c\x85",
        "\x00abc",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_lines_are_read_anywhere(hostile: str) -> None:
    page = f"{hostile}\n{HEAD}Line 1: | Line 1: | ||\n{hostile} | |||\n{RENDERED}{hostile}\n"
    assert [part.part for part in diff_page_parts(page)][-2:] == ["newer", "rendered"]


def test_the_head_is_read_in_two_columns_set_apart_by_tabs() -> None:
    header = header_of(
        [
            'Difference between revisions of "Kiln"',
            "Revision as of 08:00, 2 May 2024 (edit)\tLatest revision as of 09:05, 3 May 2024",
            "Ann (talk | contribs)\tBob (talk | contribs)",
            "(first)\tm (second (again))",
            "Tags: Undo, Reverted\tTag: Manual revert",
        ]
    )
    ann, bob = header.editors
    assert header.title == "Kiln"
    assert header.times == ("2024-05-02T08:00:00Z", "2024-05-03T09:05:00Z")
    assert (ann.user, ann.comment, ann.minor, ann.tags) == (
        "Ann",
        "first",
        False,
        ("Undo", "Reverted"),
    )
    assert (bob.user, bob.comment, bob.minor, bob.tags) == (
        "Bob",
        "second (again)",
        True,
        ("Manual revert",),
    )


def test_the_head_is_read_line_by_line() -> None:
    header = header_of(
        [
            "Revision as of 08:00, 2 May 2024",
            "Ann (talk | contribs)",
            "No edit summary",
            "← Previous edit",
            "Revision as of 09:05, 3 May 2024",
            "Bob (talk | contribs | block)",
            "(→Use: see (talk))",
            "Tags: Mobile edit Mobile web edit",
        ]
    )
    assert [(e.user, e.comment, e.tags) for e in header.editors] == [
        ("Ann", "", ()),
        ("Bob", "→Use: see (talk)", ("Mobile edit", "Mobile web edit")),
    ]


def test_two_editors_in_one_line_are_set_apart_by_a_bar() -> None:
    header = header_of(["Ann (talk | contribs) (one | two) | Bob B (talk | contribs) (three) |"])
    assert [(e.user, e.comment) for e in header.editors] == [
        ("Ann", "one | two"),
        ("Bob B", "three"),
    ]


def test_unknown_tags_between_known_ones_stay_whole() -> None:
    page = diff_page_parts(f"{HEAD}Line 1: | Line 1: | ||\nA. | |||\n{RENDERED}")
    newer = page[1].revision
    assert newer.tags == ("Visual edit", "Some local tag", "Reverted")
    assert newer.minor
    assert newer.summary == "/* Use */ more"


def test_a_summary_that_speaks_of_tags_is_no_tag() -> None:
    (bob,) = header_of(["Bob (talk | contribs) (removed (x) Tags: none here)"]).editors
    assert (bob.comment, bob.tags) == ("removed (x) Tags: none here", ())
    (bob,) = header_of(["Bob (talk | contribs) (sorry :() Tags: Undo"]).editors
    assert (bob.comment, bob.tags) == ("sorry :(", ("Undo",))


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("plain words", "plain words"),
        ("→Use: more", "/* Use */ more"),
        ("→Use", "/* Use */"),
        ("→1921–1922: Travels: added", "/* 1921–1922: Travels */ added"),
        ("→Unknown: a: b", "/* Unknown */ a: b"),
        ("", ""),
    ],
)
def test_the_arrow_is_the_section_mark(shown: str, written: str) -> None:
    assert summary_of(shown, {"Use", "1921–1922: Travels"}) == written


@pytest.mark.parametrize(
    ("shown", "time"),
    [
        ("20:37, 19 February 2025", "2025-02-19T20:37:00Z"),
        ("20:37, 19 February 2025 (edit) (undo)", "2025-02-19T20:37:00Z"),
        ("20:37, February 19, 2025", "2025-02-19T20:37:00Z"),
        ("2025-02-19T20:37:05", "2025-02-19T20:37:05Z"),
        ("yesterday", ""),
        ("20:37, 31 February 2025", ""),
    ],
)
def test_times_in_the_forms_of_the_preferences(shown: str, time: str) -> None:
    assert timestamp_of(shown) == time


def test_short_lines_between_paragraphs_are_headings_and_lists_are_not() -> None:
    page = RenderedPage(
        [
            "Jump to content",
            "Menu",
            "A kiln is an oven.[3]",
            "History",
            "Antiquity[edit]",
            "Kilns are old.",
            "red clay",
            "white clay",
            "blue clay",
            "They are hot.",
            "Fuel\tWood",
            "They cool slowly.",
            "See also",
            'Retrieved from "https://en.wikipedia.org/"',
            "More",
        ]
    )
    assert page.wikitext_without(()) == "\n\n".join(
        [
            "Menu",
            "A kiln is an oven.",
            "== History ==",
            "== Antiquity ==",
            "Kilns are old.",
            "red clay",
            "white clay",
            "blue clay",
            "They are hot.",
            "Fuel\tWood",
            "They cool slowly.",
            "See also",
        ]
    )


@pytest.mark.parametrize(
    ("wikitext", "places"),
    [
        ("* [[Red clay|Red]] '''clay'''&nbsp;&ndash; best", (0,)),
        ("| population = 5,54,202", (1,)),
        ("| label = 1", ()),
        ("{{Use dmy dates}}", None),
        ("<!-- note -->", None),
        ("{{a}} in between {{b}}", None),
        ("Not there.", ()),
        ("The end{{cn}}.", (2,)),
    ],
)
def test_where_a_line_of_wikitext_was_rendered(
    wikitext: str, places: tuple[int, ...] | None
) -> None:
    page = RenderedPage(["Red clay – best", "People\t5,54,202", "The end[citation needed]."])
    assert page.places(wikitext) == places
