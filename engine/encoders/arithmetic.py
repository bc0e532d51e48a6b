"""Cheaper arithmetic for a tower of the network: which kinds there are, and how a tower is brought to them."""

from __future__ import annotations

import warnings
from enum import StrEnum
from typing import Any

import torch
from torch import Tensor, nn


class Arithmetic(StrEnum):
    """What a tower computes in. Vectors come out as float32 in any case."""

    FP32 = "fp32"
    BF16 = "bf16"
    INT8 = "int8"


CHEAPER_FOR_TEXTS = (Arithmetic.INT8, Arithmetic.BF16)
"""In order of promise: a short text is bound by reading the weights, and int8 has the fewest bytes of them."""

CHEAPER_FOR_IMAGES = (Arithmetic.BF16, Arithmetic.INT8)
"""In order of promise: images are bound by multiplying, and bf16 needs no pass that measures the activations."""


class Int8Linear(nn.Module):
    """A linear layer with int8 weights, one scale an output, and activations quantised anew at every call.

    Built on torch's operator, for `torch.ao.quantization.quantize_dynamic` is deprecated, has one scale for all
    outputs, and also takes the layers inside `nn.MultiheadAttention`, which reads their weights itself.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        # Towers ask a layer for its weight's type, to cast their input to it.
        self.weight = torch.empty(0)
        weight = linear.weight.detach().float()
        scales = (weight.abs().amax(dim=1) / 127).clamp(min=1e-12)
        zeros = torch.zeros(len(scales), dtype=torch.long)
        with warnings.catch_warnings():
            # Tensors of quantised type are deprecated, yet nothing that takes their place is as fast so far.
            warnings.filterwarnings("ignore", message=".*quantized tensor creation", category=UserWarning)
            quantised = torch.quantize_per_channel(weight, scales, zeros, 0, torch.qint8)
        bias = None if linear.bias is None else linear.bias.detach().float()
        self._packed = torch.ops.quantized.linear_prepack(quantised, bias)
        # Without VNNI the product of two full bytes overflows its 16 bits.
        self._seven_bits = not torch.cpu._is_vnni_supported()

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = torch.ops.quantized.linear_dynamic(x, self._packed, self._seven_bits)
        return y


class _InBf16(nn.Module):
    """A tower whose weights are bf16: images are cast on the way in, tokens are integers and stay so."""

    def __init__(self, tower: nn.Module) -> None:
        super().__init__()
        self.tower = tower.to(torch.bfloat16)

    def forward(self, x: Tensor) -> Any:
        return self.tower(x.to(torch.bfloat16) if x.is_floating_point() else x)


def lowered(tower: nn.Module, arithmetic: Arithmetic) -> nn.Module:
    """The tower in that arithmetic. It takes the given tower's place, which is changed and not to be used again.

    Layers of no other type than `nn.Linear` stay in fp32 under INT8: convolutions, norms and attention cost little
    in the towers at hand. Raises whatever torch raises where processor or architecture do not take it.
    """
    match arithmetic:
        case Arithmetic.FP32:
            return tower
        case Arithmetic.BF16:
            return _InBf16(tower)
        case Arithmetic.INT8:
            for module in list(tower.modules()):
                for name, child in module.named_children():
                    if type(child) is nn.Linear:
                        setattr(module, name, Int8Linear(child))
            return tower
