"""The proof that cheaper arithmetic means the same: made once a machine, remembered beside the weights."""

from __future__ import annotations

import copy
import json
import logging
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeVar

import numpy as np
import torch
from torch import nn

from engine.encoders.arithmetic import CHEAPER_FOR_IMAGES, CHEAPER_FOR_TEXTS, Arithmetic, lowered
from engine.encoders.network import Network
from engine.encoders.probes import probe_images, probe_texts
from engine.encoders.source import Source
from engine.model import Vectors

T = TypeVar("T")

log = logging.getLogger(__name__)

FILE_NAME = "arithmetic.json"
PROBES = 200
"""Texts, and pictures, on which arithmetic is judged."""
MEAN_COSINE = 0.999
"""To the fp32 vectors, over all probes; below it, arithmetic is refused."""
WORTH_IT = 0.9
"""Cheaper arithmetic takes at most this share of fp32's time, or it is not worth its error."""
SMALL = 20_000_000
"""A tower with fewer parameters stays as it is: it answers in milliseconds, and a proof would only delay the start."""
AT_ONCE = 8
TIMINGS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The arithmetic of each tower, and what was measured: cosines to fp32, and shares of fp32's time."""

    texts: Arithmetic = Arithmetic.FP32
    images: Arithmetic = Arithmetic.FP32
    cosines: Mapping[str, float] = field(default_factory=dict)
    time_shares: Mapping[str, float] = field(default_factory=dict)


def lower(network: Network, source: Source) -> None:
    """Brings a network just loaded to its proved arithmetic, proving it first if this machine has not yet."""
    if max(_size(network.text), _size(network.visual)) < SMALL:
        return
    verdict = recall(source)
    if verdict is None:
        verdict = prove(network)
        _remember(source, verdict)
        log.info("arithmetic of %s: texts %s, images %s", source.name, verdict.texts.value, verdict.images.value)
    network.lower(texts=verdict.texts, images=verdict.images)


def prove(network: Network) -> Verdict:
    """Tries what is cheaper on PROBES texts and PROBES pictures; leaves the network as it was. Blocks."""
    cosines: dict[str, float] = {}
    shares: dict[str, float] = {}

    def best(
        kind: str, tower: nn.Module, candidates: Sequence[Arithmetic], encode: Callable[[int], Vectors], usual: int
    ) -> Arithmetic:
        """`encode` takes the number of probes; `usual` is how many come at once in daily work."""
        if _size(tower) < SMALL:
            return Arithmetic.FP32
        wanted, fp32_s = encode(PROBES), _quickest(lambda: encode(usual))
        for arithmetic in candidates:
            name = f"{kind} {arithmetic.value}"
            try:
                network.replace(**{kind: lowered(copy.deepcopy(tower), arithmetic)})
                cosines[name] = round(_mean_cosine(wanted, encode(PROBES)), 6)
                shares[name] = round(_quickest(lambda: encode(usual)) / fp32_s, 3)
            except Exception as error:  # torch refuses in many ways what a processor or an architecture lacks
                log.info("%s cannot be had here: %s", name, error)
                continue
            finally:
                network.replace(**{kind: tower})
            if cosines[name] >= MEAN_COSINE and shares[name] <= WORTH_IT:
                return arithmetic
        return Arithmetic.FP32

    texts, images = probe_texts(PROBES), probe_images(PROBES)
    return Verdict(
        texts=best("text", network.text, CHEAPER_FOR_TEXTS, lambda n: _all(network.read, texts[:n]), 1),
        images=best("visual", network.visual, CHEAPER_FOR_IMAGES, lambda n: _all(network.look, images[:n]), AT_ONCE),
        cosines=cosines,
        time_shares=shares,
    )


def recall(source: Source) -> Verdict | None:
    """What was proved on such a machine with these weights; None if nothing was."""
    try:
        kept = json.loads((source.beside / FILE_NAME).read_text(encoding="utf-8"))[_circumstances(source)]
        return Verdict(**{**kept, "texts": Arithmetic(kept["texts"]), "images": Arithmetic(kept["images"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(source: Source, verdict: Verdict) -> None:
    path = source.beside / FILE_NAME
    try:
        known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        known[_circumstances(source)] = asdict(verdict)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
        part.replace(path)
    except (OSError, ValueError) as error:
        log.warning("the arithmetic of %s cannot be remembered, so every start will prove it: %s", source.name, error)


def _circumstances(source: Source) -> str:
    """What a verdict depends on: the weights, torch, and what the processor can do."""
    able = [name for name in ("avx512_bf16", "vnni", "amx_tile") if getattr(torch.cpu, f"_is_{name}_supported")()]
    level = torch.backends.cpu.get_cpu_capability()
    return " ".join([source.encoder_id, torch.__version__, platform.machine(), level, *able])


def _size(tower: nn.Module) -> int:
    return sum(parameter.numel() for parameter in tower.parameters())


def _all(encode: Callable[[Sequence[T]], Vectors], probes: Sequence[T]) -> Vectors:
    return np.concatenate([encode(probes[k : k + AT_ONCE]) for k in range(0, len(probes), AT_ONCE)])


def _quickest(encode: Callable[[], Vectors]) -> float:
    """Seconds. Whatever else this machine does only ever makes it slower, so the quickest of a few is the truest."""

    def timed() -> float:
        began = time.perf_counter()
        encode()
        return time.perf_counter() - began

    return min(timed() for _ in range(TIMINGS))


def _mean_cosine(a: Vectors, b: Vectors) -> float:
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return -1.0
    norms = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return float(np.mean((a * b).sum(axis=1) / np.maximum(norms, 1e-12)))
