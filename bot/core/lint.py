"""The lint: rules over one change, their hits mapped to the new wikitext."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import msgspec

from bot.core.fingerprint import fingerprint
from bot.core.matcher import Matcher
from bot.core.model import RuleFailure, Suppression
from bot.core.nearby import BLOCK_SCOPES, Nearby, parts_of
from bot.core.overlaps import Placed, settled
from bot.core.places import with_whole_links
from bot.core.second_opinion import weighed
from bot.core.suppress import Suppressor, may_have_marks
from bot.core.units import readable_blocks, structure_unit, units
from rules.contract import (
    Block,
    Change,
    Context,
    Document,
    EngineKind,
    Entailment,
    EntailmentOpinions,
    Evidence,
    EvidenceQuote,
    Finding,
    Grammar,
    GrammarMatches,
    Guarded,
    GuardSpan,
    Hit,
    Meta,
    Origin,
    Rule,
    Scope,
    Silenced,
    Span,
    Status,
    TextName,
    Unit,
)

GuardReader = Callable[[Document, Block], Sequence[GuardSpan]]
MOST_HITS = 2_000
"""Hits of one rule on one revision after which it is stopped: no reviewer reads more, and hostile
text must not make a lint's time grow with the number of its findings."""

MOST_SILENCED = 8_000
"""Places at which a rule held back after which it is stopped as well: to see that a phrase is left
alone where it stands costs more than to report it, and no page has so many."""


class TooManyHitsError(Exception):
    """A rule found, or held back, more than anybody would read; what it found before is kept."""


class Outcome(msgspec.Struct, frozen=True):
    """What a lint found: findings by place, failures by code, and marks that silenced nothing.

    ``engine`` names the engines that were asked, empty if none was. ``incomplete`` says why the
    page could not be read whole, or is None. ``counts`` are the introduced hits of each rule that
    only counts, by code.
    """

    findings: tuple[Finding, ...]
    failures: tuple[RuleFailure, ...]
    unused_suppressions: tuple[Suppression, ...]
    engine: str = ""
    incomplete: str | None = None
    counts: dict[str, int] = {}


class Silence(msgspec.Struct, frozen=True):
    """A place where a rule kept silent, in wikitext offsets (or the summary's), and why."""

    code: str
    start: int
    end: int
    guard: str


