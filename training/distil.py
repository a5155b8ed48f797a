"""Stage 6: several taggers into one. A new tagger learns LeNER-Br train as before and, on windows of the corpus, the mean of the teachers' answers.

All stand on the same frozen encoder, whose features are computed once. It removes most of the luck of a seed, and shows the
student many more names than the 50 documents hold. Writes `tagger-distilled.pt`.
"""

import argparse
import copy
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.conll import read_documents
from training.network import Recognizer, Tagger
from training.paths import LENER_DEV, LENER_TRAIN, TOKENS, VOCABULARY, WORK
from training.tagger import load_recognizer, save_recognizer, score
from training.tokens import sample_stream
from training.windows import NO_LOSS, Augmentation, WindowSource
from training.wordpiece import CLS, SEP, open_tokenizer


def corpus_batches(tokens: int, scale: float, seed: int) -> Iterator[Tensor]:
    """Endless int64 `[window, token]` of the corpus, all windows of a batch equally long."""
    stream = sample_stream(TOKENS, scale, seed)
    choice = np.random.default_rng(seed)
    while True:
        length = int(choice.integers(48, 400))
        starts = choice.integers(0, len(stream) - length, max(1, tokens // length))
        yield torch.from_numpy(np.stack([[CLS, *stream[at : at + length], SEP] for at in starts]).astype(np.int64))


def starts_of_words(vocabulary: Path) -> Tensor:
    """bool `[vocabulary]`: not a continuation piece and not a special token."""
    entries = vocabulary.read_text(encoding="utf-8").splitlines()
    return torch.tensor([not entry.startswith("##") and entry not in ("[PAD]", "[CLS]", "[SEP]", "[MASK]") for entry in entries])


def update_average(average: Tagger, now: Tagger, decay: float) -> None:
    with torch.no_grad():
        for past, current in zip(average.parameters(), now.parameters()):
            past.lerp_(current, 1 - decay)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teachers", type=Path, nargs="+")
    parser.add_argument("--steps", type=int, default=1_500)
    parser.add_argument("--batch-tokens", type=int, default=2_048)
    parser.add_argument("--corpus-tokens", type=int, default=3_072)
    parser.add_argument("--scale", type=float, default=0.5)
    parser.add_argument("--corpus-weight", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--feature-dropout", type=float, default=0.3)
    parser.add_argument("--weight-decay", type=float, default=0.05)
    parser.add_argument("--replace", type=float, default=0.15)
    parser.add_argument("--drop", type=float, default=0.03)
    parser.add_argument("--capitals", type=float, default=0.03)
    parser.add_argument("--from-teacher", action="store_true", help="start from the first teacher's weights")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=WORK / "tagger-distilled.pt")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)

    teachers = [load_recognizer(path).requires_grad_(False) for path in options.teachers]
    student = copy.deepcopy(teachers[0])
    if not options.from_teacher:
        student.tagger = Tagger(student.shape, student.tagger.static)
    student.tagger.requires_grad_(True)
    student.tagger.feature_dropout = options.feature_dropout
    for block in student.tagger.blocks:
        block.dropout = options.dropout
    average: Recognizer = copy.deepcopy(student).eval()

    tokenizer = open_tokenizer(VOCABULARY)
    augmentation = Augmentation(options.replace, options.drop, options.capitals)
    source = WindowSource(read_documents(LENER_TRAIN), tokenizer, augmentation, options.seed)
    dev = read_documents(LENER_DEV)
    begins = starts_of_words(VOCABULARY)
    unlabelled = corpus_batches(options.corpus_tokens, options.scale, options.seed)
    labelled = (batch for _ in iter(int, 1) for batch in source.batches(options.batch_tokens))
    optimizer = torch.optim.AdamW(student.tagger.parameters(), lr=options.rate, weight_decay=options.weight_decay)

    started = time.monotonic()
    student.tagger.train()
    for step in range(options.steps):
        done = (step + 1) / options.steps
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1.0, done * 20) * (1 - done)
        ids, mask, targets = next(labelled)
        more = next(unlabelled)
        everything = torch.ones_like(more)
        with torch.no_grad():
            features = student.features(ids, mask, torch.bfloat16)
            more_features = student.features(more, everything, torch.bfloat16)
            answers = torch.stack([teacher.tagger(more_features, everything).softmax(-1) for teacher in teachers]).mean(0)
        logits = student.tagger(features, mask)
        loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=NO_LOSS)
        chosen = begins[more]
        loss = loss + options.corpus_weight * F.cross_entropy(student.tagger(more_features, everything)[chosen], answers[chosen])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.tagger.parameters(), 1.0)
        optimizer.step()
        update_average(average.tagger, student.tagger, min(options.average, (step + 1) / (step + 11)))
        if (step + 1) % 250 == 0 or step + 1 == options.steps:
            save_recognizer(average, options.out)
            scores = score(average, dev)
            line = " ".join(f"{name} {100 * each['f1']:.1f}" for name, each in scores.items())
            print(f"step {step + 1}: loss {loss.item():.4f}, {time.monotonic() - started:.0f} s, dev {line}", flush=True)


if __name__ == "__main__":
    main()
