"""Stage 5: several large taggers into the small recognizer that ships. Windows of the corpus are labelled by the mean of the teachers'
answers; the student learns those and LeNER-Br train together, its language model included: with that much to learn from, nothing
has to stay frozen. It removes most of the luck of a seed, and shows the student many more names than the 50 documents hold.

The teachers stand on one language model (training.tagger with different seeds). Writes `tagger-distilled.pt`. Goes on
from its checkpoint.
"""

import argparse
import copy
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.checkpoint import checkpoint_of, restore_checkpoint, save_checkpoint
from training.conll import read_documents
from training.network import Recognizer
from training.paths import DISTILLED, LANGUAGE_MODEL, LENER_DEV, LENER_TRAIN, TOKENS, VOCABULARY
from training.repeatable import make_repeatable
from training.tagger import as_line, load_recognizer, on_language_model, save_recognizer, score, update_average
from training.tokens import sample_stream
from training.windows import NO_LOSS, Augmentation, WindowSource
from training.wordpiece import CLS, SEP, UNK, open_tokenizer


def corpus_batches(stream: np.ndarray, tokens: int, seed: int, device: str) -> Iterator[Tensor]:
    """Endless int64 `[window, token]` of the corpus, all windows of a batch equally long."""
    choice = np.random.default_rng(seed)
    on_device = torch.from_numpy(stream.astype(np.int32)).to(device)
    while True:
        length = int(choice.integers(48, 400))
        starts = torch.from_numpy(choice.integers(0, len(stream) - length, max(1, tokens // length))).to(device)
        inner = on_device[starts[:, None] + torch.arange(length, device=device)[None, :]].long()
        yield F.pad(F.pad(inner, (1, 0), value=CLS), (0, 1), value=SEP)


def starts_of_words(vocabulary: Path) -> Tensor:
    """bool `[vocabulary]`: not a continuation piece and not a special token."""
    entries = vocabulary.read_text(encoding="utf-8").splitlines()
    return torch.tensor([not entry.startswith("##") and entry not in ("[PAD]", "[CLS]", "[SEP]", "[MASK]") for entry in entries])


def with_gaps(ids: Tensor, rate: float, vocabulary: int) -> Tensor:
    """Some tokens replaced, half by [UNK], half by a random one: the student must not lean on single tokens."""
    other = torch.where(torch.rand(ids.shape, device=ids.device) < 0.5, UNK, torch.randint_like(ids, SEP + 2, vocabulary))
    return torch.where((torch.rand(ids.shape, device=ids.device) < rate) & (ids > SEP), other, ids)


def mean_answer(teachers: list[Recognizer], ids: Tensor) -> Tensor:
    """Mean probabilities `[window, token, label]` of taggers that stand on the first one's encoder."""
    everything = torch.ones_like(ids)
    features = teachers[0].features(ids, everything, torch.bfloat16)
    return torch.stack([teacher.tagger(features, everything).softmax(-1) for teacher in teachers]).mean(0)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teachers", type=Path, nargs="+")
    parser.add_argument("--language-model", type=Path, default=LANGUAGE_MODEL, help="the student's: a small one")
    parser.add_argument("--steps", type=int, default=1_500)
    parser.add_argument("--batch-tokens", type=int, default=2_048)
    parser.add_argument("--corpus-tokens", type=int, default=3_072)
    parser.add_argument("--scale", type=float, default=0.5)
    parser.add_argument("--weight-power", type=float, default=1.0)
    parser.add_argument("--corpus-weight", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--encoder-rate", type=float, default=0.2, help="share of the rate for the language model; 0 leaves it frozen")
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--feature-dropout", type=float, default=0.3)
    parser.add_argument("--weight-decay", type=float, default=0.05)
    parser.add_argument("--replace", type=float, default=0.15)
    parser.add_argument("--drop", type=float, default=0.03)
    parser.add_argument("--capitals", type=float, default=0.03)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--score-every", type=int, default=500, help="steps; the last is always scored")
    parser.add_argument("--save-seconds", type=float, default=180, help="between checkpoints")
    parser.add_argument("--out", type=Path, default=DISTILLED)
    options = parser.parse_args(arguments)
    make_repeatable(options.seed, options.threads)
    device = options.device

    teachers = [load_recognizer(path).requires_grad_(False).to(device) for path in options.teachers]
    table = teachers[0].encoder.embedding.weight
    if not all(torch.equal(table, teacher.encoder.embedding.weight) for teacher in teachers):
        raise SystemExit("the teachers must stand on one language model")
    student = on_language_model(options.language_model, "small").to(device)
    student.tagger.feature_dropout = options.feature_dropout
    for block in student.tagger.blocks:
        block.dropout = options.dropout
    student.encoder.requires_grad_(options.encoder_rate > 0)
    average = copy.deepcopy(student).eval()

    tokenizer = open_tokenizer(VOCABULARY)
    augmentation = Augmentation(options.replace, options.drop, options.capitals)
    source = WindowSource(read_documents(LENER_TRAIN), tokenizer, augmentation, options.seed)
    dev = read_documents(LENER_DEV)
    begins = starts_of_words(VOCABULARY).to(device)
    stream = sample_stream(TOKENS, options.scale, options.seed, options.weight_power)
    unlabelled = corpus_batches(stream, options.corpus_tokens, options.seed, device)
    labelled = (batch for _ in iter(int, 1) for batch in source.batches(options.batch_tokens))
    groups = [{"params": student.tagger.parameters(), "share": 1.0}]
    if options.encoder_rate > 0:
        groups.append({"params": student.encoder.parameters(), "share": options.encoder_rate, "weight_decay": 0.0})
    optimizer = torch.optim.AdamW(groups, lr=options.rate, weight_decay=options.weight_decay, fused=True)

    started = saved_at = time.monotonic()
    trained = {"student": student, "average": average, "optimizer": optimizer}
    step = restore_checkpoint(options, **trained)
    for _ in range(step):  # batches are drawn one after the other: those of the steps before are drawn again
        next(labelled)
        next(unlabelled)
    done = step / options.steps
    while done < 1:
        student.train()
        done = (step + 1) / options.steps
        for group in optimizer.param_groups:
            group["lr"] = group["share"] * options.rate * min(1.0, done * 20) * (1 - done)
        ids, mask, targets = (each.to(device) for each in next(labelled))
        more = next(unlabelled)
        with torch.no_grad():
            answers = mean_answer(teachers, more)
        gaps = with_gaps(more, options.drop, student.shape.vocabulary)
        everything = torch.ones_like(more)
        logits = student.tagger(student.features(ids, mask, torch.bfloat16), mask)
        loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=NO_LOSS)
        guesses = student.tagger(student.features(gaps, everything, torch.bfloat16), everything)
        distance = -(answers * guesses.log_softmax(-1)).sum(-1)
        chosen = begins[more].float()
        loss = loss + options.corpus_weight * (distance * chosen).sum() / chosen.sum()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        step += 1
        update_average(average, student, min(options.average, step / (step + 10)))
        if done == 1 or step % options.score_every == 0:
            save_recognizer(average, options.out)
            print(f"step {step}: loss {loss.item():.4f}, {time.monotonic() - started:.0f} s, dev {as_line(score(average, dev))}", flush=True)
        if done < 1 and time.monotonic() - saved_at > options.save_seconds:
            save_checkpoint(options, step, **trained)
            saved_at = time.monotonic()
    checkpoint_of(options.out).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
