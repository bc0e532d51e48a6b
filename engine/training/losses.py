"""What the towers are taught: every pair of picture and text knows whether it matches."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from engine.training.claims import GROUPS
from engine.training.scene import SceneObject


def pairwise_loss(images: Tensor, texts: Tensor, matches: Tensor, scale: Tensor, bias: Tensor) -> Tensor:
    """Sigmoid loss over all pairs (Zhai et al., 2023, "Sigmoid Loss for Language Image Pre-Training"), labels true.

    `images` (b, d) and `texts` (m, d) are unit vectors, `matches` (b, m) is 1 where the text is true of the picture.
    Beside it, per text that fits something, a softmax over the pictures with all that match as its target: it orders
    them, while the sigmoid says how sure one is.
    """
    logits = scale * images @ texts.T + bias
    weight = torch.where(matches > 0, 2.5, 1.0)
    sigmoid = functional.binary_cross_entropy_with_logits(logits, matches, weight=weight)
    fitting = matches.sum(0) > 0
    target = matches[:, fitting] / matches[:, fitting].sum(0, keepdim=True)
    order = -(target * functional.log_softmax(logits[:, fitting], dim=0)).sum(0).mean()
    floor = -(target * torch.where(target > 0, target, 1.0).log()).sum(0).mean()
    return 6 * sigmoid + 0.4 * (order - floor)


def sight_loss(images: Tensor, sights: Tensor) -> Tensor:
    """Pictures of one sight nearer to each other than to others, whatever the hour (Khosla et al., 2020, with labels).

    `images` (b, d) unit vectors, `sights` (b,) indices. Temperature 0.1.
    """
    itself = torch.eye(len(images), dtype=torch.bool)
    logits = (10 * images @ images.T).masked_fill(itself, -1e4)
    same = (sights[:, None] == sights[None, :]) & ~itself
    chosen = same.any(dim=1)
    share = same[chosen].float() / same[chosen].sum(dim=1, keepdim=True)
    return -(share * functional.log_softmax(logits[chosen], dim=1)).sum(dim=1).mean()


RARE = 3.0
"""Most objects are absent from most scenes: a missed one weighs so much more than an imagined one."""


class TruthHeads(torch.nn.Module):
    """Linear readings of a scene's truth from its embedding: dense supervision that speeds learning, then goes."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.properties = torch.nn.Linear(width, sum(GROUPS))
        self.objects = torch.nn.Linear(width, len(SceneObject))

    def forward(self, features: Tensor, values: Tensor, objects: Tensor) -> Tensor:
        """`features` (b, width), `values` (b, groups) as indices, `objects` (b, objects) as 0 or 1."""
        weight = torch.full((objects.shape[1],), RARE)
        loss = 2 * functional.binary_cross_entropy_with_logits(self.objects(features), objects, pos_weight=weight)
        for column, logits in enumerate(self.properties(features).split(GROUPS, dim=1)):
            loss = loss + 0.25 * functional.cross_entropy(logits, values[:, column])
        return loss
