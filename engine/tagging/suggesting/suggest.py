"""Suggestions for photos of a bank: what its approved photos have taught, applied to others."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.model import Caption, Photo, PhotoId, PhotoState, Tag, Vectors
from engine.ports import Begin, Encoder, Work
from engine.tagging.description import Description
from engine.tagging.suggesting.joining import GENERATED, as_mapping, joined, phrases_of, said_in
from engine.tagging.suggesting.learning import Floats, Learned, learn
from engine.tagging.suggesting.ports import Origin, TagSuggestion

WAY = "1"
"""Raised whenever suggestions come out differently, so that they are made anew."""
MOST_APPROVED = 4_000
"""Photos to learn from, the newest: enough for every tag, and half a second of arithmetic."""
GROWN = 1.1
"""What was learned is learned anew when there are so many times more approved photos, or other tags."""
AT_ONCE = 8
"""Texts that the model takes in one go: somebody's question waits no longer than for these."""
PROMPTS_RU = ("{}", "фотография: {}", "на фотографии {}")
PROMPTS_EN = ("{}", "a photo of {}", "{} in the city")


@dataclass(kw_only=True)
class SuggestTags:
    """Learns from the published photos when first asked, and again when they have grown by a tenth."""

    begin: Begin
    encoder: Encoder
    _directions: dict[tuple[str, str, str], Floats] = field(default_factory=dict)
    _learned: Learned | None = None
    _approved: int = 0
    _edition: int | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def model(self) -> str:
        """Names the encoder and the way; at most 64 characters."""
        return "suggested-" + hashlib.sha256(f"{self.encoder.encoder_id}/{WAY}".encode()).hexdigest()[:12]

    async def __call__(
        self, photos: Sequence[Photo], vectors: Vectors, said: Mapping[PhotoId, Sequence[Description]]
    ) -> dict[PhotoId, list[TagSuggestion]]:
        """`vectors` are the photos', shape (photos, dimension). Raises ModelUnavailable."""
        learned, tags = await self.learned()
        return await asyncio.to_thread(suggested, learned, tags, photos, vectors, said)

    async def learned(self) -> tuple[Learned, list[Tag]]:
        async with self._turn:
            async with self.begin() as work:
                tags = await work.tags.all()
                edition = await work.tags.edition()
                approved = await work.photos.count(PhotoState.PUBLISHED)
                grown = approved > self._approved * GROWN or approved * GROWN < self._approved
                if self._learned is not None and edition == self._edition and not grown:
                    return self._learned, tags
                ids, vectors, tagged, captions = await self._examples(work)
            directions = {tag.slug: await self.direction(tag) for tag in tags}
            named = await asyncio.to_thread(named_in, captions, tags)
            self._learned = await asyncio.to_thread(learn, directions, ids, vectors, tagged, named)
            self._approved, self._edition = approved, edition
            return self._learned, tags

    async def _examples(
        self, work: Work
    ) -> tuple[list[PhotoId], Vectors, list[frozenset[str]], list[tuple[Caption, ...]]]:
        """Approved photos with what people, and not the model itself, have tagged them with, and their captions."""
        vectors = await work.embeddings.get(self.encoder.encoder_id, await work.photos.newest(MOST_APPROVED))
        photos = await work.photos.get(list(vectors))
        tagged = [
            frozenset(one.tag.slug for one in photos[photo_id].tags if one.source != self.model) for photo_id in vectors
        ]
        rows = np.stack(list(vectors.values())) if vectors else np.zeros((0, self.encoder.dimension), np.float32)
        return list(vectors), rows, tagged, [photos[photo_id].captions for photo_id in vectors]

    async def direction(self, tag: Tag) -> Floats:
        """Shape (dimension,), norm 1: prompt ensembling, as in CLIP's paper (section 3.1.4), in both languages."""
        key = (tag.slug, tag.ru, tag.en)
        if key not in self._directions:
            texts = [way.format(tag.ru) for way in PROMPTS_RU] + [way.format(tag.en) for way in PROMPTS_EN]
            made = [await self.encoder.encode_texts(texts[k : k + AT_ONCE]) for k in range(0, len(texts), AT_ONCE)]
            mean = np.concatenate(made).astype(np.float64).mean(axis=0)
            self._directions[key] = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return self._directions[key]


def named_in(captions: Sequence[Sequence[Caption]], tags: Sequence[Tag]) -> list[frozenset[str]]:
    """The tags that each photo's captions name."""
    book = phrases_of(tags)
    return [frozenset(said_in(own, book)) for own in captions]


def suggested(
    learned: Learned,
    tags: Sequence[Tag],
    photos: Sequence[Photo],
    vectors: Vectors,
    said: Mapping[PhotoId, Sequence[Description]],
) -> dict[PhotoId, list[TagSuggestion]]:
    """The joined suggestions of every photo; `vectors` are the photos', shape (photos, dimension). Pure."""
    all_origins = origins(learned, tags, photos, vectors, said)
    return {photo_id: joined(own) for photo_id, own in all_origins.items()}


def origins(
    learned: Learned,
    tags: Sequence[Tag],
    photos: Sequence[Photo],
    vectors: Vectors,
    said: Mapping[PhotoId, Sequence[Description]],
) -> dict[PhotoId, dict[Origin, Mapping[str, float]]]:
    """What each origin says by itself, a probability by slug."""
    book = phrases_of(tags)
    looks = learned.looks(vectors)
    near = learned.neighbours(vectors, [photo.photo_id for photo in photos])
    found: dict[PhotoId, dict[Origin, Mapping[str, float]]] = {}
    for row, photo in enumerate(photos):
        own = said.get(photo.photo_id, ())
        captions = [*photo.captions, *(caption for one in own for caption in one.captions)]
        found[photo.photo_id] = {
            Origin.LOOKS: as_mapping(learned.slugs, looks[row]),
            Origin.NEIGHBOURS: as_mapping(learned.slugs, near[row]),
            Origin.CAPTION: {
                slug: sure * learned.words.get(slug, 1.0) for slug, sure in said_in(captions, book).items()
            },
            Origin.CAPTIONER: {slug: GENERATED for one in own for slug in one.tags},
        }
    return found
