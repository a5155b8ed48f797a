"""Stage 4: the tagger on LeNER-Br train, over frozen features; the averaged weights of the last step are the result.

`--start random` trains embeddings from nothing (for the comparison only), `static` stands on the skip-gram vectors,
`language-model` on both stacks. Writes `tagger.pt`, and after every pass prints entity F1 on dev. Goes on from its last whole pass.
"""

import argparse
import copy
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training.checkpoint import checkpoint_of, restore_checkpoint, save_checkpoint
from training.conll import Document, read_documents
from training.evaluate import predict_documents
from training.language_model import LanguageModel, initialize
from training.network import SHAPES, Recognizer, Shape
from training.paths import LANGUAGE_MODEL, LENER_DEV, LENER_TRAIN, SKIPGRAM, TAGGER, VOCABULARY
from training.repeatable import make_repeatable
from training.scoring import add, count_entities, report
from training.windows import NO_LOSS, Augmentation, WindowSource
from training.wordpiece import open_tokenizer

STATIC_DILATIONS = (1, 2, 4, 1)


def on_language_model(path: Path, size: str) -> Recognizer:
    """A recognizer whose encoder is that of a trained language model."""
    recognizer = Recognizer(SHAPES[size])
    trained = LanguageModel(SHAPES[size], 0.0)
    trained.load_state_dict(torch.load(path, map_location="cpu")["model"])
    recognizer.encoder.load_state_dict(trained.encoder.state_dict())
    return recognizer


def on_vectors(start: str) -> Recognizer:
    """A recognizer over embeddings alone: skip-gram vectors (`static`) or nothing trained (`random`)."""
    recognizer = Recognizer(Shape(tagger_dilations=STATIC_DILATIONS), static=True)
    if start == "static":
        initialize(recognizer, np.load(SKIPGRAM))
    return recognizer


def save_recognizer(recognizer: Recognizer, path: Path) -> None:
    partial = path.with_suffix(".partial")
    torch.save({"shape": recognizer.shape, "static": recognizer.tagger.static, "weights": recognizer.state_dict()}, partial)
    partial.rename(path)


def load_recognizer(path: Path) -> Recognizer:
    saved = torch.load(path, map_location="cpu", weights_only=False)
    recognizer = Recognizer(saved["shape"], saved["static"])
    recognizer.load_state_dict(saved["weights"])
    return recognizer.eval()


def infer_with(recognizer: Recognizer):
    """The recognizer as an `Infer` for training.evaluate."""
    device = next(recognizer.parameters()).device

    def infer(ids: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            tensor = torch.from_numpy(ids)[None].to(device)
            return recognizer(tensor, torch.ones_like(tensor))[0].cpu().numpy()

    return infer


def score(recognizer: Recognizer, documents: list[Document]) -> dict[str, dict[str, float | int]]:
    predictions = predict_documents(infer_with(recognizer.eval()), open_tokenizer(VOCABULARY), documents)
    return report(add([count_entities(p.truth, p.labels) for p in predictions]))


def as_line(scores: dict[str, dict[str, float | int]]) -> str:
    return " ".join(f"{name} {100 * each['f1']:.1f}" for name, each in scores.items())


def update_average(average: nn.Module, now: nn.Module, decay: float) -> None:
    """Moves every weight of `average` to that of `now`, by `1 - decay` of the way."""
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(now.parameters()), 1 - decay)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", choices=["random", "static", "language-model"], default="language-model")
    parser.add_argument("--language-model", type=Path, default=LANGUAGE_MODEL)
    parser.add_argument("--size", choices=SHAPES, default="small", help="of the language model")
    parser.add_argument("--passes", type=int, default=12)
    parser.add_argument("--batch-tokens", type=int, default=2_048)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--average", type=float, default=0.995, help="weight of the past in the moving average, per step")
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--feature-dropout", type=float, default=0.4)
    parser.add_argument("--weight-decay", type=float, default=0.05)
    parser.add_argument("--replace", type=float, default=0.15)
    parser.add_argument("--drop", type=float, default=0.03)
    parser.add_argument("--capitals", type=float, default=0.03)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--score-every", type=int, default=1, help="passes; the last is always scored")
    parser.add_argument("--out", type=Path, default=TAGGER)
    options = parser.parse_args(arguments)
    make_repeatable(options.seed, options.threads)

    whole = options.start == "language-model"
    recognizer = (on_language_model(options.language_model, options.size) if whole else on_vectors(options.start)).to(options.device)
    tagger = recognizer.tagger
    tagger.feature_dropout = options.feature_dropout
    for block in tagger.blocks:
        block.dropout = options.dropout
    trained = recognizer if options.start == "random" else tagger
    if trained is tagger:
        recognizer.encoder.requires_grad_(False)
    average = copy.deepcopy(recognizer)
    augmentation = Augmentation(options.replace, options.drop, options.capitals)
    source = WindowSource(read_documents(LENER_TRAIN), open_tokenizer(VOCABULARY), augmentation, options.seed)
    dev = read_documents(LENER_DEV)
    optimizer = torch.optim.AdamW(trained.parameters(), lr=options.rate, weight_decay=options.weight_decay)

    started = time.monotonic()
    trained_so_far = {"recognizer": recognizer, "average": average, "optimizer": optimizer}
    passes_done = restore_checkpoint(options, **trained_so_far)
    # Windows differ in every pass and are drawn one after the other: those of the passes before are drawn again.
    step = sum(len(list(source.batches(options.batch_tokens))) for _ in range(passes_done))
    for number in range(passes_done, options.passes):
        batches = list(source.batches(options.batch_tokens))
        losses = []
        recognizer.train()
        for index, batch in enumerate(batches):
            ids, mask, targets = (each.to(options.device) for each in batch)
            done = (number + (index + 1) / len(batches)) / options.passes
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(1.0, done * 20) * (1 - done)
            with torch.set_grad_enabled(trained is recognizer):
                features = recognizer.features(ids, mask, torch.bfloat16)
            logits = tagger(features, mask)
            loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=NO_LOSS)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained.parameters(), 1.0)
            optimizer.step()
            step += 1
            averaged = average if trained is recognizer else average.tagger
            update_average(averaged, trained, min(options.average, step / (step + 10)))
            losses.append(loss.detach())
        mean, seconds = torch.stack(losses).mean().item(), time.monotonic() - started
        save_recognizer(average, options.out)
        save_checkpoint(options, number + 1, **trained_so_far)
        scored = number + 1 == options.passes or (number + 1) % options.score_every == 0
        print(f"pass {number + 1}: loss {mean:.4f}, {seconds:.0f} s{', dev ' + as_line(score(average, dev)) if scored else ''}", flush=True)
    checkpoint_of(options.out).unlink()


if __name__ == "__main__":
    main()
