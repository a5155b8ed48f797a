"""A run that was stopped goes on to the weights that it would have reached: its checkpoint keeps what was trained and torch's random
numbers, and belongs to one command."""

import argparse
from pathlib import Path
from typing import Any, Protocol

import torch

NO_DIFFERENCE = ("out", "score_every", "save_seconds")
"""Options that change no weight."""


class Stateful(Protocol):
    def state_dict(self) -> dict[str, Any]: ...

    def load_state_dict(self, state_dict: dict[str, Any]) -> object: ...


def checkpoint_of(out: Path) -> Path:
    """Beside the result, and gone when that is complete."""
    return out.with_suffix(".checkpoint")


def settings_of(options: argparse.Namespace) -> dict[str, str]:
    return {name: str(value) for name, value in vars(options).items() if name not in NO_DIFFERENCE}


def check_settings(path: Path, saved: dict[str, str], options: argparse.Namespace) -> None:
    """@raises SystemExit: the checkpoint is of a run with other settings."""
    now = settings_of(options)
    other = sorted(name for name in saved.keys() | now.keys() if saved.get(name) != now.get(name))
    if other:
        raise SystemExit(f"{path} is of a run with another {', '.join(other)}: remove it to start anew")


def save_checkpoint(options: argparse.Namespace, done: int, **trained: Stateful) -> None:
    """Replaces the checkpoint at once: a run killed while saving leaves the one before."""
    path = checkpoint_of(options.out)
    partial = path.with_suffix(".partial-checkpoint")
    random = {"cpu": torch.get_rng_state()} | ({"cuda": torch.cuda.get_rng_state()} if options.device == "cuda" else {})
    states = {name: each.state_dict() for name, each in trained.items()}
    torch.save({"settings": settings_of(options), "done": done, "random": random, "trained": states}, partial)
    partial.replace(path)


def restore_checkpoint(options: argparse.Namespace, **trained: Stateful) -> int:
    """What `save_checkpoint` was given as done; 0 where there is no checkpoint. @raises SystemExit: it is of another command."""
    path = checkpoint_of(options.out)
    if not path.exists():
        return 0
    saved = torch.load(path, map_location="cpu")
    check_settings(path, saved["settings"], options)
    for name, each in trained.items():
        each.load_state_dict(saved["trained"][name])
    torch.set_rng_state(saved["random"]["cpu"])
    if options.device == "cuda":
        torch.cuda.set_rng_state(saved["random"]["cuda"])
    return saved["done"]
