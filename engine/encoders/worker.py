"""An encoder for the event loop: one thread per model, so that the loop never waits for arithmetic."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.encoders.open_clip_encoder import BATCH, OpenClipEncoder
from engine.model import Vector, Vectors

if TYPE_CHECKING:
    from engine.encoders.network import Network

WAIT_S = 0.003
"""How long a question waits for company when the model is idle; what is asked while it works is joined anyway."""
REMEMBERED = 4096
"""Texts whose vectors are kept, those asked for last: at most 8 MB for 512 dimensions."""
IMAGES_AT_ONCE = 8
"""A batch of images keeps the model for a third of a second; more would gain nothing, and questions wait that long."""


class EncoderWorker:
    """Implements the Encoder port around an OpenClipEncoder. Its files are known, its model loads at the first use.

    Texts asked by several people become one batch; one that was asked lately costs nothing. `_waiting` is all that
    the model's thread touches, and a deque's ends may be used by two threads.
    """

    def __init__(self, encoder: OpenClipEncoder) -> None:
        self._encoder = encoder
        self._worker = Worker("encoder")
        self._known: OrderedDict[str, Vector] = OrderedDict()
        self._asked: dict[str, asyncio.Future[Vector]] = {}
        self._waiting: deque[str] = deque()
        self._closed = False
        self.encoder_id = encoder.source.encoder_id
        self.dimension = encoder.source.dimension
        self.calibration: Calibration = encoder.source.calibration
        self.answers = encoder.source.answers
        self.words = encoder.source.words

    @property
    def network(self) -> Network:
        """The loaded model itself, for measuring; whoever touches it has no other work going on."""
        return self._encoder.load()

    async def warm_up(self) -> None:
        """Loads the model now, so that the first question is not the slow one."""
        await self._worker.run(self._encoder.encode_texts, ["x"])

    async def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension). Equal texts, whoever asks, are encoded once."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        vectors = {text: self._known[text] for text in texts if text in self._known}
        awaited = {text: self._ask(text) for text in dict.fromkeys(texts) if text not in vectors}
        for text in vectors:
            self._known.move_to_end(text)
        # A person who goes away must not take the answer from the others: each waits through a shield.
        for text, future in awaited.items():
            vectors[text] = await asyncio.shield(future)
        return np.stack([vectors[text] for text in texts])

    async def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """Shape (len(images), dimension), a few at a time, so that questions take their turns in between."""
        parts = [np.empty((0, self.dimension), np.float32)]
        for first in range(0, len(images), IMAGES_AT_ONCE):
            parts.append(await self._worker.run(self._encoder.encode_images, images[first : first + IMAGES_AT_ONCE]))
        return np.concatenate(parts)

    async def aclose(self) -> None:
        """Drops what has not begun, waits for what has, and lets go of the model. Closing again does nothing more."""
        self._closed = True
        await asyncio.to_thread(self._worker.close)
        self._encoder.unload()
        self._known.clear()
        for future in self._asked.values():
            future.cancel()

    def _ask(self, text: str) -> asyncio.Future[Vector]:
        if text not in self._asked:
            loop = asyncio.get_running_loop()
            future = self._asked[text] = loop.create_future()
            future.add_done_callback(_seen)
            self._waiting.append(text)
            if len(self._waiting) == 1:
                loop.call_later(WAIT_S, self._begin)
        return self._asked[text]

    def _begin(self) -> None:
        if self._waiting and not self._closed:
            self._worker.begin(self._encode_waiting).add_done_callback(self._answer)

    def _encode_waiting(self) -> dict[str, Vector | Exception]:
        """In the model's thread: whatever waits by now, for it may have been busy. Errors are answers too."""
        texts: list[str] = []
        while self._waiting and len(texts) < BATCH:
            texts.append(self._waiting.popleft())
        if not texts:  # the batch before this one took them along
            return {}
        try:
            vectors = self._encoder.encode_texts(texts)
        except Exception as error:
            return dict.fromkeys(texts, error)
        vectors.flags.writeable = False
        return dict(zip(texts, vectors, strict=True))

    def _answer(self, done: asyncio.Future[dict[str, Vector | Exception]]) -> None:
        if done.cancelled():
            return
        for text, vector in done.result().items():
            future = self._asked.pop(text)
            if isinstance(vector, Exception):
                future.set_exception(vector)
                continue
            future.set_result(vector)
            self._known[text] = vector
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        self._begin()  # more than one batch may have been waiting


def _seen(future: asyncio.Future[Vector]) -> None:
    """Whoever asked may be gone, and an error that nobody reads would be reported as a bug."""
    if not future.cancelled():
        future.exception()
