"""Makes BERT token classifiers with random weights, in the model-folder format and as a PyTorch save.

`--shape tiny` is the small real model of the TypeScript tests; `--shape base` has the size of BERT base and serves speed
comparisons, for which weights don't matter; `--shape small` is where training.bert_mlm starts from for docs/windows.md: its word
embeddings are those of models/lener-conv, its positions sinusoids. None recognizes anything.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import torch
from transformers import BertConfig, BertForTokenClassification

from training.conll import LABELS, read_documents
from training.paths import LENER_TRAIN, MODEL, REPOSITORY, WORK
from training.to_onnx import export
from training.wordpiece import SPECIAL_TOKENS

SHAPES = {
    "tiny": {"num_hidden_layers": 2, "hidden_size": 32, "num_attention_heads": 2, "intermediate_size": 64},
    "small": {"num_hidden_layers": 4, "hidden_size": 256, "num_attention_heads": 4, "intermediate_size": 1024},
    "base": {"num_hidden_layers": 12, "hidden_size": 768, "num_attention_heads": 12, "intermediate_size": 3072},
}
TOKENIZER_CONFIG = {"do_lower_case": False, "strip_accents": False, "tokenizer_class": "BertTokenizer"}


def small_vocabulary(size: int) -> list[str]:
    """Special tokens, every character of the LeNER-Br train words alone and as `##`, then frequent words and word ends.

    Plain counting instead of a WordPiece trainer: the trainer breaks ties differently from run to run.
    """
    words = Counter(
        part
        for document in read_documents(LENER_TRAIN)
        for sentence in document.sentences
        for word in sentence.words
        for part in re.findall(r"\w+|[^\w\s]", word)
    )
    characters = sorted(set("".join(words)))
    ends: Counter[str] = Counter()
    for word, count in words.items():
        for length in range(2, min(6, len(word))):
            ends[f"##{word[-length:]}"] += count * length
    entries = dict.fromkeys([*SPECIAL_TOKENS, *characters, *(f"##{character}" for character in characters)])
    room = size - len(entries)
    entries |= dict.fromkeys(sorted(ends, key=lambda end: (-ends[end], end))[: room // 2])
    for word in sorted(words, key=lambda word: (-words[word], word)):
        if len(entries) == size:
            break
        entries.setdefault(word)
    return list(entries)


def make_model(shape: str, vocabulary_size: int, seed: int) -> BertForTokenClassification:
    """A random classifier. The last layer's weights are widened so that logits differ clearly from word to word."""
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=vocabulary_size,
        max_position_embeddings=512,
        id2label=dict(enumerate(LABELS)),
        label2id={label: index for index, label in enumerate(LABELS)},
        attn_implementation="eager",
        **SHAPES[shape],
    )
    model = BertForTokenClassification(config).eval()
    with torch.no_grad():
        model.classifier.weight.normal_(0, 0.5)
    return model


def trained_embeddings(graph: Path) -> torch.Tensor:
    """`[vocabulary, channel]` of a graph that training.export wrote with int8 weights: the first int8 table and its scales."""
    weights = [onnx.numpy_helper.to_array(each) for each in onnx.load(graph).graph.initializer]
    at = next(index for index, each in enumerate(weights) if each.dtype == np.int8)
    return torch.from_numpy(weights[at].astype(np.float32) * weights[at + 1])


def sinusoids(positions: int, channels: int) -> torch.Tensor:
    """`[position, channel]` of "Attention Is All You Need": neighbours are easy to find from the first step on."""
    angles = torch.arange(positions)[:, None] / 10_000 ** (torch.arange(0, channels, 2) / channels)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shape", choices=SHAPES, default="tiny")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, help="default: the test data of packages/inference for tiny, the work folder for base")
    options = parser.parse_args()
    tiny = options.shape == "tiny"
    folder = options.out or (REPOSITORY / "packages/inference/test-data/tiny-bert" if tiny else WORK / f"bert-{options.shape}")
    folder.mkdir(parents=True, exist_ok=True)

    vocabulary = small_vocabulary(2_000) if tiny else (MODEL / "vocab.txt").read_text(encoding="utf-8").splitlines()
    (folder / "vocab.txt").write_text("".join(f"{entry}\n" for entry in vocabulary), encoding="utf-8")
    model = make_model(options.shape, len(vocabulary), options.seed)
    if options.shape == "small":
        with torch.no_grad():
            words = trained_embeddings(MODEL / "model.onnx")
            model.bert.embeddings.word_embeddings.weight.copy_(words)
            positions = sinusoids(*model.bert.embeddings.position_embeddings.weight.shape)
            model.bert.embeddings.position_embeddings.weight.copy_(positions * words.std() / positions.std())
    model.save_pretrained(folder)
    (folder / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=2) + "\n")
    export(model, folder / "model.onnx", inputs=("input_ids", "attention_mask", "token_type_ids"))
    for path in folder.iterdir():
        path.chmod(0o644)


if __name__ == "__main__":
    main()
