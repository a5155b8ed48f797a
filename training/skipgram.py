"""For training on a processor: static embeddings. Skip-gram with negative sampling (Mikolov et al. 2013) over WordPieces, lock-free on all threads.

Writes `skipgram.npy`, float32 `[vocabulary, dimension]`, after every part of the stream, and goes on from the last one.
"""

import argparse
import json
import os
import time
from pathlib import Path

import numba
import numpy as np

from training.checkpoint import check_settings, checkpoint_of, settings_of
from training.paths import SKIPGRAM, TOKENS, VOCABULARY
from training.tokens import sample_stream
from training.wordpiece import SEP


@numba.njit(fastmath=True, inline="always")
def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-max(np.float32(-10), min(np.float32(10), x))))


@numba.njit(fastmath=True, nogil=True)
def train_part(ids, keep, noise, source, target, window, negatives, rate_from, rate_to, seed):
    """One pass over `ids`. The contexts of a position share its negatives, so that each vector is fetched once."""
    np.random.seed(seed)
    size = source.shape[1]
    kept = np.empty(1_000, np.int64)
    outputs = np.empty(negatives + 1, np.int64)
    change = np.zeros((negatives + 1, size), np.float32)
    row = np.empty(size, np.float32)
    for start in range(0, len(ids), 1_000):
        count = 0
        for position in range(start, min(start + 1_000, len(ids))):
            if np.random.random() < keep[ids[position]]:
                kept[count] = ids[position]
                count += 1
        rate = np.float32(rate_from + (rate_to - rate_from) * start / len(ids))
        for center in range(count):
            if kept[center] == SEP:
                continue
            outputs[0] = kept[center]
            for index in range(1, negatives + 1):
                outputs[index] = noise[np.random.randint(0, len(noise))]
            change[:] = 0
            reach = np.random.randint(1, window + 1)
            for context in range(max(0, center - reach), min(count, center + reach + 1)):
                word = kept[context]
                if context == center or word == SEP:
                    continue
                row[:] = 0
                for index in range(negatives + 1):
                    output = outputs[index]
                    if index > 0 and output == outputs[0]:
                        continue
                    score = np.float32(0)
                    for d in range(size):
                        score += source[word, d] * target[output, d]
                    gradient = rate * ((np.float32(1) if index == 0 else np.float32(0)) - np.float32(sigmoid(score)))
                    for d in range(size):
                        row[d] += gradient * target[output, d]
                        change[index, d] += gradient * source[word, d]
                for d in range(size):
                    source[word, d] += row[d]
            for index in range(negatives + 1):
                for d in range(size):
                    target[outputs[index], d] += change[index, d]


@numba.njit(parallel=True)
def train(ids, keep, noise, source, target, window, negatives, rate_from, rate_to, seed, threads):
    share = len(ids) // threads
    for thread in numba.prange(threads):
        train_part(
            ids[thread * share : (thread + 1) * share], keep, noise, source, target,
            window, negatives, rate_from, rate_to, seed + thread,
        )


def save_part(options: argparse.Namespace, part: int, source: np.ndarray, target: np.ndarray) -> None:
    """The vectors, and beside them what the next part needs; replaced at once, so that a kill leaves the one before."""
    np.save(options.out, source)
    path = checkpoint_of(options.out)
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, source=source, target=target, part=part, settings=json.dumps(settings_of(options)))
    partial.replace(path)


def restore_part(options: argparse.Namespace, source: np.ndarray, target: np.ndarray) -> int:
    """Fills both tables from the checkpoint and returns how many parts it has seen; 0 where there is none."""
    path = checkpoint_of(options.out)
    if not path.exists():
        return 0
    with np.load(path) as saved:
        check_settings(path, json.loads(str(saved["settings"])), options)
        source[:], target[:] = saved["source"], saved["target"]
        return int(saved["part"])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.5, help="how often an ordinary court document is drawn")
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--window", type=int, default=4, help="tokens on each side")
    parser.add_argument("--negatives", type=int, default=6)
    parser.add_argument("--parts", type=int, default=20, help="the stream is cut into parts; the result is saved after each")
    parser.add_argument("--rate", type=float, default=0.025)
    parser.add_argument("--subsample", type=float, default=1e-4)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=SKIPGRAM)
    options = parser.parse_args(arguments)
    numba.set_num_threads(options.threads)

    stream = sample_stream(TOKENS, options.scale, options.seed)
    vocabulary_size = len(VOCABULARY.read_text(encoding="utf-8").splitlines())
    counts = np.bincount(stream, minlength=vocabulary_size).astype(np.float64)
    share = np.maximum(counts, 1) / counts.sum()
    keep = np.minimum(1, np.sqrt(options.subsample / share) + options.subsample / share).astype(np.float32)
    choice = np.random.default_rng(options.seed)
    noise_share = counts**0.75
    noise_share[SEP] = 0
    noise = choice.choice(vocabulary_size, 10_000_000, p=noise_share / noise_share.sum()).astype(np.uint16)
    source = ((choice.random((vocabulary_size, options.dimension)) - 0.5) / options.dimension).astype(np.float32)
    target = np.zeros_like(source)

    print(f"{len(stream)} tokens", flush=True)
    started = time.monotonic()
    first = restore_part(options, source, target)
    for part, ids in list(enumerate(np.array_split(stream, options.parts)))[first:]:
        rates = [options.rate * max(1 - (part + edge) / options.parts, 1e-3) for edge in (0, 1)]
        train(ids, keep, noise, source, target, options.window, options.negatives, *rates, options.seed + 100 * part, options.threads)
        save_part(options, part + 1, source, target)
        print(f"part {part + 1} of {options.parts}: {time.monotonic() - started:.0f} s", flush=True)
    checkpoint_of(options.out).unlink()


if __name__ == "__main__":
    main()
