"""LeNER-Br in its CoNLL form: one `word label` per line, a blank line between sentences, one file per document."""

from dataclasses import dataclass
from pathlib import Path

ENTITY_TYPES = ("ORGANIZACAO", "PESSOA", "TEMPO", "LOCAL", "LEGISLACAO", "JURISPRUDENCIA")
LABELS = ("O",) + tuple(f"{prefix}-{name}" for name in ENTITY_TYPES for prefix in ("B", "I"))
LABEL_IDS = {label: index for index, label in enumerate(LABELS)}


@dataclass(frozen=True)
class Sentence:
    words: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    name: str
    sentences: tuple[Sentence, ...]


def read_sentences(path: Path) -> tuple[Sentence, ...]:
    """Sentences of one CoNLL file, empty ones left out."""
    sentences: list[Sentence] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line.strip():
            if words:
                sentences.append(Sentence(tuple(words), tuple(labels)))
                words, labels = [], []
            continue
        word, label = line.rsplit(" ", 1)
        if label not in LABEL_IDS:
            raise ValueError(f"{path.name}: unknown label {label!r}")
        words.append(word)
        labels.append(label)
    return tuple(sentences)


def read_documents(folder: Path) -> list[Document]:
    """Documents of a split in file-name order. The concatenation (`train.conll`, `dev.conll`) is left out: it holds the same sentences again."""
    paths = sorted(path for path in folder.glob("*.conll") if path.stem != folder.name)
    if not paths:
        raise SystemExit(f"{folder} has no CoNLL files")
    return [Document(path.stem, read_sentences(path)) for path in paths]
