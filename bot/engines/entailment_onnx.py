"""A second opinion from an ONNX model for natural-language inference, run in this process."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.engines.entailment_labels import checked_labels
from rules.contract import EntailmentError, Judgement, TextPair

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
PAIRS_AT_ONCE = 8
"""Few: the model's working memory grows with it, and the worker's memory is limited."""

MOST_TOKENS = 256
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
PADDING = ("[PAD]", "<pad>")

Scorer = Any
"""A function of pairs that gives an array of shape (pairs, 3): the model's logits."""


def is_there() -> bool:
    """Whether ONNX Runtime and tokenizers are installed; neither is imported."""
    return all(find_spec(module) is not None for module in ("onnxruntime", "tokenizers"))


class OnnxEntailment:
    """A model in a folder with its tokenizer, loaded when the first pair comes.

    It is loaded in the process that asks, not before a worker is forked: the runtime's threads
    would not live on there. ``labels`` says which output means what. ``name`` should tell the
    model's checksum.
    """

    def __init__(
        self,
        folder: Path,
        labels: Mapping[str, int],
        *,
        name: str,
        most_pairs: int,
        timeout_s: float,
    ) -> None:
        self.name = name
        self.most_pairs = most_pairs
        self.timeout_s = timeout_s
        self._folder = folder
        self._labels = checked_labels(labels)
        self._score: Scorer | None = None

    def score(self, pairs: Sequence[TextPair], within_s: float) -> Sequence[Judgement | None]:
        """The judgement on each pair, in order; loading is not counted.

        Raises:
            EntailmentError: the model broke, or the time was up; holds what was judged until then.
        """
        judged: list[Judgement | None] = []
        try:
            if self._score is None:
                self._score = _scorer(self._folder)
            ends = time.monotonic() + within_s
            for start in range(0, len(pairs), PAIRS_AT_ONCE):
                if time.monotonic() > ends:
                    raise EntailmentError(
                        f"{self.name} judged {len(judged)} of {len(pairs)} pairs in"
                        f" {within_s:.1f} s",
                        judged,
                    )
                batch = pairs[start : start + PAIRS_AT_ONCE]
                judged += [self._judgement(row) for row in self._score(batch)]
        except (EntailmentError, MemoryError):
            raise
        except Exception as error:
            self._score = None
            problem = f"{self.name} broke off: {type(error).__name__}: {error}"[:300]
            raise EntailmentError(problem, judged) from error
        return judged

    def _judgement(self, row: Sequence[float]) -> Judgement:
        entail, neutral, contradict = (float(row[at]) for at in self._labels.values())
        return Judgement(entail, neutral, contradict)


def _scorer(folder: Path) -> Scorer:
    # One process of many on a machine: no pool of threads, each with a stack of address space.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The arena keeps what it once took; the worker's address space is limited.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / MODEL), options, providers=["CPUExecutionProvider"]
    )
    wanted = [item.name for item in session.get_inputs()]
    if unknown := set(wanted) - set(INPUTS):
        raise ValueError(f"the model wants {', '.join(sorted(unknown))}, which no text gives")
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(MOST_TOKENS)
    pads = ((token, tokenizer.token_to_id(token)) for token in PADDING)
    token, number = next((pad for pad in pads if pad[1] is not None), ("[PAD]", 0))
    tokenizer.enable_padding(pad_id=number, pad_token=token)

    def score(pairs: Sequence[TextPair]) -> Any:
        encoded = tokenizer.encode_batch(list(pairs))
        given = {
            "input_ids": [item.ids for item in encoded],
            "attention_mask": [item.attention_mask for item in encoded],
            "token_type_ids": [item.type_ids for item in encoded],
        }
        feed = {name: np.asarray(given[name], dtype=np.int64) for name in wanted}
        logits = np.asarray(session.run(None, feed)[0], dtype=np.float64)
        if logits.shape != (len(pairs), 3) or not np.isfinite(logits).all():
            raise ValueError(
                f"the model's answer is no three numbers for each pair: {logits.shape}"
            )
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    return score
