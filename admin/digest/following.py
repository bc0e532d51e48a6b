"""A link of an issue leads into the bank, and is counted: the next issue, and whoever runs the bank, learn from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from admin.digest.ports import BeginDigest, Contents, IssueId
from admin.digest.words import BANK_TARGET, PHOTO_TARGET, WORDS_TARGET
from engine.library.card import PhotoCard
from engine.library.shelves import OpenShelf
from engine.model import Actor, Event, HitPage, PhotoId, Query, Shelf
from engine.people.permissions import Act, require
from engine.ports import Clock, Events
from engine.search.conversation import PRIVATE, Place, Talk
from engine.search.parsing import parse_query


class Search(Protocol):
    """As `engine.search.search_photos.SearchPhotos`."""

    async def __call__(self, actor: Actor, query: Query, talk: Talk | None = None) -> HitPage: ...


class Open(Protocol):
    """As `engine.search.open_photo.OpenPhoto`."""

    async def __call__(self, actor: Actor, photo_id: PhotoId) -> PhotoCard: ...


@dataclass(frozen=True, kw_only=True)
class FollowDigest:
    """Words are searched for, a photo is opened; anything else shows what is new.

    A link that the issue does not have leads there too, and is not counted. Raises PhotoGone.
    """

    begin: BeginDigest
    events: Events
    clock: Clock
    search_photos: Search
    open_photo: Open
    open_shelf: OpenShelf

    async def __call__(
        self, actor: Actor, issue_id: IssueId, target: str, place: Place = PRIVATE
    ) -> PhotoCard | HitPage:
        require(actor, Act.BROWSE)
        async with self.begin() as work:
            issue = await work.issues.get(issue_id)
        contents = issue.contents if issue is not None else None
        if contents is not None and target in links_of(contents):
            await self._count(actor, issue_id, target)
        number = int(target[1:] or 0)
        if target.startswith(PHOTO_TARGET):
            return await self.open_photo(actor, PhotoId(number))
        if target.startswith(WORDS_TARGET) and contents is not None and number < len(contents.words):
            query = parse_query(contents.words[number])
            return await self.search_photos(actor, query, Talk(place=place, anew=True))
        return await self.open_shelf(actor, Shelf.FRESH)

    async def _count(self, actor: Actor, issue_id: IssueId, target: str) -> None:
        now = self.clock()
        async with self.begin(writes=True) as work:
            await work.issues.click(issue_id, target, actor.person_id, now)
            await work.commit()
        facts = {"issue_id": issue_id, "target": target}
        self.events.tell(Event(kind="followed_digest", person_id=actor.person_id, happened_at=now, facts=facts))


def links_of(contents: Contents) -> set[str]:
    """The targets of all its links."""
    photo_ids = {*contents.photo_ids, *([contents.last_time.photo_id] if contents.last_time else [])}
    words = range(len(contents.words))
    return {BANK_TARGET, *(f"{PHOTO_TARGET}{one}" for one in photo_ids), *(f"{WORDS_TARGET}{one}" for one in words)}
