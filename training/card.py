"""Stage 7: measures the finished model folder on LeNER-Br dev, fits the temperature, and writes scores.json.

Everything is measured on `model.onnx` itself in onnxruntime, over windows as the product lays them out.
A calibration stands on the temperature: where that changes, calibration and thresholds are dropped, and training.confidence has to
run again.
`--stage NAME=F1` keeps the dev score of a training stage (as training.tagger printed it) for the comparison in the card.
"""

import argparse
import json
import os
import platform
import time
from pathlib import Path

import numpy as np
import onnxruntime

from training.conll import LABEL_IDS, LABELS, read_documents
from training.evaluate import Infer, Prediction, predict_documents
from training.paths import LENER_DEV, MODEL
from training.scoring import add, bootstrap_interval, count_card, count_entities, count_tokens, micro_f1, report
from training.wordpiece import CLS, SEP, open_tokenizer


def open_session(path: Path, threads: int = 2) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run_window(session: onnxruntime.InferenceSession, ids: np.ndarray) -> np.ndarray:
    """int64 `[token]` → float32 `[token, label]`."""
    return session.run(["logits"], {"input_ids": ids[None], "attention_mask": np.ones_like(ids)[None]})[0][0]


def infer_in_windows(session: onnxruntime.InferenceSession, size: int, overlap: int) -> Infer:
    """Windows of `size` tokens with [CLS] and [SEP] around them; of the shared tokens each side keeps its half."""

    def infer(ids: np.ndarray) -> np.ndarray:
        tokens = ids[1:-1]
        kept = []
        for start in range(0, max(1, len(tokens) - overlap), size - overlap):
            inner = tokens[start : start + size]
            logits = run_window(session, np.concatenate([[CLS], inner, [SEP]]))[1:-1]
            last = start + size >= len(tokens)
            kept.append(logits[0 if start == 0 else overlap // 2 : None if last else size - overlap // 2])
        edge = np.zeros((1, len(LABELS)), np.float32)
        return np.concatenate([edge, *kept, edge])

    return infer


def fit_temperature(predictions: list[Prediction]) -> float:
    """The divisor of logits under which the true labels of dev words are most likely."""
    logits = np.concatenate([p.logits for p in predictions]).astype(np.float64)
    truth = np.array([LABEL_IDS[label] for p in predictions for label in p.truth])

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        top = scaled.max(axis=1)
        return float(np.mean(np.log(np.exp(scaled - top[:, None]).sum(axis=1)) + top - scaled[np.arange(len(truth)), truth]))

    return round(min(np.arange(0.5, 3.0, 0.01), key=loss), 2)


def forget_calibration(settings: dict) -> dict:
    """The settings without what was fitted at their temperature."""
    return {name: value for name, value in settings.items() if name not in ("calibration", "thresholds")}


def score_all(predictions: list[Prediction]) -> dict[str, object]:
    entity = [count_entities(p.truth, p.labels) for p in predictions]
    correct = sum(a == b for p in predictions for a, b in zip(p.truth, p.labels))
    low, high = bootstrap_interval(entity)
    return {
        "documents": len(predictions),
        "words": sum(len(p.truth) for p in predictions),
        "accuracy": round(correct / sum(len(p.truth) for p in predictions), 6),
        "entity": report(add(entity)) | {"interval95": [low, high]},
        "token": report(add([count_tokens(p.truth, p.labels) for p in predictions])),
        "card": report(add([count_card(p.truth, p.labels, p.pieces) for p in predictions])),
    }


def measure_speed(session: onnxruntime.InferenceSession, vocabulary_size: int, window: int, repeats: int = 40) -> int:
    """Tokens a second, one window a call."""
    ids = np.random.default_rng(7).integers(5, vocabulary_size, window + 2)
    run_window(session, ids)
    started = time.monotonic()
    for _ in range(repeats):
        run_window(session, ids)
    return round(repeats * window / (time.monotonic() - started))


def processor() -> str:
    """As the machine names it."""
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--float32", type=Path, help="the same model before quantization, to state what that costs")
    parser.add_argument("--stage", action="append", default=[], metavar="NAME=F1")
    options = parser.parse_args()

    settings_path = options.model / "acervo.json"
    settings = json.loads(settings_path.read_text())
    session = open_session(options.model / "model.onnx")
    tokenizer = open_tokenizer(options.model / "vocab.txt")
    dev = read_documents(LENER_DEV)
    infer = infer_in_windows(session, settings["windowTokens"], settings["overlapTokens"])
    predictions = predict_documents(infer, tokenizer, dev)
    whole = predict_documents(lambda ids: run_window(session, ids), tokenizer, dev)
    by_sentence = predict_documents(infer, tokenizer, dev, by_sentence=True)

    temperature = fit_temperature(predictions)
    if temperature != settings.get("temperature"):
        settings = forget_calibration(settings)
    settings["temperature"] = temperature
    settings_path.write_text(json.dumps(settings, indent=2) + "\n")
    previous = options.model / "scores.json"
    before = json.loads(previous.read_text()) if previous.exists() else {}
    stages = before.get("stages", {})
    stages |= {name: float(value) for name, value in (each.split("=") for each in options.stage)}
    scores: dict[str, object] = {
        "dataset": "LeNER-Br dev (10 documents, one decision twice; 11 sentences also stand in train)",
        "decode": "constrained Viterbi over words, label of a word at its first token",
        "windows": {"tokens": settings["windowTokens"], "overlapTokens": settings["overlapTokens"]},
        "dev": score_all(predictions),
        "devBySentence": {"entity": report(add([count_entities(p.truth, p.labels) for p in by_sentence]))["micro"]},
        "windowsChangeLabels": sum(a != b for p, q in zip(predictions, whole) for a, b in zip(p.labels, q.labels)),
        "stages": stages,
        "onnxruntime": onnxruntime.__version__,
        "tokensPerSecond": {
            "threads": 2,
            "windowTokens": settings["windowTokens"],
            "processor": processor(),
            "value": measure_speed(session, tokenizer.get_vocab_size(), settings["windowTokens"]),
        },
        "modelBytes": (options.model / "model.onnx").stat().st_size,
    }
    if options.float32:
        plain = infer_in_windows(open_session(options.float32), settings["windowTokens"], settings["overlapTokens"])
        counts = [count_entities(p.truth, p.labels) for p in predict_documents(plain, tokenizer, dev)]
        scores["devFloat32"] = {"entity": {"f1": round(micro_f1(add(counts)), 4)}}
    elif "devFloat32" in before:
        scores["devFloat32"] = before["devFloat32"]
    if "confidence" in before and "calibration" in settings:
        scores["confidence"] = before["confidence"]
    previous.write_text(json.dumps(scores, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(scores, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
