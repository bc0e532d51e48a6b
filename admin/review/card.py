"""A review card: everything that a moderator sees of one photo, and the lease that keeps it theirs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from admin.review.ports import Queue, ReviewWork, Suggestions, Typing
from admin.review.proposals import Proposal, captions_of, people_disagree, proposals_of
from engine.errors import AlreadyReviewed, BeingReviewed
from engine.model import Actor, Caption, Photo, PhotoId, PhotoState

LEASE = dt.timedelta(minutes=15)
"""So long a photo stays before a moderator who does nothing; every act begins it anew."""
TRIES = 20
"""Candidates that another moderator may take away while this one is given the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """`left` counts the photos that wait, this one among them."""

    photo: Photo
    captions: tuple[Caption, ...]
    proposals: tuple[Proposal, ...]
    people_disagree: bool
    left: int
    awaits: Typing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToReview:
    """Nothing waits, or others hold all of it."""

    queue: Queue


ReviewOutcome = ReviewCard | NothingToReview


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What every act of a review does around its own: take hold of the photo, and show it, or the next one."""

    suggestions: Suggestions

    async def hold(self, work: ReviewWork, actor: Actor, photo_id: PhotoId, now: dt.datetime) -> Photo:
        """The photo, held by the actor from now on. Raises AlreadyReviewed, BeingReviewed."""
        photo = (await work.photos.get([photo_id])).get(photo_id)
        if photo is None or photo.state is not PhotoState.IN_REVIEW or await work.plans.has(photo_id):
            raise AlreadyReviewed
        if not await work.reviews.take(photo_id, actor.person_id, now, now + LEASE):
            raise BeingReviewed
        return photo

    async def show(self, work: ReviewWork, actor: Actor, photo_id: PhotoId, now: dt.datetime) -> ReviewCard:
        """The photo as it is in this unit of work, which holds it."""
        photo = (await work.photos.get([photo_id]))[photo_id]
        said = (await work.descriptions.of([photo_id])).get(photo_id, [])
        vocabulary = {tag.slug: tag for tag in await work.tags.all()}
        lease = await work.reviews.lease_of(actor.person_id, now)
        return ReviewCard(
            photo=photo,
            captions=captions_of(photo, said),
            proposals=proposals_of(
                photo,
                said,
                await self.suggestions(work, photo),
                await work.reviews.choices(photo_id),
                vocabulary,
            ),
            people_disagree=people_disagree(said),
            left=(await work.reviews.queue(now)).waiting,
            awaits=None if lease is None else lease.awaits,
        )

    async def next(self, work: ReviewWork, actor: Actor, now: dt.datetime) -> ReviewOutcome:
        """The oldest photo that nobody else holds, in place of the one that the actor held."""
        await work.reviews.release(actor.person_id)
        for photo_id in await work.reviews.candidates(actor.person_id, now, TRIES):
            if await work.reviews.take(photo_id, actor.person_id, now, now + LEASE):
                return await self.show(work, actor, photo_id, now)
        return NothingToReview(queue=await work.reviews.queue(now))
