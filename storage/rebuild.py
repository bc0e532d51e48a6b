"""Making the index equal to SQL's embeddings, without running a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from engine.model import PhotoId
from engine.ports import Begin, VectorIndex

_PAGE = 2000
SAME = 0.999
"""The least cosine of an index's vector to SQL's, of which it is a copy: float16 rounds by far less."""


@dataclass(slots=True)
class Differences:
    """In what the index was not equal to SQL."""

    missing: list[PhotoId] = field(default_factory=list)
    stale: list[PhotoId] = field(default_factory=list)
    surplus: list[PhotoId] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.missing) + len(self.stale) + len(self.surplus)


async def refill(
    index: VectorIndex,
    begin: Begin,
    encoder_id: str,
    progress: Callable[[int], None] | None = None,
    *,
    thorough: bool = False,
    mend: bool = True,
) -> Differences:
    """Adds what is missing and removes what SQL does not know; `thorough` compares the vectors as well.

    `progress` is told after every page how many of SQL's embeddings were compared so far.
    """
    there = await index.ids()
    found = Differences()
    wanted: set[PhotoId] = set()
    after = PhotoId(0)
    while True:
        async with begin() as work:
            page = await work.embeddings.page(encoder_id, after, _PAGE)
        if not page:
            break
        vectors = dict(page)
        missing = [photo_id for photo_id in vectors if photo_id not in there]
        stale = []
        if thorough:
            held = await index.vectors([photo_id for photo_id in vectors if photo_id in there])
            stale = [photo_id for photo_id, vector in held.items() if not _same(vector, vectors[photo_id])]
        if mend:
            await index.put({photo_id: vectors[photo_id] for photo_id in [*missing, *stale]})
        found.missing += missing
        found.stale += stale
        wanted.update(vectors)
        after = page[-1][0]
        if progress is not None:
            progress(len(wanted))
    found.surplus = sorted(there - wanted)
    if mend:
        await index.remove(found.surplus)
        index.filled()
    return found


def _same(held: np.ndarray, wanted: np.ndarray) -> bool:
    return held.shape == wanted.shape and float(held @ wanted) / max(float(np.linalg.norm(held)), 1e-12) > SAME
