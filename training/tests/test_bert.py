"""The recipe for BERT-like checkpoints runs end to end on the tiny random BERT and invented text; seqeval is the oracle for its scores."""

import json
import lzma
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from huggingface_hub import metadata_load
from huggingface_hub.repocard_data import model_index_to_eval_results
from seqeval.metrics import accuracy_score, classification_report
from transformers import AutoModelForTokenClassification, AutoTokenizer

from training import bert_card, bert_loop, bert_mlm, bert_tagger, corpus, to_onnx, wordpiece
from training.conll import LABELS, Document, Sentence, read_documents
from training.paths import REPOSITORY
from training.tests.test_decode import random_labels

TEST_DATA = REPOSITORY / "packages" / "inference" / "test-data"
TINY = TEST_DATA / "tiny-bert"
NAMES = ("João Exemplo", "Maria Modelo", "Ana Fictícia", "José Inventado", "Rita Suposta")
COURTS = ("Tribunal de Exemplópolis", "Câmara Inventada", "Vara de Modelo", "Turma Fictícia")
MLM = "--window-tokens 32 --batch 4 --accumulate 2 --rate 3e-3 --tokens 6000 --save-seconds 0 --threads 1".split()
TAGGER = "--passes 12 --rate 5e-3 --evaluate-steps 8 --patience 0 --threads 1".split()


def invented_sentences(seed: int, count: int) -> list[list[tuple[str, str]]]:
    choice = np.random.default_rng(seed)
    sentences = []
    for _ in range(count):
        name, court = str(choice.choice(NAMES)).split(), str(choice.choice(COURTS)).split()
        sentence = [("O", "O"), *zip(court, ["B-ORGANIZACAO", *["I-ORGANIZACAO"] * 3]), ("ouviu", "O")]
        sentences.append([*sentence, *zip(name, ["B-PESSOA", "I-PESSOA"]), ("e", "O"), ("julgou", "O"), (".", "O")])
    return sentences


