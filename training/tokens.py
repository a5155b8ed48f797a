"""Token streams drawn from the encoded corpus by source weight."""

from pathlib import Path

import numpy as np

from training.corpus import weight_of
from training.wordpiece import SEP


def document_bounds(ids: np.ndarray) -> np.ndarray:
    """`[document, 2]` start and end of each document in one source, the closing [SEP] included."""
    ends = np.flatnonzero(ids == SEP) + 1
    return np.stack([np.concatenate([[0], ends[:-1]]), ends], axis=1)


def sample_stream(folder: Path, scale: float, seed: int, weight_power: float = 1.0) -> np.ndarray:
    """uint16 ids of whole documents in random order, each drawn `scale * weight ** weight_power` times on average, each ending in [SEP]."""
    choice = np.random.default_rng(seed)
    parts: list[np.ndarray] = []
    for path in sorted(folder.glob("*.npy")):
        ids = np.load(path, mmap_mode="r")
        rate = scale * weight_of(path.stem) ** weight_power
        for start, end in document_bounds(np.asarray(ids)):
            for _ in range(int(rate) + (choice.random() < rate % 1)):
                parts.append(ids[start:end])
    choice.shuffle(parts)
    return np.concatenate(parts)
