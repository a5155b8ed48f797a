"""Stage 6: the recognizer as an ONNX graph, float32 or int8, and the model folder around it.

int8 is static: every activation that enters a matrix product has one fixed scale, measured on LeNER-Br train, so that no answer
depends on what shares a call, and sums of int8 products are exact. Matrices have one scale a column, embeddings one a row. The graph
says it with QuantizeLinear and DequantizeLinear, which onnxruntime fuses into int8 products on a CPU and computes in float32 elsewhere.

Convolutions are `valid`: the window gets zeros around it once, as many as the field, and every block shortens it.
"""

import argparse
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training.activations import LAST_LAYER, measure_scales
from training.conll import LABELS
from training.network import GatedBlock, Recognizer
from training.paths import DISTILLED, MODEL, VOCABULARY
from training.tagger import load_recognizer

OPSET = 17
IR_VERSION = 8
WINDOW_TOKENS = 1_534
"""Long, since what neighbours share is read twice: 8 % of the tokens here, 31 % with windows of 510."""
SLACK_TOKENS = 24
"""More overlap than the field needs, so that the border between windows can move to the start of a word."""
ZERO = np.array(128, np.uint8)
"""The uint8 that stands for 0."""
LARGEST_WEIGHT = 63
"""7 bits: two products of a uint8 and such an int8 fit into the 16 bits in which processors without VNNI add them."""


def quantize(weights: np.ndarray, axis: int, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """int8 values and float32 scales; `axis` is the one that shares a scale."""
    scales = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-8).astype(np.float32) / largest
    return np.clip(np.round(weights / scales), -largest, largest).astype(np.int8), scales


class GraphWriter:
    """Collects nodes and weights; every method returns the name of its output. `scales` are those of the inputs of linear layers
    by the layer's name (training.activations); without them everything stays float32."""

    def __init__(self, recognizer: Recognizer, scales: Mapping[str, float] | None) -> None:
        self._scales = scales
        self._names = {module: name for name, module in recognizer.named_modules()}
        self._count = 0
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, value: np.ndarray) -> str:
        name = self._name("constant")
        self.weights.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def op(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = self._name(kind.lower())
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=f"{kind}_{self._count}", **attributes))
        return name

    def part(self, x: str, start: int, end: int) -> str:
        """Tokens from `start`, without the last `end`."""
        if start == end == 0:
            return x
        bounds = [self.constant(np.array([each], np.int64)) for each in (start, -end if end else 2**31, 1)]
        return self.op("Slice", x, *bounds)

    def padded(self, x: str, tokens: int) -> str:
        """`[window, token]` with zeros on both sides."""
        return self.op("Pad", x, self.constant(np.array([0, tokens, 0, tokens], np.int64)))

    def rows(self, table: np.ndarray, ids: str) -> str:
        """Rows of `[vocabulary, channel]` for ids `[window, token]`."""
        if self._scales is None:
            return self.op("Gather", self.constant(table.astype(np.float32)), ids)
        values, scales = quantize(table, axis=1, largest=127)
        gathered = self.op("Cast", self.op("Gather", self.constant(values), ids), to=TensorProto.FLOAT)
        return self.op("Mul", gathered, self.op("Gather", self.constant(scales), ids))

    def linear(self, parts: list[str], layer: nn.Linear) -> str:
        """The layer over `parts` side by side; those that are equal are quantized once."""
        weights, bias = _array(layer.weight).T, self.constant(_array(layer.bias))
        step = self._scale(layer)
        if step is None:
            return self.op("Add", self.op("MatMul", self._beside(parts), self.constant(weights.astype(np.float32))), bias)
        scale, zero = self.constant(np.array(step, np.float32)), self.constant(ZERO)
        values, scales = quantize(weights, axis=0, largest=LARGEST_WEIGHT)
        matrix = self.op("DequantizeLinear", self.constant(values), self.constant(scales[0]), axis=1)
        around = self.op("DequantizeLinear", self._beside(parts), scale, zero)
        return self.op("Add", self.op("MatMul", around, matrix), bias)

    def entering(self, x: str, layer: nn.Linear) -> str:
        """`x` as `linear` wants it: uint8 where the layer is quantized."""
        step = self._scale(layer)
        return x if step is None else self.op("QuantizeLinear", x, self.constant(np.array(step, np.float32)), self.constant(ZERO))

    def norm(self, x: str, layer: nn.LayerNorm, mask: str) -> str:
        scale, bias = self.constant(_array(layer.weight)), self.constant(_array(layer.bias))
        return self.op("Mul", self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=layer.eps), mask)

    def block(self, x: str, block: GatedBlock, mask: str) -> tuple[str, str]:
        """The block's output and the mask, both shorter by what the block looks at on each side."""
        before, after = max(0, -min(block.offsets)), max(0, max(block.offsets))
        entering = self.entering(x, block.gate)
        around = [self.part(entering, before + offset, after - offset) for offset in block.offsets]
        change, gate = self._halves(self.linear(around, block.gate))
        x, mask = self.part(x, before, after), self.part(mask, before, after)
        return self.norm(self.op("Add", x, self.op("Mul", change, self.op("Sigmoid", gate))), block.norm, mask), mask

    def _scale(self, layer: nn.Linear) -> float | None:
        """The scale of what enters the layer; none where it stays float32, as the last one always does."""
        name = self._names[layer]
        return None if self._scales is None or name == LAST_LAYER else self._scales[name]

    def _beside(self, parts: list[str]) -> str:
        return parts[0] if len(parts) == 1 else self.op("Concat", *parts, axis=-1)

    def _halves(self, x: str) -> tuple[str, str]:
        names = [self._name("half"), self._name("half")]
        self.nodes.append(helper.make_node("Split", [x], names, name=f"Split_{self._count}", axis=-1))
        return names[0], names[1]

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count}"


