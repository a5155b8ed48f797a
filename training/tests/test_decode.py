"""Decoding and scoring on invented labels; seqeval is the oracle for scores."""

import itertools

import numpy as np
import pytest
from seqeval.metrics import f1_score
from seqeval.scheme import IOB2

from training.conll import ENTITY_TYPES, LABELS
from training.decode import LEGAL, MAY_START, entities_of, viterbi
from training.scoring import count_card, count_entities, micro_f1


def random_labels(seed: int, length: int = 300) -> list[str]:
    return [str(label) for label in np.random.default_rng(seed).choice(LABELS, length)]


def test_viterbi_gives_legal_labels_for_any_scores() -> None:
    for seed in range(20):
        labels = [LABELS[i] for i in viterbi(np.random.default_rng(seed).normal(size=(60, len(LABELS))))]
        for before, label in zip(["O", *labels], labels):
            assert not label.startswith("I-") or before in (f"B-{label[2:]}", label)


def test_viterbi_finds_the_best_legal_sequence() -> None:
    scores = np.random.default_rng(7).normal(size=(3, len(LABELS)))
    legal = (
        path
        for path in itertools.product(range(len(LABELS)), repeat=3)
        if MAY_START[path[0]] and all(LEGAL[a, b] for a, b in itertools.pairwise(path))
    )
    assert tuple(viterbi(scores)) == max(legal, key=lambda path: sum(scores[range(3), path]))


def test_nothing_decodes_to_nothing() -> None:
    assert viterbi(np.zeros((0, len(LABELS)))) == []


def test_an_inside_label_that_continues_nothing_is_no_entity() -> None:
    assert entities_of(["I-PESSOA", "B-PESSOA", "I-LOCAL", "B-LOCAL", "I-LOCAL", "B-LOCAL"]) == [
        ("PESSOA", 1, 2), ("LOCAL", 3, 5), ("LOCAL", 5, 6),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_entity_scores_equal_seqeval_strict(seed: int) -> None:
    truth, predicted = random_labels(seed), random_labels(seed + 100)
    predicted[:200] = truth[:200]
    expected = f1_score([truth], [predicted], mode="strict", scheme=IOB2)
    assert micro_f1(count_entities(truth, predicted)) == pytest.approx(expected)


def test_card_scores_equal_seqeval_default_where_labels_are_legal() -> None:
    truth = ["B-PESSOA", "I-PESSOA", "O", "B-TEMPO", "O", "B-LOCAL", "I-LOCAL"]
    predicted = ["B-PESSOA", "I-PESSOA", "O", "O", "B-TEMPO", "B-LOCAL", "O"]
    pieces = [2, 1, 1, 3, 1, 1, 2]
    spread = [[label for label, count in zip(each, pieces) for _ in range(count)] for each in (truth, predicted)]
    assert micro_f1(count_card(truth, predicted, pieces)) == pytest.approx(f1_score([spread[0]], [spread[1]]))
    assert set(count_card(truth, predicted, pieces)) == set(ENTITY_TYPES)
