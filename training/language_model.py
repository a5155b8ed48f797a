"""Stage 3: the left stack learns to predict the next token, the right stack the previous one, with shared sampled negatives.

The learning rate stays constant and falls to zero over the last share of `--tokens` (warm-up, stable, decay): a run that was
stopped goes on from its checkpoint, and a longer `--tokens` only moves the fall. Writes `language-model.pt`.
On a GPU: `--device cuda --windows 128 --negatives 4096 --start random --scale 1.3 --weight-power 0.5`.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.network import SHAPES, Encoder, Shape, linear
from training.paths import LANGUAGE_MODEL, SKIPGRAM, TOKENS
from training.repeatable import make_repeatable
from training.tokens import sample_stream
from training.wordpiece import CLS, SEP


class LanguageModel(nn.Module):
    """An encoder with one projection per direction; the output embeddings are the input embeddings."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.next = nn.Linear(shape.channels, shape.channels)
        self.previous = nn.Linear(shape.channels, shape.channels)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))

    def forward(self, ids: Tensor, negatives: Tensor, log_expected: Tensor, dtype: torch.dtype) -> Tensor:
        """Mean loss of both directions. `negatives` are sampled ids, `log_expected` `[vocabulary]` corrects for how often each is drawn."""
        _, left, right = self.encoder(ids, torch.ones_like(ids), dtype)
        rows = torch.cat([linear(self.next, left[:, :-1]).flatten(0, 1), linear(self.previous, right[:, 1:]).flatten(0, 1)])
        targets = torch.cat([ids[:, 1:].flatten(), ids[:, :-1].flatten()])
        against = rows @ self.encoder.embedding(negatives).to(dtype).T
        against = against.float() + (self.bias[negatives] - log_expected[negatives])
        against = against.masked_fill(targets[:, None] == negatives[None, :], -1e4)
        own = (rows * self.encoder.embedding(targets).to(dtype)).sum(-1).float() + self.bias[targets] - log_expected[targets]
        return (torch.logaddexp(own, torch.logsumexp(against, dim=1)) - own).mean()


def initialize(model: nn.Module, vectors: np.ndarray) -> None:
    """Sets the embedding of `model.encoder` to skip-gram vectors, centred and scaled to rows of norm 1 on average."""
    centred = vectors - vectors.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1).mean()
    with torch.no_grad():
        model.encoder.embedding.weight.copy_(torch.from_numpy(centred))


def learning_rate(done: float, peak: float, warmup: float, fall: float) -> float:
    """`done` in [0, 1]; constant between the warm-up and the last share `fall`."""
    return peak * min(1.0, done / warmup, max((1 - done) / fall, 0.0))


def save(path: Path, model: LanguageModel, optimizer: torch.optim.Optimizer, tokens: int) -> None:
    partial = path.with_suffix(".partial")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "tokens": tokens}, partial)
    partial.rename(path)


def initialize_randomly(model: nn.Module) -> None:
    """Rows of norm 1 on average."""
    table = model.encoder.embedding.weight
    nn.init.normal_(table, std=table.shape[1] ** -0.5)


