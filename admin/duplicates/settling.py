"""One pair of photos at a time before a moderator, and what becomes of the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from admin.review.ports import BeginReview, Deed, ReviewWork
from admin.review.snapshot import snapshot
from engine.duplicates.likeness import Likeness
from engine.duplicates.ports import FileFacts, Pair, Verdict
from engine.errors import DuplicateTaken
from engine.library.card import Numbers
from engine.model import Actor, Caption, Event, Photo, PhotoId, PhotoState, PhotoTag
from engine.people.permissions import Act, require
from engine.ports import Clock, Events, Work

LEASE = dt.timedelta(minutes=10)
DEED = "duplicate"
"""The kind of a verdict in the audit log."""
HANDING_OVER = frozenset({Verdict.REPLACE, Verdict.MERGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One photo of a pair, with all that it is told apart by."""

    photo: Photo
    file: FileFacts
    numbers: Numbers

    @property
    def quality(self) -> tuple[int, int, int]:
        """More pixels, then more bytes, then the earlier one."""
        return self.photo.width * self.photo.height, self.file.byte_count, -self.photo.photo_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateCard:
    """A pair that this moderator holds; `old` was here before `new`."""

    pair: Pair
    old: Side
    new: Side
    waiting: Mapping[Likeness, int]
    """This one among them."""

    @property
    def better(self) -> Side:
        return max(self.old, self.new, key=lambda side: side.quality)

    @property
    def lesser(self) -> Side:
        return min(self.old, self.new, key=lambda side: side.quality)


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingAlike:
    """No pair waits for this moderator; `held` is how many others have before them."""

    held: int


DuplicateOutcome = DuplicateCard | NothingAlike


@dataclass(frozen=True, kw_only=True)
class OpenDuplicates:
    """The pair that the moderator has before them, else the next one that nobody has."""

    begin: BeginReview
    clock: Clock

    async def __call__(self, actor: Actor) -> DuplicateOutcome:
        require(actor, Act.SETTLE_DUPLICATES)
        async with self.begin(writes=True) as work:
            outcome = await _next(work, actor, self.clock())
            await work.commit()
        return outcome


@dataclass(frozen=True, kw_only=True)
class SettleDuplicate:
    """Decides on a pair, all of it or nothing, and gives the next one.

    Raises DuplicateTaken while another moderator has it, and where there is nothing to decide any more.
    """

    begin: BeginReview
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, pair_id: int, verdict: Verdict) -> DuplicateOutcome:
        require(actor, Act.SETTLE_DUPLICATES)
        now = self.clock()
        async with self.begin(writes=True) as work:
            card = await _held(work, actor, pair_id, now)
            stays, goes = card.better.photo.photo_id, card.lesser.photo.photo_id
            to_move = await work.duplicates.about_to_move(goes, stays) if verdict in HANDING_OVER else None
            if to_move is not None and verdict is Verdict.MERGE:
                to_move |= {"views": 0, "days": []}
            before = await _states(work, card)
            moved = await _carry_out(work, card, verdict, now)
            await work.duplicates.judge(pair_id, verdict, actor.person_id, now)
            await work.deeds.add(
                Deed(
                    person_id=actor.person_id,
                    kind=DEED,
                    done_at=now,
                    photo_id=card.pair.photo_id,
                    before={"pair_id": pair_id, "photos": before, "goes": goes, "stays": stays, "moved": to_move},
                    after={"verdict": verdict.value, "photos": await _states(work, card)},
                )
            )
            outcome = await _next(work, actor, now)
            await work.commit()
        for photo_id, state in moved:
            facts = {"photo_id": photo_id, "through": "duplicates"}
            self.events.tell(Event(kind=state.value, person_id=actor.person_id, happened_at=now, facts=facts))
        pair = {"photo_id": card.pair.photo_id, "other_id": card.pair.other_id, "verdict": verdict.value}
        self.events.tell(Event(kind="settled_duplicate", person_id=actor.person_id, happened_at=now, facts=pair))
        return outcome


async def _states(work: ReviewWork, card: DuplicateCard) -> dict[str, Any]:
    """Both photos as the audit log keeps them, by id."""
    photos = await work.photos.get([card.old.photo.photo_id, card.new.photo.photo_id])
    return {str(photo_id): snapshot(photo) for photo_id, photo in photos.items()}


