"""What an issue tells: gathered from what people did in its days, with nothing in it that could name anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from admin.digest.ports import (
    BeginDigest,
    Compose,
    Contents,
    DigestKind,
    Issue,
    IssueId,
    LastTime,
    NewPiece,
    Recipe,
    ScheduleId,
    Sources,
)
from admin.digest.times import is_due
from admin.digest.trends import significant
from engine.model import Photo, PhotoId

DAYS: Mapping[DigestKind, int] = {DigestKind.DAILY: 1, DigestKind.WEEKLY: 7, DigestKind.MONTHLY: 30}
PHOTOS = 6
"""Photos of an album: as many as a phone shows in good size."""
LEAST_LOVED = 3
"""With fewer photos that somebody loved, the album shows the newest instead."""
TOLD = 3
"""Rising words, and falling ones, of one issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Contents with their photos, and the pieces that say it."""

    contents: Contents
    pieces: tuple[NewPiece, ...]


@dataclass(frozen=True, kw_only=True)
class BuildIssue:
    """Builds without writing anything, so that a preview is made of it too.

    Its days end the day before it is due; one that is made beside the schedule tells of today, too.
    """

    begin: BeginDigest
    sources: Sources
    compose: Compose
    least_people: int

    async def __call__(self, issue: Issue) -> Built:
        return await self.built(issue.recipe, issue.due_at, issue.issue_id, issue.schedule_id)

    async def built(
        self,
        recipe: Recipe,
        due_at: dt.datetime,
        issue_id: IssueId | None = None,
        schedule_id: ScheduleId | None = None,
    ) -> Built:
        today = due_at.astimezone(recipe.zone).date()
        last = today - dt.timedelta(days=1) if is_due(recipe.cron, recipe.zone, due_at) else today
        first = last - dt.timedelta(days=DAYS[recipe.kind] - 1)
        contents = await self._gather(recipe.kind, first, last)
        async with self.begin() as work:
            photos = await work.photos.get(contents.photo_ids)
            visible = await work.photos.published_among(contents.photo_ids)
            last_time = None if schedule_id is None else await work.issues.last_time(schedule_id, due_at)
            shown = await work.photos.published_among([last_time.photo_id]) if last_time else set()
        contents = replace(
            contents,
            photo_ids=tuple(one for one in contents.photo_ids if one in visible),
            last_time=self._public(last_time, shown),
        )
        published: dict[PhotoId, Photo] = {one: photos[one] for one in contents.photo_ids}
        pieces = await self.compose(issue_id, recipe, contents, published)
        return Built(contents=contents, pieces=tuple(pieces))

    def _public(self, last_time: LastTime | None, shown: set[PhotoId]) -> LastTime | None:
        """Nothing that few people did is told, nor of a photo that is gone."""
        if last_time is None or last_time.people < self.least_people or last_time.photo_id not in shown:
            return None
        return last_time

    async def _gather(self, kind: DigestKind, first: dt.date, last: dt.date) -> Contents:
        added, newest = await self.sources.added(first, last, PHOTOS)
        if kind is DigestKind.DAILY:
            return Contents(first=first, last=last, photo_ids=tuple(newest), added=added)
        loved = await self.sources.loved(first, last, PHOTOS)
        is_loved = len(loved) >= LEAST_LOVED
        asked = await self.sources.asked(first, last)
        rising, falling = significant(asked.words, asked.people, asked.people_before, self.least_people)
        return Contents(
            first=first,
            last=last,
            photo_ids=tuple(loved if is_loved else newest),
            is_loved=is_loved,
            added=added,
            rising=tuple(rising[:TOLD]),
            falling=tuple(falling[:TOLD]),
            wish=await self.sources.wish(self.least_people),
            least_people=self.least_people,
        )
