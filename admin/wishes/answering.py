"""Publications answer wishes: whoever asked and wanted to be told hears of the photo by their alert, and once.

There is one voice. "Tell me when there are such photos" under nothing found keeps the search with an alert, and the
alert notes of which photos it has told each person. A wish tells nobody by itself: it lends the alert the words in
which others wished the same (`engine.library.alerts`), so that a photo that only "bridge at night" finds is told to
whoever asked for «мост ночью» too; and it is done as soon as a published photo answers it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from admin.review.ports import BeginReview
from admin.wishes.ports import Looked
from engine.errors import PhotobankError
from engine.library.alerts import OVERLAP
from engine.model import Actor, Band, Language, PersonId, PhotoId, PhotoState, Role
from engine.ports import Clock
from engine.search.search_photos import SearchPhotos

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Wishes looked through in one go."""
NOBODY = Actor(person_id=PersonId(0), role=Role.VISITOR, language=Language.RU)


@dataclass(frozen=True, kw_only=True)
class AnswerWishes:
    """Looks for photos published since, exact and close ones only, by the words asked most."""

    begin: BeginReview
    search_photos: Callable[[], SearchPhotos]
    least_people: int
    clock: Clock

    async def __call__(self) -> bool:
        """Whether a wish was answered."""
        now = self.clock()
        async with self.begin() as work:
            due = await work.wishes.to_look_through(self.least_people, now, AT_ONCE)
        answered = False
        for looked in due:
            found = await self._found(looked)
            async with self.begin(writes=True) as work:
                if not await work.wishes.looked_through(looked, now):
                    continue
                photos = await work.photos.get(found)
                since = looked.since - OVERLAP
                new = [
                    photo_id
                    for photo_id in found
                    if (photo := photos.get(photo_id)) is not None
                    and photo.state is PhotoState.PUBLISHED
                    and photo.published_at is not None
                    and photo.published_at > since
                ]
                if new:
                    await work.wishes.answer(looked.wish_id, new[0], now)
                    answered = True
                await work.commit()
        return answered

    async def _found(self, looked: Looked) -> list[PhotoId]:
        found: dict[PhotoId, None] = {}
        for query in looked.queries:
            try:
                ranked = await self.search_photos().ranked(NOBODY, query)
            except PhotobankError as error:
                # Its words are nobody's to read in a log.
                log.warning("wish %d could not be looked for in one of its wordings: %s", looked.wish_id, error)
                continue
            found.update((hit.photo_id, None) for hit in ranked if hit.band is not Band.FAR)
        return list(found)
