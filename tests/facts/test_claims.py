"""What the program understands of a page's amounts and dates, and what it holds to be at odds."""

from __future__ import annotations

import pytest

from bot.core.model import Revision
from bot.core.prepare import prepare
from rules.facts.claim import Claim, Modality, Modifier, PlaceKind, Polarity, Quantity, Subject
from rules.facts.claim_conflict import conflict
from rules.facts.claim_moments import Moment
from rules.facts.claim_pairs import contradictions
from rules.facts.claims import Claims, claims, old_claims


def page(text: str, title: str = "Foo", old: str | None = None) -> Claims:
    return claims(prepare(Revision(new=text, old=old, title=title)))


def only(text: str, title: str = "Foo") -> Claim:
    (claim,) = page(text, title).everywhere()
    return claim


def amount(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


@pytest.mark.parametrize(
    ("text", "attribute", "low", "dimension"),
    [
        ("It has a population of 12,345.", "population", 12345, "count"),
        ("There are 12,345 inhabitants.", "population", 12345, "count"),
        ("It covers 75 km2.", "area", 75e6, "area"),
        ("It stands {{convert|300|m|ft}} tall.", "height", 300, "length"),
        ("It lies at an elevation of 1,000 ft.", "elevation", 304.8, "length"),
        ("It weighs 2.5 tonnes.", "weight", 2500, "mass"),
        ("It seats 45,600 spectators.", "capacity", 45600, "count"),
        ("It has 350 employees.", "employees", 350, "count"),
        ("It has a budget of $30 million.", "budget", 30e6, "money $"),
        ("It grossed {{US$|181.5 million}}.", "box office", 181.5e6, "money $"),
        ("Its revenue was {{INRConvert|5|c}}.", "revenue", 5e7, "money ₹"),
        ("The film has a running time of 107 minutes.", "running time", 6420, "time"),
        ("It is 12 km long.", "length", 12000, "length"),
        ("It had 645 recoveries.", "number of recover", 645, "count"),
        ("Some {{percentage|30|120|1}} of voters came.", "share of vot", 25, "percent"),
    ],
)
def test_an_amount_is_read_with_what_it_is_of(
    text: str, attribute: str, low: float, dimension: str
) -> None:
    claim = only(text)
    assert claim.attribute == attribute
    assert amount(claim).low == pytest.approx(low)
    assert amount(claim).dimension == dimension


@pytest.mark.parametrize(
    ("text", "attribute", "first"),
    [
        ("It was founded in 1991 by Ann Lee.", "founded", "1991-01-01"),
        ("In 1971 it was founded by Ann Lee.", "founded", "1971-01-01"),
        ("It is a 2017 British comedy film.", "released", "2017-01-01"),
        ("It opened on {{start date|1950|5|3}}.", "opened", "1950-05-03"),
        ("He moved to Rome in May 1950.", "date of mov", "1950-05-01"),
    ],
)
def test_a_date_is_read_with_its_event(text: str, attribute: str, first: str) -> None:
    claim = only(text)
    assert isinstance(claim.value, Moment)
    assert (claim.attribute, claim.value.first.isoformat()) == (attribute, first)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("It has more than 12,300 inhabitants.", Modifier.AT_LEAST),
        ("It has about 12,300 inhabitants.", Modifier.ABOUT),
        ("It has up to 12,300 inhabitants.", Modifier.AT_MOST),
        ("It has 12,300 inhabitants.", Modifier.EXACT),
    ],
)
def test_a_hedge_is_kept(text: str, modifier: Modifier) -> None:
    assert only(text).modifier is modifier


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The bridge is 1,234 m long.", Modality.ASSERTED),
        ('He said: "The bridge is 1,234 m long".', Modality.QUOTED),
        ("The bridge was planned to be 1,234 m long.", Modality.PLANNED),
        ("The bridge would be 1,234 m long.", Modality.HYPOTHETICAL),
        ("According to Lee, the bridge is 1,234 m long.", Modality.ATTRIBUTED),
    ],
)
def test_the_voice_is_kept(text: str, modality: Modality) -> None:
    assert only(text).modality is modality


def test_a_denied_value_is_negative() -> None:
    assert only("The bridge is not 1,234 m long.").polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Foo is 1,234 m long.", Subject.PAGE),
        ("It is 1,234 m long.", Subject.MEANT),
        ("In Rome, the Foo bridge is 1,234 m long.", Subject.PAGE),
        ("Barton Bridge is 1,234 m long.", Subject.OTHER),
        ("It was the longest until Barton was 1,234 m long.", Subject.OTHER),
    ],
)
def test_the_subject_is_the_clauses(text: str, subject: Subject) -> None:
    assert only(text).subject is subject