class Linter:
    """A set of rules, ready to lint any number of changes; holds no state of a lint.

    ``guards`` tells where a block is not the article's own wording. With ``strict``, a rule that
    raises stops the lint instead of becoming a failure: for tests. ``grammar`` is the engine of
    the rules that need one; without it they say nothing. ``entailment`` is the second opinion on
    claims. Without ``preview``, hits on trial are dropped.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        guards: GuardReader,
        *,
        strict: bool = False,
        grammar: Grammar | None = None,
        entailment: Entailment | None = None,
        preview: bool = True,
    ) -> None:
        self.rules = tuple(rules)
        self.guards = guards
        self.strict = strict
        self.grammar = grammar
        self.entailment = entailment
        self.preview = preview
        self._matcher = Matcher(self.rules)
        self._subsets: dict[tuple[Rule, ...], Linter] = {}
        replaced = {code for rule in self.rules for code in rule.meta.supersedes}
        self.superseders = {
            code: frozenset(r.meta.code for r in self.rules if code in r.meta.supersedes)
            for code in replaced
        }

    def lint(
        self,
        change: Change,
        *,
        whole_page: bool = False,
        dismissed: Collection[str] = (),
        silences: list[Silence] | None = None,
    ) -> Outcome:
        """What the rules say of a change.

        Faults that were there before are reported, as existing, only with ``whole_page``.
        ``silences``, if given, collects the places where a guard kept a rule silent.
        """
        run = _Run(self, change, whole_page, silences, dismissed)
        failures = []
        parts = None if whole_page or silences is not None else parts_of(change)
        has_engine = self.grammar is not None
        nearby = [Nearby(part, self._matcher, with_grammar=has_engine) for part in parts or ()]
        for rule in self.rules:
            if parts is not None and not any(part.may_speak(rule) for part in nearby):
                continue
            try:
                run.apply(rule)
            except MemoryError:
                # The whole lint is out of room: it must not pass for complete.
                raise
            except Exception as error:
                if self.strict and not isinstance(error, TooManyHitsError):
                    raise
                message = f"{type(error).__name__}: {error}"[:300]
                failures.append(RuleFailure(rule.meta.code, message))
        findings = run.findings()
        engines = [asked.engine for asked in (run.grammar, run.entailment) if asked is not None]
        engine = "; ".join(filter(None, engines))
        # A page with a part that reads alone is nowhere too deep.
        incomplete = change.new.incomplete if parts is None else None
        unused = run.unused_suppressions()
        counts = {r.meta.code: 0 for r in self.rules if r.meta.status is Status.COUNT} | run.counts
        return Outcome(findings, tuple(failures), unused, engine, incomplete, counts)

    def without(self, families_and_codes: Collection[str]) -> Linter:
        """The same linter less these families and codes of rules."""
        off = tuple(families_and_codes)
        if not off:
            return self
        return self._subset(tuple(r for r in self.rules if not r.meta.code.startswith(off)))

    def only_summary(self) -> Linter:
        """The same linter with the rules about the edit summary alone."""
        return self._subset(tuple(r for r in self.rules if r.meta.scope is Scope.SUMMARY))

    def _subset(self, rules: tuple[Rule, ...]) -> Linter:
        if rules not in self._subsets:
            self._subsets[rules] = Linter(
                rules,
                self.guards,
                strict=self.strict,
                grammar=self.grammar,
                entailment=self.entailment,
                preview=self.preview,
            )
        return self._subsets[rules]

    def fired(self, text: str) -> frozenset[str]:
        """The codes of the rules with triggers that may fire on ``text``."""
        return self._matcher.fired(text)


class _Run:
    """One lint of one change."""

    def __init__(
        self,
        linter: Linter,
        change: Change,
        whole_page: bool,
        silences: list[Silence] | None,
        dismissed: Collection[str],
    ) -> None:
        self.linter = linter
        self.change = change
        self.whole_page = whole_page
        self.grammar = (
            None if linter.grammar is None else GrammarMatches(linter.grammar, self._sentences)
        )
        self.entailment = (
            None
            if linter.entailment is None
            else EntailmentOpinions(linter.entailment, whole_page=whole_page)
        )
        self.context = Context(change, grammar=self.grammar, entailment=self.entailment)
        self.silences = silences
        self._dismissed = dismissed
        self._suppressor: Suppressor | None = None
        self.placed: list[Placed] = []
        self.counts: Counter[str] = Counter()
        self._blocks: Sequence[Block] | None = None
        self._by_code: dict[str, list[Block]] = {}
        self._edit_fired: frozenset[str] | None = None
        self._old_hits: dict[str, tuple[Counter[str], set[tuple[int, str]]]] = {}
        self._guards: dict[int, Guarded] = {}

    @property
    def suppressor(self) -> Suppressor:
        """The marks on the page, read when the first finding asks for them."""
        if self._suppressor is None:
            self._suppressor = Suppressor(self.change.new, self._dismissed)
        return self._suppressor

    def unused_suppressions(self) -> tuple[Suppression, ...]:
        """The ignore marks of the page that silenced nothing."""
        if self._suppressor is None and not may_have_marks(self.change.new_wikitext):
            return ()
        return self.suppressor.unused()

    def apply(self, rule: Rule) -> None:
        meta = rule.meta
        context = self.context.limited_to(meta.needs)
        hits = silenced = 0
        if meta.triggers and meta.scope is Scope.CHANGE and meta.code not in self._fired_by_edit():
            return
        blocks = self._fired_blocks(meta) if meta.scope in BLOCK_SCOPES else None
        for unit in units(meta, self.change, whole_page=self.whole_page, blocks=blocks):
            for verdict in rule.check(unit, context):
                if isinstance(verdict, Silenced):
                    silenced += 1
                    if silenced > MOST_SILENCED:
                        raise TooManyHitsError(f"stopped after {MOST_SILENCED:,} silent places")
                    self._note(meta, unit, verdict.start, verdict.end, verdict.guard)
                else:
                    hits += 1
                    if hits > MOST_HITS:
                        raise TooManyHitsError(f"stopped after {MOST_HITS:,} hits")
                    self._place(rule, unit, verdict)

    def _sentences(self) -> list[str]:
        """What the rules over the grammar engine will read."""
        return [
            unit.text
            for rule in self.linter.rules
            if rule.meta.engine is EngineKind.GRAMMAR
            for unit in units(rule.meta, self.change, whole_page=self.whole_page)
        ]

    def _fired_blocks(self, meta: Meta) -> Sequence[Block]:
        """The readable blocks in which a rule could speak, found for all rules at once."""
        if self._blocks is None:
            self._blocks = readable_blocks(self.change, whole_page=self.whole_page)
            text = self.change.new.prose.text
            for block in self._blocks:
                for code in self.linter.fired(text[block.start : block.end]):
                    self._by_code.setdefault(code, []).append(block)
        return self._by_code.get(meta.code, ()) if meta.triggers else self._blocks

    def _fired_by_edit(self) -> frozenset[str]:
        """The codes of the rules that may fire on what was added or deleted."""
        if self._edit_fired is None:
            change = self.change
            parts = [change.new_wikitext[start:end] for start, end in change.added]
            parts += [(change.old_wikitext or "")[start:end] for start, end in change.deleted]
            self._edit_fired = self.linter.fired("\n".join(parts))
        return self._edit_fired

    def _place(self, rule: Rule, unit: Unit, hit: Hit) -> None:
        meta = rule.meta
        if hit.on_trial and not self.linter.preview:
            return
        if not 0 <= hit.start < hit.end <= len(unit.text):
            raise ValueError(f"a hit outside its unit: [{hit.start}, {hit.end})")
        span = self._span(unit.text_name, unit.start + hit.start, unit.start + hit.end)
        if unit.text_name is TextName.NEW_PROSE:
            span = with_whole_links(self.change.new.wikitext, span)
        evidence = tuple(self._quote(unit, item) for item in hit.evidence)
        suggestions = hit.suggestions
        if unit.text_name is TextName.SUMMARY:
            origin = Origin.SUMMARY
        else:
            if unit.text_name is TextName.NEW_PROSE:
                guard = self._guard_at(meta, unit.start + hit.start, unit.start + hit.end)
                if guard is not None:
                    self._note(meta, unit, hit.start, hit.end, guard)
                    return
                suggestions = self._in_wikitext(unit, hit, span)
            origin = self._origin(rule, unit, span, evidence)
            if self.suppressor.silences(meta.code, *span):
                self._note(meta, unit, hit.start, hit.end, "silenced by a mark on the page")
                return
        if origin is Origin.EXISTING and not self.whole_page:
            return
        if meta.status is Status.COUNT:
            if origin is not Origin.EXISTING:
                self.counts[meta.code] += 1
            return
        self.placed.append(Placed(meta, hit, origin, span.start, span.end, suggestions, evidence))

    def _span(self, name: TextName, start: int, end: int) -> Span:
        if name is TextName.NEW_PROSE:
            return self.change.new.prose.wikitext_span(start, end)
        if name is TextName.OLD_PROSE:
            assert self.change.old is not None
            return self.change.old.prose.wikitext_span(start, end)
        return Span(start, end)

    def _quote(self, unit: Unit, item: Evidence) -> EvidenceQuote:
        name, start, end = item.text, item.start, item.end
        if name is TextName.UNIT:
            name, start, end = unit.text_name, start + unit.start, end + unit.start
        span = self._span(name, start, end)
        if name is TextName.SUMMARY:
            side, text = "summary", self.change.info.summary
        elif name in (TextName.OLD_PROSE, TextName.OLD_WIKITEXT):
            side, text = "old", self.change.old_wikitext or ""
        else:
            side, text = "new", self.change.new.wikitext
        return EvidenceQuote(side, span.start, span.end, text[span.start : span.end])

    def _origin(
        self, rule: Rule, unit: Unit, span: Span, evidence: Sequence[EvidenceQuote]
    ) -> Origin:
        scope = rule.meta.scope
        if scope is Scope.CHANGE:
            return Origin.ADDED
        if scope is Scope.STRUCTURE:
            return Origin.EXISTING if self._was_there(rule, span) else Origin.ADDED
        added = self.change.added
        if added.touches(*span):
            return Origin.ADDED
        if scope is Scope.ARTICLE and any(
            item.text == "new" and added.touches(item.start, item.end) for item in evidence
        ):
            return Origin.ADDED
        return Origin.EXISTING

    def _was_there(self, rule: Rule, span: Span) -> bool:
        """Whether the same rule says the same of the old revision."""
        old = self.change.old
        if old is None:
            return False
        code = rule.meta.code
        if code not in self._old_hits:
            self._old_hits[code] = self._hits_before(rule, old)
        names, places = self._old_hits[code]
        wikitext = self.change.new.wikitext
        origin = self.change.old_offset(span.start)
        # The text around it may have changed, and the fault be the old one all the same.
        if origin is not None and (origin, wikitext[span.start : span.end]) in places:
            return True
        name = fingerprint(code, wikitext, *span, 0)
        if not names[name]:
            return False
        names[name] -= 1
        return True

    def _hits_before(self, rule: Rule, old: Document) -> tuple[Counter[str], set[tuple[int, str]]]:
        """What a STRUCTURE rule says of the old revision: names of what moved, places of all.

        What still stands where it stood is found by its place alone; otherwise a second fault
        just like it would pass for the first.
        """
        verdicts = rule.check(structure_unit(old), self.context.limited_to(rule.meta.needs))
        hits = [verdict for verdict in verdicts if isinstance(verdict, Hit)]
        text = old.wikitext
        names = Counter(
            fingerprint(rule.meta.code, text, hit.start, hit.end, 0)
            for hit in hits
            if self.change.new_offset(hit.start) is None
        )
        return names, {(hit.start, text[hit.start : hit.end]) for hit in hits}

    def _guard_at(self, meta: Meta, start: int, end: int) -> str | None:
        block = self.change.new.prose.block_at(start)
        guarded = self._guards.get(block.start)
        if guarded is None:
            guarded = Guarded(self.linter.guards(self.change.new, block))
            self._guards[block.start] = guarded
        kind = guarded.kind_at(start, end, meta.guards)
        return None if kind is None else kind.value

    def _in_wikitext(self, unit: Unit, hit: Hit, span: Span) -> tuple[str, ...]:
        """The suggestions as replacements of the wikitext slice, its markup kept.

        One that would have to rewrite markup is left out: the message still tells it.
        """
        wikitext = self.change.new.wikitext[span.start : span.end]
        prose = unit.text[hit.start : hit.end]
        if wikitext == prose:
            return hit.suggestions
        placed = []
        for suggestion in hit.suggestions:
            head, tail = _common_ends(prose, suggestion)
            start, end = hit.start + head, hit.end - tail
            if start == end:
                # An insertion: put it after the character before it, or before the one after.
                anchor = start - 1 if head else start
                if anchor >= hit.end:
                    continue
                place = self.change.new.prose.wikitext_span(
                    unit.start + anchor, unit.start + anchor + 1
                )
                at = place.end if head else place.start
                core = Span(at, at)
            elif self.change.new.prose.is_unbroken(unit.start + start, unit.start + end):
                core = self.change.new.prose.wikitext_span(unit.start + start, unit.start + end)
            else:
                continue
            placed.append(
                wikitext[: core.start - span.start]
                + suggestion[head : len(suggestion) - tail]
                + wikitext[core.end - span.start :]
            )
        return tuple(placed)

    def _note(self, meta: Meta, unit: Unit, start: int, end: int, guard: str) -> None:
        if self.silences is not None and start < end:
            span = self._span(unit.text_name, unit.start + start, unit.start + end)
            self.silences.append(Silence(meta.code, span.start, span.end, guard))

    def findings(self) -> tuple[Finding, ...]:
        """The findings by place, overlaps settled, dismissed ones left out."""
        kept = settled(self.placed, self.linter.superseders)
        if self.entailment is not None:
            kept = weighed(kept, self.change.new, self.entailment)
        seen: dict[str, int] = {}
        findings = []
        for item in kept:
            finding = self._finding(item, seen)
            if not self.suppressor.is_dismissed(finding.fingerprint):
                findings.append(finding)
        return tuple(findings)

    def _finding(self, item: Placed, seen: dict[str, int]) -> Finding:
        in_summary = item.origin is Origin.SUMMARY
        text = self.change.info.summary if in_summary else self.change.new.wikitext
        key = fingerprint(item.meta.code, text, item.start, item.end, 0)
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        if ordinal:
            key = fingerprint(item.meta.code, text, item.start, item.end, ordinal)
        line, column = (
            (1, item.start + 1) if in_summary else self.change.new.line_and_column(item.start)
        )
        meta, hit = item.meta, item.hit
        return Finding(
            code=meta.code,
            name=meta.name,
            status=_status(meta, hit),
            severity=meta.severity,
            category=meta.category,
            confidence=meta.confidence if hit.confidence is None else hit.confidence,
            origin=item.origin,
            start=item.start,
            end=item.end,
            quote=text[item.start : item.end],
            section="" if in_summary else self.change.new.section_at(item.start).title,
            line=line,
            column=column,
            message=hit.message,
            suggestions=item.suggestions,
            source=meta.source,
            evidence=item.evidence,
            fingerprint=key,
        )


def _status(meta: Meta, hit: Hit) -> Status:
    return Status.PREVIEW if hit.on_trial and meta.status is Status.STABLE else meta.status


def _common_ends(left: str, right: str) -> tuple[int, int]:
    limit = min(len(left), len(right))
    head = 0
    while head < limit and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < limit - head and left[-tail - 1] == right[-tail - 1]:
        tail += 1
    return head, tail
