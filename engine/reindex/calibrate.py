"""An encoder's bands from the bank itself: its captions, tags and photos, and texts that have nothing to do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image, ImageEnhance

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.errors import BadImage
from engine.images.decoding import decode
from engine.ingest.embedding import ENCODED_PIXELS
from engine.model import Language, Photo, PhotoId, Vectors
from engine.ports import Begin, Encoder, Files
from engine.reindex.bands import Shares, bands, look_bands, word_bands
from engine.reindex.unrelated import UNRELATED
from engine.search.hearing import ALL_WORDS, Hearing

SAMPLE = 2000
"""Photos that take part, drawn at random from the bank: their pairs are two million."""
ALTERED = 60
"""Photos of which altered copies are made and embedded."""
FEWEST = 20
"""Photos below which a bank says nothing about an encoder."""
_SEED = 1


@dataclass(frozen=True, kw_only=True)
class CalibrateFromBank:
    """Reads embeddings that the bank already has, and runs the model over texts and a few altered copies."""

    begin: Begin
    files: Files
    encoder: Encoder
    images: Worker
    hearing: Hearing = ALL_WORDS

    async def __call__(self) -> Calibration | None:
        """None when the bank has too few photos to judge by. Raises ModelUnavailable."""
        photos, vectors = await self._sample()
        if len(photos) < FEWEST:
            return None
        rows, texts = _texts(photos)
        own = await self.encoder.encode_texts(texts)
        unrelated = await self.encoder.encode_texts(UNRELATED)
        altered = await self._altered(photos, vectors)
        if not altered.size:
            return None
        heard = np.array([self.hearing.share(text) for text in UNRELATED])
        return await self.images.run(_bands, vectors, vectors[rows], own, unrelated, heard, altered)

    async def _sample(self) -> tuple[list[Photo], Vectors]:
        encoder_id = self.encoder.encoder_id
        found: list[tuple[PhotoId, object]] = []
        async with self.begin() as work:
            while page := await work.embeddings.page(encoder_id, found[-1][0] if found else PhotoId(0), 5000):
                found += [(photo_id, None) for photo_id, _ in page]
            ids = [photo_id for photo_id, _ in found]
            drawn = sorted(Random(_SEED).sample(ids, min(SAMPLE, len(ids))))
            photos = await work.photos.get(drawn)
            vectors = await work.embeddings.get(encoder_id, drawn)
        both = [photo_id for photo_id in drawn if photo_id in photos and photo_id in vectors]
        rows = [vectors[photo_id] for photo_id in both]
        return [photos[photo_id] for photo_id in both], np.stack(rows) if rows else np.empty((0, 1), np.float32)

    async def _altered(self, photos: Sequence[Photo], vectors: Vectors) -> Vectors:
        cosines: list[float] = []
        step = max(1, len(photos) // ALTERED)
        for row in range(0, len(photos), step):
            try:
                copies = await self.images.run(self._copies, photos[row])
            except (OSError, BadImage):
                continue  # indexing has named it already
            cosines += (await self.encoder.encode_images(copies) @ vectors[row]).tolist()
        return np.array(cosines, np.float32)

    def _copies(self, photo: Photo) -> list[Image.Image]:
        image = decode(self.files.preview_path(photo.content_hash).read_bytes(), longest=ENCODED_PIXELS)
        return list(altered_copies(image))


def _bands(
    vectors: Vectors, pictures: Vectors, texts: Vectors, unrelated: Vectors, heard: Shares, altered: Vectors
) -> Calibration:
    """`pictures` and `texts` are of equal length: each text with the photo that it belongs to."""
    true = np.einsum("nd,nd->n", pictures, texts)
    strangers = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    return bands(word_bands(true, unrelated @ vectors.T, heard), look_bands(altered, strangers))


def altered_copies(image: Image.Image) -> Iterator[Image.Image]:
    """What people do to a photo before they send it on: cut its margins, change its light, make it small."""
    width, height = image.size
    yield image.crop((width // 12, height // 12, width - width // 12, height - height // 12))
    yield ImageEnhance.Brightness(image).enhance(1.2)
    yield image.resize((max(1, width // 4), max(1, height // 4)), Image.Resampling.BILINEAR)


def _texts(photos: Sequence[Photo]) -> tuple[list[int], list[str]]:
    """Each caption, and each tag in both languages, with the row of its photo."""
    pairs = [
        (row, text)
        for row, photo in enumerate(photos)
        for text in (
            *(caption.text for caption in photo.captions),
            *(photo_tag.tag.name(language) for photo_tag in photo.tags for language in Language),
        )
    ]
    return [row for row, _ in pairs], [text for _, text in pairs]
