"""The three ways to score (docs: entity, token, card), never to be mixed up, and a bootstrap over documents."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from training.conll import ENTITY_TYPES
from training.decode import entities_of

Labels = Sequence[str]
Counts = dict[str, tuple[int, int, int]]
"""Per type: right, predicted, true."""


def count_entities(truth: Labels, predicted: Labels, strict: bool = True) -> Counts:
    """`entity`: exact span and type, strict IOB2; or seqeval's default mode."""
    true, found = set(entities_of(truth, strict)), set(entities_of(predicted, strict))
    return _count(true & found, found, true, lambda entity: entity.type)


def count_tokens(truth: Labels, predicted: Labels) -> Counts:
    """`token`: per word, equal labels other than O."""
    true = {(index, label) for index, label in enumerate(truth) if label != "O"}
    found = {(index, label) for index, label in enumerate(predicted) if label != "O"}
    return _count(true & found, found, true, lambda pair: pair[1][2:])


def count_card(truth: Labels, predicted: Labels, pieces: Sequence[int]) -> Counts:
    """`card`: entities over sub-words, each of the `pieces[word]` sub-words carrying the word's label, `B-` repeated."""
    spread = [[label for label, count in zip(labels, pieces) for _ in range(count)] for labels in (truth, predicted)]
    return count_entities(*spread)


def _count(right: set, found: set, true: set, type_of: Callable[[tuple], str]) -> Counts:
    each = [Counter(map(type_of, group)) for group in (right, found, true)]
    return {name: (each[0][name], each[1][name], each[2][name]) for name in ENTITY_TYPES}


def add(counts: Sequence[Counts]) -> Counts:
    return {name: tuple(sum(each[name][i] for each in counts) for i in range(3)) for name in ENTITY_TYPES}


def measures(right: int, found: int, true: int) -> dict[str, float | int]:
    precision, recall = right / max(found, 1), right / max(true, 1)
    f1 = 2 * right / max(found + true, 1)
    return {"precision": round(precision, 6), "recall": round(recall, 6), "f1": round(f1, 6), "support": true}


def report(counts: Counts) -> dict[str, dict[str, float | int]]:
    """Per type and `micro`."""
    micro = tuple(sum(counts[name][i] for name in ENTITY_TYPES) for i in range(3))
    return {"micro": measures(*micro)} | {name: measures(*counts[name]) for name in ENTITY_TYPES}


def micro_f1(counts: Counts) -> float:
    return 2 * sum(c[0] for c in counts.values()) / max(sum(c[1] + c[2] for c in counts.values()), 1)


def bootstrap_interval(counts: Sequence[Counts], resamples: int = 2_000, seed: int = 7) -> tuple[float, float]:
    """95 % percentile interval of micro F1, documents drawn with replacement."""
    sums = np.array([[sum(c[name][i] for name in ENTITY_TYPES) for i in range(3)] for c in counts])
    draws = np.random.default_rng(seed).integers(0, len(sums), (resamples, len(sums)))
    right, found, true = sums[draws].sum(axis=1).T
    low, high = np.percentile(2 * right / np.maximum(found + true, 1), [2.5, 97.5])
    return round(float(low), 6), round(float(high), 6)
