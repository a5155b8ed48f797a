"""Stage 1: a cased WordPiece vocabulary, trained on a weighted sample of the corpus; writes `vocab.txt`."""

import argparse
import time

from tokenizers import BertWordPieceTokenizer

from training.corpus import sample_paragraphs
from training.paths import VOCABULARY, WORK
from training.wordpiece import SPECIAL_TOKENS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=32_000, help="entries, special tokens included")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the weighted corpus that is read")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    tokenizer = BertWordPieceTokenizer(lowercase=False, strip_accents=False)
    tokenizer.train_from_iterator(
        sample_paragraphs(options.scale, options.seed),
        vocab_size=options.size,
        min_frequency=5,
        limit_alphabet=400,
        special_tokens=SPECIAL_TOKENS,
        show_progress=False,
    )
    entries = tokenizer.get_vocab()
    VOCABULARY.write_text("".join(f"{entry}\n" for entry in sorted(entries, key=entries.__getitem__)), encoding="utf-8")
    print(f"{len(entries)} entries, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
