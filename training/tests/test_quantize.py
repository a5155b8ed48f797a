"""A quantized folder is complete, its answers stay near, and what shares a call changes none of them."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from training.paths import REPOSITORY
from training.quantize import quantize

TINY_BERT = REPOSITORY / "packages" / "inference" / "test-data" / "tiny-bert"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    words = "A Câmara julgou irregulares as contas de João Exemplo , nos termos da Lei 8.443/92 .".split()
    folder = tmp_path / "text"
    folder.mkdir()
    for index in range(10):
        (folder / f"{index}.conll").write_text("\n".join(f"{word} O" for word in (words * 20)[index:]) + "\n")
    return folder


def test_a_folder_becomes_int8_and_answers_alone_as_in_company(tmp_path: Path, text: Path) -> None:
    out = tmp_path / "out"
    assert quantize(TINY_BERT, out, text) > 0.9
    assert {path.name for path in out.iterdir()} >= {"config.json", "vocab.txt", "model.onnx"}
    assert json.loads((out / "acervo.json").read_text())["windowTokens"] == 254
    kinds = [node.op_type for node in onnx.load(out / "model.onnx").graph.node]
    assert "QuantizeLinear" in kinds and "DynamicQuantizeLinear" not in kinds

    session = onnxruntime.InferenceSession(out / "model.onnx", providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_inputs()]
    ids = np.random.default_rng(7).integers(5, 1_000, (3, 40))

    def run(rows: np.ndarray) -> np.ndarray:
        values = {"input_ids": rows, "attention_mask": np.ones_like(rows), "token_type_ids": np.zeros_like(rows)}
        return session.run(["logits"], {name: values[name] for name in names})[0]

    together = run(ids)
    assert max(np.abs(together[row] - run(ids[row : row + 1])[0]).max() for row in range(3)) < 1e-4


def test_nothing_is_overwritten(tmp_path: Path, text: Path) -> None:
    with pytest.raises(SystemExit, match="exists already"):
        quantize(TINY_BERT, tmp_path, text)
