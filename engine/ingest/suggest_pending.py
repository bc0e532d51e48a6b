"""Suggesting: whatever was indexed gets its suggested tags, as a step of its own that is tried again when it fails."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.errors import PhotobankError
from engine.ingest.failing import note_failures
from engine.ports import Begin, Clock
from engine.tagging.suggesting.suggest import SuggestTags

STEP = "suggesting"
BATCH = 64


@dataclass(frozen=True, kw_only=True)
class SuggestPending:
    """One batch of photos without suggestions; how many were done, 0 when nothing is pending.

    `shown_from` is the confidence from which searchers see what nobody has reviewed; None for never.
    """

    begin: Begin
    suggest: SuggestTags
    clock: Clock
    shown_from: float | None = None
    _unshown: set[str] = field(default_factory=lambda: {"at the start"})
    """Why searchers may not see yet what they should; empty when they do."""

    async def __call__(self) -> int:
        model = self.suggest.model
        async with self.begin() as work:
            lacking = await work.suggestions.lacking(model, STEP, self.clock(), BATCH)
            vectors = await work.embeddings.get(self.suggest.encoder.encoder_id, lacking)
            photos = await work.photos.get(list(vectors))
            said = await work.descriptions.of(list(vectors))
        if not photos:
            return await self._show() if self._unshown else 0
        rows = np.stack([vectors[photo_id] for photo_id in photos])
        try:
            found = await self.suggest(list(photos.values()), rows, said)
        except PhotobankError as error:
            async with self.begin(writes=True) as work:
                await note_failures(work, STEP, dict.fromkeys(photos, str(error)), self.clock())
                await work.commit()
            return len(photos)
        async with self.begin(writes=True) as work:
            await work.suggestions.put(model, found, self.clock())
            await work.commit()
        self._unshown.add("new suggestions")
        return len(photos)

    async def _show(self) -> int:
        async with self.begin(writes=True) as work:
            changed = await work.suggestions.show(self.shown_from)
            await work.commit()
        self._unshown.clear()
        return changed
