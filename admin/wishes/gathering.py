"""Searches in vain become wishes: each goes to the wish that means the same, or begins one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from admin.meanings import Meanings, Wording, most_asked_first
from admin.review.ports import BeginReview
from admin.wishes.ports import WishId
from admin.wordings import ReadWordings
from engine.model import Query
from engine.ports import Clock

SETTLED = dt.timedelta(seconds=20)
"""Events are written a second after they happened, by several processes at the same time: younger ones are left for the
next time, so that none with a smaller number comes after those that were read."""
BATCH = 1000
ANCHORS = 2000
"""Wishes that new wordings are compared with, those asked last."""
LONELY = dt.timedelta(days=90)
"""So long a wish of too few people waits for more."""


@dataclass(frozen=True, kw_only=True)
class GatherWishes:
    """One batch of events. Doing it twice, or in two processes at once, counts every search once.

    A wish keeps its identity: a new wording joins the wish whose first wording it means the same as, so that nothing
    that is asked later moves what is there. Raises ModelUnavailable.
    """

    begin: BeginReview
    read: ReadWordings
    least_people: int
    clock: Clock

    async def __call__(self) -> bool:
        """Whether there is more to do at once."""
        now = self.clock()
        async with self.begin() as work:
            since = await work.wishes.read_to()
            batch = await work.wishes.in_vain(since, now - SETTLED, BATCH)
            known = await work.wishes.known(list({one.text for one in batch.searches}))
            new = [one for one in batch.searches if one.text not in known]
            anchors = await work.wishes.first_wordings(ANCHORS) if new else []
        if batch.read_to == since:
            return False
        queries = {one.text: one.query or await self.read.understood(one.text) for one in new}
        groups = await self._grouped(Counter(one.text for one in new), queries, anchors)
        async with self.begin(writes=True) as work:
            if not await work.wishes.advance(since, batch.read_to):
                return True
            for wish_id, texts in groups:
                first, *others = texts
                asked_at = min(one.asked_at for one in new if one.text in texts)
                if wish_id is None:
                    wish_id = await work.wishes.begin(first, queries[first], asked_at)
                else:
                    others = texts
                for text in others:
                    await work.wishes.say(wish_id, text, queries[text])
            for search in batch.searches:
                await work.wishes.count(search)
            await work.wishes.forget_lonely(self.least_people, now - LONELY)
            await work.commit()
        return batch.is_full

    async def _grouped(
        self, counts: Mapping[str, int], queries: Mapping[str, Query], anchors: Sequence[tuple[WishId, Query]]
    ) -> list[tuple[WishId | None, list[str]]]:
        """New wordings by the wish that they belong to; None where the first of them begins one."""
        if not counts:
            return []
        known = await self.read.of_queries([("", 0, query) for _wish_id, query in anchors])
        asked = await self.read.of_queries([(text, count, queries[text]) for text, count in counts.items()])
        same_from = await self.read.same_from()
        groups = await self.read.worker.run(joined, known, asked, same_from)
        return [(None if place is None else anchors[place][0], texts) for place, texts in groups]


def joined(known: Sequence[Wording], asked: Sequence[Wording], same_from: float) -> list[tuple[int | None, list[str]]]:
    """The texts of `asked` by the place in `known` of what they mean, None for a meaning that is not there."""
    meanings = Meanings(same_from)
    for wording in known:
        meanings.add(wording)
    found: dict[int, list[str]] = {}
    for wording in sorted(asked, key=most_asked_first):
        place = meanings.like(wording)
        found.setdefault(meanings.add(wording) if place is None else place, []).append(wording.text)
    return [(place if place < len(known) else None, texts) for place, texts in sorted(found.items())]
