"""Makes the oracles of the inference tests from the reference implementation, and a micro model whose weights are external.

    python packages/inference/test/make-oracles.py      (with training/requirements.txt installed)

`tiny-*-oracles.json`: what transformers makes of our words with the tiny random models (see training/make_tiny.py). In each case:
`ids` with the special tokens, cut to one window; `lengths`, tokens of each word; `logits`, of each word's first token that is
in the window; `entities`, `[first word, end word, type]`, of the words' most probable labels, as BIO of our types, grouped by transformers'
token-classification pipeline. Of a longer case than one window, `sha256` is of the JSON of all ids.
`external-data/`: logits = one row of a table for each token id; the table lies in `weights/table.bin`.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import tokenizers
import torch
import transformers
from onnx import TensorProto, helper, numpy_helper
from transformers import AutoModelForTokenClassification, AutoTokenizer, TokenClassificationPipeline

PACKAGE = Path(__file__).resolve().parent.parent
TEST_DATA = PACKAGE / "test-data"
sys.path.append(str(PACKAGE.parent / "ner-core" / "test"))
from oracle_words import WORDS  # noqa: E402

WINDOW = 512
LONG = "20,000 tokens without a space"
# Invented.
SENTENCES = {
    "a sentence": "A Primeira Câmara do Tribunal de Contas de Vila Nova julgou irregulares as contas de João Exemplo .".split(),
    "three words": "ACÓRDÃO Nº 1.234/2020".split(),
    "one word": ["Lei"],
    "a long sentence": (
        "Nos termos do art. 5º , inciso LV , da Constituição Federal , e da Lei 8.443/92 , o responsável Fulano de Tal foi citado "
        "em 12 de maio de 2017 na cidade de Ribeirão das Flores , conforme o HC 12.345/SP e a Súmula 7 do STJ ."
    ).split(),
}


MODELS = {
    "tiny-bert": {},
    "tiny-roberta": {},
    "tiny-xlm-roberta": {"PER": "PESSOA", "ORG": "ORGANIZACAO", "LOC": "LOCAL"},
    "tiny-deberta-v2": {"PER": "PESSOA", "ORG": "ORGANIZACAO"},
    "tiny-modernbert": {"PER": "PESSOA", "ORG": "ORGANIZACAO", "LOC": "LOCAL"},
}
"""With the label map that each is installed with; a type that it doesn't name is O."""
FOLDED = {"U": "B", "S": "B", "L": "I", "E": "I"}


def fold(label, label_map):
    """BILOU and IO as BIO, foreign types as ours."""
    if label == "O":
        return label
    prefix, name = label.split("-", 1)
    if label_map:
        name = label_map.get(name)
    return f"{FOLDED.get(prefix, prefix)}-{name}" if name else "O"


def most_probable(logits, labels):
    """Of BIO labels; probabilities of labels that are the same one are added."""
    names = list(dict.fromkeys(labels))
    sums = torch.zeros(len(names)).index_add(0, torch.tensor([names.index(label) for label in labels]), logits.softmax(-1))
    return names[int(sums.argmax())]


def word_entities(pipeline, labels):
    """Groups the words' labels as the pipeline groups words: a B, or another type, begins an entity."""
    words = [{"entity": label, "score": 1.0, "word": "", "start": at, "end": at + 1} for at, label in enumerate(labels)]
    groups = pipeline.group_entities(words) if words else []
    return [[group["start"], group["end"], group["entity_group"]] for group in groups if group["entity_group"] != "O"]


def make_case(title, words, tokenizer, model, pipeline, label_map):
    words = words[:2] if title == LONG else words  # what comes after it is in another window
    # Text is never a special token.
    options = {"is_split_into_words": True, "split_special_tokens": True}
    encoded = tokenizer(words, **options) if words else tokenizer("")
    ids, word_ids = encoded["input_ids"], encoded.word_ids() if words else [None, None]
    case = {"title": title, "words": words, "lengths": [word_ids.count(word) for word in range(len(words))]}
    if len(ids) > WINDOW:
        text = json.dumps(ids, separators=(",", ":"))
        case |= {"count": len(ids), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        ids, word_ids = [*ids[: WINDOW - 1], ids[-1]], [*word_ids[: WINDOW - 1], None]
    case["ids"] = ids
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.int64)).logits[0]
    first = {word: at for at, word in reversed(list(enumerate(word_ids))) if word is not None}
    case["logits"] = [[round(x, 5) for x in logits[at].tolist()] for _, at in sorted(first.items())]
    if "count" not in case or title == LONG:
        labels = [fold(model.config.id2label[label], label_map) for label in range(logits.shape[1])]
        names = [most_probable(logits[first[word]], labels) if word in first else "O" for word in range(len(words))]
        case["entities"] = word_entities(pipeline, names)
    return case


def make_oracles(name: str, label_map: dict[str, str]) -> None:
    folder = TEST_DATA / name
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForTokenClassification.from_pretrained(folder, attn_implementation="eager").eval()
    pipeline = TokenClassificationPipeline(model=model, tokenizer=tokenizer)
    cases = [make_case(title, words, tokenizer, model, pipeline, label_map) for title, words in {**SENTENCES, **WORDS}.items()]
    versions = {"transformers": transformers.__version__, "tokenizers": tokenizers.__version__, "torch": torch.__version__}
    lines = ",\n".join(json.dumps(case) for case in cases)
    head = json.dumps({"madeBy": "packages/inference/test/make-oracles.py", "versions": versions, "labelMap": label_map})[:-1]
    (TEST_DATA / f"{name}-oracles.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')


def make_external() -> None:
    folder = TEST_DATA / "external-data"
    (folder / "onnx" / "weights").mkdir(parents=True, exist_ok=True)
    (folder / "onnx" / "weights" / "table.bin").unlink(missing_ok=True)  # onnx appends
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"ABCDEFGHIJ", *(f"##{c}" for c in "ABCDEFGHIJ")]
    labels = ["O", "B-PESSOA", "I-PESSOA"]
    table = np.random.default_rng(7).normal(size=(len(vocabulary), len(labels))).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["logits"])],
        "table",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["window", "token"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["window", "token", len(labels)])],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.external_data_helper.convert_model_to_external_data(model, location="weights/table.bin", size_threshold=0)
    onnx.save(model, folder / "onnx" / "model.onnx")
    (folder / "vocab.txt").write_text("".join(f"{entry}\n" for entry in vocabulary))
    config = {"id2label": {str(index): label for index, label in enumerate(labels)}, "max_position_embeddings": 34}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


if __name__ == "__main__":
    for name, label_map in MODELS.items():
        make_oracles(name, label_map)
    make_external()
