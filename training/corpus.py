"""The corpus of official acts: streaming, source weights, and WordPiece ids on disk.

`python -m training.corpus` writes one `<source>.npy` of uint16 ids per source to the work folder, documents separated by [SEP].
"""

import argparse
import lzma
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.conll import read_documents
from training.paths import CORPUS, LENER_TRAIN, TOKENS, VOCABULARY
from training.wordpiece import SEP, open_tokenizer

DOCUMENT_SEPARATOR = "\x1e"
LENER = "lener-br-train"

# How often a token of a source is seen for one of an ordinary court source. Mass litigation and statutes are large and
# repeat themselves; full decisions of many courts are what LeNER-Br looks like.
SOURCE_WEIGHTS = {
    LENER: 4.0,
    "leis-federais": 0.06,
    "leis-artigos-carisio": 0.1,
    "normas-planalto": 0.3,
    "codigos-direito-love": 0.3,
    "constituicao-abjur": 0.5,
    "lexml-exemplos": 0.3,
    "projetos-de-lei-ulysses": 0.5,
    "tjsp-negativacao": 0.08,
    "tjsp-medicamentos": 0.08,
    "tjsp-planos-economicos": 0.25,
    "tjsp-sentencas-juri": 0.15,
    "tjsp-npj2": 0.5,
    "tjce-tjsp-ementas": 0.5,
    "discursos-constituinte": 0.1,
    "discursos-cpi": 0.1,
    "discursos-dilma": 0.1,
    "oab-exames": 0.3,
    "camara-notas": 0.3,
    "dom-bh": 0.3,
    "bh-juntas-pareceres": 0.3,
    "stf-adpf-acordaos": 1.0,
    "stj-informativos": 0.7,
    "tjsc-indulto": 0.7,
    "tse-aije": 1.5,
    "trf2-acordaos": 2.0,
    "tcu-acordaos": 3.0,
    "tcm-go-acordaos": 3.0,
    "tjrj-votos": 2.0,
    "jurimetria-lavajato": 2.0,
    "stf-atos-antidemocraticos": 1.0,
    "tribunais-cjsg-amostras": 2.0,
    "trt-sentencas": 1.5,
}


def weight_of(source: str) -> float:
    return SOURCE_WEIGHTS.get(source, 1.0)


def source_names() -> list[str]:
    """All sources in name order, the text of LeNER-Br train last."""
    return [*sorted(path.name.removesuffix(".txt.xz") for path in CORPUS.glob("*.txt.xz")), LENER]


def read_corpus_documents(source: str) -> Iterator[str]:
    """Documents of one source, paragraphs separated by newlines."""
    if source == LENER:
        for document in read_documents(LENER_TRAIN):
            yield "\n".join(" ".join(sentence.words) for sentence in document.sentences)
        return
    lines: list[str] = []
    with lzma.open(CORPUS / f"{source}.txt.xz", "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            if line.rstrip("\n") == DOCUMENT_SEPARATOR:
                if lines:
                    yield "".join(lines)
                lines = []
            else:
                lines.append(line)
    if lines:
        yield "".join(lines)


def sample_paragraphs(scale: float, seed: int) -> Iterator[str]:
    """Paragraphs of all sources, each kept with probability `scale * weight` and repeated where that is above 1."""
    choice = random.Random(seed)
    for source in source_names():
        rate = scale * weight_of(source)
        for document in read_corpus_documents(source):
            for paragraph in document.split("\n"):
                for _ in range(int(rate) + (choice.random() < rate % 1)):
                    yield paragraph


def sample_documents(scale: float, seed: int) -> Iterator[str]:
    """Whole documents of all sources, drawn `scale * weight` times on average."""
    choice = random.Random(seed)
    for source in source_names():
        rate = scale * weight_of(source)
        for document in read_corpus_documents(source):
            for _ in range(int(rate) + (choice.random() < rate % 1)):
                yield document


def encode_source(source: str, folder: Path, batch_bytes: int = 4_000_000) -> int:
    """Writes the ids of one source; returns how many there are."""
    tokenizer = open_tokenizer(VOCABULARY)
    parts: list[np.ndarray] = []
    batch: list[str] = []

    def flush() -> None:
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            parts.append(np.array([*encoding.ids, SEP], dtype=np.uint16))
        batch.clear()

    size = 0
    for document in read_corpus_documents(source):
        batch.append(document)
        size += len(document)
        if size > batch_bytes:
            flush()
            size = 0
    flush()
    ids = np.concatenate(parts)
    partial = folder / f"{source}.partial.npy"
    np.save(partial, ids)
    partial.rename(folder / f"{source}.npy")
    return len(ids)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--again", action="store_true", help="encode sources that are already there, too")
    options = parser.parse_args()
    TOKENS.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    for source in source_names():
        if options.again or not (TOKENS / f"{source}.npy").exists():
            count = encode_source(source, TOKENS)
            print(f"{source}: {count} tokens, {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
