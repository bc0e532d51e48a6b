"""A photo becoming visible to searchers, now or when it is due, and ceasing to be; only moderators decide that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.review.ports import BeginReview, Deed, DeedKind, ReviewWork
from engine.errors import PhotoGone
from engine.model import Actor, Event, PersonId, PhotoId, PhotoState
from engine.people.permissions import Act, require
from engine.ports import Clock, Events

PUBLISHABLE = frozenset({PhotoState.INDEXED, PhotoState.IN_REVIEW, PhotoState.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class PublishPhotos:
    """Publishes those of the photos that may be: indexed, in review or withdrawn.

    Raises NotAllowed for anybody below a moderator, PhotoGone when one of the ids is unknown; then none changes.
    """

    begin: BeginReview
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_ids: Sequence[PhotoId]) -> list[PhotoId]:
        """The ids that were not published before and are now."""
        require(actor, Act.PUBLISH)
        async with self.begin(writes=True) as work:
            moved = await _move(self, work, actor.person_id, photo_ids, DeedKind.PUBLISHED)
            await work.commit()
        _tell(self, actor.person_id, moved, PhotoState.PUBLISHED)
        return moved


@dataclass(frozen=True, kw_only=True)
class WithdrawPhotos:
    """Takes published photos out of every search, page and card at once. Raises as PublishPhotos does."""

    begin: BeginReview
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_ids: Sequence[PhotoId], reason: str | None = None) -> list[PhotoId]:
        """The ids that were published before and are not now."""
        async with self.begin(writes=True) as work:
            moved = await self.within(work, actor, photo_ids, reason)
            await work.commit()
        self.tell(actor, moved)
        return moved

    async def within(
        self, work: ReviewWork, actor: Actor, photo_ids: Sequence[PhotoId], reason: str | None
    ) -> list[PhotoId]:
        """Likewise, in a unit of work that does more; whoever commits it tells."""
        require(actor, Act.WITHDRAW)
        return await _move(self, work, actor.person_id, photo_ids, DeedKind.WITHDRAWN, reason)

    def tell(self, actor: Actor, photo_ids: Sequence[PhotoId]) -> None:
        _tell(self, actor.person_id, photo_ids, PhotoState.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class PublishDue:
    """One photo whose time has come, in the name of whoever planned it; False when none is due.

    The plan goes in the same commit as the state changes: killed in between, it is published after the restart, and
    never twice.
    """

    begin: BeginReview
    events: Events
    clock: Clock

    async def __call__(self) -> bool:
        now = self.clock()
        async with self.begin(writes=True) as work:
            plan = await work.plans.take_due(now)
            if plan is None:
                return False
            moved = await _move(self, work, plan.person_id, [plan.photo_id], DeedKind.PUBLISHED)
            await work.commit()
        _tell(self, plan.person_id, moved, PhotoState.PUBLISHED)
        return True


async def _move(
    case: PublishPhotos | WithdrawPhotos | PublishDue,
    work: ReviewWork,
    person_id: PersonId,
    photo_ids: Sequence[PhotoId],
    kind: DeedKind,
    reason: str | None = None,
) -> list[PhotoId]:
    withdraws = kind is DeedKind.WITHDRAWN
    sources = frozenset({PhotoState.PUBLISHED}) if withdraws else PUBLISHABLE
    target = PhotoState.WITHDRAWN if withdraws else PhotoState.PUBLISHED
    now = case.clock()
    photos = await work.photos.get(photo_ids)
    if len(photos) < len(set(photo_ids)):
        raise PhotoGone
    moved = [photo_id for photo_id, photo in photos.items() if photo.state in sources]
    for photo_id in moved:
        await work.photos.set_state(photo_id, target, now)
        await work.plans.drop(photo_id)
        await work.reviews.close(photo_id)
        await work.deeds.add(
            Deed(
                person_id=person_id,
                kind=kind,
                done_at=now,
                photo_id=photo_id,
                before={"state": photos[photo_id].state.value},
                after={"state": target.value},
                reason=reason,
            )
        )
    return moved


def _tell(
    case: PublishPhotos | WithdrawPhotos | PublishDue, person_id: PersonId, moved: Sequence[PhotoId], state: PhotoState
) -> None:
    for photo_id in moved:
        facts = {"photo_id": photo_id, "through": "plan" if isinstance(case, PublishDue) else "moderator"}
        case.events.tell(Event(kind=state.value, person_id=person_id, happened_at=case.clock(), facts=facts))
