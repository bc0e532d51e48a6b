"""From clauses and hard conditions to a ranking: the index proposes, or every allowed photo is scored."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.filters import Conditions, Sort
from engine.model import PhotoId, Ranked, Reason, Vectors
from engine.ports import Allowed, Begin, Columns, VectorIndex, Work
from engine.search.candidates import Candidates
from engine.search.paging import PAGE_SIZE
from engine.search.ranking import (
    FOUND_LIMIT,
    NO_EVIDENCE,
    Clause,
    Evidence,
    found_of,
    in_order,
    keep,
    rank,
    reordered,
    undenied,
)
from engine.search.variety import collapse, diversify

WANTED = FOUND_LIMIT + 100
"""Proposed photos: a few more than are kept, for those that are the sample itself, and for near-equal scores."""
NEIGHBOURS_MOST = 2000
"""Beyond this many neighbours an index is slower than scoring every photo: its cost grows faster than their number."""
HEARD = 40
"""What captions and tags say is looked up for so many of the best, and of those about which the words are written."""
FEW = 1_000_000
"""So few allowed photos are scored faster than the index answers: of 200,000 it takes four times as long for WANTED
neighbours as scoring takes for all of them, most only by their sketches (`storage.sketches`)."""


@dataclass(frozen=True, kw_only=True)
class Find:
    """Ranks the published photos that pass the conditions by the clauses.

    One clause over many allowed photos: the index's neighbours, as many as leave enough once the others are dropped.
    Where the allowed are few, or too few of them are near (people on pictures of nobody, say), or several clauses make
    a direction that no index knows, every allowed photo is scored. The scores are those of SQL's embeddings either way,
    and SQL is asked once more whether what the first page shows is still published.
    """

    begin: Begin
    index: VectorIndex
    columns: Columns

    async def __call__(
        self,
        clauses: Sequence[Clause],
        conditions: Conditions,
        without: frozenset[PhotoId] = frozenset(),
        evidence: Evidence = NO_EVIDENCE,
        sort: Sort = Sort.BEST,
        page_size: int = PAGE_SIZE,
    ) -> tuple[Ranked, ...]:
        """In a unit of work of its own; see `within`."""
        async with self.begin() as work:
            return await self.within(work, clauses, conditions, without, evidence, sort, page_size)

    async def within(
        self,
        work: Work,
        clauses: Sequence[Clause],
        conditions: Conditions,
        without: frozenset[PhotoId] = frozenset(),
        evidence: Evidence = NO_EVIDENCE,
        sort: Sort = Sort.BEST,
        page_size: int = PAGE_SIZE,
    ) -> tuple[Ranked, ...]:
        """At most FOUND_LIMIT found photos, far ones only to fill the last page; none of `without`.

        Photos about which something is asked for is written are candidates whatever they look like.
        """
        allowed = await self.columns.allowed(work, conditions)
        if clauses:
            proposed = await self._propose(allowed, clauses, exhaustive=evidence.fulfilled)
            written = [] if evidence.written is None else allowed.among(evidence.written.best(WANTED))
            likely = [photo_id for photo_id in dict.fromkeys([*proposed, *written]) if photo_id not in without]
            candidates = allowed.candidates(likely)
            if any(clause.reason is not Reason.LOOKS for clause in clauses):
                best = dict.fromkeys([*likely[:HEARD], *written[:HEARD]])
                evidence = replace(evidence, said=await self.columns.said(work, list(best)))
            ranked = rank(clauses, candidates, evidence)
        else:
            newest = [photo_id for photo_id in allowed.newest(WANTED + len(without)) if photo_id not in without]
            candidates = allowed.candidates(newest)
            ranked = in_order(undenied(newest, candidates, evidence.against))
        arranged = await self._arranged(work, allowed, ranked, candidates, sort, page_size)
        first = arranged[:page_size]
        published = await work.photos.published_among([i for hit in first for i in (hit.photo_id, *hit.similar)])
        return (*_standing(first, published), *arranged[page_size:])

    async def _arranged(
        self,
        work: Work,
        allowed: Allowed,
        ranked: Sequence[Ranked],
        candidates: Candidates,
        sort: Sort,
        page_size: int,
    ) -> tuple[Ranked, ...]:
        """What is kept, in the order asked for: near-duplicates behind one, and by default a first page of variety."""
        all_found = found_of(ranked)
        far, found = ranked[len(all_found) :], all_found[:FOUND_LIMIT]
        photo_ids = [hit.photo_id for hit in found]
        if sort is Sort.NEWEST:
            found = reordered(found, allowed.published_times(photo_ids))
        elif sort is Sort.POPULAR:
            found = reordered(found, await work.photos.opened_counts(photo_ids))
        found = collapse(found, candidates, allowed.fingerprints(photo_ids))
        if sort is Sort.BEST:
            found = diversify(found, candidates, page_size)
        return keep([*found, *far], page_size)

    async def _propose(self, allowed: Allowed, clauses: Sequence[Clause], *, exhaustive: bool) -> list[PhotoId]:
        if not exhaustive and len(clauses) == 1 and self.index.ready and (asked := neighbours_worth_asking(allowed)):
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


def _standing(arranged: Sequence[Ranked], published: Collection[PhotoId]) -> Iterator[Ranked]:
    """What SQL, asked once more, still has published; columns that follow it have said so already, and every page is
    asked about when it is opened."""
    for hit in arranged:
        if hit.photo_id in published:
            similar = hit.similar and tuple(photo_id for photo_id in hit.similar if photo_id in published)
            yield hit if similar == hit.similar else hit._replace(similar=similar)


def _weakest(clauses: Sequence[Clause], cosines: Vectors) -> NDArray[np.float32]:
    """A photo is as sure as its weakest clause, which is what its band goes by; one clause is told by its cosine."""
    if len(clauses) == 1:
        return cosines[:, 0]
    weakest = np.full(len(cosines), np.inf, np.float32)
    for clause, cosine in zip(clauses, cosines.T, strict=True):
        np.minimum(weakest, clause.sure(cosine), out=weakest, casting="same_kind")
    return weakest
