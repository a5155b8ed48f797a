"""Second stage of the reference recipe: a BERT-like checkpoint learns the labels of LeNER-Br, with the reference card's hyperparameters.

    python -m training.bert_tagger --model <checkpoint folder> --out <folder>

Every sub-word learns its word's label, `B-` included, as the reference did. Every 300 updates dev is scored and a row of the card's
table printed; the checkpoint with the best F1 is kept in `<out>`, in the form that training.to_onnx takes. Goes on from
`<out>/checkpoint.pt`.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import transformers
from torch import Tensor
from transformers import AutoModelForTokenClassification, AutoTokenizer, PreTrainedTokenizerBase

from training.bert_loop import Training, add_arguments, linear_rate, parse, read_json, save_folder, settings_of, write_json
from training.card import score_all
from training.conll import LABEL_IDS, LABELS, Document, read_documents
from training.decode import viterbi
from training.evaluate import Prediction
from training.paths import LENER_DEV, LENER_TRAIN
from training.scoring import Counts, add, count_entities, report

NO_LOSS = -100
OUTSIDE = LABEL_IDS["O"]


@dataclass(frozen=True)
class Example:
    """What goes through the model at once; all lists are per token, special tokens included."""

    document: int
    ids: list[int]
    targets: list[int]
    """The label of the token's word; NO_LOSS at special tokens."""
    words: list[int]
    """The token's word, counted from the document's first; -1 at special tokens."""


def make_examples(documents: list[Document], tokenizer: PreTrainedTokenizerBase, window_tokens: int, pack_tokens: int) -> list[Example]:
    """A sentence each, or with `pack_tokens` as many whole sentences of a document as together have no more tokens.
    A sentence longer than `window_tokens` is divided between words."""
    examples: list[Example] = []
    for number, document in enumerate(documents):
        pieces: list[tuple[int, list[int], int]] = []
        length = word = 0

        def close() -> None:
            nonlocal pieces, length
            if pieces:
                examples.append(lay_out(number, pieces, tokenizer))
            pieces, length = [], 0

        for sentence in document.sentences:
            encoded = encode_words(tokenizer, sentence.words)
            if length + sum(map(len, encoded)) > pack_tokens:
                close()
            for piece, label in zip(encoded, sentence.labels):
                piece = piece[: window_tokens - 2]
                if length + len(piece) > window_tokens - 2:
                    close()
                if piece:
                    pieces.append((word, piece, LABEL_IDS[label]))
                length += len(piece)
                word += 1
        close()
    return examples


def encode_words(tokenizer: PreTrainedTokenizerBase, words: tuple[str, ...]) -> list[list[int]]:
    """Ids of each word as `is_split_into_words` gives them; none for a word that the tokenizer drops."""
    encoding = tokenizer(list(words), is_split_into_words=True, add_special_tokens=False, verbose=False)
    pieces: list[list[int]] = [[] for _ in words]
    for token, word in zip(encoding["input_ids"], encoding.word_ids()):
        pieces[word].append(token)
    return pieces


def lay_out(document: int, pieces: list[tuple[int, list[int], int]], tokenizer: PreTrainedTokenizerBase) -> Example:
    ids = [token for _, piece, _ in pieces for token in piece]
    targets = [label for _, piece, label in pieces for _ in piece]
    words = [word for word, piece, _ in pieces for _ in piece]
    return Example(
        document, [tokenizer.cls_token_id, *ids, tokenizer.sep_token_id], [NO_LOSS, *targets, NO_LOSS], [-1, *words, -1]
    )


def collate(examples: list[Example], pad: int, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """ids, mask and targets, int64 `[example, token]`."""
    shape = len(examples), max(len(each.ids) for each in examples)
    ids, mask, targets = np.full(shape, pad), np.zeros(shape, np.int64), np.full(shape, NO_LOSS)
    for row, each in enumerate(examples):
        length = len(each.ids)
        ids[row, :length], mask[row, :length], targets[row, :length] = each.ids, 1, each.targets
    return torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device), torch.from_numpy(targets).to(device)


