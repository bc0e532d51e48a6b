"""Which tags of the bank mean the same as one: the index over the vocabulary, kept as long as nothing was changed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.errors import ModelUnavailable
from engine.model import Tag, Vector
from engine.ports import Encoder, Work
from engine.tagging.alike import Alike, AlikeTags, meaning_from

TELLS_APART = 0.999
"""An encoder whose names lie nearer to one another than that tells no two of them apart, and is not asked."""

GROWN = 0.02
"""The share by which the named tags must change in number before their distances are measured anew."""


@dataclass(frozen=True, slots=True)
class Known:
    """One state of the vocabulary."""

    tags: tuple[Tag, ...]
    index: AlikeTags
    vectors: Mapping[str, Vector]

    def pairs(self) -> list[tuple[Tag, Alike]]:
        """Every two tags that look the same, once, the tag that comes first by its slug first."""
        return [
            (tag, alike)
            for tag in self.tags
            for alike in self.index.like(tag, self.vectors.get(tag.slug))
            if tag.slug < alike.tag.slug
        ]


@dataclass(kw_only=True)
class Likeness:
    """Follows the vocabulary of the unit of work that asks. Without a model, names alone are compared."""

    encoder: Encoder
    _key: tuple[int, int] | None = None
    _known: Known | None = None
    _pairs: list[tuple[Tag, Alike]] | None = None
    _limit: float = 1.0
    _measured_of: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def like(self, work: Work, wanted: Tag) -> list[Alike]:
        """The surest first. Takes milliseconds once the vocabulary was read."""
        known = await self.known(work)
        return known.index.like(wanted, await self._meaning(wanted) if known.vectors else None)

    async def pairs(self, work: Work) -> list[tuple[Tag, Alike]]:
        """Over the whole vocabulary; made once for each state of it, in a thread."""
        known = await self.known(work)
        async with self._turn:
            if self._pairs is None:
                self._pairs = await asyncio.to_thread(known.pairs)
            return self._pairs

    async def known(self, work: Work) -> Known:
        encoder_id = self.encoder.encoder_id
        key = (await work.tags.edition(), await work.text_embeddings.tag_count(encoder_id))
        async with self._turn:
            if self._known is None or key != self._key:
                tags = tuple(await work.tags.all())
                vectors = await work.text_embeddings.of_tags(encoder_id)
                if abs(len(vectors) - self._measured_of) > len(vectors) * GROWN:
                    self._limit = await asyncio.to_thread(_limit, list(vectors.values()))
                    self._measured_of = len(vectors)
                self._known = await asyncio.to_thread(_indexed, tags, vectors, self.encoder.dimension, self._limit)
                self._key, self._pairs = key, None
            return self._known

    async def _meaning(self, wanted: Tag) -> Vector | None:
        try:
            both = await self.encoder.encode_texts([wanted.ru, wanted.en])
        except ModelUnavailable:
            return None
        mean = both.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)


def _limit(vectors: Sequence[Vector]) -> float:
    return meaning_from(np.stack(vectors)) if len(vectors) > 1 else 1.0


def _indexed(tags: tuple[Tag, ...], vectors: Mapping[str, Vector], dimension: int, limit: float) -> Known:
    if limit >= TELLS_APART:
        return Known(tags, AlikeTags(tags), {})
    nothing = np.zeros(dimension, np.float32)
    rows = np.stack([vectors.get(tag.slug, nothing) for tag in tags])
    return Known(tags, AlikeTags(tags, rows, limit), vectors)
