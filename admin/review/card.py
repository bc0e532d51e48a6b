"""A review card: everything that a moderator sees of one photo, and the lease that keeps it theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from admin.review.ports import Queue, ReviewWork, Suggestions, Typing
from admin.review.proposals import Proposal, captions_of, people_disagree, proposals_of
from engine.duplicates.likeness import Likeness
from engine.duplicates.ports import Pair
from engine.errors import AlreadyReviewed, BeingReviewed
from engine.model import Actor, Caption, Photo, PhotoId, PhotoState

LEASE = dt.timedelta(minutes=15)
"""So long a photo stays before a moderator who does nothing; every act begins it anew."""
TRIES = 20
"""Candidates that another moderator may take away while this one is given the next."""
MOST_TOGETHER = 100
"""Photos that are decided on by one tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """`left` counts the photos that wait, this one among them."""

    photo: Photo
    captions: tuple[Caption, ...]
    proposals: tuple[Proposal, ...]
    people_disagree: bool
    left: int
    awaits: Typing | None = None
    alike: tuple[Pair, ...] = ()
    """What the photo is like and nobody has decided on yet, the strictest first."""
    together: int = 0
    """How many others that came in with it can be decided on at once."""

    @property
    def needs_a_look(self) -> bool:
        """Whether something of it speaks against publishing it unseen."""
        return self.people_disagree or any(pair.compared.likeness is not Likeness.SAME_SCENE for pair in self.alike)


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
        (card,) = await self.cards(work, [photo_id])
        lease = await work.reviews.lease_of(actor.person_id, now)
        together = await work.reviews.together(card.photo, actor.person_id, now, MOST_TOGETHER)
        return replace(
            card,
            left=(await work.reviews.queue(now)).waiting,
            awaits=None if lease is None else lease.awaits,
            together=len(together),
        )

    async def cards(self, work: ReviewWork, photo_ids: Sequence[PhotoId]) -> list[ReviewCard]:
        """Of many photos, whoever holds them; nothing is counted."""
        photos, said = await work.photos.get(photo_ids), await work.descriptions.of(photo_ids)
        vocabulary = {tag.slug: tag for tag in await work.tags.all()}
        cards = []
        for photo_id in photo_ids:
            photo, of_it = photos[photo_id], said.get(photo_id, [])
            suggested, choices = await self.suggestions(work, photo), await work.reviews.choices(photo_id)
            pairs = await work.duplicates.of(photo_id)
            cards.append(
                ReviewCard(
                    photo=photo,
                    captions=captions_of(photo, of_it),
                    proposals=proposals_of(photo, of_it, suggested, choices, vocabulary),
                    people_disagree=people_disagree(of_it),
                    left=0,
                    alike=tuple(pair for pair in pairs if pair.verdict is None),
                )
            )
        return cards

    async def next(self, work: ReviewWork, actor: Actor, now: dt.datetime) -> ReviewOutcome:
        """The oldest photo that nobody else holds, in place of the one that the actor held."""
        await work.reviews.release(actor.person_id)
        for photo_id in await work.reviews.candidates(actor.person_id, now, TRIES):
            if await work.reviews.take(photo_id, actor.person_id, now, now + LEASE):
                return await self.show(work, actor, photo_id, now)
        return NothingToReview(queue=await work.reviews.queue(now))