def write_split(folder: Path, seed: int, documents: int) -> Path:
    folder.mkdir(parents=True)
    for number in range(documents):
        sentences = invented_sentences(seed + number, 12)
        lines = ["\n".join(f"{word} {label}" for word, label in sentence) + "\n" for sentence in sentences]
        (folder / f"d{number}.conll").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of one source and two small splits, all invented."""
    folder = tmp_path / "data"
    train = write_split(folder / "train", 7, 4)
    write_split(folder / "dev", 70, 2)
    (folder / "corpus").mkdir()
    documents = ["\n".join(" ".join(word for word, _ in each) for each in invented_sentences(seed, 20)) for seed in range(6)]
    with lzma.open(folder / "corpus" / "invented.txt.xz", "wt", encoding="utf-8") as stream:
        stream.write("\n\x1e\n".join(documents) + "\n")
    monkeypatch.setattr(corpus, "CORPUS", folder / "corpus")
    monkeypatch.setattr(corpus, "LENER_TRAIN", train)
    return folder


def splits(data: Path) -> list[str]:
    return ["--train", str(data / "train"), "--dev", str(data / "dev")]


def test_a_checkpoint_goes_through_all_stages_and_becomes_a_model_folder(data: Path, tmp_path: Path) -> None:
    domain, tagged, exported = tmp_path / "domain", tmp_path / "tagged", tmp_path / "exported"
    bert_mlm.main(["--model", str(TINY), "--out", str(domain), *MLM])
    bert_tagger.main(["--model", str(domain), "--out", str(tagged), *splits(data), *TAGGER])
    bert_card.main([str(tagged), "--licence", "mit", "--name", "tiny", "--base", "somebody/tiny-bert"])
    assert to_onnx.convert(tagged, exported) <= 1e-4

    stages = json.loads((tagged / "training.json").read_text())
    assert stages["maskedLanguageModel"]["heldOutLoss"] < 6.5  # chance: ln 2000 = 7.6
    rows = stages["evaluations"]
    assert [row["step"] for row in rows] == list(range(8, 145, 8))
    assert rows[-1]["loss"] < rows[0]["loss"] / 2

    scores = json.loads((tagged / "scores.json").read_text())
    assert scores["row"] == max(rows, key=lambda row: row["f1"])
    assert scores["dev"]["entity"]["micro"]["f1"] > 0.9
    assert {path.name for path in exported.iterdir()} == {
        "README.md", "config.json", "model.onnx", "scores.json", "tokenizer_config.json", "vocab.txt",
    }  # fmt: skip

    metadata = metadata_load(tagged / "README.md")
    name, results = model_index_to_eval_results(metadata["model-index"])
    assert (name, metadata["base_model"], metadata["datasets"]) == ("tiny", "somebody/tiny-bert", ["lener_br"])
    assert [(each.metric_type, each.metric_value) for each in results][:2] == [
        ("f1", scores["row"]["f1"]), ("precision", scores["row"]["precision"]),
    ]  # fmt: skip
    assert len(metadata["widget"]) == 3
    assert f"| **{scores['row']['step']}** |" in (tagged / "README.md").read_text()


def test_the_kept_scores_equal_seqeval_on_the_kept_checkpoint(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "tagged"
    bert_tagger.main(["--model", str(TINY), "--out", str(out), *splits(data), *TAGGER, "--passes", "1"])
    model = AutoModelForTokenClassification.from_pretrained(out).eval()
    tokenizer = AutoTokenizer.from_pretrained(out)
    truth, found = [], []
    for document in read_documents(data / "dev"):
        for sentence in document.sentences:
            encoded = tokenizer(list(sentence.words), is_split_into_words=True, return_tensors="pt")
            with torch.inference_mode():
                ids = model(**encoded).logits[0, 1:-1].argmax(-1).tolist()
            found.append([LABELS[each] for each in ids])
            truth.append([sentence.labels[word] for word in encoded.word_ids()[1:-1]])
    expected = classification_report(truth, found, output_dict=True, zero_division=0)
    scores = json.loads((out / "scores.json").read_text())
    for key, ours in (("precision", "precision"), ("recall", "recall"), ("f1-score", "f1")):
        assert scores["row"][ours] == pytest.approx(expected["micro avg"][key], abs=5e-5)
        for name in ("PESSOA", "ORGANIZACAO"):
            assert scores["byType"][name][ours] == pytest.approx(expected[name][key], abs=5e-5)
    assert 0 < scores["row"]["f1"] < 1
    assert scores["row"]["accuracy"] == pytest.approx(accuracy_score(truth, found), abs=5e-5)


@pytest.mark.parametrize("seed", range(5))
def test_evaluation_equals_seqeval_default_on_any_labels(seed: int) -> None:
    sentences = [(random_labels(seed + 10 * n, 30), random_labels(seed + 10 * n + 5, 30)) for n in range(5)]
    sentences = [(truth, truth[:15] + found[15:]) for truth, found in sentences]
    outputs = []
    for number, (truth, found) in enumerate(sentences):
        targets = [LABELS.index(label) for label in truth]
        example = bert_tagger.Example(0, [0] * 32, [-100, *targets, -100], [-1, *range(30 * number, 30 * number + 30), -1])
        outputs.append((example, np.eye(len(LABELS), dtype=np.float32)[[0, *(LABELS.index(label) for label in found), 0]]))
    document = Document("d", tuple(Sentence(tuple("w" * 30), tuple(truth)) for truth, _ in sentences))
    row = bert_tagger.evaluate(outputs, [document]).row()
    expected = classification_report([t for t, _ in sentences], [f for _, f in sentences], output_dict=True, zero_division=0)["micro avg"]
    assert [row[key] for key in ("precision", "recall", "f1")] == pytest.approx(
        [expected[key] for key in ("precision", "recall", "f1-score")], abs=5e-5
    )


class Killed(Exception):
    pass


def kill_after_save(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """The process dies right after its checkpoint number `count`."""
    original, saved = bert_loop.Training.save, []

    def save(self: bert_loop.Training, path: Path, **progress: object) -> None:
        original(self, path, **progress)
        saved.append(path)
        if len(saved) == count:
            raise Killed

    monkeypatch.setattr(bert_loop.Training, "save", save)


@pytest.mark.parametrize("stage", ["mlm", "tagger"])
def test_a_stage_that_was_killed_goes_on_to_the_same_weights(
    stage: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main, more = (bert_mlm.main, MLM) if stage == "mlm" else (bert_tagger.main, [*splits(data), *TAGGER, "--passes", "2"])
    arguments = lambda out: ["--model", str(TINY), "--out", str(tmp_path / out), *more]  # noqa: E731
    main(arguments("whole"))
    with monkeypatch.context() as patch:
        kill_after_save(patch, 2)
        with pytest.raises(Killed):
            main(arguments("killed"))
    main(arguments("killed"))
    whole, killed = ((tmp_path / out / "model.safetensors").read_bytes() for out in ("whole", "killed"))
    assert whole == killed
    assert whole != (TINY / "model.safetensors").read_bytes()


def test_it_stops_early_and_keeps_the_best(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tagged"
    bert_tagger.main(["--model", str(TINY), "--out", str(out), *splits(data), *TAGGER, "--passes", "100", "--patience", "3"])
    assert "no better F1 in 3 evaluations" in capsys.readouterr().out
    rows = json.loads((out / "training.json").read_text())["evaluations"]
    kept = json.loads((out / "scores.json").read_text())["row"]
    assert rows[-1]["step"] < 1_200 and kept == rows[-4] and all(row["f1"] <= kept["f1"] for row in rows)


def test_whole_words_are_masked_at_the_rate_asked_for() -> None:
    tokenizer = AutoTokenizer.from_pretrained(TINY)
    text = " ".join(word for sentence in invented_sentences(7, 400) for word, _ in sentence)
    ids, starts = bert_mlm.encode_documents(tokenizer, iter([text]))
    options = bert_mlm.argparse.Namespace(window_tokens=66, seed=7, mask=0.15)
    windows = bert_mlm.MaskedWindows(ids, starts, tokenizer, options)
    asked = total = masked = 0
    for number in range(20):
        inputs, targets = windows.batch(number, 8)
        for row, target in zip(inputs[:, 1:-1].numpy(), targets[:, 1:-1].numpy()):
            chosen = target != bert_mlm.NO_LOSS
            pieces = tokenizer.convert_ids_to_tokens(np.where(chosen, target, row).tolist())
            for at in range(1, len(row)):
                assert not pieces[at].startswith("##") or chosen[at] == chosen[at - 1]
            asked, total, masked = asked + chosen.sum(), total + len(row), masked + (row[chosen] == tokenizer.mask_token_id).sum()
    assert asked / total == pytest.approx(0.15, abs=0.02)
    assert masked / asked == pytest.approx(0.8, abs=0.03)


def test_the_head_gives_the_same_loss_on_masked_tokens_alone() -> None:
    for shape in ("bert", "roberta", "modernbert", "deberta-v2"):
        torch.manual_seed(7)
        model = bert_mlm.AutoModelForMaskedLM.from_pretrained(TEST_DATA / f"tiny-{shape}", dtype=torch.float32).eval()
        inputs = torch.randint(5, 200, (2, 12))
        targets = torch.where(torch.rand(2, 12) < 0.4, torch.randint(5, 200, (2, 12)), bert_mlm.NO_LOSS)
        with torch.inference_mode():
            logits = model(input_ids=inputs, attention_mask=torch.ones_like(inputs)).logits
            expected = torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
            assert bert_mlm.masked_loss(model, inputs, targets).item() == pytest.approx(expected.item(), abs=1e-5)


def test_words_become_the_ids_that_the_product_gives() -> None:
    words = tuple(word for sentence in invented_sentences(7, 40) for word, _ in sentence) + ("\u200b\u0007", "CÓDIGO", "8.443/92")
    ours = bert_tagger.encode_words(AutoTokenizer.from_pretrained(TINY, add_prefix_space=True), words)
    expected = wordpiece.encode_words(wordpiece.open_tokenizer(TINY / "vocab.txt"), words)
    assert [each or [wordpiece.UNK] for each in ours] == expected


def test_long_sentences_are_divided_and_none_of_their_words_is_lost(data: Path) -> None:
    documents = read_documents(data / "train")
    tokenizer = AutoTokenizer.from_pretrained(TINY)
    for window, pack in ((12, 0), (512, 0), (512, 100), (40, 100)):
        examples = bert_tagger.make_examples(documents, tokenizer, window, pack)
        assert max(len(each.ids) for each in examples) <= window
        for number, document in enumerate(documents):
            seen = [word for each in examples if each.document == number for word in each.words if word >= 0]
            assert sorted(set(seen)) == list(range(sum(len(sentence.words) for sentence in document.sentences)))
            assert seen == sorted(seen)
    packed = bert_tagger.make_examples(documents, tokenizer, 512, 100)
    assert max(len(each.ids) for each in packed) <= 102 and len(packed) < len(bert_tagger.make_examples(documents, tokenizer, 512, 0))


def test_half_precision_trains_too(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "tagged"
    bert_tagger.main(["--model", str(TINY), "--out", str(out), *splits(data), *TAGGER, "--passes", "2", "--precision", "bfloat16"])
    rows = json.loads((out / "training.json").read_text())["evaluations"]
    assert rows[-1]["trainingLoss"] < rows[0]["trainingLoss"]
    weights = AutoModelForTokenClassification.from_pretrained(out).state_dict().values()
    assert {each.dtype for each in weights if each.is_floating_point()} == {torch.float32}


def test_a_folder_without_scores_gets_no_card(tmp_path: Path) -> None:
    folder = tmp_path / "bert"
    shutil.copytree(TINY, folder)
    with pytest.raises(SystemExit):
        bert_card.main([str(folder), "--licence", "mit"])
    assert not (folder / "README.md").exists()
