"""The seed's diff page: what its parts are, to the character."""

from __future__ import annotations

import pytest

from bot.sources.diff_page import DiffPagePart, diff_page_parts
from bot.sources.files import text_from

SEED = "seeds/pakistan-us-relations.txt"
TAGS = ("Mobile edit", "Mobile web edit", "Advanced mobile edit")
ADDED_BEGINNINGS = [
    "== History ==",
    "=== 1947–1958: Relations between the United States and the newly-created Pakistan ===",
    "After its creation from India, Pakistan faced",
    "Prime Minister [[Liaquat Ali Khan]] sought",
    "In 1950, the United States made",
    "Between 1950 and 1953, numerous",
    "Defense relations between Pakistan",
    "The close relationship between",
    "In 1956, President [[Dwight D. Eisenhower]]",
    "American interest in fostering",
    "=== 1958–1971: relations during the military dictatorships of Ayub Khan and Yahya Khan ===",
]


@pytest.fixture(scope="module")
def seed(request: pytest.FixtureRequest) -> str:
    return text_from(str(request.config.rootpath / SEED))


@pytest.fixture(scope="module")
def parts(seed: str) -> list[DiffPagePart]:
    return diff_page_parts(seed, wiki="enwiki")


def test_the_page_yields_three_documents_in_order(parts: list[DiffPagePart]) -> None:
    assert [part.part for part in parts] == ["older", "newer", "rendered"]
    assert [part.summary_only for part in parts] == [True, False, False]
    assert [part.revision.title for part in parts] == [
        "Pakistan–United States relations",
        "Pakistan–United States relations",
        "Pakistan–United States relations (rendered)",
    ]
    assert {part.revision.wiki for part in parts} == {"enwiki"}
    assert not any(part.warnings for part in parts)


def test_summaries_are_in_the_form_their_author_wrote(parts: list[DiffPagePart]) -> None:
    assert [part.revision.summary for part in parts] == [
        "/* Background */ Spce science collaboration",
        "/* Background */ Added content",
        "",
    ]


def test_the_editors_their_tags_and_the_newer_time_are_read(parts: list[DiffPagePart]) -> None:
    older, newer, _ = (part.revision for part in parts)
    assert (older.user, older.tags, older.timestamp) == ("Adarshatva", TAGS, "")
    assert (newer.user, newer.tags, newer.timestamp) == (
        "Adarshatva",
        TAGS,
        "2025-02-19T20:37:00Z",
    )
    assert older.old == older.new == ""
    assert not newer.minor


def test_the_old_text_is_the_context_lines(parts: list[DiffPagePart], seed: str) -> None:
    diaspora = next(line for line in seed.split("\n") if line.startswith("Approximately 5,54,202"))
    half = diaspora.split(" | ")[0]
    assert half.endswith("situated in [[Karachi]].")
    assert parts[1].revision.old == (f"=== Diaspora ===\n{half}\n== Space science collaboration ==")


def test_the_new_text_is_the_context_with_the_added_lines(
    parts: list[DiffPagePart], seed: str
) -> None:
    added = [line.removesuffix(" | |||") for line in seed.split("\n") if line.endswith(" | |||")]
    assert len(added) == len(ADDED_BEGINNINGS)
    assert all(a.startswith(b) for a, b in zip(added, ADDED_BEGINNINGS, strict=True))
    old = (parts[1].revision.old or "").split("\n")
    assert parts[1].revision.new.split("\n") == [*old[:2], *added, old[2]]


def test_the_heading_at_the_end_of_the_hunk_is_known_to_be_cut(parts: list[DiffPagePart]) -> None:
    new = parts[1].revision.new
    assert [new[a:b] for a, b in parts[1].cut_headings] == ["== Space science collaboration =="]


def test_the_rendered_rest_has_its_headings_and_nothing_of_the_hunks(
    parts: list[DiffPagePart],
) -> None:
    rendered = parts[2].revision
    paragraphs = rendered.new.split("\n\n")
    assert [p for p in paragraphs if p.startswith("=")] == [
        "== Background ==",
        "== External Influences on Pakistan–U.S. Relations ==",
        "== Public Opinion ==",
    ]
    assert [p[:24] for p in paragraphs if not p.startswith("=")] == [
        "Islamic republic of Paki",
        "The relationship between",
        "During the Cold War era ",
        "The dynamics shifted aft",
        "Disagreements over strat",
        "The fraught relationship",
        "In recent years, however",
        "Pakistan's prolonged riv",
        "In the 1990s, the United",
        "The ongoing conflicts ha",
        "American foreign policy ",
    ]
    assert rendered.old == rendered.new
    assert rendered.timestamp == "2025-02-19T20:37:00Z"
    assert parts[2].rules_off == ("MRK", "CIT", "LAY001", "LAY003", "LAY005")
    assert "India’s" in rendered.new


@pytest.mark.parametrize(
    "variant",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("Revision as of", "Latest revision as of"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace(" (talk | contribs) (", " (talk\xa0| contribs)\u200e (\u200e"),
    ],
    ids=["windows line ends", "byte order mark", "latest revision", "no last line end", "marks"],
)
def test_the_way_of_copying_changes_nothing(
    variant: object, seed: str, parts: list[DiffPagePart]
) -> None:
    assert callable(variant)
    assert diff_page_parts(variant(seed), wiki="enwiki") == parts


def test_without_the_rendered_page_lone_lines_are_added_with_a_warning(
    seed: str, parts: list[DiffPagePart]
) -> None:
    hunks_only = seed[: seed.index("Revision as of")]
    older, newer = diff_page_parts(hunks_only, wiki="enwiki")
    assert older == parts[0]
    assert (newer.revision.old, newer.revision.new) == (
        parts[1].revision.old,
        parts[1].revision.new,
    )
    assert newer.warnings == (
        "the rendered page was not copied along: 11 of the lines may have been removed by the "
        "revision, and are taken as added",
    )


def test_with_tabs_in_place_of_bars_the_texts_are_the_same(
    seed: str, parts: list[DiffPagePart]
) -> None:
    lines = []
    for line in seed.split("\n"):
        halves = line.split(" | ")
        if line.startswith("Line 21:"):
            line = "Line 21:\tLine 21:"
        elif line.endswith(" | |||"):
            line = f" \t+\t{line.removesuffix(' | |||')}"
        elif len(halves) > 2 and halves[0] == halves[1]:
            line = f" \t{halves[0]}\t \t{halves[0]}"
        elif len(halves) > 1 and line.startswith("=="):
            line = f"\t{halves[0]}\t\t{halves[0]}"
        lines.append(line)
    tabbed = diff_page_parts("\n".join(lines), wiki="enwiki")
    assert tabbed == parts