def infer(training: Training, examples: list[Example], pad: int, batch_tokens: int = 4_096) -> Iterator[tuple[Example, np.ndarray]]:
    """Every example with its logits, float32 `[token, label]`, similar lengths together."""
    training.model.eval()
    groups: list[list[Example]] = [[]]
    for example in sorted(examples, key=lambda each: len(each.ids)):
        if groups[-1] and (len(groups[-1]) + 1) * len(example.ids) > batch_tokens:
            groups.append([])
        groups[-1].append(example)
    for group in filter(None, groups):
        ids, mask, _ = collate(group, pad, training.device)
        with torch.inference_mode(), training.precision():
            logits = training.model(input_ids=ids, attention_mask=mask).logits.float().cpu().numpy()
        for example, rows in zip(group, logits):
            yield example, rows[: len(example.ids)]


@dataclass(frozen=True)
class Evaluation:
    """Dev as the reference card scores it (argmax of each sub-word, seqeval's default mode), and as words."""

    loss: float
    accuracy: float
    card: Counts
    predictions: list[Prediction]
    """One per document, decoded by word."""

    def row(self) -> dict[str, float]:
        card = report(self.card)["micro"]
        entity = report(add([count_entities(each.truth, each.labels) for each in self.predictions]))["micro"]
        return {
            "loss": round(self.loss, 4),
            "precision": card["precision"],
            "recall": card["recall"],
            "f1": card["f1"],
            "accuracy": round(self.accuracy, 4),
            "entityF1": entity["f1"],
        }


def evaluate(outputs: list[tuple[Example, np.ndarray]], documents: list[Document]) -> Evaluation:
    """Scores the logits of every example of the documents."""
    truth = [[label for sentence in document.sentences for label in sentence.labels] for document in documents]
    labels = [["O"] * len(each) for each in truth]
    pieces = [[0] * len(each) for each in truth]
    word_logits = [np.zeros((len(each), len(LABELS)), np.float32) for each in truth]
    card: list[Counts] = []
    loss, right, count = 0.0, 0, 0
    for example, logits in outputs:
        logits, targets, words = logits[1:-1], np.array(example.targets[1:-1]), np.array(example.words[1:-1])
        found = logits.argmax(axis=1)
        card.append(count_entities([LABELS[each] for each in targets], [LABELS[each] for each in found], strict=False))
        loss += F.cross_entropy(torch.from_numpy(logits), torch.from_numpy(targets), reduction="sum").item()
        right += int((found == targets).sum())
        count += len(targets)
        first = np.flatnonzero(np.diff(words, prepend=-1))
        for word, label, row in zip(words[first], viterbi(logits[first]), logits[first]):
            labels[example.document][word] = LABELS[label]
            word_logits[example.document][word] = row
        for word in words:
            pieces[example.document][word] += 1
    predictions = [Prediction(*each) for each in zip(truth, labels, word_logits, pieces)]
    return Evaluation(loss / max(count, 1), right / max(count, 1), add(card), predictions)


