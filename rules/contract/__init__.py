"""What a rule reads and what it says: the one package a rule imports."""

from rules.contract.block import PROSE_BLOCKS, Block, BlockKind
from rules.contract.change import Change, EqualRun
from rules.contract.context import LOCAL_FACTS, Context, Fact, UndeclaredFactError, local
from rules.contract.document import Document
from rules.contract.element import Argument, Element, ElementKind
from rules.contract.engine import EngineError, EngineKind, Grammar, GrammarMatch, GrammarMatches
from rules.contract.entailment import (
    Entailment,
    EntailmentError,
    EntailmentOpinions,
    Judgement,
    TextPair,
)
from rules.contract.example import CLOSE, OPEN, Example
from rules.contract.finding import EvidenceQuote, Finding, Origin
from rules.contract.guard import ALL_GUARDS, Guard, Guarded, GuardSpan
from rules.contract.hit import Evidence, Hit, Silenced, TextName
from rules.contract.meta import Class, Meta, Scope, Severity, Source, Status
from rules.contract.prose import PLACEHOLDER, Prose
from rules.contract.revision_info import RevisionInfo
from rules.contract.rule import NoOptions, Rule, Verdict
from rules.contract.section import Section
from rules.contract.sentence import Sentence, SentencePair
from rules.contract.span import Span, Spans
from rules.contract.unit import Unit

__all__ = [
    "ALL_GUARDS",
    "CLOSE",
    "LOCAL_FACTS",
    "OPEN",
    "PLACEHOLDER",
    "PROSE_BLOCKS",
    "Argument",
    "Block",
    "BlockKind",
    "Change",
    "Class",
    "Context",
    "Document",
    "Element",
    "ElementKind",
    "EngineError",
    "EngineKind",
    "Entailment",
    "EntailmentError",
    "EntailmentOpinions",
    "EqualRun",
    "Evidence",
    "EvidenceQuote",
    "Example",
    "Fact",
    "Finding",
    "Grammar",
    "GrammarMatch",
    "GrammarMatches",
    "Guard",
    "GuardSpan",
    "Guarded",
    "Hit",
    "Judgement",
    "Meta",
    "NoOptions",
    "Origin",
    "Prose",
    "RevisionInfo",
    "Rule",
    "Scope",
    "Section",
    "Sentence",
    "SentencePair",
    "Severity",
    "Silenced",
    "Source",
    "Span",
    "Spans",
    "Status",
    "TextName",
    "TextPair",
    "UndeclaredFactError",
    "Unit",
    "Verdict",
    "local",
]
