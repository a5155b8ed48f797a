"""The same command gives the same weights."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from training.paths import REPOSITORY
from training.wordpiece import SEP


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A work folder with one encoded source of 100 documents."""
    (tmp_path / "tokens").mkdir()
    ids = np.random.default_rng(5).integers(SEP + 2, 32_000, (100, 200)).astype(np.uint16)
    ids[:, -1] = SEP
    np.save(tmp_path / "tokens" / "source.npy", ids.flatten())
    return tmp_path


def train(work: Path, out: str, *options: str) -> dict[str, torch.Tensor]:
    command = ["training.language_model", "--start", "random", "--windows", "2", "--window-tokens", "64", "--negatives", "64", "--no-compile"]
    environment = {**os.environ, "ACERVO_TRAINING_WORK": str(work)}
    subprocess.run([sys.executable, "-m", *command, "--out", str(work / out), *options], cwd=REPOSITORY, env=environment, check=True, timeout=300)
    return torch.load(work / out)["model"]


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return all(torch.equal(one[name], other[name]) for name in one)


def test_the_same_command_gives_the_same_weights(work: Path) -> None:
    first = train(work, "first.pt", "--tokens", "1280")
    assert same(first, train(work, "second.pt", "--tokens", "1280"))
    assert not same(first, train(work, "other.pt", "--tokens", "1280", "--seed", "8"))
