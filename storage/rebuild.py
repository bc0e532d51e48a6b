"""Making the index equal to SQL's embeddings, without running a model."""

from __future__ import annotations

from collections.abc import Callable

from engine.model import PhotoId
from engine.ports import Begin, VectorIndex

_PAGE = 2000


async def refill(
    index: VectorIndex, begin: Begin, encoder_id: str, progress: Callable[[int], None] | None = None
) -> int:
    """Adds what is missing, removes what SQL does not know; how many were changed.

    `progress` is told after every page how many of SQL's embeddings were compared so far.
    """
    there = await index.ids()
    wanted: set[PhotoId] = set()
    changed = 0
    after = PhotoId(0)
    while True:
        async with begin() as work:
            page = await work.embeddings.page(encoder_id, after, _PAGE)
        if not page:
            break
        missing = {photo_id: vector for photo_id, vector in page if photo_id not in there}
        await index.put(missing)
        changed += len(missing)
        wanted.update(photo_id for photo_id, _ in page)
        after = page[-1][0]
        if progress is not None:
            progress(len(wanted))
    strays = sorted(there - wanted)
    await index.remove(strays)
    index.filled()
    return changed + len(strays)
