"""A photo as it is opened: its facts, its numbers, and what it is to whoever opens it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import PhotoGone
from engine.model import Actor, Photo, PhotoId, PhotoState
from engine.people.permissions import Act, may
from engine.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How often a photo was opened, taken and marked, by everybody together."""

    views: int = 0
    downloads: int = 0
    favourites: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoCard:
    photo: Photo
    is_favourite: bool = False
    numbers: Numbers = Numbers()
    shows_days: bool = False
    """Whether whoever opened it may see its numbers day by day."""
    downloads_first: bool = False
    """Whether taking the photo stands before keeping it."""
    may_withdraw: bool = False
    """Whether whoever opened it may take it out of the bank's sight."""


async def card_of(work: Work, actor: Actor, photo_id: PhotoId) -> PhotoCard:
    """The photo's, or that of the one that has taken its place. Raises PhotoGone unless it is published now."""
    photo = (await work.photos.get([photo_id])).get(photo_id)
    if photo is None or photo.state is not PhotoState.PUBLISHED:
        successor_id = await work.photos.successor(photo_id)
        if successor_id is None:
            raise PhotoGone
        photo_id = successor_id
        photo = (await work.photos.get([photo_id])).get(photo_id)
    if photo is None or photo.state is not PhotoState.PUBLISHED:
        raise PhotoGone
    return PhotoCard(
        photo=photo,
        is_favourite=await work.favourites.has(actor.person_id, photo_id),
        numbers=Numbers(
            views=(await work.photos.opened_counts([photo_id])).get(photo_id, 0),
            downloads=await work.downloads.count(photo_id),
            favourites=await work.favourites.count(photo_id),
        ),
        downloads_first=actor.shown.downloads_first,
        shows_days=may(actor.role, Act.READ_DAYS),
        may_withdraw=may(actor.role, Act.WITHDRAW),
    )