def test_an_infobox_is_read_by_its_parameters() -> None:
    read = page(
        "{{Infobox settlement\n| population_total = 12345\n"
        "| population_as_of = [[2010 Census|2010]]\n| area_total_km2 = 55.4\n"
        "| established_date = {{start date|1850|5|3}}\n}}\n'''Foo'''."
    )
    found = {claim.attribute: claim for claim in read.infobox}
    assert list(found) == ["population", "area", "founded"]
    assert found["population"].scope.years == {2010}
    assert amount(found["area"]).low == pytest.approx(55.4e6)
    assert {claim.place.kind for claim in read.infobox} == {PlaceKind.INFOBOX}


def test_a_template_is_quoted_as_a_whole() -> None:
    read = page("The tunnel is {{convert|12.4|km|mi}} long.")
    (claim,) = read.everywhere()
    span = read.document.prose.wikitext_span(claim.place.start, claim.place.end)
    assert read.document.wikitext[span.start : span.end] == "{{convert|12.4|km|mi}}"
    assert claim.written == "12.4 km"


def test_a_heading_bounds_what_stands_below() -> None:
    read = page("== 1947–1958: Growth ==\nThe mill had 1,234 workers.")
    (claim,) = [c for c in read.everywhere() if c.place.kind is PlaceKind.PROSE]
    assert claim.scope.around == (1947, 1958)


def test_only_what_the_edit_added_is_added() -> None:
    old = "Foo is 1,234 m long. It has 45 rooms."
    read = page("Foo is 1,334 m long. It has 45 rooms.", old=old)
    assert [claim.written for claim in read.added()] == ["1,334 m"]


def test_a_new_page_has_no_old_claims() -> None:
    assert old_claims(prepare(Revision(new="Foo is 1,234 m long."))) is None


AGAINST = "Foo has a length of 1,234 m."


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ("Foo has a length of 1,334 m.", True),
        ("Foo has a length of 1,235 m.", True),
        ("Foo has a length of 0.9 miles.", True),
        ("Foo has a length of over 1,300 m.", True),
        ("Foo has a length of about 1,500 m.", True),
        ("Foo has a length of 1,230 m.", False),
        ("Foo has a length of 1.2 km.", False),
        ("Foo has a length of 0.77 miles.", False),
        ("Foo has a length of over 1,000 m.", False),
        ("Foo has a length of up to 2,000 m.", False),
        ("Foo has a length of about 1,300 m.", False),
        ("Foo has a length of 1,100–1,300 m.", False),
        ("Foo has a width of 1,334 m.", False),
        ("Foo has a planned length of 1,334 m.", False),
        ("Foo has not a length of 1,334 m.", False),
        ("Barton has a length of 1,334 m.", False),
        ("Foo has a length of 1,334 m in 1950.", True),
    ],
)
def test_amounts_conflict_only_if_no_reading_makes_both_true(other: str, differs: bool) -> None:
    assert (conflict(only(AGAINST), page(other).everywhere()[0]) is not None) is differs


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Foo opened in 1950.", "Foo opened in 1953.", True),
        ("Foo opened in 1950.", "Foo opened on 3 May 1950.", False),
        ("Foo opened in May 1950.", "Foo opened in June 1950.", True),
        ("Foo opened in 1950.", "Foo opened around 1953.", False),
        ("Foo opened in 1950.", "Foo opened before 1953.", False),
        ("Foo opened after 1951.", "Foo opened in 1950.", True),
        ("Foo opened on 5 May 1750.", "Foo opened on 16 May 1750.", False),
        ("Foo opened on 5 May 1950.", "Foo opened on 16 May 1950.", True),
        ("Foo opened in 1950.", "Foo closed in 1953.", False),
    ],
)
def test_dates_conflict_at_their_shared_precision(one: str, other: str, differs: bool) -> None:
    assert (conflict(only(one), only(other)) is not None) is differs


@pytest.mark.parametrize(
    "text",
    [
        "In 2010 Foo had a population of 12,345. In 2020 Foo had a population of 13,111.",
        "Foo has a population of 12,345. Foo has a metropolitan population of 43,435.",
        "Foo has a population of 12,345. Foo has 12,345 people and a population of 13,000.",
        "On 9 May, 189 new cases were found in town. On 10 May, 212 new cases were found in town.",
        "The first mill made 189 tons of steel. The second mill made 212 tons of steel.",
    ],
    ids=["other years", "another part", "a value that agrees", "reports", "ordinals"],
)
def test_what_may_both_be_true_is_no_contradiction(text: str) -> None:
    read = page(text)
    assert list(contradictions(read, read.everywhere(), read.everywhere())) == []


def test_one_contradiction_is_told_once() -> None:
    read = page("Foo has a length of 1,234 m.\n\nFoo has a length of 1,334 m.")
    (found,) = contradictions(read, read.everywhere(), read.everywhere())
    assert {found.first.written, found.second.written} == {"1,234 m", "1,334 m"}
    assert found.confidence >= 0.85
