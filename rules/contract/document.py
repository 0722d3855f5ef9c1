"""A document: one revision's wikitext, scanned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from rules.contract.block import Block
from rules.contract.element import Argument, Element, ElementKind
from rules.contract.guard import GuardSpan
from rules.contract.prose import Prose
from rules.contract.section import Section
from rules.contract.sentence import Sentence
from rules.contract.span import Span

SentenceSplitter = Callable[[str], Sequence[Span]]
ElementReader = Callable[[], tuple[Element, ...]]
ParameterReader = Callable[[str], Mapping[str, str]]


class Document:
    """The wikitext of one revision with its prose, elements and sections.

    ``marks`` are the guarded intervals that follow from markup, in prose order. ``incomplete``
    says why the scan could not see everything, or is None.
    """

    __slots__ = (
        "_elements",
        "_line_starts",
        "_parameters",
        "_read_elements",
        "_read_parameters",
        "_sentences",
        "_split",
        "incomplete",
        "marks",
        "prose",
        "sections",
        "wikitext",
    )

    def __init__(
        self,
        *,
        wikitext: str,
        prose: Prose,
        read_elements: ElementReader,
        sections: Sequence[Section],
        marks: Sequence[GuardSpan],
        split: SentenceSplitter,
        read_parameters: ParameterReader,
        incomplete: str | None = None,
    ) -> None:
        self.wikitext = wikitext
        self.prose = prose
        self._read_elements = read_elements
        self._elements: tuple[Element, ...] | None = None
        self.sections = tuple(sections)
        self.marks = tuple(marks)
        self.incomplete = incomplete
        self._split = split
        self._read_parameters = read_parameters
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._parameters: dict[int, Mapping[str, str]] = {}
        self._line_starts: list[int] | None = None

    @property
    def elements(self) -> tuple[Element, ...]:
        """The markup, ordered by start, an outer element before those inside it."""
        if self._elements is None:
            self._elements = self._read_elements()
        return self._elements

    def sentences(self, block: Block) -> tuple[Sentence, ...]:
        """The sentences of a block, in order; split once."""
        found = self._sentences.get(block.start)
        if found is None:
            text = self.prose.text[block.start : block.end]
            found = tuple(
                Sentence(block.start + start, block.start + end, block)
                for start, end in self._split(text)
            )
            self._sentences[block.start] = found
        return found

    def sentences_within(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that share a character with the prose interval ``[start, end)``."""
        found: list[Sentence] = []
        for block in self.prose.blocks_touching(start, end):
            sentences = self.sentences(block)
            at = bisect_right(sentences, start, key=_sentence_end)
            while at < len(sentences) and sentences[at].start < end:
                found.append(sentences[at])
                at += 1
        return tuple(found)

    def parameters(self, template: Element) -> Mapping[str, str]:
        """A template's parameters by name ("1", "2" … for unnamed ones), as trimmed wikitext.

        Empty for a template that is larger than the parser is trusted with.
        """
        found = self._parameters.get(template.start)
        if found is None:
            found = self._read_parameters(self.wikitext[template.start : template.end])
            self._parameters[template.start] = found
        return found

    def arguments(self, template: Element) -> tuple[Argument, ...]:
        """A template's arguments in order, with the exact place of each value."""
        found = []
        unnamed = 0
        stops = (*template.pipes, template.inner_end)
        for pipe, stop in pairwise(stops):
            equals = self.wikitext.find("=", pipe + 1, stop)
            name = self.wikitext[pipe + 1 : equals].strip() if equals != -1 else ""
            # An equals sign inside a nested template, link or tag does not name the argument.
            if name and not any(mark in name for mark in "[]{}<>\n"):
                found.append(Argument(name, equals + 1, stop))
            else:
                unnamed += 1
                found.append(Argument(str(unnamed), pipe + 1, stop))
        return tuple(found)

    def elements_within(self, start: int, end: int, *kinds: ElementKind) -> tuple[Element, ...]:
        """The elements that begin inside the wikitext interval ``[start, end)``, of these kinds.

        Without ``kinds``, of all kinds.
        """
        first = bisect_left(self.elements, start, key=_element_start)
        last = bisect_left(self.elements, end, key=_element_start)
        inside = self.elements[first:last]
        return tuple(e for e in inside if e.kind in kinds) if kinds else inside

    def section_at(self, wiki_offset: int) -> Section:
        """The innermost section that holds a wikitext offset."""
        at = bisect_right(self.sections, wiki_offset, key=_section_start) - 1
        return self.sections[max(at, 0)]

    def line_and_column(self, wiki_offset: int) -> tuple[int, int]:
        """The line and the column of a wikitext offset, both counted from 1."""
        if self._line_starts is None:
            starts = [0]
            at = self.wikitext.find("\n")
            while at != -1:
                starts.append(at + 1)
                at = self.wikitext.find("\n", at + 1)
            self._line_starts = starts
        line = bisect_right(self._line_starts, wiki_offset)
        return line, wiki_offset - self._line_starts[line - 1] + 1


def _element_start(element: Element) -> int:
    return element.start


def _sentence_end(sentence: Sentence) -> int:
    return sentence.end


def _section_start(section: Section) -> int:
    return section.start
