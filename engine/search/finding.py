"""From clauses and hard conditions to a ranking: the index proposes, or every allowed photo is scored."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.filters import Conditions
from engine.model import Band, PhotoId, Ranked, Reason, Vectors
from engine.ports import Allowed, Begin, Columns, VectorIndex
from engine.search.paging import PAGE_SIZE
from engine.search.ranking import FOUND_LIMIT, Clause, keep, rank

WANTED = FOUND_LIMIT + 100
"""Proposed photos: a few more than are kept, for those that are the sample itself, and for near-equal scores."""
NEIGHBOURS_MOST = 1300
"""Beyond this many neighbours an index is slower than scoring every photo: its cost grows faster than their number."""
FEW = 5000
"""So few allowed photos are scored faster than the index answers."""


@dataclass(frozen=True, kw_only=True)
class Find:
    """Ranks the published photos that pass the conditions by the clauses.

    One clause over many allowed photos: the index's neighbours, as many as leave enough once the others are dropped.
    Where the allowed are few, or too few of them are near (people on pictures of nobody, say), or several clauses make
    a direction that no index knows, every allowed photo is scored. The scores are those of SQL's embeddings either way,
    and SQL is asked once more whether what was found is still published.
    """

    begin: Begin
    index: VectorIndex
    columns: Columns

    async def __call__(
        self, clauses: Sequence[Clause], conditions: Conditions, without: frozenset[PhotoId] = frozenset()
    ) -> tuple[Ranked, ...]:
        """At most FOUND_LIMIT found photos, far ones only to fill the last page; none of `without`."""
        async with self.begin() as work:
            allowed = await self.columns.allowed(work, conditions)
            if clauses:
                proposed = [photo_id for photo_id in await self._propose(allowed, clauses) if photo_id not in without]
                ranked = keep(rank(clauses, allowed.vectors(proposed)), PAGE_SIZE)
            else:
                newest = [photo_id for photo_id in allowed.newest(WANTED) if photo_id not in without]
                ranked = tuple(
                    Ranked(photo_id=photo_id, score=1.0, band=Band.EXACT, reason=Reason.TAGS)
                    for photo_id in newest[:FOUND_LIMIT]
                )
            published = await work.photos.published_among([hit.photo_id for hit in ranked])
        return tuple(hit for hit in ranked if hit.photo_id in published)

    async def _propose(self, allowed: Allowed, clauses: Sequence[Clause]) -> list[PhotoId]:
        if len(clauses) == 1 and self.index.ready and (asked := neighbours_worth_asking(allowed)):
            neighbours = await self.index.nearest(clauses[0].vector, asked)
            near = allowed.among([photo_id for photo_id, _ in neighbours])
            farthest = neighbours[-1][1] if neighbours else 1.0
            # Beyond the close band nothing is kept but what fills a page.
            if len(near) >= WANTED or (farthest < clauses[0].close_at and len(near) >= PAGE_SIZE + 1):
                return near[:WANTED]
        vectors = np.stack([clause.vector for clause in clauses])
        return await allowed.best(vectors, lambda cosines: _weakest(clauses, cosines), WANTED)


def neighbours_worth_asking(allowed: Allowed) -> int:
    """How many neighbours leave WANTED allowed ones; 0 where scoring every allowed photo is faster.

    Reckons that conditions and query have nothing to do with each other: then the allowed ones among the neighbours
    are a binomial draw, and three of its deviations are added.
    """
    if allowed.count <= FEW:
        return 0
    asked = math.ceil((WANTED + 3 * math.sqrt(WANTED * (1 - allowed.share))) / allowed.share)
    return asked if asked <= NEIGHBOURS_MOST else 0


def _weakest(clauses: Sequence[Clause], cosines: Vectors) -> NDArray[np.float32]:
    """A photo is as sure as its weakest clause, which is what its band goes by."""
    close = np.array([clause.close_at for clause in clauses], np.float32)
    width = np.array([clause.exact_at - clause.close_at for clause in clauses], np.float32)
    return np.asarray(((cosines - close) / width).min(axis=1), np.float32)
