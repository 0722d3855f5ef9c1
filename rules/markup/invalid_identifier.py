"""Finds identifiers that cannot be right: ISBN, ISSN and ORCID by check digit, DOI by form.

It reads the parameters of templates, {{ISBN}} and its kin, and "ISBN 978-…" in plain text. It
leaves alone what an editor has marked as printed so (((…)), ignore-isbn-error, {{listed invalid
ISBN}}), SBNs of nine digits, blanks to be filled (0-000-00000-0), values with anything but a
number in them, and what is no wiki text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rules.contract import (
    Change,
    Class,
    Context,
    Document,
    Element,
    ElementKind,
    Example,
    Hit,
    Meta,
    Rule,
    Scope,
    Severity,
    Silenced,
    Source,
    Spans,
    Status,
    Unit,
    Verdict,
    local,
)
from rules.facts.edited_text import edit_touches
from rules.facts.identifiers import Fault, doi_fault, isbn_fault, issn_fault, orcid_fault
from rules.facts.unread_markup import unread_spans

LABEL = re.compile(r"\b(?:e?isbn|e?issn|doi\b|orcid)|BookSources", re.IGNORECASE)
REACH = 150
"""Code points of wikitext between a label and the end of its number."""

PARAMETER = re.compile(
    r"\|\s{0,40}(?P<name>e?isbn(?:-?1[03]|\d)?|e?issn|doi|orcid)\s{0,40}="
    r"[ \t\u00a0]{0,40}(?P<value>[^|{}<>\[\]\n]{1,200})",
    re.IGNORECASE,
)
ENDS = ("|", "}}", "\n")
PLAIN = re.compile(
    r"\b(?P<name>ISBN|ISSN)(?:[- ]?1[03](?=[: ]))?(?::?(?:[ \u00a0]|&nbsp;){1,3}|:)"
    r"(?P<value>\d[\dXx]*(?:[-\u2010\u2011\u2013]{1,2}[\dXx]+){0,5})(?![\w-])"
    r"|BookSources/(?P<linked>[\dXx-]{5,20})(?=[|\]])"
)
SPACED = re.compile(r"[ \u00a0][\dXx]")
EXCUSED = re.compile(r".{0,40}?\b(?:sic|invalid|misprint\w*|erroneous|wrong|incorrect)\b", re.I)
POSITIONAL = {"isbn": "isbn", "isbnt": "isbn", "issn": "issn", "doi": "doi", "orcid": "orcid"}
IGNORE = re.compile(r"\|\s{0,40}(?:ignore-?isbn-?error|invalid\d?)\s{0,40}=\s{0,40}[^\s|}]", re.I)
FORMS = {"isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "orcid": "ORCID"}


class Place(msgspec.Struct, frozen=True, gc=False):
    """An identifier as written: its kind, and half-open wikitext offsets."""

    kind: str
    start: int
    end: int
    in_parameter: bool


@local
def touches_identifier(change: Change) -> bool:
    """Whether the edit changed an identifier, or something near the label of one."""
    return edit_touches(change, LABEL, REACH)


class InvalidIdentifier(Rule):
    """ISBN 978-0-306-40615-0, which ends in 7."""

    meta = Meta(
        code="MRK003",
        name="invalid-identifier",
        summary="An ISBN, ISSN, DOI or ORCID that cannot be right",
        why="A reader who looks the source up by its number finds nothing, or another book.",
        source=Source.enwiki("Help:CS1 errors#bad_isbn"),
        severity=Severity.ERROR,
        category=Class.SUBSTANTIVE,
        scope=Scope.STRUCTURE,
        status=Status.STABLE,
        only_if=touches_identifier,
        confidence=0.95,
        guards=frozenset(),
        examples=(
            Example("{{cite book|title=A|isbn=⟦978-0-306-40615-0⟧}}"),
            Example("{{cite book|title=A|isbn=⟦0-306-40615-3⟧|year=1990}}"),
            Example("{{cite book\n| isbn = ⟦978-0-306-40615-2⟧\n}}", fix="978-0-306-40615-7"),
            Example("{{cite book|isbn=⟦978-0-306-4061-7⟧}}"),
            Example("{{cite book|isbn=⟦987-0-306-40615-7⟧}}"),
            Example("{{cite book|isbn=⟦ISBN 0-306-40615-2⟧}}", fix="0-306-40615-2"),
            Example("{{cite book|isbn=⟦0–306–40615–2⟧}}", fix="0-306-40615-2"),
            Example("{{Infobox book|isbn=⟦0-306-40615-9⟧}}"),
            Example("* Lee, ''A''. ISBN ⟦978-0-306-40615-0⟧."),
            Example("* Lee, ''A''. {{ISBN|⟦0-306-40615-4⟧}}."),
            Example("A.<ref>Lee, ''A'', ISBN ⟦0306406153⟧.</ref>"),
            Example("{{cite journal|issn=⟦0378-5950⟧}}"),
            Example("{{cite journal|doi=⟦https://doi.org/10.5555/abc⟧}}", fix="10.5555/abc"),
            Example("{{cite journal|doi=⟦10.5555/abc.⟧}}", fix="10.5555/abc"),
            Example("{{cite journal|doi=⟦1.5555/abc⟧}}"),
            Example("{{ORCID|⟦0000-0002-1825-0098⟧}}"),
            Example(
                "{{cite book|title=A|isbn=0-306-40615-3}} B.",
                old="{{cite book|title=A|isbn=0-306-40615-3}}",
                guard="it was there before",
            ),
            Example("{{cite book|isbn=978-0-306-40615-7}}", guard="right"),
            Example("{{cite book|isbn=0-8044-2957-X}} ISBN 080442957x", guard="right"),
            Example("{{cite journal|issn=0378-5955|eissn=2434-561X}}", guard="right"),
            Example("{{cite journal|doi=10.1002/(SICI)1097-0258<1::AID>3.0}}", guard="old DOIs"),
            Example("{{ORCID|0000-0002-1825-0097}}", guard="right"),
            Example("{{cite book|isbn=((0-306-40615-3))}}", guard="marked as printed so"),
            Example("{{cite book|isbn=0-306-40615-3|ignore-isbn-error=yes}}", guard="marked so"),
            Example("{{listed invalid ISBN|0-306-40615-3}}", guard="marked so"),
            Example("{{ISBN|0-306-40615-3|invalid1=yes}}", guard="marked so"),
            Example("* ISBN 0-306-40615-3 (invalid)", guard="said to be so"),
            Example("{{cite book|isbn=306-40615-2}} {{SBN|306-40615-3}}", guard="SBN"),
            Example("{{cite book|isbn=}} {{cite book|isbn=N/A|doi=none}}", guard="empty"),
            Example("{{cite book|isbn=0-000-00000-1}} ISBN 1234567890", guard="a blank"),
            Example("{{cite book|isbn=978-X-XXXX-XXXX-X}}", guard="a blank"),
            Example("{{cite book|isbn={{ISBN|0-306-40615-2}}}}", guard="a template"),
            Example("An ISBN 13 number, ISBN 10: 0-306-40615-2.", guard="right"),
            Example("{{cite book|isbn=979-0-2600-0043-9}}", guard="a number of sheet music"),
            Example("<nowiki>{{cite book|isbn=0-306-40615-3}}</nowiki>", guard="no markup"),
            Example("<!-- ISBN 0-306-40615-3 -->", guard="a comment"),
        ),
    )

    def check(self, unit: Unit, context: Context) -> Iterator[Verdict]:
        """Each identifier that cannot be right."""
        document = unit.document
        text = document.wikitext
        if not LABEL.search(text):
            return
        unread = unread_spans(document)
        for place in _places(document):
            value = text[place.start : place.end]
            fault = _fault(place, value)
            if fault is None or unread.touches(place.start, place.end):
                continue
            if not place.in_parameter and EXCUSED.match(text, place.end):
                yield Silenced(place.start, place.end, "said to be so")
                continue
            yield Hit(
                start=place.start,
                end=place.end,
                message=f"This {FORMS[place.kind]} {fault.problem}."
                " Please check it against the source.",
                suggestions=(fault.fix,) if fault.fix else (),
            )


def _fault(place: Place, value: str) -> Fault | None:
    match place.kind:
        case "isbn":
            return isbn_fault(value, in_parameter=place.in_parameter)
        case "issn":
            return issn_fault(value, in_parameter=place.in_parameter)
        case "doi":
            return doi_fault(value)
    return orcid_fault(value)


def _places(document: Document) -> list[Place]:
    """The identifiers of a page by place, less those that an editor has marked."""
    text = document.wikitext
    found = {}
    templates = _Innermost(document)
    for match in PARAMETER.finditer(text):
        start, end = match.span("value")
        end = start + len(match["value"].rstrip())
        if not text.startswith(ENDS, match.end()) or text.startswith("((", start):
            continue
        template = templates.around(start)
        if template is None or template.end < match.end():
            continue
        kind = next(kind for kind in FORMS if kind in match["name"].lower())
        if kind == "isbn" and IGNORE.search(text, template.start, template.end):
            continue
        found[start] = Place(kind, start, end, True)
    for template in templates.elements:
        kind = POSITIONAL.get(template.name.lower(), "")
        if not kind or IGNORE.search(text, template.start, template.end):
            continue
        for argument in document.arguments(template):
            if not argument.name.isdigit():
                continue
            value = text[argument.start : argument.end]
            start = argument.start + len(value) - len(value.lstrip())
            if value.strip() and not set(value) & set("{<[("):
                found[start] = Place(kind, start, start + len(value.strip()), True)
    taken = Spans.merged((place.start, place.end) for place in found.values())
    for match in PLAIN.finditer(text):
        group = "linked" if match["linked"] else "value"
        start, end = match.span(group)
        if group == "value" and SPACED.match(text, end):
            continue
        if not taken.touches(start, end):
            kind = "isbn" if group == "linked" else match["name"].lower()
            found[start] = Place(kind, start, end, False)
    return sorted(found.values(), key=lambda place: place.start)


class _Innermost:
    """The templates of a page, asked for ever later places."""

    def __init__(self, document: Document) -> None:
        self.elements = [e for e in document.elements if e.kind is ElementKind.TEMPLATE]
        self._next = 0
        self._open: list[Element] = []

    def around(self, offset: int) -> Element | None:
        """The innermost template that holds an offset, not smaller than the last one asked for."""
        while self._next < len(self.elements) and self.elements[self._next].start <= offset:
            self._open.append(self.elements[self._next])
            self._next += 1
        while self._open and self._open[-1].end <= offset:
            self._open.pop()
        return self._open[-1] if self._open else None
