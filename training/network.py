"""The network: gated convolutions (Dauphin et al. 2017) over WordPieces, one stack looking left, one looking right, and a small tagger.

Shapes: `ids` and `mask` are `[window, token]`, features `[window, token, channel]`. Every block multiplies by the mask after its
norm, so that padding looks exactly like the outside of the window and cannot reach a real position.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    vocabulary: int = 32_000
    channels: int = 256
    stack_dilations: tuple[int, ...] = (1, 2, 4, 8, 1)
    tagger_dilations: tuple[int, ...] = (1, 2, 1)
    labels: int = 13

    def field(self) -> int:
        """Tokens on each side that can influence a token's logits."""
        return 2 * sum(self.stack_dilations) + sum(self.tagger_dilations)


SHAPES = {"small": Shape(), "large": Shape(channels=512, stack_dilations=(1, 2, 4, 8, 16, 1, 2))}
"""`small` is what ships; `large` teaches it (training.distil)."""


def shift(x: Tensor, offset: int) -> Tensor:
    """Position t of the result holds position `t + offset` of `x`, zeros outside."""
    return F.pad(x, (0, 0, max(-offset, 0), max(offset, 0)))[:, max(offset, 0) : max(offset, 0) + x.shape[1]]


def linear(layer: nn.Linear, x: Tensor) -> Tensor:
    """The layer in the precision of `x` (bfloat16 doubles the speed of training where the processor has it)."""
    return F.linear(x, layer.weight.to(x.dtype), None if layer.bias is None else layer.bias.to(x.dtype))


def normalize(layer: nn.LayerNorm, x: Tensor) -> Tensor:
    return F.layer_norm(x, layer.normalized_shape, layer.weight.to(x.dtype), layer.bias.to(x.dtype), layer.eps)


class GatedBlock(nn.Module):
    """x → norm(x + a · σ(b)), where a and b are linear in the positions `offsets` of x."""

    def __init__(self, channels: int, offsets: Sequence[int], dropout: float) -> None:
        super().__init__()
        self.offsets = tuple(offsets)
        self.gate = nn.Linear(len(self.offsets) * channels, 2 * channels)
        self.norm = nn.LayerNorm(channels)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        around = torch.cat([shift(x, offset) if offset else x for offset in self.offsets], dim=-1)
        change = F.glu(linear(self.gate, around), dim=-1)
        return normalize(self.norm, x + F.dropout(change, self.dropout, self.training)) * mask


def stack(channels: int, dilations: Sequence[int], side: int, dropout: float) -> nn.ModuleList:
    """Blocks of width 3; `side` is -1 for left-looking, 1 for right-looking, 0 for both sides."""
    offsets = [(-d, 0, d) if side == 0 else (2 * d * side, d * side, 0) for d in dilations]
    return nn.ModuleList(GatedBlock(channels, each, dropout) for each in offsets)


class Encoder(nn.Module):
    """Embedding and both stacks: what the language model trains and the tagger keeps."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.embedding = nn.Embedding(shape.vocabulary, shape.channels)
        self.norm = nn.LayerNorm(shape.channels)
        self.left = stack(shape.channels, shape.stack_dilations, -1, dropout)
        self.right = stack(shape.channels, shape.stack_dilations, 1, dropout)

    def forward(self, ids: Tensor, mask: Tensor, dtype: torch.dtype = torch.float32) -> tuple[Tensor, Tensor, Tensor]:
        """Embeddings, left features and right features, each `[window, token, channel]`; `mask` is `[window, token]`."""
        mask = mask.unsqueeze(-1).to(dtype)
        embedded = normalize(self.norm, self.embedding(ids).to(dtype)) * mask
        left = right = embedded
        for block in self.left:
            left = block(left, mask)
        for block in self.right:
            right = block(right, mask)
        return embedded, left, right


class Tagger(nn.Module):
    """Label logits from an encoder's features. Without stacks (`static`), from the embeddings alone."""

    def __init__(self, shape: Shape, static: bool = False, dropout: float = 0.3, feature_dropout: float = 0.4) -> None:
        super().__init__()
        self.static = static
        self.feature_dropout = feature_dropout
        self.enter = nn.Linear((1 if static else 3) * shape.channels, shape.channels)
        self.norm = nn.LayerNorm(shape.channels)
        self.blocks = stack(shape.channels, shape.tagger_dilations, 0, dropout)
        self.leave = nn.Linear(shape.channels, shape.labels)

    def forward(self, features: Tensor, mask: Tensor) -> Tensor:
        """`[window, token, feature]` → float32 `[window, token, label]`."""
        mask = mask.unsqueeze(-1).to(features.dtype)
        features = F.dropout(features, self.feature_dropout, self.training)
        x = normalize(self.norm, linear(self.enter, features)) * mask
        for block in self.blocks:
            x = block(x, mask)
        return linear(self.leave, F.dropout(x, self.feature_dropout, self.training)).float()


class Recognizer(nn.Module):
    """The whole graph: `[window, token]` ids and mask → `[window, token, label]`."""

    def __init__(self, shape: Shape, static: bool = False) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(Shape(shape.vocabulary, shape.channels, (), ()) if static else shape)
        self.tagger = Tagger(shape, static)

    def features(self, ids: Tensor, mask: Tensor, dtype: torch.dtype = torch.float32) -> Tensor:
        embedded, left, right = self.encoder(ids, mask, dtype)
        return embedded if self.tagger.static else torch.cat([embedded, left, right], dim=-1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.tagger(self.features(ids, mask), mask)

    def field(self) -> int:
        """Tokens on each side that can influence a token's logits."""
        return sum(self.shape.tagger_dilations) if self.tagger.static else self.shape.field()