def optimizer_for(model: LanguageModel, rate: float, embedding_rate: float) -> torch.optim.Optimizer:
    table = model.encoder.embedding.weight
    groups = [
        {"params": [table], "share": embedding_rate, "weight_decay": 0.0},
        {"params": [each for each in model.parameters() if each is not table], "share": 1.0, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=True)


class Batches:
    """Windows of a token stream, which lies on the device; every pass goes through the same windows in the same random order."""

    def __init__(self, stream: np.ndarray, windows: int, window_tokens: int, seed: int, device: str) -> None:
        self._stream = torch.from_numpy(stream.astype(np.int32)).to(device)
        self._windows = windows
        inner = window_tokens - 2
        self._starts = torch.from_numpy(np.random.default_rng(seed).permutation(len(stream) // inner - 1) * inner).to(device)
        self._inside = torch.arange(inner, device=device)

    def at(self, step: int) -> Tensor:
        """int64 `[window, token]`, `[CLS]` first and `[SEP]` last."""
        rows = torch.arange(step * self._windows, (step + 1) * self._windows, device=self._starts.device) % len(self._starts)
        inner = self._stream[self._starts[rows][:, None] + self._inside[None, :]].long()
        return nn.functional.pad(nn.functional.pad(inner, (1, 0), value=CLS), (0, 1), value=SEP)


def draw(up_to: Tensor, count: int, choice: torch.Generator) -> Tensor:
    """Ids `[count]`, with replacement; `up_to` `[vocabulary]` are the cumulated probabilities in float64."""
    places = torch.rand(count, generator=choice, dtype=up_to.dtype, device=up_to.device) * up_to[-1]
    return torch.searchsorted(up_to, places).clamp_(max=len(up_to) - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SHAPES, default="small")
    parser.add_argument("--tokens", type=float, default=30e6, help="how many tokens to train on")
    parser.add_argument("--scale", type=float, default=1.0, help="how often an ordinary court document is drawn before the stream repeats")
    parser.add_argument("--weight-power", type=float, default=1.0, help="below 1, large sources count more than corpus.py says")
    parser.add_argument("--windows", type=int, default=16, help="windows a step")
    parser.add_argument("--window-tokens", type=int, default=256)
    parser.add_argument("--negatives", type=int, default=1_024)
    parser.add_argument("--start", choices=["skipgram", "random"], default="skipgram", help="where the embeddings start")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--fall", type=float, default=0.3, help="share of the tokens over which the rate falls to zero")
    parser.add_argument("--embedding-rate", type=float, default=0.2, help="share of the rate for the embeddings: rare ones must not drift")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--no-compile", action="store_true", help="where there is no C++ compiler; a third slower")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="bfloat16")
    parser.add_argument("--save-seconds", type=float, default=180)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=LANGUAGE_MODEL)
    options = parser.parse_args()
    make_repeatable(options.seed, options.threads)
    dtype, device = getattr(torch, options.precision), options.device

    shape = SHAPES[options.size]
    model = LanguageModel(shape, options.dropout)
    if options.start == "skipgram":
        initialize(model, np.load(SKIPGRAM))
    else:
        initialize_randomly(model)
    model.to(device)
    optimizer = optimizer_for(model, options.rate, options.embedding_rate)
    tokens = 0
    if options.out.exists():
        saved = torch.load(options.out, map_location=device)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        tokens = saved["tokens"]
    run = model if options.no_compile else torch.compile(model)

    stream = sample_stream(TOKENS, options.scale, options.seed, options.weight_power)
    counts = np.maximum(np.bincount(stream, minlength=shape.vocabulary), 1)
    noise = torch.from_numpy(counts**0.75 / (counts**0.75).sum())
    log_expected = torch.log(noise * options.negatives).float().to(device)
    up_to = torch.cumsum(noise, 0).to(device)
    batches = Batches(stream, options.windows, options.window_tokens, options.seed, device)
    choice = torch.Generator(device)
    per_step = options.windows * options.window_tokens
    print(f"{len(stream)} tokens in the stream, {tokens} trained", flush=True)

    started, saved_at, losses, first, done = None, time.monotonic(), [], tokens, 0.0
    while done < 1:
        step = tokens // per_step
        ids = batches.at(step)
        choice.manual_seed(options.seed * 1_000_003 + step)  # by step: a run that goes on draws what it would have drawn
        done = min(1.0, (tokens + per_step) / options.tokens)
        for group in optimizer.param_groups:
            group["lr"] = group["share"] * learning_rate(done, options.rate, 0.02, options.fall)
        loss = run(ids, draw(up_to, options.negatives, choice), log_expected, dtype)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        tokens += per_step
        losses.append(loss.detach())
        if started is None:  # the first step compiles
            print(f"first loss {loss.item():.3f}", flush=True)
            started, first = time.monotonic(), tokens
        if len(losses) == 100:
            seconds = time.monotonic() - started
            mean = torch.stack(losses).mean().item()
            print(f"{tokens} tokens, loss {mean:.3f}, {(tokens - first) / seconds:.0f} tokens/s, {seconds:.0f} s", flush=True)
            losses.clear()
        if time.monotonic() - saved_at > options.save_seconds:
            save(options.out, model, optimizer, tokens)
            saved_at = time.monotonic()
    save(options.out, model, optimizer, tokens)


if __name__ == "__main__":
    main()
