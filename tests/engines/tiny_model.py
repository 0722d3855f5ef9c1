"""A small ONNX model and its tokenizer, made here: enough to try the wiring, no judge of texts.

It counts words: two sentences that share most of their words and differ in one on either side, or
in a negation, are a contradiction to it. A real model has to do better on real pages.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from bot.engines.admission import admission_pairs

LABELS = {"contradiction": 0, "entailment": 1, "neutral": 2}
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
MORE_WORDS = "the old bridge at hallam was not rebuilt by council it is made of stone town"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def write_model(folder: Path, *, sees_differences: bool = True, config: bool = False) -> Path:
    """A folder with the model; blind to what differs, it only sees how much is shared."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [text for pair in admission_pairs() for text in (pair.first, pair.second)]
    splitter = pre_tokenizers.Whitespace()
    words = {
        word for text in (*texts, MORE_WORDS) for word, _ in splitter.pre_tokenize_str(text.lower())
    }
    numbers = {word: at for at, word in enumerate((*SPECIAL, *sorted(words)))}
    _tokenizer(numbers).save(str(folder / "tokenizer.json"))
    onnx.save(_graph(numbers, 6.0 if sees_differences else 0.0), str(folder / "model.onnx"))
    if config:
        stated = {"id2label": {str(at): name.upper() for name, at in LABELS.items()}}
        (folder / "config.json").write_text(json.dumps(stated))
    return folder


def _tokenizer(numbers: dict[str, int]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", numbers["[CLS]"]), ("[SEP]", numbers["[SEP]"])],
    )
    return tokenizer


def _graph(numbers: dict[str, int], difference: float) -> onnx.ModelProto:
    counted = np.array([word[0].isalnum() for word in numbers], dtype=np.float32)
    negating = np.array([word in ("not", "no", "never") for word in numbers], dtype=np.float32)
    constants: dict[str, np.ndarray] = {
        "depth": np.array(len(numbers), dtype=np.int64),
        "off_on": np.array([0, 1], dtype=np.float32),
        "one": np.array(1, dtype=np.float32),
        "half": np.array(0.5, dtype=np.float32),
        "zero": np.array(0, dtype=np.float32),
        "enough": np.array(0.6, dtype=np.float32),
        "steep": np.array(12, dtype=np.float32),
        "difference": np.array(difference, dtype=np.float32),
        "little": np.array(1e-6, dtype=np.float32),
        "tokens": np.array([1], dtype=np.int64),
        "last": np.array([2], dtype=np.int64),
        "counted": counted,
        "negating": negating,
    }
    nodes = [helper.make_node("OneHot", ["input_ids", "depth", "off_on"], ["hot"], axis=-1)]

    def add(op: str, inputs: list[str], output: str, **attributes: object) -> None:
        nodes.append(helper.make_node(op, inputs, [output], **attributes))

    add("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    add("Cast", ["token_type_ids"], "in_second", to=TensorProto.FLOAT)
    add("Sub", ["one", "in_second"], "in_first")
    for name in ("first", "second"):
        add("Mul", ["mask", f"in_{name}"], f"{name}_mask")
        add("Unsqueeze", [f"{name}_mask", "last"], f"{name}_column")
        add("Mul", ["hot", f"{name}_column"], f"{name}_hot")
        add("ReduceSum", [f"{name}_hot", "tokens"], f"{name}_bag", keepdims=0)
        add("Min", [f"{name}_bag", "one"], f"{name}_set")
    add("Min", ["first_set", "second_set"], "both")
    add("Mul", ["both", "counted"], "both_counted")
    add("ReduceSum", ["both_counted", "tokens"], "shared", keepdims=1)
    for one, other in (("first", "second"), ("second", "first")):
        add("Sub", [f"{one}_set", f"{other}_set"], f"{one}_less")
        add("Relu", [f"{one}_less"], f"{one}_only")
        add("Mul", [f"{one}_only", "counted"], f"{one}_only_counted")
        add("ReduceSum", [f"{one}_only_counted", "tokens"], f"{one}_extra", keepdims=1)
    add("Min", ["first_extra", "second_extra", "one"], "swapped")
    add("Add", ["first_only", "second_only"], "either")
    add("Mul", ["either", "negating"], "either_negating")
    add("ReduceSum", ["either_negating", "tokens"], "negated", keepdims=1)
    add("Max", ["swapped", "negated"], "differs")
    add("Sub", ["differs", "half"], "differs_centred")
    add("Mul", ["differs_centred", "difference"], "differs_weighed")
    add("Sum", ["shared", "first_extra", "second_extra", "little"], "all")
    add("Div", ["shared", "all"], "overlap")
    add("Sub", ["overlap", "enough"], "overlap_centred")
    add("Mul", ["overlap_centred", "steep"], "overlap_weighed")
    add("Add", ["overlap_weighed", "differs_weighed"], "contradiction")
    add("Sub", ["overlap_weighed", "differs_weighed"], "entailment")
    add("Mul", ["overlap", "zero"], "neutral")
    add("Concat", ["contradiction", "entailment", "neutral"], "logits", axis=1)
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "t"]) for name in INPUTS],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["b", 3])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model
