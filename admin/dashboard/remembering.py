"""An encoder that remembers what it made of texts: the same words come back in every picture of the dashboard."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from PIL import Image

from engine.model import Vector, Vectors
from engine.ports import Encoder

MOST = 8192
"""Texts; at 512 numbers each 16 MB."""


class RememberingEncoder:
    """Implements the Encoder port over another one. Those not used for longest are forgotten first."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Vector] = OrderedDict()

    @property
    def encoder_id(self) -> str:
        return self._encoder.encoder_id

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    async def encode_texts(self, texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            self._known.update(zip(missing, await self._encoder.encode_texts(missing), strict=True))
        found = []
        for text in texts:
            self._known.move_to_end(text)
            found.append(self._known[text])
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return np.stack(found) if found else np.empty((0, self.dimension), np.float32)

    async def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        return await self._encoder.encode_images(images)
