"""Makes the graph of a BERT-like model folder int8, for processors: smaller by three quarters of its matrices, and faster.

    python -m training.quantize <model folder> --out <new folder>

The folder is one that `training.to_onnx` wrote, or any that `acervo model add` takes with its graph in one `model.onnx`. Scales are
static, unlike those of ONNX Runtime's dynamic quantization: measured once, on text of LeNER-Br train (`--text` for another CoNLL
folder), so that no answer depends on what shares a call. What is quantized are the products with weights; attention stays float32. It
prints to how many other tokens of the same text both graphs give the same label: a real model loses little, but measure it with
`acervo evaluate`.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from training.conll import read_documents
from training.paths import LENER_TRAIN

WINDOWS = 64
WORDS_PER_WINDOW = 90
TOKENS_PER_WINDOW = 128
"""Few enough for the positions of any model, and as short as windows on a processor should be."""
QUANTIZED = ("MatMul", "Gemm")
SHORT_WINDOWS = {"windowTokens": 254, "overlapTokens": 32}
"""For models whose acervo.json says nothing and that have room for them: attention, which stays float32, costs more a token in long ones."""


class Windows(CalibrationDataReader):
    """The inputs of a session, one window a call."""

    def __init__(self, windows: list[dict[str, np.ndarray]]) -> None:
        self._windows = iter(windows)

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self._windows, None)


def read_windows(text: Path, tokenizer: PreTrainedTokenizerBase, names: set[str]) -> Iterator[dict[str, np.ndarray]]:
    """Windows of whole words from all documents in turn, so that a few hold text of every kind."""
    words = [[word for sentence in document.sentences for word in sentence.words] for document in read_documents(text)]
    for start in range(0, max(map(len, words)), WORDS_PER_WINDOW):
        for document in words:
            if len(document) > start:
                part = document[start : start + WORDS_PER_WINDOW]
                encoded = tokenizer(part, is_split_into_words=True, truncation=True, max_length=TOKENS_PER_WINDOW, return_tensors="np")
                encoded.setdefault("token_type_ids", np.zeros_like(encoded["input_ids"]))
                yield {name: encoded[name].astype(np.int64) for name in names}


def products_without_weights(graph: onnx.GraphProto) -> list[str]:
    """Names of the matrix products of two activations: those of attention."""
    weights = {each.name for each in graph.initializer}
    return [node.name for node in graph.node if node.op_type in QUANTIZED and not weights.intersection(node.input)]


def equal_labels(before: Path, after: Path, windows: list[dict[str, np.ndarray]]) -> float:
    """The share of tokens to which both graphs give the same label."""
    sessions = [onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]) for path in (before, after)]
    labels = [[session.run(["logits"], window)[0].argmax(-1)[0] for window in windows] for session in sessions]
    return float(np.mean(np.concatenate(labels[0]) == np.concatenate(labels[1])))


def quantize(folder: Path, out: Path, text: Path = LENER_TRAIN) -> float:
    """Writes `out` and returns the share of tokens whose label stays; stops where `out` exists."""
    if out.exists():
        raise SystemExit(f"{out} exists already: remove it, or choose another name")
    graph = folder / "model.onnx"
    if not graph.is_file() or (folder / "model.onnx.data").exists():
        raise SystemExit(f"{folder} has no graph in one model.onnx: make it with python -m training.to_onnx")
    names = {each.name for each in onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"]).get_inputs()}
    source = read_windows(text, AutoTokenizer.from_pretrained(folder, local_files_only=True), names)
    windows = [window for _, window in zip(range(WINDOWS + WINDOWS // 4), source)]
    kept_back, measured = windows[::5], [window for index, window in enumerate(windows) if index % 5]
    out.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=out.parent, prefix=".quantize-"))
    try:
        ignored = shutil.ignore_patterns("*.onnx*", "*.safetensors", "*.bin", "scores.json")
        shutil.copytree(folder, temporary / "folder", ignore=ignored)
        quant_pre_process(graph, temporary / "inferred.onnx", skip_symbolic_shape=True)
        quantize_static(
            temporary / "inferred.onnx",
            temporary / "folder" / "model.onnx",
            Windows(measured),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=list(QUANTIZED),
            nodes_to_exclude=products_without_weights(onnx.load(temporary / "inferred.onnx", load_external_data=False).graph),
            per_channel=True,
            reduce_range=True,  # 7-bit weights: processors without VNNI add two products in 16 bits
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.MinMax,
            extra_options={"ActivationSymmetric": True, "OpTypesToExcludeOutputQuantization": list(QUANTIZED)},
        )
        settings_path = temporary / "folder" / "acervo.json"
        settings = json.loads(settings_path.read_text(encoding="utf-8")) if settings_path.exists() else {}
        positions = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("max_position_embeddings") or 0
        if positions >= 2 * SHORT_WINDOWS["windowTokens"]:
            settings = SHORT_WINDOWS | settings
        settings_path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
        share = equal_labels(graph, temporary / "folder" / "model.onnx", kept_back)
        for path in (temporary / "folder").rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (temporary / "folder").chmod(0o755)
        (temporary / "folder").rename(out)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--text", type=Path, default=LENER_TRAIN, help="a folder of CoNLL files, of text like yours")
    options = parser.parse_args()
    share = quantize(options.folder, options.out, options.text)
    megabytes = (options.out / "model.onnx").stat().st_size / 1e6
    print(f"{options.out}: {megabytes:.1f} MB, {100 * share:.1f} % of the tokens keep their label; now: acervo model add {options.out}")


if __name__ == "__main__":
    main()
