"""Reviewers' verdicts: recorded for good, the latest one in force."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.errors import StoreError
from bot.ports import ReviewVerdict, StoredFinding
from bot.store.reading import stored_findings, verdicts_by_page
from bot.store.tables import FindingRow, RevisionRow, VerdictRow

# Fewer characters of a fingerprint than this are taken for a mistake, not for an abbreviation.
SHORTEST_PREFIX = 6
# So many of the latest fingerprints are compared with one that is not known.
ADVICE_POOL = 5_000
CANDIDATES_SHOWN = 3
# Of 100; two letters swapped in sixteen score 94. The best of 5,000 unrelated ones scores about 60.
NEAR_SCORE = 75

UNWANTED = frozenset({ReviewVerdict.DISMISS, ReviewVerdict.WRONG})


def recorded_verdict(
    session: Session,
    fingerprint: str,
    verdict: ReviewVerdict,
    *,
    by: str,
    at: str,
    note: str,
    wiki: str | None,
    page_id: int | None,
) -> StoredFinding:
    """The finding that the fingerprint names, with the verdict just added to it.

    Raises:
        StoreError: no finding, or more than one, answers to the fingerprint.
    """
    if not by.strip():
        raise StoreError("a verdict needs the reviewer's name")
    places = _places(session, FindingRow.fingerprint == fingerprint, wiki, page_id)
    if not places and len(fingerprint) >= SHORTEST_PREFIX:
        begins_so = FindingRow.fingerprint.startswith(fingerprint, autoescape=True)
        places = _places(session, begins_so, wiki, page_id)
    if not places:
        advice = _advice(session, fingerprint)
        raise StoreError(f"no finding has the fingerprint {fingerprint}{advice}")
    if len(places) > 1:
        shown = "; ".join(
            f"{place[2]} on {place[0]}, page {place[1]}" for place in places[:CANDIDATES_SHOWN]
        )
        raise StoreError(
            f"{len(places)} findings answer to {fingerprint}: {shown}; give the whole fingerprint,"
            " and the wiki and page id if it stands on several pages"
        )
    place_wiki, place_page, full = places[0]
    session.add(
        VerdictRow(
            wiki=place_wiki,
            page_id=place_page,
            fingerprint=full,
            verdict=verdict.value,
            reviewer=by,
            note=note,
            given_at=at,
        )
    )
    session.flush()
    return stored_findings(
        session, wiki=place_wiki, page_id=place_page, fingerprint=full, limit=1, current=False
    )[0]


def dismissed_fingerprints(
    session: Session, wiki: str, page_ids: Collection[int]
) -> dict[int, frozenset[str]]:
    """The fingerprints whose latest verdict says not to show them again, by page id."""
    found: dict[int, frozenset[str]] = {}
    for page_id, verdicts in verdicts_by_page(session, wiki, page_ids).items():
        unwanted = frozenset(name for name, verdict in verdicts.items() if verdict in UNWANTED)
        if unwanted:
            found[page_id] = unwanted
    return found


def _places(
    session: Session, condition: ColumnElement[bool], wiki: str | None, page_id: int | None
) -> list[tuple[str, int, str]]:
    query = (
        select(RevisionRow.wiki, RevisionRow.page_id, FindingRow.fingerprint)
        .join(RevisionRow, FindingRow.revision_id == RevisionRow.id)
        .where(condition)
        .distinct()
        .order_by(RevisionRow.wiki, RevisionRow.page_id, FindingRow.fingerprint)
    )
    if wiki is not None:
        query = query.where(RevisionRow.wiki == wiki)
    if page_id is not None:
        query = query.where(RevisionRow.page_id == page_id)
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def _advice(session: Session, fingerprint: str) -> str:
    latest = session.scalars(
        select(FindingRow.fingerprint).order_by(FindingRow.id.desc()).limit(ADVICE_POOL)
    ).all()
    near = process.extract(
        fingerprint,
        sorted(set(latest)),
        scorer=fuzz.ratio,
        limit=CANDIDATES_SHOWN,
        score_cutoff=NEAR_SCORE,
    )
    return f"; did you mean {' or '.join(name for name, *_ in near)}?" if near else ""
