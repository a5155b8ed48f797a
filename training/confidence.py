"""Stage 8: calibrates the scores of the finished model folder on LeNER-Br dev, chooses thresholds, and adds what they are worth to scores.json.

The work is done by `acervo evaluate`, since a score is made by the product's own decoder: this needs Node and `npm ci`. Its scores
must be those that training.card found; its intervals take the place of that one's.
Runs after training.card, which fits the temperature that scores stand on.
"""

import argparse
import json
import subprocess
from pathlib import Path

from training.paths import LENER_DEV, MODEL, REPOSITORY


def evaluate(model: Path, *options: str) -> dict:
    command = ["node", REPOSITORY / "apps/cli/bin/acervo.js", "evaluate", LENER_DEV, "--model", model, "--json", *options]
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.decode("utf-8"))


def kept(score: dict) -> dict:
    return {name: round(score[name], 6) for name in ("precision", "recall", "coverage")}


AGREEMENT = 1e-6
"""Between the two scorers."""


def adopt(ours: dict, theirs: list[dict]) -> dict:
    """The dev scores of training.card with the intervals of `acervo evaluate`. @raises ValueError: a score differs."""
    adopted = dict(ours)
    for protocol in theirs:
        name = protocol["protocol"]
        for entity_type, score in ({"micro": protocol["micro"]} | protocol["byType"]).items():
            for measure in ("precision", "recall", "f1"):
                if abs(score[measure] - ours[name][entity_type][measure]) > AGREEMENT:
                    raise ValueError(f"{name} {measure} of {entity_type}: {score[measure]} beside {ours[name][entity_type][measure]}")
        adopted[name] = ours[name] | {"interval95": [round(bound, 6) for bound in protocol["micro"]["interval95"]]}
    return adopted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    settings_path, scores_path = (options.model / f"{name}.json" for name in ("acervo", "scores"))
    calibrated = evaluate(options.model, "--calibrate")["calibrated"]
    evaluated = evaluate(options.model, "--protocol", "all")
    measured = evaluated["confidence"]
    scores = json.loads(scores_path.read_text(encoding="utf-8"))
    scores["dev"] = adopt(scores["dev"], evaluated["scores"])
    scores["confidence"] = {
        "mentions": measured["mentions"],
        "bins": measured["bins"],
        "folds": measured["folds"],
        "uncalibratedError": round(measured["uncalibratedError"], 4),
        "calibrationError": round(measured["calibrationError"], 4),
        "crossFittedCalibrationError": round(measured["crossFittedCalibrationError"], 4),
        "targetPrecision": calibrated["targetPrecision"],
        "heldOutPrecision": {name: round(held["precision"], 6) for name, held in calibrated["heldOut"].items()},
        "byThreshold": [
            {"threshold": row["threshold"], "micro": kept(row["micro"])}
            | {name: kept(score) for name, score in row["byType"].items()}
            for row in measured["byThreshold"]
        ],
    }
    scores_path.write_text(json.dumps(scores, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(scores["confidence"] | {"settings": json.loads(settings_path.read_text())}, indent=1))


if __name__ == "__main__":
    main()
