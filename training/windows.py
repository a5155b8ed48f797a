"""Training windows for the tagger: whole sentences of one document, lengths varied, cheap augmentation, BERT's layout."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.conll import LABEL_IDS, Document, Sentence
from training.decode import entities_of
from training.wordpiece import CLS, PAD, SEP, UNK, encode_words

NO_LOSS = -100


@dataclass(frozen=True)
class Augmentation:
    """Probabilities: a mention replaced by another of its type, a token by [UNK] or a random one, a sentence in capitals."""

    replace: float = 0.0
    drop: float = 0.0
    capitals: float = 0.0


class Pieces:
    """Token ids of words, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def of(self, words: tuple[str, ...]) -> list[list[int]]:
        unknown = [word for word in dict.fromkeys(words) if word not in self._known]
        self._known.update(zip(unknown, encode_words(self._tokenizer, unknown)))
        return [self._known[word] for word in words]


def collect_mentions(documents: list[Document]) -> dict[str, list[tuple[str, ...]]]:
    """Distinct mentions of each entity type, as words."""
    mentions: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for document in documents:
        for sentence in document.sentences:
            for entity in entities_of(sentence.labels):
                mentions[entity.type][sentence.words[entity.start : entity.end]] = None
    return {name: list(each) for name, each in mentions.items()}


def replace_mentions(sentence: Sentence, mentions: dict[str, list[tuple[str, ...]]], rate: float, choice: random.Random) -> Sentence:
    words: list[str] = []
    labels: list[str] = []
    at = 0
    for entity in entities_of(sentence.labels):
        if choice.random() >= rate:
            continue
        other = choice.choice(mentions[entity.type])
        words += [*sentence.words[at : entity.start], *other]
        labels += [*sentence.labels[at : entity.start], f"B-{entity.type}", *[f"I-{entity.type}"] * (len(other) - 1)]
        at = entity.end
    return Sentence((*words, *sentence.words[at:]), (*labels, *sentence.labels[at:]))


def lay_out(pieces: list[list[int]], labels: list[int]) -> tuple[list[int], list[int]]:
    """`[CLS] tokens… [SEP]` and the label of each token: a word's at its first token, NO_LOSS elsewhere."""
    ids, targets = [CLS], [NO_LOSS]
    for piece, label in zip(pieces, labels):
        ids += piece
        targets += [label, *[NO_LOSS] * (len(piece) - 1)]
    return [*ids, SEP], [*targets, NO_LOSS]


class WindowSource:
    """Windows of one pass over the documents, different in every pass."""

    def __init__(self, documents: list[Document], tokenizer: Tokenizer, augmentation: Augmentation, seed: int) -> None:
        self._documents = documents
        self._pieces = Pieces(tokenizer)
        self._vocabulary = tokenizer.get_vocab_size()
        self._augmentation = augmentation
        self._choice = random.Random(seed)
        self._mentions = collect_mentions(documents)

    def windows(self) -> list[tuple[list[int], list[int]]]:
        made = []
        for document in self._documents:
            words: list[list[int]] = []
            labels: list[int] = []
            room = self._room()
            for sentence in document.sentences:
                for piece, label in self._sentence(sentence):
                    words.append(piece)
                    labels.append(label)
                if sum(map(len, words)) >= room:
                    made.append(lay_out(words, labels))
                    words, labels, room = [], [], self._room()
            if words:
                made.append(lay_out(words, labels))
        return made

    def _room(self) -> int:
        """Tokens after which a window is closed: one sentence in a fifth of the cases."""
        return 1 if self._choice.random() < 0.2 else self._choice.randint(32, 480)

    def _sentence(self, sentence: Sentence) -> Iterator[tuple[list[int], int]]:
        sentence = replace_mentions(sentence, self._mentions, self._augmentation.replace, self._choice)
        words = sentence.words
        if self._choice.random() < self._augmentation.capitals:
            words = tuple(word.upper() for word in words)
        for piece, label in zip(self._pieces.of(words), sentence.labels):
            yield [self._dropped(token) for token in piece], LABEL_IDS[label]

    def _dropped(self, token: int) -> int:
        if self._choice.random() >= self._augmentation.drop:
            return token
        return UNK if self._choice.random() < 0.5 else self._choice.randrange(SEP + 2, self._vocabulary)

    def batches(self, tokens: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """ids, mask and targets, each int64 `[window, token]`, about `tokens` a batch; similar lengths share one."""
        windows = sorted(self.windows(), key=lambda window: len(window[0]) + self._choice.randint(0, 20))
        groups: list[list[tuple[list[int], list[int]]]] = [[]]
        for window in windows:
            if groups[-1] and (len(groups[-1]) + 1) * len(window[0]) > tokens:
                groups.append([])
            groups[-1].append(window)
        self._choice.shuffle(groups)
        for group in groups:
            longest = max(len(ids) for ids, _ in group)
            ids = np.full((len(group), longest), PAD, np.int64)
            targets = np.full((len(group), longest), NO_LOSS, np.int64)
            for row, (window_ids, window_targets) in enumerate(group):
                ids[row, : len(window_ids)] = window_ids
                targets[row, : len(window_targets)] = window_targets
            tensor = torch.from_numpy(ids)
            yield tensor, (tensor != PAD).long(), torch.from_numpy(targets)
