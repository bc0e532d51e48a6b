"""From clauses and hard filters to a ranking: the index proposes, SQL's truth decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.model import Band, PhotoId, Ranked, Reason
from engine.ports import Begin, VectorIndex
from engine.search.paging import PAGE_SIZE
from engine.search.ranking import FOUND_LIMIT, Clause, keep, rank

SLACK = 100
"""More neighbours than needed, for those that SQL knows to be withdrawn or that are the sample itself."""


@dataclass(frozen=True, kw_only=True)
class Find:
    """Ranks published photos by clauses, among those that carry all the tags.

    With tags, the allowed photos are few and each is scored exactly; without, every clause's neighbours from the
    index are candidates. Either way the vectors that count are SQL's: an index is only a proposal.
    """

    begin: Begin
    index: VectorIndex
    encoder_id: str

    async def __call__(
        self, clauses: Sequence[Clause], tags: Sequence[str], without: frozenset[PhotoId] = frozenset()
    ) -> tuple[Ranked, ...]:
        """At most FOUND_LIMIT found photos, far ones only to fill the last page; none of `without`."""
        proposed: set[PhotoId] = set()
        if not tags:
            for clause in clauses:
                neighbours = await self.index.nearest(clause.vector, FOUND_LIMIT + SLACK)
                proposed.update(photo_id for photo_id, _ in neighbours)
        async with self.begin() as work:
            if tags:
                allowed = await work.photos.published_with(tags)
            else:
                allowed = sorted(await work.photos.published_among(sorted(proposed)))
            allowed = [photo_id for photo_id in allowed if photo_id not in without]
            if not clauses:
                return tuple(
                    Ranked(photo_id=photo_id, score=1.0, band=Band.EXACT, reason=Reason.TAGS)
                    for photo_id in allowed[:FOUND_LIMIT]
                )
            candidates = await work.embeddings.get(self.encoder_id, allowed)
        return keep(rank(clauses, candidates), PAGE_SIZE)
