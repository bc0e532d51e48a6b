"""Taking back what a moderator did, for a day, unless something newer stands on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from admin.review.ports import BeginReview, Deed, DeedKind, ReviewWork
from admin.review.proposals import with_facts
from admin.review.snapshot import State, snapshot
from engine.errors import DeedGone, Superseded, TooLate
from engine.model import Actor, Caption, Event, Language, PersonId, Photo, PhotoId, PhotoState, PhotoTag
from engine.people.permissions import Act, require
from engine.ports import Clock, Events

LASTS = dt.timedelta(hours=24)


class UndoDeed(Protocol):
    """How deeds of one kind are taken back, inside one unit of work."""

    async def __call__(self, work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
        """Puts back what was before. Raises Superseded where it is not as the deed left it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """How it is done, and the act that it takes: what owners alone do, nobody else takes back."""

    undo: UndoDeed
    act: Act = Act.UNDO


Undoables = Mapping[str, Undoable]
"""By the deed's kind; whoever has deeds of a new kind adds them here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """`hidden` is the photo that searchers saw until now and see no more, `concerns` who may now more or less."""

    deed: Deed
    hidden: PhotoId | None
    concerns: PersonId | None = None


@dataclass(frozen=True, kw_only=True)
class TakeBack:
    """Raises DeedGone, TooLate after LASTS, Superseded where somebody did something on top of it, or took it back.

    NotAllowed, too, for a moderator where an owner did what only owners may.
    """

    begin: BeginReview
    undoables: Undoables
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, deed_id: int) -> Undone:
        require(actor, Act.UNDO)
        now = self.clock()
        async with self.begin(writes=True) as work:
            deed = await work.deeds.get(deed_id)
            if deed is None or deed.kind not in self.undoables:
                raise DeedGone
            require(actor, self.undoables[deed.kind].act)
            if deed.done_at <= now - LASTS:
                raise TooLate
            if await work.deeds.undone([deed_id]):
                raise Superseded
            await self.undoables[deed.kind].undo(work, deed, now)
            await work.deeds.add(
                Deed(
                    person_id=actor.person_id,
                    kind=DeedKind.UNDONE,
                    done_at=now,
                    photo_id=deed.photo_id,
                    about_id=deed.about_id,
                    before=deed.after,
                    after=deed.before,
                    undoes=deed_id,
                )
            )
            await work.commit()
        facts = {"photo_id": deed.photo_id, "deed": deed.kind}
        self.events.tell(Event(kind="undone", person_id=actor.person_id, happened_at=now, facts=facts))
        hides = deed.after.get("state") == PhotoState.PUBLISHED
        return Undone(deed=deed, hidden=deed.photo_id if hides else None, concerns=deed.about_id)


async def restore_photo(work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
    """An UndoDeed for everything that `snapshot` knows, and for plans."""
    photo = (await work.photos.get([deed.photo_id])).get(deed.photo_id) if deed.photo_id else None
    if photo is None or await work.deeds.later(deed):
        raise Superseded
    current = snapshot(photo)
    if any(current[part] != value for part, value in deed.after.items() if part in current):
        raise Superseded
    if "due_at" in deed.after and not await work.plans.drop(photo.photo_id):
        raise Superseded
    await put_back(work, photo, deed.before, now)


async def put_back(work: ReviewWork, photo: Photo, before: State, now: dt.datetime) -> None:
    """The parts of a photo that a snapshot has. One that is shown again is no newer for it."""
    if "captions" in before:
        captions = [Caption(language=Language(code), text=text, source=by) for code, text, by in before["captions"]]
        await work.edits.set_captions(photo.photo_id, captions)
    if "tags" in before:
        known = {tag.slug: tag for tag in await work.tags.all()}
        tags = [
            PhotoTag(tag=known[slug], confidence=confidence, source=source)
            for slug, confidence, source in before["tags"]
            if slug in known
        ]
        await work.edits.set_tags(photo.photo_id, tags)
    if "facts" in before:
        await work.edits.set_facts(photo.photo_id, with_facts(photo.metadata, before["facts"]))
    if "state" in before and before["state"] != photo.state:
        await work.photos.set_state(photo.photo_id, PhotoState(before["state"]), photo.published_at or now)


def undoables_of_photos() -> dict[str, Undoable]:
    kinds = (
        DeedKind.APPROVED,
        DeedKind.REJECTED,
        DeedKind.CAPTIONED,
        DeedKind.PLANNED,
        DeedKind.PUBLISHED,
        DeedKind.WITHDRAWN,
    )
    return dict.fromkeys((kind.value for kind in kinds), Undoable(undo=restore_photo))
