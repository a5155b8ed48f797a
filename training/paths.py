"""Where the stages read and write. Nothing below `WORK` belongs into the repository."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ACERVO_TRAINING_DATA", REPOSITORY.parent / "shared" / "data"))
WORK = Path(os.environ.get("ACERVO_TRAINING_WORK", "/tmp/acervo-training"))

CORPUS = DATA / "corpus"
LENER_TRAIN = DATA / "lener-br" / "train"
LENER_DEV = DATA / "lener-br" / "dev"

VOCABULARY = WORK / "vocab.txt"
TOKENS = WORK / "tokens"
SKIPGRAM = WORK / "skipgram.npy"
LANGUAGE_MODEL = WORK / "language-model.pt"
TAGGER = WORK / "tagger.pt"
DISTILLED = WORK / "tagger-distilled.pt"
MODEL = REPOSITORY / "models" / "lener-conv"
