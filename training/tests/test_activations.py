"""Every layer that is quantized gets a scale, and outliers don't set it."""

import numpy as np
import torch

from training import activations
from training.conll import Document, Sentence
from training.network import Recognizer, Shape
from training.paths import MODEL


def test_every_linear_layer_but_the_last_has_a_scale(monkeypatch) -> None:
    words = "A Câmara julgou irregulares as contas .".split()
    documents = [Document(str(index), [Sentence(tuple(words), ("O",) * len(words))]) for index in range(4)]
    monkeypatch.setattr(activations, "read_documents", lambda _: documents)
    monkeypatch.setattr(activations, "VOCABULARY", MODEL / "vocab.txt")
    recognizer = Recognizer(Shape(channels=8, stack_dilations=(1, 2), tagger_dilations=(1,))).eval()
    scales = activations.measure_scales(recognizer)
    linear = {name for name, module in recognizer.named_modules() if isinstance(module, torch.nn.Linear)}
    assert set(scales) == linear - {activations.LAST_LAYER}
    assert all(scale > 0 for scale in scales.values())


def test_an_outlier_does_not_make_all_values_coarse() -> None:
    values = np.append(np.random.default_rng(7).normal(size=100_000), 20.0)
    step = activations.best_scale(values)
    assert step < 0.8 * 20 / activations.LEVELS
    error = lambda each: np.mean((np.clip(np.round(values / each), -127, 127) * each - values) ** 2)
    assert error(step) < error(20 / activations.LEVELS)
