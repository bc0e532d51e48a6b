"""From photos to embeddings, with the next pictures being decoded while the model works on these."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image

from engine.blocking import Worker
from engine.errors import BadImage
from engine.images.decoding import decode
from engine.model import Photo, PhotoId, Vector
from engine.ports import Encoder, Files

log = logging.getLogger(__name__)

ENCODED_PIXELS = 512
"""Decoding stops at this many pixels on the longer side: every encoder here sees at most 384."""
WINDOW = 16
"""Pictures that are decoded, or being decoded, at any time: at most 13 MB."""
AT_ONCE = 8
"""Pictures that are encoded while others are decoded."""


@dataclass(frozen=True, kw_only=True)
class EmbedPhotos:
    """Embeds from the previews. A photo that cannot be read is named in the log once, and then left alone, until
    somebody takes it out of `unreadable`, which says why."""

    files: Files
    encoder: Encoder
    images: Worker
    unreadable: dict[PhotoId, str] = field(default_factory=dict)

    async def __call__(self, photos: Mapping[PhotoId, Photo]) -> dict[PhotoId, Vector]:
        """Those that can be read. Raises ModelUnavailable."""
        rest = iter([(photo_id, photo) for photo_id, photo in photos.items() if photo_id not in self.unreadable])
        window: deque[tuple[PhotoId, asyncio.Future[Image.Image]]] = deque()
        vectors: dict[PhotoId, Vector] = {}
        try:
            while True:
                ready: dict[PhotoId, Image.Image] = {}
                while len(ready) < AT_ONCE:
                    while len(window) < WINDOW and (one := next(rest, None)) is not None:
                        window.append((one[0], self.images.begin(self._open, one[1])))
                    if not window:
                        break
                    photo_id, opening = window.popleft()
                    try:
                        ready[photo_id] = await opening
                    except (OSError, BadImage) as error:
                        self.unreadable[photo_id] = str(error)
                        log.warning("photo %s cannot be embedded: %s", photo_id, error)
                if not ready:
                    return vectors
                encoded = await self.encoder.encode_images(list(ready.values()))
                vectors.update(zip(ready, encoded, strict=True))
        finally:
            for _, opening in window:
                opening.cancel()

    def _open(self, photo: Photo) -> Image.Image:
        return decode(self.files.preview_path(photo.content_hash).read_bytes(), longest=ENCODED_PIXELS)
