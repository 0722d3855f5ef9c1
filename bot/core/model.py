"""What goes into a lint and what comes out of it; the field names are the stable contract."""

from __future__ import annotations

import enum

import msgspec

from rules.contract import Finding, Origin, RevisionInfo, Severity, Status

SCHEMA = 1
"""The version of the report's form. Fields are only ever added."""


class Revision(msgspec.Struct, frozen=True, kw_only=True, rename={"summary": "comment"}):
    """One revision of a page and the text before it.

    All but ``new`` may be missing. ``old`` is None for a new page. ``timestamp`` is ISO 8601 in
    UTC as the wiki writes it, or empty. ``hidden`` says that the wiki hides the text.
    """

    new: str
    old: str | None = None
    wiki: str = ""
    rev_id: int = 0
    parent_id: int = 0
    page_id: int = 0
    namespace: int = 0
    title: str = ""
    user: str = ""
    timestamp: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    minor: bool = False
    bot: bool = False
    hidden: bool = False
    content_model: str = "wikitext"

    def info(self) -> RevisionInfo:
        """What rules may know of it.

        Raises:
            ValueError: the timestamp is not ISO 8601.
        """
        from datetime import UTC, datetime

        when = datetime.fromisoformat(self.timestamp) if self.timestamp else None
        if when is not None:
            when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
        return RevisionInfo(
            title=self.title,
            wiki=self.wiki,
            rev_id=self.rev_id,
            parent_id=self.parent_id,
            page_id=self.page_id,
            namespace=self.namespace,
            timestamp=when,
            summary=self.summary,
            tags=self.tags,
            minor=self.minor,
        )


class ReportStatus(enum.Enum):
    """How a lint ended; only ``linted`` means that every rule saw everything."""

    LINTED = "linted"
    SKIPPED = "skipped"
    INCOMPLETE = "incomplete"
    FAILED = "failed"


class RuleFailure(msgspec.Struct, frozen=True):
    """A rule that raised; the other rules went on."""

    code: str
    error: str


class Suppression(msgspec.Struct, frozen=True):
    """An ignore mark that silenced nothing: where it stands and what it was for."""

    line: int
    text: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a lint found in one revision.

    ``reason`` explains every status but ``linted``. ``ruleset`` identifies the rules, their
    options and the program's version; ``engine`` the engines that were asked (grammar, second
    opinion), empty for none.
    ``counts`` holds numbers that are not findings: ``deleted_chars``, and by its code what each
    rule of status count has counted. ``ms`` is the lint's wall-clock time.
    """

    schema: int = SCHEMA
    wiki: str = ""
    title: str = ""
    rev_id: int = 0
    parent_id: int = 0
    page_id: int = 0
    timestamp: str = ""
    user: str = ""
    line: int = 0
    part: str = ""
    status: ReportStatus = ReportStatus.LINTED
    reason: str | None = None
    ruleset: str = ""
    engine: str = ""
    added_chars: int = 0
    ms: float = 0.0
    counts: dict[str, int] = {}
    findings: tuple[Finding, ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    unused_suppressions: tuple[Suppression, ...] = ()

    @property
    def part_beside_title(self) -> str:
        """The part, where the title does not name it already."""
        return "" if self.title.endswith(f"({self.part})") else self.part

    @property
    def exit_findings(self) -> tuple[Finding, ...]:
        """The findings of stable rules that this revision introduced."""
        return tuple(
            f
            for f in self.findings
            if f.status is Status.STABLE and f.origin is not Origin.EXISTING
        )


SEVERITY_ORDER = {Severity.ADVICE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
"""How grave each severity is; larger is graver."""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The words around a finding's quote in its text, and what stood there before the edit.

    ``before`` and ``after`` are the rest of the sentence, with ``…`` where it was cut. ``old`` is
    the old text of the place where the edit took something out, else empty, and ``replaced`` the
    half-open intervals of ``old`` that were. ``section`` is the number by which the wiki edits the
    section in that revision, 0 for the lead; None if it is not known.
    """

    before: str = ""
    after: str = ""
    old: str = ""
    replaced: tuple[tuple[int, int], ...] = ()
    section: int | None = None


class Skipped(msgspec.Struct, frozen=True):
    """A revision that was not linted, and why, as a short countable reason."""

    revision: Revision
    reason: str


class Draft(msgspec.Struct, frozen=True):
    """A talk-page message for a person to read, change and approve: a heading and wikitext."""

    title: str
    heading: str
    wikitext: str
    fingerprints: tuple[str, ...]


class LintedText(msgspec.Struct, frozen=True, kw_only=True):
    """A report together with the texts it speaks of, for outputs that show them.

    ``surroundings`` are those of the report's findings, as far as known, by fingerprint.
    """

    report: Report
    new: str
    old: str | None = None
    summary: str = ""
    added: tuple[tuple[int, int], ...] = ()
    surroundings: dict[str, Surroundings] = {}