def best_of(rows: list[dict], choose: str) -> int:
    """The row whose checkpoint is kept: the first with the highest F1."""
    return max(range(len(rows)), key=lambda at: rows[at][choose])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_arguments(parser)
    parser.add_argument("--train", type=Path, default=LENER_TRAIN, help="folder of CoNLL files, one per document")
    parser.add_argument("--dev", type=Path, default=LENER_DEV)
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--accumulate", type=int, default=2, help="batches an update")
    parser.add_argument("--rate", type=float, default=2e-5)
    parser.add_argument("--warmup", type=float, default=0.0, help="share of the updates over which the rate rises")
    parser.add_argument("--window-tokens", type=int, default=512)
    parser.add_argument("--pack-tokens", type=int, default=0, help="sentences of a document that go through together; 0: each alone")
    parser.add_argument("--evaluate-steps", type=int, default=300)
    parser.add_argument("--patience", type=int, default=10, help="stop after so many evaluations without a better F1; 0: never")
    parser.add_argument("--choose", choices=["f1", "entityF1"], default="f1", help="the F1 that chooses the checkpoint; f1: the card's")
    options = parse(parser, arguments)
    options.out.mkdir(parents=True, exist_ok=True)

    tokenizer = AutoTokenizer.from_pretrained(options.model, local_files_only=True, add_prefix_space=True)
    train, dev = read_documents(options.train), read_documents(options.dev)
    examples = make_examples(train, tokenizer, options.window_tokens, options.pack_tokens)
    dev_examples = make_examples(dev, tokenizer, options.window_tokens, options.pack_tokens)
    model = AutoModelForTokenClassification.from_pretrained(
        options.model, local_files_only=True, dtype=torch.float32, id2label=dict(enumerate(LABELS)), label2id=LABEL_IDS
    )
    training = Training(model, options)
    checkpoint = options.out / "checkpoint.pt"
    progress = {"step": 0, "rows": [], "losses": [], "seconds": 0.0} | training.restore(checkpoint)
    rows, losses = progress["rows"], progress["losses"]
    per_step = options.batch * options.accumulate
    per_pass = -(-len(examples) // per_step)
    steps = options.passes * per_pass
    print(f"{len(examples)} examples, step {progress['step']} of {steps}", flush=True)

    started = time.monotonic() - progress["seconds"]
    for step in range(progress["step"], steps):
        if rows and options.patience and len(rows) - 1 - best_of(rows, options.choose) >= options.patience:
            print(f"no better F1 in {options.patience} evaluations", flush=True)
            break
        training.start_step(step)
        order = np.random.default_rng([options.seed, step // per_pass]).permutation(len(examples))
        chosen = order[step % per_pass * per_step :][:per_step]
        batches = [[examples[at] for at in chosen[start : start + options.batch]] for start in range(0, len(chosen), options.batch)]

        def batch_losses() -> Iterator[Tensor]:
            for batch in batches:
                ids, mask, targets = collate(batch, tokenizer.pad_token_id, training.device)
                with training.precision():
                    logits = training.model(input_ids=ids, attention_mask=mask).logits
                yield F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), ignore_index=NO_LOSS)

        losses.append(training.step(batch_losses(), len(batches), linear_rate(step, steps, options.rate, options.warmup)))
        if (step + 1) % options.evaluate_steps == 0 or step + 1 == steps:
            evaluation = evaluate(list(infer(training, dev_examples, tokenizer.pad_token_id)), dev)
            rows.append({"step": step + 1, "trainingLoss": round(float(np.mean(losses)), 4)} | evaluation.row())
            losses.clear()
            if len(rows) == 1:
                print(" ".join(f"{name:>12}" for name in rows[0]), flush=True)
            print(" ".join(f"{value:>12}" for value in rows[-1].values()), flush=True)
            if best_of(rows, options.choose) == len(rows) - 1:
                save_folder(training.model, tokenizer, options)
                best = {"row": rows[-1], "byType": report(evaluation.card), "dev": score_all(evaluation.predictions)}
                write_json(options.out / "scores.json", best)
            training.save(checkpoint, step=step + 1, rows=rows, losses=losses, seconds=time.monotonic() - started)

    done = {"examples": len(examples), "seconds": round(time.monotonic() - started), "transformers": transformers.__version__}
    before = read_json(options.model / "training.json")
    write_json(options.out / "training.json", before | {"tokenClassification": settings_of(options) | done, "evaluations": rows})
    scores = read_json(options.out / "scores.json")
    print(f"kept: step {scores['row']['step']}; dev by type, as the card scores (sub-words) and by entity:", flush=True)
    for name, each in scores["byType"].items():
        figures = [one[key] for one in (each, scores["dev"]["entity"][name]) for key in ("precision", "recall", "f1")]
        print(f"{name:>16} " + " ".join(f"{figure:.4f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
