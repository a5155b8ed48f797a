"""Makes the small random token classifiers of the tests, one of each shape that has a tokenizer of its own kind, as Hugging
Face's `save_pretrained` writes them and with the graph. Words are those of LeNER-Br train. None recognizes anything.

    python -m training.make_tiny [shape ...] [--out folder]

| shape | tokenizer | labels |
|---|---|---|
| `roberta` | byte-level BPE with a space before each word, two positions before the first | BIO, ours |
| `xlm-roberta` | Unigram with SentencePiece's character map | BIO, foreign |
| `deberta-v2` | Unigram in NFC, without a character map | BILOU, foreign |
| `modernbert` | byte-level BPE in NFC without a space before words, tokens added to the vocabulary; weights beside the graph | IO, foreign |
"""

import argparse
import io
import json
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AutoModelForTokenClassification,
    DebertaV2Config,
    DebertaV2Tokenizer,
    ModernBertConfig,
    PreTrainedConfig,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaTokenizer,
    XLMRobertaConfig,
    XLMRobertaTokenizer,
)

from training.conll import LABELS, read_documents
from training.paths import LENER_TRAIN, REPOSITORY
from training.to_onnx import export

VOCABULARY = 520
SIZES = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
FOREIGN_TYPES = ("PER", "ORG", "LOC")


@dataclass(frozen=True)
class Shape:
    make_tokenizer: Callable[[Path], Any]
    """Into an empty folder, from which it may be read again."""
    config: type[PreTrainedConfig]
    labels: list[str]
    settings: dict[str, object]
    external: bool = False
    """Weights beside the graph."""


def words() -> list[str]:
    return [word for document in read_documents(LENER_TRAIN) for sentence in document.sentences for word in sentence.words]


def train_bpe(tokenizer: Tokenizer, special: list[str]) -> dict[str, Any]:
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=special,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(words(), trainer)
    return json.loads(tokenizer.to_str())["model"]


def roberta_tokenizer(folder: Path) -> RobertaTokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    model = train_bpe(tokenizer, ["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    return RobertaTokenizer(vocab=model["vocab"], merges=[tuple(merge) for merge in model["merges"]], add_prefix_space=True)


def modernbert_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """As answerdotai's: what is not special among the added tokens is found in text."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    special = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"]
    train_bpe(tokenizer, special)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_tokens([AddedToken("|||PHONE|||", normalized=True), AddedToken("  ", normalized=True)])
    ids = {name: tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")}
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0", pair="[CLS]:0 $A:0 [SEP]:0 $B:0 [SEP]:0", special_tokens=list(ids.items())
    )
    names = dict(zip(("unk_token", "cls_token", "sep_token", "pad_token", "mask_token"), special))
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names)


def character_map(folder: Path) -> Path:
    """A map such as XLM-RoBERTa's (`nmt_nfkc`), of few characters so that it is small: NFKC, spaces of all kinds, and characters
    that are removed. A line is code points, a tab, code points."""
    rules = dict.fromkeys("\u200b\ufeff\u00a0\u3000\u2028\t\n", " ") | dict.fromkeys("\u0001\u007f\u0008\u001f", "")
    for character in "ºª°ﬁ½²…ＡＺＬ①㎏ﾊ\u212bⅣ𝒜豈":
        rules[character] = unicodedata.normalize("NFKC", character)
    for base in "aAeEiIoOuUcC":
        for mark in "\u0300\u0301\u0302\u0303\u0327":
            rules[base + mark] = unicodedata.normalize("NFKC", base + mark)
    path = folder / "rules.tsv"
    spelled = sorted(tuple(" ".join(f"{ord(c):X}" for c in text) for text in rule) for rule in rules.items() if rule[0] != rule[1])
    path.write_text("".join(f"{source}\t{target}\n" for source, target in spelled))
    return path


def train_sentencepiece(path: Path, special: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(words()),
            model_writer=model,
            vocab_size=VOCABULARY,
            character_coverage=0.9995,
            normalization_rule_tsv=str(character_map(Path(temporary))),
            num_threads=1,
            minloglevel=2,
            **special,
        )
    path.write_bytes(model.getvalue())


def xlm_roberta_tokenizer(folder: Path) -> XLMRobertaTokenizer:
    train_sentencepiece(folder / "sentencepiece.bpe.model", {"unk_id": 0, "bos_id": 1, "eos_id": 2})
    return XLMRobertaTokenizer.from_pretrained(folder)


def deberta_tokenizer(folder: Path) -> DebertaV2Tokenizer:
    names = {"pad": "[PAD]", "bos": "[CLS]", "eos": "[SEP]", "unk": "[UNK]"}
    ids = {f"{name}_id": index for index, name in enumerate(names)}
    train_sentencepiece(folder / "spm.model", ids | {f"{name}_piece": piece for name, piece in names.items()})
    return DebertaV2Tokenizer.from_pretrained(folder)


def labels_of(prefixes: str) -> list[str]:
    return ["O", *(f"{prefix}-{name}" for name in FOREIGN_TYPES for prefix in prefixes)]


SHAPES = {
    "roberta": Shape(roberta_tokenizer, RobertaConfig, LABELS, {"max_position_embeddings": 514, "type_vocab_size": 1}),
    "xlm-roberta": Shape(xlm_roberta_tokenizer, XLMRobertaConfig, labels_of("BI"), {"max_position_embeddings": 514, "type_vocab_size": 1}),
    "deberta-v2": Shape(
        deberta_tokenizer,
        DebertaV2Config,
        labels_of("BILU"),
        {
            "max_position_embeddings": 512,
            "type_vocab_size": 0,
            "relative_attention": True,
            "position_buckets": 32,
            "max_relative_positions": -1,
            "norm_rel_ebd": "layer_norm",
            "share_att_key": True,
            "pos_att_type": ["p2c", "c2p"],
            "position_biased_input": False,
        },
    ),
    "modernbert": Shape(
        modernbert_tokenizer,
        ModernBertConfig,
        labels_of("I"),
        {"max_position_embeddings": 8192, "global_attn_every_n_layers": 2, "local_attention": 16},
        external=True,
    ),
}


def make(name: str, folder: Path, seed: int = 7) -> None:
    """Writes tokenizer, PyTorch weights and graph. Weights are wide, so that logits differ clearly from word to word."""
    shape = SHAPES[name]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        tokenizer = shape.make_tokenizer(Path(temporary))
    tokenizer.save_pretrained(folder)
    torch.manual_seed(seed)
    ids = {f"{token}_token_id": getattr(tokenizer, f"{token}_token_id") for token in ("pad", "cls", "sep", "bos", "eos")}
    config = shape.config(
        vocab_size=len(tokenizer),
        id2label=dict(enumerate(shape.labels)),
        label2id={label: index for index, label in enumerate(shape.labels)},
        attn_implementation="eager",
        **SIZES,
        **ids,
        **shape.settings,
    )
    model = AutoModelForTokenClassification.from_config(config).eval()
    with torch.no_grad():
        for parameter_name, parameter in model.named_parameters():
            if "norm" not in parameter_name.lower() and parameter.ndim == 2:
                parameter.normal_(0, 0.3)
        model.classifier.weight.normal_(0, 0.5)
    model.save_pretrained(folder)
    export(model, folder / "model.onnx", external=shape.external)
    for path in folder.iterdir():
        path.chmod(0o644)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shapes", nargs="*", default=list(SHAPES))
    parser.add_argument("--out", type=Path, default=REPOSITORY / "packages/inference/test-data")
    options = parser.parse_args()
    for name in options.shapes:
        make(name, options.out / f"tiny-{name}")


if __name__ == "__main__":
    main()
