"""Deciding on photos that came in together, an album, an archive or an import, by one word."""

from __future__ import annotations

from dataclasses import dataclass

from admin.review.card import MOST_TOGETHER, ReviewOutcome
from admin.review.ports import DeedKind
from admin.review.reviewing import DecideReviewed
from admin.review.taking import take_as_shown
from engine.model import Actor, PhotoId, PhotoState
from engine.people.permissions import Act, require


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedTogether:
    """`left` counts those that stay in review, because something of them asks for a look of its own."""

    published: int
    left: int
    outcome: ReviewOutcome


@dataclass(frozen=True, kw_only=True)
class ApproveTogether:
    """Publishes the photo before the moderator and whatever came in with it, each as its card has it.

    A photo on whose people two estimates disagree, or that shows the same picture as another, stays to be looked at;
    so does one that another moderator holds. At most MOST_TOGETHER beside the first. All of them or none.

    Raises AlreadyReviewed, BeingReviewed.
    """

    decide: DecideReviewed

    async def __call__(self, actor: Actor, photo_id: PhotoId) -> ApprovedTogether:
        require(actor, Act.REVIEW)
        decide, now = self.decide, self.decide.clock()
        async with decide.begin(writes=True) as work:
            photo = await decide.desk.hold(work, actor, photo_id, now)
            others = await work.reviews.together(photo, actor.person_id, now, MOST_TOGETHER)
            first, *rest = await decide.desk.cards(work, [photo_id, *others])
            taken = [first, *(card for card in rest if not card.needs_a_look)]
            for card in taken:
                await take_as_shown(work, card, now)
                await work.photos.set_state(card.photo.photo_id, PhotoState.PUBLISHED, now)
                await decide.note(work, actor, card.photo, DeedKind.APPROVED, None)
            outcome = await decide.desk.next(work, actor, now)
            await work.commit()
        for card in taken:
            decide.tell(actor, card.photo.photo_id, PhotoState.PUBLISHED)
        return ApprovedTogether(published=len(taken), left=len(rest) + 1 - len(taken), outcome=outcome)
