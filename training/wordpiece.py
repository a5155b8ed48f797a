"""The tokenizer as the product uses it: BERT's clean-text and CJK handling, case and accents kept, longest-match WordPiece."""

from collections.abc import Sequence
from pathlib import Path

from tokenizers import BertWordPieceTokenizer, Tokenizer

SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PAD, UNK, CLS, SEP, MASK = range(5)


def open_tokenizer(vocabulary: Path) -> Tokenizer:
    """Same ids as transformers' BertTokenizerFast(do_lower_case=False, strip_accents=False)."""
    return BertWordPieceTokenizer(str(vocabulary), lowercase=False, strip_accents=False)._tokenizer


def encode_words(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    """Ids of each word; a word that the normalizer empties (control characters only) becomes [UNK]."""
    encodings = tokenizer.encode_batch(list(words), add_special_tokens=False)
    return [encoding.ids or [UNK] for encoding in encodings]
