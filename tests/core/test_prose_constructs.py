"""What a reader sees of each construct of wikitext, and what is left out."""

from __future__ import annotations

import pytest

from bot.core.wikitext import scan
from rules.contract import PLACEHOLDER, Guard
from tests.core.pages import blocks, marked, prose, source

P = PLACEHOLDER


@pytest.mark.parametrize(
    ("wikitext", "expected"),
    [
        ("plain words", "plain words"),
        ("a [[target|label]]s and [[page]]s", "a labels and pages"),
        ("[[:Category:Rivers]] [[#Section]]", "Category:Rivers #Section"),
        ("x [[Category:Rivers|key]][[fr:Page]] y", "x  y"),
        ("see [https://a.example/b the label]", "see the label"),
        ("see [https://a.example/b a [[c|d]] e] f", "see a d e f"),
        ("see [https://a.example/b]. Or //x", f"see {P}. Or //x"),
        ("at https://a.example/b?c=d. Then", f"at {P}. Then"),
        ("[https://a.example/b/http://c.example\n", f"[{P}"),
        ("a&nbsp;b &ndash; &#8211; &#x2013; &bogus; AT&T", "a\xa0b – – – &bogus; AT&T"),
        ("1{{snd}}2 {{spaced ndash}}3{{nbsp}}4", "1–2 –3\xa04"),
        ("{{nowrap|a b}} {{nowrap|1=c}} {{small|{{nowrap|d}}}}", "a b c d"),
        ("a {{convert|5|km}}, b", f"a {P}, b"),
        ("{{{1|default}}} {{{{c}}}}", f"{P} {{{P}}}"),
        ("a<ref>hidden {{cite|b=c}}</ref> b<ref name=x/> c", f"a{P} b{P} c"),
        ('a<ref name="b>c">hidden</ref>', f"a{P}"),
        ("a<!-- hidden\n\nstill -->b", "ab"),
        ("a <!-- to the end\n\nhidden", "a "),
        ("a<nowiki>''b''</nowiki>c <math>d<e</math>", f"a{P}c {P}"),
        ("a <code>b</code> <includeonly>c</includeonly>", f"a {P} {P}"),
        ("x<br>y<br/>z<br />", f"x{P}y{P}z{P}"),
        ("<small>a</small> <span class='b'>c</span> H<sub>2</sub>O", "a c H2O"),
        ("1 < 2, <unknown b> and 3 > 2", "1 < 2, <unknown b> and 3 > 2"),
        ("__NOTOC__a __foo__", "a __foo__"),
        ("L''''Étoile'''' est", "L'Étoile' est"),
        ("[[a|]] [[]] [[b", f"{P} [[]] [[b"),
        ("one\ntwo\nthree", "one\ntwo\nthree"),
        ("one\r\ntwo", "one\r\ntwo"),
        ("one\n<!-- only this -->\ntwo", "one\ntwo"),
        ("a\u2028b\u0085c", "a\u2028b\u0085c"),
        ("a\0b", "a\ufffdb"),
        ("lone \ud800 surrogate", "lone \ud800 surrogate"),
        ("", ""),
        ("\n \n\t\n", ""),
    ],
)
def test_prose_of_one_block(wikitext: str, expected: str) -> None:
    assert prose(wikitext) == expected


