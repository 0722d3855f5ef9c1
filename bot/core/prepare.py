"""From a revision to the change that rules look at: one difference, and scans on demand."""

from __future__ import annotations

from bot.core.diff import difference
from bot.core.model import Revision
from bot.core.wikitext import scan
from rules.contract import Change, EqualRun, Spans


def prepare(revision: Revision) -> Change:
    """The change a revision made; everything in a new page is added.

    Raises:
        ValueError: the timestamp is not ISO 8601.
    """
    new = revision.new
    if revision.old is None:
        added = Spans.merged([(0, len(new))])
        deleted = Spans()
        equal: tuple[EqualRun, ...] = ()
    else:
        compared = difference(revision.old, new)
        added, deleted, equal = compared.added, compared.deleted, compared.equal
    return Change(
        info=revision.info(),
        new_wikitext=new,
        old_wikitext=revision.old,
        scan=scan,
        added=added,
        deleted=deleted,
        equal=equal,
    )
