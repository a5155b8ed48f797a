"""Makes what the tests compare our calibration with, from scikit-learn.

    python packages/ner-core/test/make-calibration-oracles.py      # with scikit-learn installed

Writes test-data/calibration-oracles.json, which names the version.
"""

import json
import math
import random
from importlib.metadata import version
from pathlib import Path

from sklearn.linear_model import LogisticRegression

PACKAGE = Path(__file__).resolve().parent.parent


def invent(seed: int, count: int, slope: float, intercept: float) -> list[list[float]]:
    """Pairs of score and 0 or 1, right as often as this slope and intercept say."""
    chance = random.Random(seed)
    pairs = []
    for _ in range(count):
        score = round(chance.betavariate(4, 1), 4)
        inside = min(1 - 1e-6, max(1e-6, score))
        odds = slope * math.log(inside / (1 - inside)) + intercept
        pairs.append([score, int(chance.random() < 1 / (1 + math.exp(-odds)))])
    return pairs


CASES = {
    "overconfident": invent(7, 200, 0.6, -0.4),
    "underconfident": invent(8, 200, 2.0, 0.5),
    "of no use": invent(9, 50, -0.5, 0.2),
    "all right": [[score, 1] for score, _ in invent(10, 20, 1, 0)],
    "all wrong": [[score, 0] for score, _ in invent(11, 20, 1, 0)],
    "split by its scores": [[0.0, 0], [0.2, 0], [0.3, 0], [0.8, 1], [0.9, 1], [1.0, 1]],
    "one": [[0.9, 1]],
}


def fit(pairs: list[list[float]]) -> dict[str, float]:
    rows = []
    for score, _ in pairs:
        inside = min(1 - 1e-6, max(1e-6, score))
        rows.append([math.log(inside / (1 - inside)), 1.0])
    right = [int(correct) for _, correct in pairs]
    if len(set(right)) == 1:  # scikit-learn wants both: one outcome each way that weighs nothing says the same
        rows, right = rows + [[0.0, 0.0]], right + [1 - right[0]]
    model = LogisticRegression(C=1000, fit_intercept=False, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(rows, right)
    return {"slope": model.coef_[0][0], "intercept": model.coef_[0][1]}


cases = [{"title": title, "pairs": pairs, **fit(pairs)} for title, pairs in CASES.items()]
oracles = {"versions": {"scikit-learn": version("scikit-learn")}, "cases": cases}
(PACKAGE / "test-data/calibration-oracles.json").write_text(json.dumps(oracles) + "\n")
