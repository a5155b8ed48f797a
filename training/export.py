"""Stages 6 and 7: the recognizer as an ONNX graph, fp32 or with int8 weights, and the model folder around it.

Quantization is weight-only: activations stay float32, so that no answer depends on what shares a call. Embedding rows are int8 with
one scale a row, gathered before they are scaled; matrices are int8 with one scale a column, which onnxruntime unfolds at load.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training.conll import LABELS
from training.network import GatedBlock, Recognizer
from training.paths import MODEL, TAGGER, VOCABULARY
from training.tagger import load_recognizer

OPSET = 17
IR_VERSION = 8
WINDOW_TOKENS = 1_534
"""Long, since what neighbours share is read twice: 8 % of the tokens here, 31 % with windows of 510."""
SLACK_TOKENS = 24
"""More overlap than the field needs, so that the border between windows can move to the start of a word."""


def quantize(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """int8 values and float32 scales; `axis` is the one that shares a scale."""
    scales = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.clip(np.round(weights / scales), -127, 127).astype(np.int8), scales


class GraphWriter:
    """Collects nodes and weights; every method returns the name of its output."""

    def __init__(self, int8: bool) -> None:
        self._int8 = int8
        self._count = 0
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, value: np.ndarray) -> str:
        name = self._name("constant")
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = self._name(kind.lower())
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=f"{kind}_{self._count}", **attributes))
        return name

    def matrix(self, weights: np.ndarray) -> str:
        """`[in, out]`."""
        if not self._int8:
            return self.constant(weights.astype(np.float32))
        values, scales = quantize(weights, axis=0)
        return self.op("Mul", self.op("Cast", self.constant(values), to=TensorProto.FLOAT), self.constant(scales))

    def rows(self, table: np.ndarray, ids: str) -> str:
        """Rows of `[vocabulary, channel]` for ids `[window, token]`."""
        if not self._int8:
            return self.op("Gather", self.constant(table.astype(np.float32)), ids)
        values, scales = quantize(table, axis=1)
        gathered = self.op("Cast", self.op("Gather", self.constant(values), ids), to=TensorProto.FLOAT)
        return self.op("Mul", gathered, self.op("Gather", self.constant(scales), ids))

    def linear(self, x: str, layer: nn.Linear) -> str:
        product = self.op("MatMul", x, self.matrix(_array(layer.weight).T))
        return self.op("Add", product, self.constant(_array(layer.bias)))

    def norm(self, x: str, layer: nn.LayerNorm, mask: str) -> str:
        scale, bias = self.constant(_array(layer.weight)), self.constant(_array(layer.bias))
        return self.op("Mul", self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=layer.eps), mask)

    def around(self, x: str, offsets: tuple[int, ...]) -> str:
        """`[window, token, channel]` → the positions at `offsets` side by side, zeros outside."""
        before, after = max(0, -min(offsets)), max(0, max(offsets))
        padded = self.op("Pad", x, self.constant(np.array([0, before, 0, 0, after, 0], np.int64)))
        parts = []
        for offset in offsets:
            start, end = before + offset, offset - after
            bounds = [self.constant(np.array([each], np.int64)) for each in (start, end if end < 0 else 2**31, 1)]
            parts.append(self.op("Slice", padded, *bounds))
        return self.op("Concat", *parts, axis=-1)

    def block(self, x: str, block: GatedBlock, mask: str) -> str:
        change, gate = self._halves(self.linear(self.around(x, block.offsets), block.gate))
        return self.norm(self.op("Add", x, self.op("Mul", change, self.op("Sigmoid", gate))), block.norm, mask)

    def _halves(self, x: str) -> tuple[str, str]:
        names = [self._name("half"), self._name("half")]
        self.nodes.append(helper.make_node("Split", [x], names, name=f"Split_{self._count}", axis=-1))
        return names[0], names[1]

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count}"


def _array(parameter: object) -> np.ndarray:
    return parameter.detach().float().numpy()  # type: ignore[attr-defined]


def write_graph(recognizer: Recognizer, int8: bool) -> onnx.ModelProto:
    """`input_ids`, `attention_mask` int64 `[window, token]` → `logits` float32 `[window, token, label]`."""
    graph = GraphWriter(int8)
    encoder, tagger = recognizer.encoder, recognizer.tagger
    mask = graph.op("Unsqueeze", graph.op("Cast", "attention_mask", to=TensorProto.FLOAT), graph.constant(np.array([-1], np.int64)))
    features = graph.norm(graph.rows(_array(encoder.embedding.weight), "input_ids"), encoder.norm, mask)
    if not tagger.static:
        sides = []
        for blocks in (encoder.left, encoder.right):
            side = features
            for block in blocks:
                side = graph.block(side, block, mask)
            sides.append(side)
        features = graph.op("Concat", features, *sides, axis=-1)
    x = graph.norm(graph.linear(features, tagger.enter), tagger.norm, mask)
    for block in tagger.blocks:
        x = graph.block(x, block, mask)
    graph.nodes.append(helper.make_node("Identity", [graph.linear(x, tagger.leave)], ["logits"]))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["window", "token"]) for name in ("input_ids", "attention_mask")]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["window", "token", len(LABELS)])
    body = helper.make_graph(graph.nodes, "gated-conv", inputs, [output], graph.weights)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="acervo")
    onnx.checker.check_model(model, full_check=True)
    return model


def write_settings(folder: Path, recognizer: Recognizer, temperature: float) -> None:
    """config.json, acervo.json, tokenizer_config.json and the vocabulary beside the graph."""
    field = recognizer.field()
    config = {
        "model_type": "gated-conv",
        "id2label": {str(index): label for index, label in enumerate(LABELS)},
        "label2id": {label: index for index, label in enumerate(LABELS)},
        "max_position_embeddings": 2048,
        "vocab_size": recognizer.shape.vocabulary,
    }
    settings = {
        "decode": "viterbi",
        "receptiveFieldTokens": field,
        "windowTokens": WINDOW_TOKENS,
        "overlapTokens": 2 * (field + SLACK_TOKENS),
        "temperature": temperature,
        "labelMap": {},
    }
    tokenizer = {"do_lower_case": False, "strip_accents": False, "tokenizer_class": "BertTokenizer"}
    for name, content in (("config", config), ("acervo", settings), ("tokenizer_config", tokenizer)):
        (folder / f"{name}.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(VOCABULARY, folder / "vocab.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tagger", type=Path, default=TAGGER)
    parser.add_argument("--float32", action="store_true", help="leave the weights as they are")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    recognizer = load_recognizer(options.tagger)
    onnx.save(write_graph(recognizer, int8=not options.float32), options.out / "model.onnx")
    write_settings(options.out, recognizer, temperature=1.0)
    print(f"{(options.out / 'model.onnx').stat().st_size / 1e6:.1f} MB, field {recognizer.field()} tokens")


if __name__ == "__main__":
    main()
