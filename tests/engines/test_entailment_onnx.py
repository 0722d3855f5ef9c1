"""The engine for ONNX models, with a small model made here: the wiring, no measure of a model."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.engines import entailment_onnx
from bot.engines.admission import Kind, admission_pairs, auroc, examined
from bot.engines.entailment_cached import CachedEntailment
from bot.engines.entailment_labels import LabelError, checked_labels, labels_from, labels_of_config
from bot.engines.entailment_model import engine_in
from bot.engines.entailment_onnx import MODEL, TOKENIZER, OnnxEntailment
from rules.contract import EntailmentError, Judgement, TextPair
from tests.engines.tiny_model import LABELS, write_model

FIRST = "The old bridge at Hallam was rebuilt by the council."
NEGATED = "The old bridge at Hallam was not rebuilt by the council."
ENOUGH_S = 60.0


def engine(folder: Path, labels: dict[str, int] | None = None) -> OnnxEntailment:
    return engine_in(folder, labels or LABELS, most_pairs=10, timeout_s=ENOUGH_S)


def test_pairs_are_judged_in_order(tiny_model: Path) -> None:
    pairs = [(FIRST, NEGATED), (FIRST, FIRST), (FIRST, "It is made of stone.")] * 7
    judged = engine(tiny_model).score(pairs, ENOUGH_S)
    contradict = [round(item.contradict, 3) if item else None for item in judged]
    assert contradict == contradict[:3] * 7
    assert all(
        item and abs(item.entail + item.neutral + item.contradict - 1) < 1e-6 for item in judged
    )
    negated, same, other = (item.contradict for item in judged[:3] if item)
    assert negated > 0.99
    assert same < 0.01
    assert other < 0.5


def test_a_batch_changes_nothing_about_a_pair(tiny_model: Path) -> None:
    long = (FIRST, " ".join(["stone"] * 400))
    [alone] = engine(tiny_model).score([(FIRST, NEGATED)], ENOUGH_S)
    [beside, _] = engine(tiny_model).score([(FIRST, NEGATED), long], ENOUGH_S)
    assert alone is not None
    assert beside is not None
    assert beside.contradict == pytest.approx(alone.contradict, abs=1e-6)


def test_the_label_map_says_which_output_is_which(tiny_model: Path) -> None:
    other = {"entailment": 0, "contradiction": 1, "neutral": 2}
    [judgement] = engine(tiny_model, other).score([(FIRST, NEGATED)], ENOUGH_S)
    assert judgement is not None
    assert judgement.entail > 0.99


def test_the_name_tells_the_models_checksum(tiny_model: Path, tmp_path: Path) -> None:
    other = write_model(tmp_path / "tiny", sees_differences=False)
    assert engine(tiny_model).name.startswith("tiny (SHA-256 ")
    assert engine(tiny_model).name != engine(other).name


def test_what_is_no_model_is_an_error_each_time(tmp_path: Path, tiny_model: Path) -> None:
    shutil.copy(tiny_model / TOKENIZER, tmp_path)
    (tmp_path / MODEL).write_bytes(b"nothing")
    broken = engine(tmp_path)
    for _ in range(2):
        with pytest.raises(EntailmentError, match="broke off"):
            broken.score([(FIRST, NEGATED)], ENOUGH_S)


def test_the_time_limit_ends_a_long_list(tiny_model: Path) -> None:
    model = engine(tiny_model)
    model.score([(FIRST, NEGATED)], ENOUGH_S)
    with pytest.raises(EntailmentError, match="judged 0 of 9 pairs in"):
        model.score([(FIRST, NEGATED)] * 9, -1.0)


def test_nothing_is_imported_before_the_first_pair(tiny_model: Path) -> None:
    program = (
        "import sys; from pathlib import Path; import bot.app, bot.engines.entailment_choice;"
        "from bot.engines.entailment_model import engine_in;"
        "engine_in(Path(sys.argv[1]), {'entailment': 1, 'neutral': 2, 'contradiction': 0},"
        " most_pairs=1, timeout_s=1);"
        "print([name for name in ('onnxruntime', 'tokenizers', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tiny_model)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("labels", "problem"),
    [
        ({}, "must name the output"),
        ({"entailment": 0, "contradiction": 1}, "must name the output"),
        ({"entailment": 0, "contradiction": 1, "other": 2}, "must name the output"),
        ({"entailment": 0, "contradiction": 1, "neutral": 1}, "once each"),
        ({"entailment": 1, "contradiction": 2, "neutral": 3}, "once each"),
    ],
)
def test_a_label_map_has_to_be_whole(labels: dict[str, int], problem: str) -> None:
    with pytest.raises(LabelError, match=problem):
        checked_labels(labels)


def test_label_maps_are_read() -> None:
    assert labels_from("contradiction=0, Entailment=1,neutral=2") == LABELS
    with pytest.raises(LabelError, match="contradiction=0"):
        labels_from("contradiction,entailment,neutral")
    named = {"0": "CONTRADICTION", "1": "entailment", "2": "Neutral"}
    assert labels_of_config({"id2label": named}) == LABELS
    assert labels_of_config({"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}}) is None
    assert labels_of_config({"id2label": ["contradiction"]}) is None
    assert labels_of_config({}) is None


class Counting:
    """An engine that counts the pairs it is asked, and fails after some."""

    name, most_pairs, timeout_s = "counting", 10, ENOUGH_S

    def __init__(self, bears: int = 1_000) -> None:
        self.asked: list[TextPair] = []
        self.bears = bears

    def score(self, pairs: list[TextPair], within_s: float) -> list[Judgement | None]:
        self.asked += pairs
        judged: list[Judgement | None] = [Judgement(0, 0, len(first) / 100) for first, _ in pairs]
        if len(pairs) > self.bears:
            raise EntailmentError("gone", judged[: self.bears])
        return judged


def test_a_pair_is_asked_once() -> None:
    counting = Counting()
    cached = CachedEntailment(counting)
    one, two, three = ("a", "x"), ("bb", "x"), ("ccc", "x")
    cached.score([one, two, one], ENOUGH_S)
    judged = cached.score([three, two], ENOUGH_S)
    assert counting.asked == [one, two, three]
    assert [item.contradict for item in judged if item] == [0.03, 0.02]


def test_the_order_of_a_pair_matters_to_the_memory() -> None:
    counting = Counting()
    CachedEntailment(counting).score([("a", "bb"), ("bb", "a")], ENOUGH_S)
    assert len(counting.asked) == 2


def test_the_memory_keeps_what_was_used_last() -> None:
    counting = Counting()
    cached = CachedEntailment(counting, size=2)
    for pair in [("a", "x"), ("b", "x"), ("a", "x"), ("c", "x"), ("a", "x"), ("b", "x")]:
        cached.score([pair], ENOUGH_S)
    assert [first for first, _ in counting.asked] == ["a", "b", "c", "b"]


def test_what_was_judged_before_a_failure_is_remembered() -> None:
    counting = Counting(bears=1)
    cached = CachedEntailment(counting)
    with pytest.raises(EntailmentError) as caught:
        cached.score([("a", "x"), ("bb", "x")], ENOUGH_S)
    assert len(caught.value.judged) == 1
    cached.score([("a", "x")], ENOUGH_S)
    assert len(counting.asked) == 2


def test_half_a_character_does_not_break_the_model(tiny_model: Path) -> None:
    [judgement] = CachedEntailment(engine(tiny_model)).score([(FIRST, "\ud800 is it")], ENOUGH_S)
    assert judgement is not None


def test_the_admission_set_is_whole() -> None:
    pairs = admission_pairs()
    counts = {kind: sum(pair.kind is kind for pair in pairs) for kind in Kind}
    assert counts == {
        Kind.PERTURBED: 80, Kind.COPY: 60, Kind.NATURAL: 80, Kind.NEIGHBOUR: 100,
    }  # fmt: skip
    assert all(pair.first != pair.second and pair.title for pair in pairs)
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)


def test_auroc_counts_ties_for_a_half() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([0.5, 0.5], [0.5]) == 0.5
    assert auroc([0.1, 0.6], [0.5, 0.6]) == 0.375


@pytest.mark.parametrize(("sees_differences", "passed"), [(True, True), (False, False)])
def test_a_model_that_only_sees_likeness_does_not_pass(
    tmp_path: Path, sees_differences: bool, passed: bool
) -> None:
    folder = write_model(tmp_path / "model", sees_differences=sees_differences)
    figures = examined(engine(folder))
    assert figures.passed is passed
    assert figures.auroc > 0.9, "likeness alone tells perturbed copies from other sentences"
    assert (figures.auroc_copies >= 0.75) is passed


class Everywhere:
    """Sees a contradiction in all that is not the same."""

    name, most_pairs, timeout_s = "everywhere", 10, ENOUGH_S

    def score(self, pairs: list[TextPair], within_s: float) -> list[Judgement | None]:
        kinds = {(pair.first, pair.second): pair.kind for pair in admission_pairs()}
        high = {Kind.PERTURBED: 0.99, Kind.NEIGHBOUR: 0.6}
        return [Judgement(0, 0, high.get(kinds[pair], 0.1)) for pair in pairs]


def test_a_model_that_flags_neighbours_does_not_pass() -> None:
    figures = examined(Everywhere())
    assert (figures.auroc, figures.neighbours_flagged, figures.passed) == (1.0, 1.0, False)
    assert "100.0%" in figures.lines()[2]


def test_missing_software_is_known_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert entailment_onnx.is_there()
    monkeypatch.setattr(entailment_onnx, "find_spec", lambda name: None)
    assert not entailment_onnx.is_there()
