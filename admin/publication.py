"""A photo becoming visible to searchers, and ceasing to be; only moderators decide that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import NotAllowed, PhotoGone
from engine.model import Actor, Event, PhotoId, PhotoState, Role
from engine.ports import Begin, Clock, Events

DECIDES = frozenset({Role.MODERATOR, Role.OWNER})

PUBLISHABLE = frozenset({PhotoState.INDEXED, PhotoState.IN_REVIEW, PhotoState.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class PublishPhotos:
    """Publishes those of the photos that may be: indexed, in review or withdrawn.

    Raises NotAllowed for anybody below a moderator, PhotoGone when one of the ids is unknown; then none changes.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_ids: Sequence[PhotoId]) -> list[PhotoId]:
        """The ids that were not published before and are now."""
        return await _move(self, actor, photo_ids, PUBLISHABLE, PhotoState.PUBLISHED)


@dataclass(frozen=True, kw_only=True)
class WithdrawPhotos:
    """Takes published photos out of every search, page and card at once. Raises as PublishPhotos does."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_ids: Sequence[PhotoId]) -> list[PhotoId]:
        """The ids that were published before and are not now."""
        return await _move(self, actor, photo_ids, frozenset({PhotoState.PUBLISHED}), PhotoState.WITHDRAWN)


async def _move(
    case: PublishPhotos | WithdrawPhotos,
    actor: Actor,
    photo_ids: Sequence[PhotoId],
    sources: frozenset[PhotoState],
    target: PhotoState,
) -> list[PhotoId]:
    if actor.role not in DECIDES:
        raise NotAllowed
    now = case.clock()
    async with case.begin(writes=True) as work:
        photos = await work.photos.get(photo_ids)
        if len(photos) < len(set(photo_ids)):
            raise PhotoGone
        moved = [photo_id for photo_id, photo in photos.items() if photo.state in sources]
        for photo_id in moved:
            await work.photos.set_state(photo_id, target, now)
        await work.commit()
    for photo_id in moved:
        case.events.tell(
            Event(kind=target.value, person_id=actor.person_id, happened_at=now, facts={"photo_id": photo_id})
        )
    return moved
