"""Word labels and entities from logits: constrained Viterbi over words, BIO legality only."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from training.conll import LABELS


class Entity(NamedTuple):
    """Half-open span over words."""

    type: str
    start: int
    end: int


def legal_transitions(labels: Sequence[str]) -> np.ndarray:
    """bool `[from, to]`: `I-X` may follow only `B-X` or `I-X`."""
    return np.array([[not to.startswith("I-") or origin[2:] == to[2:] and origin != "O" for to in labels] for origin in labels])


LEGAL = legal_transitions(LABELS)
MAY_START = np.array([not label.startswith("I-") for label in LABELS])


def viterbi(scores: np.ndarray) -> list[int]:
    """The legal label sequence with the highest sum of `scores`, float `[word, label]` (log-probabilities or logits)."""
    if len(scores) == 0:
        return []
    penalty = np.where(LEGAL, 0.0, -np.inf)
    best = np.where(MAY_START, scores[0], -np.inf)
    origins = np.empty(scores.shape, np.int64)
    columns = np.arange(scores.shape[1])
    for index in range(1, len(scores)):
        paths = best[:, None] + penalty
        origins[index] = paths.argmax(axis=0)
        best = paths[origins[index], columns] + scores[index]
    path = [int(best.argmax())]
    for index in range(len(scores) - 1, 0, -1):
        path.append(int(origins[index, path[-1]]))
    return path[::-1]


def entities_of(labels: Sequence[str], strict: bool = True) -> list[Entity]:
    """Entities by strict IOB2: an entity opens at `B-` only; an `I-` that continues nothing is not one.
    With `strict=False`, as in seqeval's default mode, such an `I-` opens one, too."""
    entities: list[Entity] = []
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            entities.append(Entity(kind, start, index))
            kind = ""
        if label.startswith("B-") or not (strict or kind or label == "O"):
            start, kind = index, label[2:]
    return entities
