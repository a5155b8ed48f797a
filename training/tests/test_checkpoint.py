"""Stages that were killed go on to the weights that they would have reached."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from training import checkpoint, distil, skipgram, tagger
from training.language_model import LanguageModel
from training.network import SHAPES, Recognizer
from training.paths import MODEL
from training.tests.test_bert import write_split
from training.wordpiece import SEP

TAGGER = "--start random --passes 3 --batch-tokens 256 --score-every 9 --threads 1".split()
DISTIL = "--steps 5 --batch-tokens 128 --corpus-tokens 128 --scale 1 --save-seconds 0 --threads 1".split()
SKIPGRAM = "--scale 1 --dimension 16 --parts 4 --threads 1".split()


class Killed(Exception):
    pass


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Invented splits and tokens, a small language model, and a teacher that stands on another; all with random weights."""
    train, dev, tokens = write_split(tmp_path / "train", 7, 4), write_split(tmp_path / "dev", 70, 1), tmp_path / "tokens"
    tokens.mkdir()
    ids = np.random.default_rng(5).integers(SEP + 2, 32_000, (20, 450)).astype(np.uint16)
    ids[:, -1] = SEP
    np.save(tokens / "source.npy", ids.flatten())
    for module in (tagger, distil, skipgram):
        for name, value in {"LENER_TRAIN": train, "LENER_DEV": dev, "TOKENS": tokens, "VOCABULARY": MODEL / "vocab.txt"}.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)
    torch.manual_seed(7)
    torch.save({"model": LanguageModel(SHAPES["small"], 0.0).state_dict()}, tmp_path / "language-model.pt")
    tagger.save_recognizer(Recognizer(SHAPES["small"]), tmp_path / "teacher.pt")
    yield tmp_path
    torch.use_deterministic_algorithms(False)


def distil_here(work: Path) -> list[str]:
    return [str(work / "teacher.pt"), "--language-model", str(work / "language-model.pt"), *DISTIL]


def weights_of(path: Path) -> dict[str, np.ndarray]:
    if path.suffix == ".npy":
        return {"vectors": np.load(path)}
    return {name: each.numpy() for name, each in torch.load(path, weights_only=False)["weights"].items()}


def kill_after_save(monkeypatch: pytest.MonkeyPatch, module: object, name: str, count: int) -> None:
    """The process dies right after its checkpoint number `count`."""
    original: Callable = getattr(module, name)
    saved: list[int] = []

    def save(*args: object, **trained: object) -> None:
        original(*args, **trained)
        saved.append(1)
        if len(saved) == count:
            raise Killed

    monkeypatch.setattr(module, name, save)


@pytest.mark.parametrize("stage", ["tagger", "distil", "skipgram"])
def test_a_stage_that_was_killed_goes_on_to_the_same_weights(stage: str, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, save, options = {
        "tagger": (tagger, "save_checkpoint", TAGGER),
        "distil": (distil, "save_checkpoint", distil_here(work)),
        "skipgram": (skipgram, "save_part", SKIPGRAM),
    }[stage]
    suffix = ".npy" if stage == "skipgram" else ".pt"
    run = lambda out: module.main([*options, "--out", str(work / f"{out}{suffix}")])  # noqa: E731
    run("whole")
    with monkeypatch.context() as patch:
        kill_after_save(patch, module, save, 2)
        with pytest.raises(Killed):
            run("killed")
    left = checkpoint.checkpoint_of(work / f"killed{suffix}")
    assert left.exists()
    run("killed")
    assert not left.exists()
    whole, killed = weights_of(work / f"whole{suffix}"), weights_of(work / f"killed{suffix}")
    assert all(np.array_equal(whole[name], killed[name]) for name in whole)


def test_a_checkpoint_of_another_command_is_refused(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [*TAGGER, "--out", str(work / "tagger.pt")]
    with monkeypatch.context() as patch:
        kill_after_save(patch, tagger, "save_checkpoint", 1)
        with pytest.raises(Killed):
            tagger.main(command)
    with pytest.raises(SystemExit, match="another rate, seed: remove it"):
        tagger.main([*command, "--seed", "8", "--rate", "1e-3"])
