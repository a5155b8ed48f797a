"""First stage of the reference recipe: a BERT-like checkpoint reads the corpus of official acts as a masked language model.

    python -m training.bert_mlm --model <checkpoint folder> --out <folder>

Whole words are masked (15 % of them; of their tokens 80 % become the mask, 10 % another token, 10 % stay), anew each time they
come by. The head sees masked tokens only. Goes on from `<out>/checkpoint.pt`; the finished model stands in `<out>` itself.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import transformers
from torch import Tensor
from transformers import AutoModelForMaskedLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from training.bert_loop import Training, add_arguments, linear_rate, parse, save_folder, settings_of, write_json
from training.corpus import sample_documents

NO_LOSS = -100
HELD_OUT_WINDOWS = 32


def encode_documents(tokenizer: PreTrainedTokenizerBase, documents: Iterator[str], batch: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """int32 ids of all documents, each closed by the separator, and bool: a word starts here. Words are the tokenizer's own
    (BERT's end at spaces and punctuation)."""
    ids: list[np.ndarray] = []
    starts: list[np.ndarray] = []

    def encode(texts: list[str]) -> None:
        for encoding in tokenizer.backend_tokenizer.encode_batch(texts, add_special_tokens=False):
            words = np.array([-1 if word is None else word for word in encoding.word_ids], np.int64)
            ids.append(np.array([*encoding.ids, tokenizer.sep_token_id], np.int32))
            starts.append(np.append(np.diff(words, prepend=-1) != 0, True))

    texts: list[str] = []
    for document in documents:
        texts.append(document)
        if len(texts) == batch:
            encode(texts)
            texts = []
    encode(texts)
    return np.concatenate(ids), np.concatenate(starts)


def open_stream(path: Path, tokenizer: PreTrainedTokenizerBase, scale: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The encoded corpus, kept in `path` for the next start."""
    if not path.exists():
        ids, starts = encode_documents(tokenizer, sample_documents(scale, seed))
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, ids=ids, starts=starts)
        partial.replace(path)
    saved = np.load(path)
    return saved["ids"], saved["starts"]


class MaskedWindows:
    """Windows of the stream in an order that the seed fixes, masked by their number."""

    def __init__(self, ids: np.ndarray, starts: np.ndarray, tokenizer: PreTrainedTokenizerBase, options: argparse.Namespace) -> None:
        inner = options.window_tokens - 2
        count = len(ids) // inner
        if count <= 1:
            raise SystemExit(f"{len(ids)} tokens are too few for windows of {options.window_tokens}")
        self._ids, self._starts = (each[: count * inner].reshape(count, inner) for each in (ids, starts))
        self._tokenizer = tokenizer
        self._ordinary = np.setdiff1d(np.arange(len(tokenizer)), tokenizer.all_special_ids)
        self._seed, self._share = options.seed, options.mask
        order = np.random.default_rng(options.seed).permutation(count)
        held_out = min(HELD_OUT_WINDOWS, count // 2)
        self._held_out, self._trained = order[:held_out], order[held_out:]

    def batch(self, number: int, size: int) -> tuple[Tensor, Tensor]:
        """Inputs and targets, int64 `[window, token]`; a target is NO_LOSS where nothing is asked."""
        at = np.arange(number * size, (number + 1) * size)
        passes, places = at // len(self._trained), at % len(self._trained)
        orders = {each: np.random.default_rng([self._seed, 0, each]).permutation(self._trained) for each in np.unique(passes)}
        chosen = np.array([orders[each][place] for each, place in zip(passes, places)])
        return self._masked(chosen, np.random.default_rng([self._seed, 1, number]))

    def held_out(self, size: int) -> Iterator[tuple[Tensor, Tensor]]:
        """Always the same windows, masked in the same way."""
        for number, at in enumerate(range(0, len(self._held_out), size)):
            yield self._masked(self._held_out[at : at + size], np.random.default_rng([self._seed, 2, number]))

    def _masked(self, rows: np.ndarray, choice: np.random.Generator) -> tuple[Tensor, Tensor]:
        inner, starts = self._ids[rows], self._starts[rows].copy()
        starts[:, 0] = True
        words = starts.reshape(-1).cumsum() - 1
        picked = choice.random(words[-1] + 1) < self._share
        picked[choice.integers(len(picked))] = True
        masked = picked[words].reshape(inner.shape) & ~np.isin(inner, self._tokenizer.all_special_ids)
        fate = choice.random(inner.shape)
        others = choice.choice(self._ordinary, inner.shape)
        changed = np.where(masked & (fate < 0.8), self._tokenizer.mask_token_id, np.where(masked & (fate >= 0.9), others, inner))
        edges = [np.full((len(rows), 1), each) for each in (self._tokenizer.cls_token_id, self._tokenizer.sep_token_id)]
        inputs = np.concatenate([edges[0], changed, edges[1]], axis=1)
        targets = np.pad(np.where(masked, inner, NO_LOSS), ((0, 0), (1, 1)), constant_values=NO_LOSS)
        return torch.from_numpy(inputs.astype(np.int64)), torch.from_numpy(targets.astype(np.int64))


def masked_loss(model: PreTrainedModel, inputs: Tensor, targets: Tensor) -> Tensor:
    """Mean loss over the targets. The head, which is as wide as the vocabulary, runs on their positions only, whatever the architecture."""
    asked = targets != NO_LOSS

    def keep_asked(_module: object, _inputs: object, output: dict) -> dict:
        output["last_hidden_state"] = output["last_hidden_state"][asked][None]
        return output

    hook = model.base_model.register_forward_hook(keep_asked)
    try:
        logits = model(input_ids=inputs, attention_mask=torch.ones_like(inputs)).logits[0]
    finally:
        hook.remove()
    return F.cross_entropy(logits.float(), targets[asked])


def held_out_loss(training: Training, windows: MaskedWindows, batch: int) -> float:
    training.model.eval()
    losses = []
    for inputs, targets in windows.held_out(batch):
        with torch.inference_mode(), training.precision():
            losses.append(masked_loss(training.model, inputs.to(training.device), targets.to(training.device)).item())
    return float(np.mean(losses))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_arguments(parser)
    parser.add_argument("--tokens", type=float, default=30e6, help="how many tokens to train on; the rate falls over all of them")
    parser.add_argument("--scale", type=float, default=1.0, help="how often an ordinary court document is drawn before the stream repeats")
    parser.add_argument("--window-tokens", type=int, default=512)
    parser.add_argument("--batch", type=int, default=8, help="windows that go through at once")
    parser.add_argument("--accumulate", type=int, default=4, help="batches an update")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--warmup", type=float, default=0.06, help="share of the tokens over which the rate rises")
    parser.add_argument("--mask", type=float, default=0.15, help="share of the words that are masked")
    parser.add_argument("--report-steps", type=int, default=50)
    parser.add_argument("--save-seconds", type=float, default=180)
    options = parse(parser, arguments)
    options.out.mkdir(parents=True, exist_ok=True)

    tokenizer = AutoTokenizer.from_pretrained(options.model, local_files_only=True)
    vocabulary = hashlib.sha256(json.dumps(tokenizer.get_vocab(), sort_keys=True).encode()).hexdigest()[:12]
    stream = options.out / f"stream-{options.scale}-{options.seed}-{vocabulary}.npz"
    ids, starts = open_stream(stream, tokenizer, options.scale, options.seed)
    windows = MaskedWindows(ids, starts, tokenizer, options)
    training = Training(AutoModelForMaskedLM.from_pretrained(options.model, local_files_only=True, dtype=torch.float32), options)
    checkpoint = options.out / "checkpoint.pt"
    first = training.restore(checkpoint).get("step", 0)
    per_step = options.batch * options.accumulate * options.window_tokens
    steps = max(1, round(options.tokens / per_step))
    print(f"{len(ids)} tokens in the stream, step {first} of {steps}", flush=True)

    started = saved_at = time.monotonic()
    losses: list[float] = []
    for step in range(first, steps):
        training.start_step(step)

        def batch_losses() -> Iterator[Tensor]:
            for part in range(options.accumulate):
                inputs, targets = windows.batch(step * options.accumulate + part, options.batch)
                with training.precision():
                    loss = masked_loss(training.model, inputs.to(training.device), targets.to(training.device))
                yield loss

        losses.append(training.step(batch_losses(), options.accumulate, linear_rate(step, steps, options.rate, options.warmup)))
        if (step + 1) % options.report_steps == 0:
            seconds = time.monotonic() - started
            speed = (step + 1 - first) * per_step / seconds
            print(f"step {step + 1}: loss {np.mean(losses):.3f}, {speed:.0f} tokens/s, {seconds:.0f} s", flush=True)
            losses.clear()
        if time.monotonic() - saved_at > options.save_seconds or step + 1 == steps:
            training.save(checkpoint, step=step + 1)
            saved_at = time.monotonic()
    save_folder(training.model, tokenizer, options)
    loss = held_out_loss(training, windows, options.batch)
    done = {"heldOutLoss": round(loss, 4), "streamTokens": len(ids), "transformers": transformers.__version__}
    write_json(options.out / "training.json", {"maskedLanguageModel": settings_of(options) | done})
    print(f"held-out loss {loss:.3f}", flush=True)


if __name__ == "__main__":
    main()
