"""The audit log by photo, person or day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from admin.audit.undoing import LASTS, Undoables
from admin.review.ports import BeginReview, Deed
from engine.errors import BadAudit, PageGone
from engine.model import Actor, PersonId, PhotoId
from engine.people.permissions import Act, allowed, require
from engine.ports import Clock

PAGE_SIZE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """Whose deeds: of exactly one of these. A person's are those they did and those that concern them."""

    photo_id: PhotoId | None = None
    person_id: PersonId | None = None
    day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """`undone` tells that it was taken back, `undoable` that whoever reads may try to."""

    deed: Deed
    undone: bool
    undoable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    asked: Deeds
    lines: tuple[AuditLine, ...]
    page: int
    page_count: int
    total: int


def bounds_of(day: dt.date, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    """The moments, in UTC, at which a day begins and ends. Raises BadAudit for a day at the calendar's end."""
    try:
        midnights = [dt.datetime.combine(one, dt.time(), zone) for one in (day, day + dt.timedelta(days=1))]
        since, until = (midnight.astimezone(dt.UTC) for midnight in midnights)
    except OverflowError:
        raise BadAudit from None
    return since, until


@dataclass(frozen=True, kw_only=True)
class ReadAudit:
    """The newest first. Raises PageGone outside 1..page_count."""

    begin: BeginReview
    undoables: Undoables
    clock: Clock
    zone: dt.tzinfo
    """Where a day begins."""

    async def __call__(self, actor: Actor, asked: Deeds, page: int = 1) -> AuditPage:
        require(actor, Act.READ_AUDIT)
        since = until = None
        if asked.day is not None:
            since, until = bounds_of(asked.day, self.zone)
        async with self.begin() as work:
            found, total = await work.deeds.page(
                photo_id=asked.photo_id,
                person_id=asked.person_id,
                since=since,
                until=until,
                offset=(page - 1) * PAGE_SIZE,
                limit=PAGE_SIZE,
            )
            undone = await work.deeds.undone([deed.deed_id for deed in found])
        page_count = max(1, -(-total // PAGE_SIZE))
        if not 1 <= page <= page_count:
            raise PageGone
        oldest = self.clock() - LASTS
        lines = tuple(
            AuditLine(
                deed=deed,
                undone=deed.deed_id in undone,
                undoable=deed.deed_id not in undone and deed.done_at > oldest and self._may_undo(actor, deed),
            )
            for deed in found
        )
        return AuditPage(asked=asked, lines=lines, page=page, page_count=page_count, total=total)

    def _may_undo(self, actor: Actor, deed: Deed) -> bool:
        undoable = self.undoables.get(deed.kind)
        return undoable is not None and allowed(actor, undoable.act)
