"""Scores of a set of logits on LeNER-Br: whole documents as one sequence of words, or sentence by sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from training.conll import LABELS, Document
from training.decode import viterbi
from training.windows import lay_out
from training.wordpiece import encode_words

Infer = Callable[[np.ndarray], np.ndarray]
"""int64 `[token]` with [CLS] and [SEP] → float32 `[token, label]`."""


@dataclass(frozen=True)
class Prediction:
    """One document's words: true labels, predicted labels, logits `[word, label]` of the first tokens, tokens per word."""

    truth: list[str]
    labels: list[str]
    logits: np.ndarray
    pieces: list[int]


def predict_words(infer: Infer, tokenizer: Tokenizer, words: Sequence[str]) -> tuple[np.ndarray, list[int]]:
    """Logits `[word, label]` of each word's first token when all words go through at once, and tokens per word."""
    pieces = encode_words(tokenizer, words)
    ids, _ = lay_out(pieces, [0] * len(pieces))
    lengths = [len(piece) for piece in pieces]
    first = np.cumsum([1, *lengths[:-1]])
    return infer(np.array(ids, np.int64))[first], lengths


def predict_documents(infer: Infer, tokenizer: Tokenizer, documents: list[Document], by_sentence: bool = False) -> list[Prediction]:
    predictions = []
    for document in documents:
        truth = [label for sentence in document.sentences for label in sentence.labels]
        whole = tuple(word for sentence in document.sentences for word in sentence.words)
        groups = [sentence.words for sentence in document.sentences] if by_sentence else [whole]
        parts = [predict_words(infer, tokenizer, group) for group in groups]
        labels = [LABELS[label] for logits, _ in parts for label in viterbi(logits)]
        predictions.append(Prediction(truth, labels, np.concatenate([p[0] for p in parts]), [n for p in parts for n in p[1]]))
    return predictions
