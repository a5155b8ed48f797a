"""What the product relies on: padding and batch mates change nothing, the field is what is declared, the export equals torch."""

import numpy as np
import onnxruntime
import pytest
import torch

from training.export import write_graph
from training.network import Recognizer, Shape

SMALL = Shape(vocabulary=120, channels=16, stack_dilations=(1, 2, 4), tagger_dilations=(1, 2))


def make_recognizer(static: bool = False) -> Recognizer:
    torch.manual_seed(7)
    recognizer = Recognizer(SMALL, static).eval()
    with torch.no_grad():
        for name, parameter in recognizer.named_parameters():
            if name.endswith("bias"):
                parameter.normal_(0, 0.3)  # a bias that is zero would hide a missing mask
    return recognizer


def random_ids(length: int, seed: int = 7) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).integers(5, SMALL.vocabulary, (1, length)))


def open_graph(recognizer: Recognizer, int8: bool) -> onnxruntime.InferenceSession:
    layers = [name for name, module in recognizer.named_modules() if isinstance(module, torch.nn.Linear) and name != "tagger.leave"]
    return onnxruntime.InferenceSession(write_graph(recognizer, dict.fromkeys(layers, 0.03) if int8 else None).SerializeToString())


@pytest.mark.parametrize("static", [False, True])
def test_padding_and_batch_mates_change_nothing(static: bool) -> None:
    recognizer = make_recognizer(static)
    session = open_graph(recognizer, int8=True)
    short, long = random_ids(9), random_ids(40, seed=8)
    ids = torch.zeros(2, 40, dtype=torch.int64)
    ids[0, :9], ids[1] = short[0], long[0]
    ids[0, 9:] = 77  # whatever stands in the padding
    mask = torch.ones_like(ids)
    mask[0, 9:] = 0
    together = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0]
    for row, alone_ids in enumerate((short, long)):
        alone = session.run(None, {"input_ids": alone_ids.numpy(), "attention_mask": np.ones_like(alone_ids.numpy())})[0]
        assert np.abs(together[row, : alone.shape[1]] - alone[0]).max() < 1e-5
        with torch.inference_mode():
            padded = recognizer(ids, mask)[row, : alone.shape[1]]
            assert (padded - recognizer(alone_ids, torch.ones_like(alone_ids))[0]).abs().max() < 1e-5


@pytest.mark.parametrize("static", [False, True])
def test_the_field_is_exactly_what_is_declared(static: bool) -> None:
    recognizer = make_recognizer(static)
    ids, center = random_ids(81), 40
    mask = torch.ones_like(ids)
    with torch.inference_mode():
        before = recognizer(ids, mask)[0, center]
        reached = []
        for position in range(ids.shape[1]):
            changed = ids.clone()
            changed[0, position] = 5 + (changed[0, position] - 4) % (SMALL.vocabulary - 5)
            if (recognizer(changed, mask)[0, center] - before).abs().max() > 0:
                reached.append(position)
    assert (center - min(reached), max(reached) - center) == (recognizer.field(), recognizer.field())


@pytest.mark.parametrize("static", [False, True])
@pytest.mark.parametrize("length", [1, 2, 33])
def test_the_exported_graph_equals_torch(static: bool, length: int) -> None:
    recognizer = make_recognizer(static)
    ids = random_ids(length)
    mask = torch.ones_like(ids)
    exported = open_graph(recognizer, int8=False).run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0]
    with torch.inference_mode():
        assert np.abs(exported - recognizer(ids, mask).numpy()).max() < 1e-4


def test_int8_stays_near_torch_and_depends_on_the_field_only() -> None:
    recognizer = make_recognizer()
    ids = random_ids(200)
    session = open_graph(recognizer, int8=True)
    whole, part = (session.run(None, {"input_ids": each.numpy(), "attention_mask": np.ones_like(each.numpy())})[0][0] for each in (ids, ids[:, 50:130]))
    field = recognizer.field()
    assert np.array_equal(whole[50 + field : 130 - field], part[field:-field])
    with torch.inference_mode():
        exact = recognizer(ids, torch.ones_like(ids))[0].numpy()
    assert np.abs(whole - exact).mean() < 0.05 * exact.std()


def test_a_stack_sees_one_side_only() -> None:
    encoder = make_recognizer().encoder
    ids = random_ids(20)
    changed = ids.clone()
    changed[0, 10] = 5 + (changed[0, 10] - 4) % (SMALL.vocabulary - 5)
    with torch.inference_mode():
        (_, left, right), (_, left_after, right_after) = (encoder(each, torch.ones_like(ids)) for each in (ids, changed))
    assert torch.equal(left[0, :10], left_after[0, :10]) and not torch.equal(left[0, 10:], left_after[0, 10:])
    assert torch.equal(right[0, 11:], right_after[0, 11:]) and not torch.equal(right[0, :11], right_after[0, :11])
