"""Captions and tags' names into the space of pictures: whatever is written and not embedded yet gets its embedding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from engine.ingest.ports import CaptionText, TagText
from engine.model import Vector
from engine.ports import Begin, Encoder

BATCH = 32
"""Texts between two commits."""
AT_ONCE = 8
"""Texts that the model takes in one go: somebody's question waits no longer than for these."""

Text = TypeVar("Text", CaptionText, TagText)


@dataclass(frozen=True, kw_only=True)
class EmbedTexts:
    """One batch of captions and names. Photos are found without, so whoever indexes does this after the photos.

    Captions are looked for among the photos that changed since the last look that found none; the first looks at all.
    """

    begin: Begin
    encoder: Encoder
    _looked: list[int] = field(default_factory=lambda: [0])

    async def __call__(self) -> int:
        """How many texts were embedded; 0 means that nothing is pending. Raises ModelUnavailable."""
        encoder_id = self.encoder.encoder_id
        async with self.begin() as work:
            version = await work.text_embeddings.version()
            captions: list[CaptionText] = []
            if version > self._looked[0]:
                captions = await work.text_embeddings.captions_pending(encoder_id, self._looked[0], BATCH)
            names = await work.text_embeddings.tags_pending(encoder_id, BATCH)
        if captions or names:
            made, named = await self._embed(captions), await self._embed(names)
            async with self.begin(writes=True) as work:
                await work.text_embeddings.put_captions(encoder_id, made)
                await work.text_embeddings.put_tags(encoder_id, named)
                await work.commit()
        if not captions:
            self._looked[0] = version
        return len(captions) + len(names)

    async def _embed(self, texts: Sequence[Text]) -> dict[Text, Vector]:
        vectors: dict[Text, Vector] = {}
        for first in range(0, len(texts), AT_ONCE):
            part = texts[first : first + AT_ONCE]
            vectors.update(zip(part, await self.encoder.encode_texts([one.text for one in part]), strict=True))
        return vectors
