"""The scales of static quantization: what enters each linear layer of a recognizer, on text of LeNER-Br train.

For each layer the range is the one under which rounding and clipping together lose least (mean squared error): a few outliers
do not make all other values coarse.
"""

from collections import defaultdict

import numpy as np
import torch
from torch import Tensor, nn

from training.conll import read_documents
from training.network import Recognizer
from training.paths import LENER_TRAIN, VOCABULARY
from training.windows import lay_out
from training.wordpiece import encode_words, open_tokenizer

LEVELS = 127
LAST_LAYER = "tagger.leave"
"""Its logits stay float32."""
EVERY = 3
"""Documents of train, counted by name: 17 of 50."""
WORDS = 3_000
VALUES = 20_000
"""Of each layer and document, drawn at random."""


def best_scale(values: np.ndarray) -> float:
    """The step between neighbouring levels under which symmetric rounding to ±127 steps has the least squared error."""
    largest = float(np.abs(values).max())
    steps = [largest * share / LEVELS for share in np.linspace(0.2, 1, 33)]
    errors = [float(np.mean((np.clip(np.round(values / step), -LEVELS, LEVELS) * step - values) ** 2)) for step in steps]
    return steps[int(np.argmin(errors))]


def measure_scales(recognizer: Recognizer, seed: int = 7) -> dict[str, float]:
    """By the name of each linear layer but the last."""
    layers = [name for name, module in recognizer.named_modules() if isinstance(module, nn.Linear) and name != LAST_LAYER]
    samples: dict[str, list[np.ndarray]] = defaultdict(list)
    choice = torch.Generator().manual_seed(seed)

    def listen(name: str):
        def keep(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            values = inputs[0].flatten()
            samples[name].append(values[torch.randint(len(values), (VALUES,), generator=choice)].numpy())

        return keep

    tokenizer = open_tokenizer(VOCABULARY)
    # A linear layer's weights are handed to a function, so the module around it is listened to: the same values enter it.
    handles = [recognizer.get_submodule(name.rpartition(".")[0]).register_forward_pre_hook(listen(name)) for name in layers]
    documents = read_documents(LENER_TRAIN)
    with torch.inference_mode():
        for document in documents[::EVERY]:
            words = tuple(word for sentence in document.sentences for word in sentence.words)[:WORDS]
            ids = torch.tensor(lay_out(encode_words(tokenizer, words), [0] * len(words))[0])[None]
            recognizer(ids, torch.ones_like(ids))
    for handle in handles:
        handle.remove()
    return {name: best_scale(np.concatenate(each)) for name, each in samples.items()}
