"""Makes the oracles of the inference tests from the reference implementation, and a micro model whose weights are external.

    python packages/inference/test/make-oracles.py      (with training/requirements.txt installed)

`tiny-bert-logits.json`: token ids and logits of transformers' BertForTokenClassification on the tiny random BERT.
`external-data/`: logits = one row of a table for each token id; the table lies in `weights/table.bin`.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
import transformers
from onnx import TensorProto, helper, numpy_helper
from transformers import AutoModelForTokenClassification, AutoTokenizer

TEST_DATA = Path(__file__).parent.parent / "test-data"
# Invented.
SENTENCES = [
    "A Primeira Câmara do Tribunal de Contas de Vila Nova julgou irregulares as contas de João Exemplo .",
    "ACÓRDÃO Nº 1.234/2020",
    "Lei",
    "Nos termos do art. 5º , inciso LV , da Constituição Federal , e da Lei 8.443/92 , o responsável Fulano de Tal foi citado "
    "em 12 de maio de 2017 na cidade de Ribeirão das Flores , conforme o HC 12.345/SP e a Súmula 7 do STJ .",
]


def make_logits() -> None:
    folder = TEST_DATA / "tiny-bert"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForTokenClassification.from_pretrained(folder, attn_implementation="eager").eval()
    cases = []
    for sentence in SENTENCES:
        encoded = tokenizer(sentence.split(), is_split_into_words=True, return_tensors="pt")
        with torch.no_grad():
            logits = model(**encoded).logits[0]
        ids = encoded["input_ids"][0].tolist()
        cases.append({"words": sentence.split(), "ids": ids, "logits": [[round(x, 5) for x in row] for row in logits.tolist()]})
    oracle = {"transformers": transformers.__version__, "torch": torch.__version__, "cases": cases}
    (TEST_DATA / "tiny-bert-logits.json").write_text(json.dumps(oracle, ensure_ascii=False) + "\n", encoding="utf-8")


def make_external() -> None:
    folder = TEST_DATA / "external-data"
    (folder / "onnx" / "weights").mkdir(parents=True, exist_ok=True)
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
    make_logits()
    make_external()
