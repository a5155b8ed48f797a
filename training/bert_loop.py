"""What both BERT stages share: where they run and in which precision, AdamW with a linear schedule, and checkpoints to go on from."""

import argparse
import json
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import torch
from torch import Tensor
from transformers import PreTrainedModel, PreTrainedTokenizerBase
from transformers.utils import logging

MAX_GRADIENT_NORM = 1.0
NO_DIFFERENCE = ("threads", "save_seconds", "report_steps")
TOKENIZER_FILES = (
    "vocab.txt",
    "tokenizer.json",
    "vocab.json",
    "merges.txt",
    "sentencepiece.bpe.model",
    "spm.model",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What both stages take."""
    parser.add_argument("--model", type=Path, required=True, help="a checkpoint with its tokenizer, as save_pretrained writes them")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--precision", choices=["float32", "bfloat16", "float16"], help="default: float16 on cuda, float32 on cpu")
    parser.add_argument("--weight-decay", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)


def parse(parser: argparse.ArgumentParser, arguments: list[str] | None) -> argparse.Namespace:
    """The options, checked and completed; sets threads and seed."""
    options = parser.parse_args(arguments)
    options.precision = options.precision or ("float16" if options.device == "cuda" else "float32")
    if options.precision == "float16" and options.device == "cpu":
        parser.error("float16 needs cuda")
    if not (options.model / "config.json").is_file():
        parser.error(f"{options.model} has no config.json: give a folder that save_pretrained wrote")
    logging.disable_progress_bar()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    return options


def linear_rate(step: int, steps: int, peak: float, warmup: float) -> float:
    """The rate of step 0 ≤ `step` < `steps`: up over the share `warmup` of them, then down towards zero."""
    rising = (step + 1) / max(1.0, warmup * steps)
    return peak * min(rising, (steps - step) / (steps - warmup * steps), 1.0)


def save_folder(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, options: argparse.Namespace) -> None:
    """Weights and configuration into `--out`, and the tokenizer as `--model` has it: saved anew, vocab.txt would be lost."""
    model.save_pretrained(options.out)
    if options.out.samefile(options.model):
        return
    if not any((options.model / name).is_file() for name in TOKENIZER_FILES[:2]):
        tokenizer.save_pretrained(options.out)
    for name in TOKENIZER_FILES:
        if (options.model / name).is_file():
            shutil.copyfile(options.model / name, options.out / name)


def settings_of(options: argparse.Namespace) -> dict:
    """The options that make a difference, for training.json: no paths, which are of this machine."""
    given = vars(options).items()
    return {name: value for name, value in given if name not in NO_DIFFERENCE and not isinstance(value, Path)}


def read_json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


class Training:
    """A model with its optimizer, in one place and precision."""

    def __init__(self, model: PreTrainedModel, options: argparse.Namespace) -> None:
        self.model = model.to(options.device)
        self.device = torch.device(options.device)
        self._seed = options.seed
        self._dtype = getattr(torch, options.precision)
        self._scaler = torch.amp.GradScaler(options.device, enabled=options.precision == "float16")
        decayed = [each for each in model.parameters() if each.ndim > 1]
        groups = [
            {"params": decayed, "weight_decay": options.weight_decay},
            {"params": [each for each in model.parameters() if each.ndim <= 1], "weight_decay": 0.0},
        ]
        self._optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.999), eps=1e-8)

    def precision(self) -> AbstractContextManager:
        """The forward pass belongs inside."""
        return torch.autocast(self.device.type, self._dtype, enabled=self._dtype != torch.float32)

    def start_step(self, step: int) -> None:
        """Makes dropout depend on the step alone, so that a run that was stopped goes on as it would have."""
        self.model.train()
        torch.manual_seed(self._seed * 1_000_003 + step)

    def step(self, losses: Iterable[Tensor], count: int, rate: float) -> float:
        """One update from the mean of `count` losses, computed one after the other; returns it."""
        total = 0.0
        for loss in losses:
            self._scaler.scale(loss / count).backward()
            total += loss.item() / count
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._scaler.unscale_(self._optimizer)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), MAX_GRADIENT_NORM)
        self._scaler.step(self._optimizer)
        self._scaler.update()
        self._optimizer.zero_grad(set_to_none=True)
        return total

    def save(self, path: Path, **progress: object) -> None:
        """Replaces the checkpoint at once: a run killed while saving leaves the one before."""
        partial = path.with_suffix(".partial")
        states = {"model": self.model, "optimizer": self._optimizer, "scaler": self._scaler}
        torch.save({name: each.state_dict() for name, each in states.items()} | {"progress": progress}, partial)
        partial.replace(path)

    def restore(self, path: Path) -> dict:
        """What `save` was given as progress; empty where there is no checkpoint."""
        if not path.exists():
            return {}
        saved = torch.load(path, map_location=self.device)
        self.model.load_state_dict(saved["model"])
        self._optimizer.load_state_dict(saved["optimizer"])
        self._scaler.load_state_dict(saved["scaler"])
        return saved["progress"]
