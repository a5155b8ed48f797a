"""Makes what the tests compare our WordPiece with, and the character table that both share, from the reference.

    python packages/ner-core/test/make-oracles.py      # with tokenizers and transformers installed

Writes test-data/word-piece-oracles.json (which names the versions) and src/bert-characters.ts.
"""

import hashlib
import json
from pathlib import Path

import tokenizers
import transformers
from oracle_words import WORDS
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from transformers import BertTokenizerFast

PACKAGE = Path(__file__).resolve().parent.parent
VOCABULARY = PACKAGE.parent / "inference" / "test-data" / "tiny-bert" / "vocab.txt"
LONGEST_LIST = 1_000
"""Of more tokens only the hash is kept."""


def encoded(tokenizer, words):
    encoding = tokenizer(words, is_split_into_words=True, add_special_tokens=False, return_offsets_mapping=True)
    tokens = []
    for id_, word, (start, end) in zip(encoding["input_ids"], encoding.word_ids(), encoding["offset_mapping"]):
        units = lambda n: len(words[word][:n].encode("utf-16-le")) // 2  # noqa: E731
        tokens.append([id_, word, units(start), units(end)])
    return tokens


def kept(tokens):
    if len(tokens) <= LONGEST_LIST:
        return dict(tokens=tokens)
    return dict(count=len(tokens), sha256=hashlib.sha256(json.dumps(tokens, separators=(",", ":")).encode()).hexdigest())


def write_oracles():
    tokenizers_by_name = {
        "cased": dict(do_lower_case=False, strip_accents=False),
        "lowercase": dict(do_lower_case=True, strip_accents=False),
        "uncased": dict(do_lower_case=True),
    }
    cases = []
    for name, options in tokenizers_by_name.items():
        tokenizer = BertTokenizerFast(vocab=str(VOCABULARY), tokenize_chinese_chars=True, **options)
        normalizer = json.loads(tokenizer.backend_tokenizer.to_str())["normalizer"]
        for title, words in WORDS.items():
            cases.append(dict(title=title, tokenizer=name, words=words, **kept(encoded(tokenizer, words) if words else [])))
        print(name, normalizer)
    oracles = dict(
        madeBy="packages/ner-core/test/make-oracles.py",
        versions=dict(transformers=transformers.__version__, tokenizers=tokenizers.__version__),
        vocabulary="packages/inference/test-data/tiny-bert/vocab.txt",
        tokens="[id, word, start, end]; offsets in UTF-16 units of the word; of very many, their count and the hash of their JSON",
        cases=cases,
    )
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=True) for case in oracles.pop("cases"))
    head = json.dumps(oracles, indent=2)[:-2]
    (PACKAGE / "test-data" / "word-piece-oracles.json").write_text(f'{head},\n  "cases": [\n{lines}\n]}}\n')


def character_kind(normalizer, stripping, pre_tokenizer, character):
    """p plain, m a mark that accent stripping drops, r removed, s space, i stands alone."""
    text = f"a{character}b"
    cleaned = normalizer.normalize_str(text)
    if cleaned == "ab":
        return "r"
    parts = [part for part, _ in pre_tokenizer.pre_tokenize_str(cleaned)]
    if len(parts) == 1:
        return "m" if stripping.normalize_str(text) == "ab" else "p"
    return "s" if len(parts) == 2 else "i"


def write_character_table():
    options = dict(clean_text=True, handle_chinese_chars=True, lowercase=False)
    normalizer = BertNormalizer(strip_accents=False, **options)
    stripping = BertNormalizer(strip_accents=True, **options)
    pre_tokenizer = BertPreTokenizer()
    runs = []
    for code in range(0x110000):
        surrogate = 0xD800 <= code < 0xE000  # Rust has none: extraction makes them U+FFFD, which is removed
        kind = "r" if surrogate else character_kind(normalizer, stripping, pre_tokenizer, chr(code))
        if not runs or runs[-1][1] != kind:
            runs.append((code, kind))
    ends = [code for code, _ in runs[1:]] + [0x110000]
    words = [f"{kind}{end - start:x}" for (start, kind), end in zip(runs, ends)]
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 108:
            lines.append(line.strip())
            line = ""
        line += f" {word}"
    lines.append(line.strip())
    body = "\n".join(f"  '{line}'," for line in lines)
    (PACKAGE / "src" / "bert-characters.ts").write_text(
        f"""// Made by test/make-oracles.py from tokenizers {tokenizers.__version__}; do not edit.

/** What BERT's cleaning and pre-tokenization do with each code point, as runs from U+0000 to U+10FFFF: a letter and
 *  the run's length in hexadecimal. p: part of a piece of text; m: the same, but dropped where accents are stripped
 *  (a nonspacing mark); r: removed (control, format, private use, surrogate); s: white space; i: stands alone
 *  (punctuation, Chinese).
 *  Source: BertNormalizer and BertPreTokenizer of Hugging Face tokenizers, asked for every code point. */
export const BERT_CHARACTER_RUNS = [
{body}
].join(' ');
"""
    )


if __name__ == "__main__":
    write_oracles()
    write_character_table()