@pytest.mark.parametrize(
    ("wikitext", "expected"),
    [
        ("a\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("a\r\n\r\nb", [("paragraph", "a\r"), ("paragraph", "b")]),
        ("a\n \t\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("a\n----\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("== A ==\nb", [("heading", " A "), ("paragraph", "b")]),
        ("==A== <!-- c -->\nb", [("heading", "A"), ("paragraph", "b")]),
        ("== A <!-- c --> ==\nb", [("heading", " A  "), ("paragraph", "b")]),
        ("a == b ==", [("paragraph", "a == b ==")]),
        ("* a\n*# b\nc", [("list item", " a"), ("list item", " b"), ("paragraph", "c")]),
        ("; a : b", [("list item", " a "), ("list item", " b")]),
        ("; [[x:a|b]] {{c|d:e}} https://f.example", [("list item", f" b {P} {P}")]),
        (": a\n:: b", [("list item", " a"), ("list item", " b")]),
        ("text\n<!-- c -->* a", [("paragraph", "text"), ("list item", " a")]),
        (" a\nb", [("preformatted", " a"), ("paragraph", "b")]),
        ("<div>a</div>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("[[File:a.jpg|thumb]]\nText", [("paragraph", P), ("paragraph", "Text")]),
        ("{{Infobox x}}\n'''Text''' is", [("paragraph", P), ("paragraph", "Text is")]),
        ("text\n{{cn}}\nmore", [("paragraph", f"text\n{P}\nmore")]),
        (
            "{{unclosed|a\nb\n\nafter",
            [("paragraph", P), ("paragraph", "after")],
        ),
    ],
)
def test_blocks(wikitext: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(wikitext) == expected


@pytest.mark.parametrize(
    ("wikitext", "cells"),
    [
        ("{|\n! a !! b\n|-\n| c || d\n|}", [" a ", " b", " c ", " d"]),
        ('{| class="x"\n|- style="y"\n| style="z" | a\n|}', [" a"]),
        ("{|\n|colspan=2 align=left|a||rowspan=2|b\n|}", ["a", "b"]),
        ('{|\n! style="{{row style|c}};"|a\n|}', ["a"]),
        ("{|\n| [[a|b]] c\n|}", [" b c"]),
        ("{|\n| a<ref>x|y</ref> b\n|}", [f" a{P} b"]),
        ("{|\n|\nmany\nlines\n|}", ["many\nlines"]),
        ("{|\n| a\n{| class=inner\n| b\n|}\nc\n| d\n|}", [" a", " b", "c", " d"]),
        (":{|\n| a\n|}", [" a"]),
        ("{|\n! a !! b || c\n| d !! e\n|}", [" a ", " b ", " c", " d !! e"]),
        ("{|\n|- <!-- a\nb -->\n| c\n|}", [" c"]),
        ("{|\n| open [[link || next\n|}", [" open [[link ", " next"]),
        ("{|\n| a\n|}\nafter", [" a", "after"]),
    ],
)
def test_table_cells(wikitext: str, cells: list[str]) -> None:
    assert [text for _, text in blocks(wikitext)] == cells
    assert blocks(wikitext)[0][0] == "table cell"


def test_a_table_caption_and_a_list_in_a_cell() -> None:
    assert blocks("{|\n|+ style=x | the caption\n|\n* item\n|}\nafter") == [
        ("table caption", " the caption"),
        ("list item", " item"),
        ("paragraph", "after"),
    ]


@pytest.mark.parametrize(
    ("wikitext", "caption"),
    [
        ("[[File:a.jpg|thumb|upright=1.2|alt=b|A ''c'' [[d|e]].]]", "A c e."),
        ("[[File:a.jpg|A caption|thumb]]", "A caption"),
        ("[[Image:a.jpg|200px|left|One <ref>x|y</ref> two]]", f"One {P} two"),
        ("[[File:a.jpg|thumb|See [[File:b.jpg|20px]] there]]", f"See {P} there"),
        ("[[File:a.jpg|thumb|Two\n\nlines {{t|u}}]]", f"Two\n\nlines {P}"),
    ],
)
def test_image_captions(wikitext: str, caption: str) -> None:
    found = blocks(f"before {wikitext} after")
    assert found[0] == ("paragraph", f"before {P} after")
    assert "\n\n".join(text for _, text in found[1:]) == caption
    assert {kind for kind, _ in found[1:]} == {"image caption"}


@pytest.mark.parametrize(
    "wikitext", ["[[File:a.jpg|thumb|left|x200px|link=|upright]]", "[[File:a.jpg]]"]
)
def test_a_file_with_options_only_has_no_caption(wikitext: str) -> None:
    assert blocks(wikitext) == [("paragraph", P)]


def test_gallery_captions() -> None:
    wikitext = (
        "<gallery mode=packed>\nFile:a.jpg|One [[b|c]]\nd.jpg|alt=e|Two <ref>{{cite\n|f=g}}</ref>\n"
        "File:h.jpg\n</gallery>\nafter"
    )
    assert blocks(wikitext) == [
        ("paragraph", "after"),
        ("image caption", "One c"),
        ("image caption", f"Two {P}"),
    ]


def test_captions_of_image_templates() -> None:
    wikitext = "{{multiple image|image1=a.jpg|caption1=One|caption2=Two [[b]]|width=3}}"
    assert blocks(wikitext)[1:] == [
        ("image caption: caption1", "One"),
        ("image caption: caption2", "Two b"),
    ]


def test_infobox_values() -> None:
    wikitext = (
        "{{Infobox person\n| name = Ann\n| image = x.jpg\n| occupation = {{hlist|[[a]]|b}}\n"
        "| children =\n* Cid\n* Dee\n| spouse = {{plainlist|\n* Eve {{nowrap|(m. 1)}}\n* Flo\n}}\n"
        "| height = {{convert|2|m}}\n}}"
    )
    assert blocks(wikitext) == [
        ("paragraph", P),
        ("infobox value: name", "Ann"),
        ("infobox value: occupation", P),
        ("infobox value: children", " Cid"),
        ("infobox value: children", " Dee"),
        ("infobox value: spouse", " Eve (m. 1)"),
        ("infobox value: spouse", " Flo\n"),
        ("infobox value: height", P),
        ("infobox value: occupation", "a"),
        ("infobox value: occupation", "b"),
    ]


@pytest.mark.parametrize(
    "wikitext",
    [
        "{{quote|The words.|Author}}",
        "{{Blockquote|text=The words.|author=Someone}}",
        "{{cquote\n| 1 = The words.\n| 2 = Someone\n}}",
        "{{Quote box|title=T|quote=The words.}}",
    ],
)
def test_a_quotation_template_holds_a_quotation(wikitext: str) -> None:
    before, quoted = blocks(wikitext)
    assert before == ("paragraph", P)
    assert quoted[0].startswith("quotation: ")
    assert quoted[1].strip() == "The words."


@pytest.mark.parametrize(
    "wikitext",
    [
        "<blockquote>The words.</blockquote>after",
        "<poem>\nThe words.</poem>after",
        "<blockquote>\n* The words.</blockquote>after",
        "<poem>\n  The words.\n</poem>\nafter",
        "<blockquote>The words.\n\n== after ==",
    ],
)
def test_a_quoting_tag_holds_a_quotation(wikitext: str) -> None:
    quoted, after = blocks(wikitext)
    assert (quoted[0], quoted[1].strip()) == ("quotation", "The words.")
    assert (after[0] != "quotation", after[1].strip()) == (True, "after")


@pytest.mark.parametrize(
    ("wikitext", "italics"),
    [
        ("''a'' b ''c''", ["a", "c"]),
        ("'''''a''' b'' c", ["a b"]),
        ("'''''a'' b''' c", ["a"]),
        ("'''a''' ''''b''''", []),
        ("''a\nb'' c", ["a", " c"]),
        ("L'''arsenal'' b", ["arsenal"]),
        ("le '''b''' l'''a'' c", ["a"]),
        ("''Eagle'''s crew", ["Eagle'"]),
        ("<i>a</i> <em>b</em> <cite>c</cite>", ["a", "b", "c"]),
        ("''a [[b|c]] {{d}}'' e", [f"a c {P}"]),
        ("[[a|''b'']]s {{t|''c}} ''d''", ["b", "d"]),
    ],
)
def test_italics(wikitext: str, italics: list[str]) -> None:
    assert marked(wikitext, Guard.ITALIC) == italics


def test_a_link_without_label_is_a_title() -> None:
    assert marked("[[Boat]]s, [[a|b]], [[c d]]", Guard.LINK_TITLE) == ["Boat", "c d"]


@pytest.mark.parametrize(
    ("wikitext", "words", "comes_from"),
    [
        ("a '''bo'''ld c", "bold", "bo'''ld"),
        ("1&nbsp;km", "1\xa0km", "1&nbsp;km"),
        ("1&nbsp;km", "\xa0", "&nbsp;"),
        ("a [[b|c d]] e", "c d", "c d"),
        ("a [[b|c d]] e", "d e", "d]] e"),
        ("x{{t|u}} y", f"x{P}", "x{{t|u}}"),
        ("{|\n| style=a | cell\n|}", "cell", "cell"),
        ("a\r\nb", "a\r\nb", "a\r\nb"),
        ("😀 a&amp;b", "b", "b"),
        ("{{infobox x|a=[[b|c]] d}}", "c d", "c]] d"),
    ],
)
def test_prose_knows_its_place(wikitext: str, words: str, comes_from: str) -> None:
    assert source(scan(wikitext), words) == comes_from


def test_a_place_between_two_blocks_is_an_error() -> None:
    map_ = scan("a\n\nb").prose
    assert map_.text == "a\nb\n"
    for start, end in ((1, 2), (0, 2), (1, 3), (2, 2)):
        with pytest.raises(ValueError, match=r"\["):
            map_.wikitext_span(start, end)
        assert not map_.is_unbroken(start, end)
        assert not map_.is_verbatim(start, end)


def test_whether_prose_stands_in_one_piece() -> None:
    map_ = scan("ab'''c''' d&nbsp;e {{f}}").prose
    assert map_.text == f"abc d\xa0e {P}\n"
    assert map_.is_verbatim(0, 2)
    assert not map_.is_unbroken(0, 3)
    assert map_.is_unbroken(4, 7)
    assert not map_.is_verbatim(4, 7)
    assert not map_.is_unbroken(6, 9)