def _array(parameter: object) -> np.ndarray:
    return parameter.detach().float().numpy()  # type: ignore[attr-defined]


def write_graph(recognizer: Recognizer, scales: Mapping[str, float] | None = None) -> onnx.ModelProto:
    """`input_ids`, `attention_mask` int64 `[window, token]` → `logits` float32 `[window, token, label]`; int8 with `scales`."""
    graph = GraphWriter(recognizer, scales)
    encoder, tagger = recognizer.encoder, recognizer.tagger
    field = recognizer.field()
    mask = graph.op("Cast", graph.padded("attention_mask", field), to=TensorProto.FLOAT)
    mask = graph.op("Unsqueeze", mask, graph.constant(np.array([-1], np.int64)))
    embedded = graph.norm(graph.rows(_array(encoder.embedding.weight), graph.padded("input_ids", field)), encoder.norm, mask)
    features, reach = [embedded], sum(recognizer.shape.tagger_dilations)
    if not tagger.static:
        for blocks in (encoder.left, encoder.right):
            side, side_mask, start, end = embedded, mask, 0, 0
            for block in blocks:
                side, side_mask = graph.block(side, block, side_mask)
                start, end = start + max(0, -min(block.offsets)), end + max(0, max(block.offsets))
            features.append(graph.part(side, field - reach - start, field - reach - end))
        features[0] = graph.part(embedded, field - reach, field - reach)
        mask = graph.part(mask, field - reach, field - reach)
    entering = [graph.entering(each, tagger.enter) for each in features]
    x = graph.norm(graph.linear(entering, tagger.enter), tagger.norm, mask)
    for block in tagger.blocks:
        x, mask = graph.block(x, block, mask)
    graph.nodes.append(helper.make_node("Identity", [graph.linear([x], tagger.leave)], ["logits"]))
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
    parser.add_argument("--tagger", type=Path, default=DISTILLED)
    parser.add_argument("--float32", action="store_true", help="leave the weights as they are")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    recognizer = load_recognizer(options.tagger)
    scales = None if options.float32 else measure_scales(recognizer)
    onnx.save(write_graph(recognizer, scales), options.out / "model.onnx")
    write_settings(options.out, recognizer, temperature=1.0)
    print(f"{(options.out / 'model.onnx').stat().st_size / 1e6:.1f} MB, field {recognizer.field()} tokens")


if __name__ == "__main__":
    main()
