"""Stage 9: MODEL_CARD.md from the model folder's own files, so that no figure in it is typed by hand."""

import argparse
import json
from pathlib import Path

from training.conll import ENTITY_TYPES
from training.paths import MODEL

TEMPLATE = Path(__file__).with_name("model-card.md")
NOTES = Path(__file__).with_name("model-notes.json")


def percent(value: float) -> str:
    return f"{100 * value:.1f}"


def signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'} {abs(value)}"


def interval(scores: dict) -> str:
    low, high = scores["interval95"]
    return f"{percent(low)}–{percent(high)}"


def score_table(dev: dict) -> str:
    """One row per type and micro; precision, recall and F1 for `entity`, F1 for the other protocols."""
    rows = ["| type | entity P | entity R | entity F1 | token F1 | card F1 | entities |", "|---|---|---|---|---|---|---|"]
    for name in (*ENTITY_TYPES, "micro"):
        entity = dev["entity"][name]
        figures = [entity["precision"], entity["recall"], entity["f1"], dev["token"][name]["f1"], dev["card"][name]["f1"]]
        rows.append(f"| {name} | {' | '.join(map(percent, figures))} | {entity['support']:,} |")
    return "\n".join(rows)


SHOWN_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def threshold_table(confidence: dict) -> str:
    """What is right, found and kept over all types, by least score; scores.json has more rows and the types."""
    rows = ["| score from | precision | recall | coverage |", "|---|---|---|---|"]
    for row in confidence["byThreshold"]:
        if row["threshold"] in SHOWN_THRESHOLDS:
            figures = [row["micro"][name] for name in ("precision", "recall", "coverage")]
            rows.append(f"| {row['threshold']:.2f} | {' | '.join(map(percent, figures))} |")
    return "\n".join(rows)


def default_table(thresholds: dict, scores: dict) -> str:
    """Each type's default threshold and what it does to the type."""
    rows = ["| type | default threshold | precision | recall | coverage | precision, held out |", "|---|---|---|---|---|---|"]
    by_threshold = {row["threshold"]: row for row in scores["confidence"]["byThreshold"]}
    for name in ENTITY_TYPES:
        least = thresholds.get(name, 0)
        score = {**scores["dev"]["entity"][name], "coverage": 1} if least == 0 else by_threshold[least][name]
        figures = [score["precision"], score["recall"], score["coverage"], scores["confidence"]["heldOutPrecision"][name]]
        rows.append(f"| {name} | {least or 'none'} | {' | '.join(map(percent, figures))} |")
    return "\n".join(rows)


def make_card(model: Path) -> str:
    """The card of a model folder that has been through the stages before."""
    scores, settings, config = (json.loads((model / f"{name}.json").read_text("utf-8")) for name in ("scores", "acervo", "config"))
    notes = json.loads(NOTES.read_text("utf-8"))
    confidence = scores["confidence"]
    return TEMPLATE.read_text(encoding="utf-8").format(
        name=model.name,
        architecture=notes["architecture"],
        vocabulary=f"{config['vocab_size']:,}",
        field=settings["receptiveFieldTokens"],
        overlap=2 * settings["receptiveFieldTokens"],
        megabytes=f"{scores['modelBytes'] / 1e6:.1f}",
        speed=f"{scores['tokensPerSecond']['value']:,}",
        processor=scores["tokensPerSecond"]["processor"],
        onnxruntime=scores["onnxruntime"],
        temperature=settings["temperature"],
        window=settings["windowTokens"],
        scores=score_table(scores["dev"]),
        intervals=", ".join(f"{name} {interval(scores['dev'][name])}" for name in ("entity", "token", "card")),
        by_sentence=percent(scores["devBySentence"]["entity"]["f1"]),
        float32=percent(scores["devFloat32"]["entity"]["f1"]),
        changed=scores["windowsChangeLabels"],
        slope=settings["calibration"]["slope"],
        intercept=signed(settings["calibration"]["intercept"]),
        uncalibrated=f"{confidence['uncalibratedError']:.3f}",
        calibrated=f"{confidence['calibrationError']:.3f}",
        cross_fitted=f"{confidence['crossFittedCalibrationError']:.3f}",
        bins=confidence["bins"],
        folds=confidence["folds"],
        mentions=f"{confidence['mentions']:,}",
        by_threshold=threshold_table(confidence),
        target=f"{100 * confidence['targetPrecision']:.0f}",
        defaults=default_table(settings["thresholds"], scores),
        stages="\n".join(f"| {name} | {value:.1f} |" for name, value in scores["stages"].items()),
        recipe="\n".join(f"{number}. {step}" for number, step in enumerate(notes["recipe"], 1)),
        not_done="\n".join(f"- {line}" for line in notes["not_done"]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    (options.model / "MODEL_CARD.md").write_text(make_card(options.model), encoding="utf-8")


if __name__ == "__main__":
    main()
