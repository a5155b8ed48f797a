"""The export gives a folder with the same logits for every shape, or nothing."""

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer

from training import to_onnx
from training.paths import REPOSITORY

TEST_DATA = REPOSITORY / "packages" / "inference" / "test-data"
SHAPES = ("bert", "roberta", "xlm-roberta", "deberta-v2", "modernbert")
WORDS = "A Câmara julgou irregulares as contas de João Exemplo , nos termos da Lei 8.443/92 .".split()


def torch_only(tmp_path: Path, shape: str) -> Path:
    folder = tmp_path / shape
    shutil.copytree(TEST_DATA / f"tiny-{shape}", folder, ignore=shutil.ignore_patterns("model.onnx*"))
    return folder


@pytest.mark.parametrize("shape", SHAPES)
def test_a_checkpoint_becomes_a_folder_with_the_same_logits(shape: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = torch_only(tmp_path, shape), tmp_path / "out"
    assert to_onnx.convert(folder, out) <= 1e-4
    assert "largest difference of a logit between PyTorch and ONNX Runtime: " in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {path.name for path in folder.iterdir()} - {"model.safetensors"} | {"model.onnx"}

    encoded = AutoTokenizer.from_pretrained(out)(WORDS, is_split_into_words=True, return_tensors="pt")
    values = {name: encoded[name].numpy() for name in ("input_ids", "attention_mask")}
    got = onnxruntime.InferenceSession(out / "model.onnx").run(["logits"], values)[0]
    with torch.inference_mode():
        expected = AutoModelForTokenClassification.from_pretrained(folder, attn_implementation="eager").eval()(**encoded).logits
    assert np.abs(got - expected.numpy()).max() <= 1e-4


def test_weights_of_pytorch_before_safetensors_are_read(tmp_path: Path) -> None:
    folder = torch_only(tmp_path, "roberta")
    model = AutoModelForTokenClassification.from_pretrained(folder)
    (folder / "model.safetensors").unlink()
    torch.save(model.state_dict(), folder / "pytorch_model.bin")
    assert to_onnx.convert(folder, tmp_path / "out") <= 1e-4


def test_a_tokenizer_of_another_format_becomes_tokenizer_json(tmp_path: Path) -> None:
    folder = torch_only(tmp_path, "roberta")
    model = json.loads((folder / "tokenizer.json").read_text())["model"]
    (folder / "vocab.json").write_text(json.dumps(model["vocab"]))
    merges = "".join(f"{left} {right}\n" for left, right in model["merges"])
    (folder / "merges.txt").write_text(f"#version: 0.2\n{merges}")
    (folder / "tokenizer.json").unlink()
    to_onnx.convert(folder, tmp_path / "out")
    before = AutoTokenizer.from_pretrained(TEST_DATA / "tiny-roberta")(WORDS, is_split_into_words=True)["input_ids"]
    after = AutoTokenizer.from_pretrained(tmp_path / "out")(WORDS, is_split_into_words=True)["input_ids"]
    assert after == before
    assert (tmp_path / "out" / "tokenizer.json").is_file()


def test_large_weights_stand_beside_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_onnx, "MAX_BYTES_INSIDE", 1_000)
    assert to_onnx.convert(torch_only(tmp_path, "bert"), tmp_path / "out") <= 1e-4
    assert (tmp_path / "out" / "model.onnx.data").stat().st_size > 100_000


def test_a_graph_with_other_logits_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = to_onnx.export

    def damaged(model: object, path: Path) -> None:
        original(model, path)
        graph = onnx.load(path)
        largest = max(graph.graph.initializer, key=lambda tensor: len(tensor.raw_data))
        values = onnx.numpy_helper.to_array(largest) * np.linspace(1, 1.1, largest.dims[-1], dtype=np.float32)
        largest.CopyFrom(onnx.numpy_helper.from_array(values, largest.name))
        onnx.save(graph, path)

    monkeypatch.setattr(to_onnx, "export", damaged)
    folder = torch_only(tmp_path, "roberta")
    with pytest.raises(SystemExit, match="above 1e-04"):
        to_onnx.convert(folder, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["roberta"]


def test_what_is_no_token_classifier_is_refused(tmp_path: Path) -> None:
    folder = torch_only(tmp_path, "bert")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"architectures": ["BertForMaskedLM"]}))
    with pytest.raises(SystemExit, match="ForTokenClassification"):
        to_onnx.convert(folder, tmp_path / "out")


def test_an_existing_folder_is_not_touched(tmp_path: Path) -> None:
    folder = torch_only(tmp_path, "bert")
    with pytest.raises(SystemExit, match="exists already"):
        to_onnx.convert(folder, folder)