async def _next(work: ReviewWork, actor: Actor, now: dt.datetime) -> DuplicateOutcome:
    pair = await work.duplicates.next(actor.person_id, now)
    if pair is None:
        return NothingAlike(held=sum((await work.duplicates.waiting()).values()))
    await work.duplicates.hold(pair.pair_id, actor.person_id, now, now + LEASE)
    return await _card(work, pair)


async def _held(work: ReviewWork, actor: Actor, pair_id: int, now: dt.datetime) -> DuplicateCard:
    pair = await work.duplicates.get(pair_id)
    if pair is None or pair.verdict is not None:
        raise DuplicateTaken
    if pair_id not in {one.pair_id for one in await work.duplicates.of(pair.photo_id)}:
        raise DuplicateTaken  # one of the two is gone
    if not await work.duplicates.hold(pair_id, actor.person_id, now, now + LEASE):
        raise DuplicateTaken
    return await _card(work, pair)


async def _card(work: ReviewWork, pair: Pair) -> DuplicateCard:
    ids = [pair.other_id, pair.photo_id]
    photos, files = await work.photos.get(ids), await work.duplicates.files(ids)
    old, new = [
        Side(photo=photos[photo_id], file=files[photo_id], numbers=await _numbers(work, photo_id)) for photo_id in ids
    ]
    return DuplicateCard(pair=pair, old=old, new=new, waiting=await work.duplicates.waiting())


async def _numbers(work: Work, photo_id: PhotoId) -> Numbers:
    return Numbers(
        views=(await work.photos.opened_counts([photo_id])).get(photo_id, 0),
        downloads=await work.downloads.count(photo_id),
        favourites=await work.favourites.count(photo_id),
    )


async def _carry_out(
    work: ReviewWork, card: DuplicateCard, verdict: Verdict, now: dt.datetime
) -> list[tuple[PhotoId, PhotoState]]:
    """Which photos came into which state."""
    stays, goes = card.better.photo, card.lesser.photo
    match verdict:
        case Verdict.KEEP_BOTH:
            return []
        case Verdict.REJECT:
            return [await _let_go(work, card.new.photo, now)]
        case Verdict.REPLACE:
            await work.duplicates.hand_over(goes.photo_id, stays.photo_id, now)
            await work.duplicates.hand_over_numbers(goes.photo_id, stays.photo_id)
            await work.edits.set_tags(stays.photo_id, _joined_tags(stays, goes))
            await work.edits.set_captions(stays.photo_id, stays.captions or goes.captions)
        case Verdict.MERGE:
            await work.duplicates.hand_over(goes.photo_id, stays.photo_id, now)
            await work.edits.set_tags(stays.photo_id, _joined_tags(stays, goes))
            await work.edits.set_captions(stays.photo_id, _joined_captions(stays, goes))
    moved = [await _let_go(work, goes, now)]
    if goes.state is PhotoState.PUBLISHED and stays.state is not PhotoState.PUBLISHED:
        # Whoever had a link to the one must find the other.
        await work.photos.set_state(stays.photo_id, PhotoState.PUBLISHED, now)
        moved.append((stays.photo_id, PhotoState.PUBLISHED))
    return moved


async def _let_go(work: ReviewWork, photo: Photo, now: dt.datetime) -> tuple[PhotoId, PhotoState]:
    """What was never seen is rejected, what was published is withdrawn."""
    state = PhotoState.WITHDRAWN if photo.state is PhotoState.PUBLISHED else PhotoState.REJECTED
    await work.photos.set_state(photo.photo_id, state, now)
    await work.reviews.close(photo.photo_id)
    return photo.photo_id, state


def _joined_tags(stays: Photo, goes: Photo) -> list[PhotoTag]:
    """Each tag once, the surer one where both photos carry it."""
    surest: dict[str, PhotoTag] = {}
    for one in (*stays.tags, *goes.tags):
        if one.tag.slug not in surest or one.confidence > surest[one.tag.slug].confidence:
            surest[one.tag.slug] = one
    return list(surest.values())


def _joined_captions(stays: Photo, goes: Photo) -> list[Caption]:
    texts = {(one.language, one.text) for one in stays.captions}
    return [*stays.captions, *(one for one in goes.captions if (one.language, one.text) not in texts)]
