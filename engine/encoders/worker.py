"""An encoder for the event loop: one thread per model, so that the loop never waits for arithmetic."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PIL import Image

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.model import Vectors


class EncoderWorker:
    """Implements the Encoder port around an OpenClipEncoder. Its files are known, its model loads at the first use."""

    def __init__(self, encoder: OpenClipEncoder) -> None:
        self._encoder = encoder
        self._worker = Worker("encoder")
        self.encoder_id = encoder.source.encoder_id
        self.dimension = encoder.source.dimension
        self.calibration: Calibration = encoder.source.calibration

    async def warm_up(self) -> None:
        """Loads the model now, so that the first question is not the slow one."""
        await self._worker.run(self._encoder.encode_texts, ["x"])

    async def encode_texts(self, texts: Sequence[str]) -> Vectors:
        return await self._worker.run(self._encoder.encode_texts, texts)

    async def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        return await self._worker.run(self._encoder.encode_images, images)

    async def aclose(self) -> None:
        """Drops what has not begun and waits for what has."""
        await asyncio.to_thread(self._worker.close)
