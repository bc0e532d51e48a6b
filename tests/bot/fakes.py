"""The use cases and the port that the bot calls, over photos in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from engine.errors import PhotoGone, SearchGone
from engine.library.card import Numbers, PhotoCard
from engine.model import (
    Actor,
    Band,
    Caption,
    ContentHash,
    HitPage,
    Language,
    Metadata,
    PersonId,
    Photo,
    PhotoId,
    PhotoSample,
    PhotoState,
    PhotoTag,
    Query,
    Ranked,
    Reason,
    Rights,
    Role,
    Search,
    SearchId,
    Tag,
)
from engine.people.recognise import language_for
from engine.ports import Clock
from engine.search.conversation import Talk
from engine.search.paging import page_count, page_of
from tests.conftest import NOON, Told, noon

WINTER = Tag(slug="winter", ru="зима", en="winter")
RED_SQUARE = Tag(slug="red_square", ru="Красная площадь", en="Red Square")


def photo(number: int, **changes: object) -> Photo:
    """A published photo with everything known about it."""
    known = Photo(
        photo_id=PhotoId(number),
        content_hash=ContentHash(f"{number:064x}"),
        state=PhotoState.PUBLISHED,
        width=1280,
        height=960,
        received_at=NOON,
        captions=(
            Caption(language=Language.RU, text=f"Мост номер {number} <ночью> & зимой"),
            Caption(language=Language.EN, text=f"Bridge number {number} <at night> & in winter"),
        ),
        tags=(PhotoTag(tag=WINTER), PhotoTag(tag=RED_SQUARE)),
        metadata=Metadata(place="Набережная", taken_at=NOON, people_count=2),
        rights=Rights(photographer="Анна <Ли>", licence="CC BY 4.0"),
    )
    return replace(known, **changes)  # type: ignore[arg-type]


@dataclass
class Gate:
    """Holds a use case up: it says that it has `reached` the gate and goes on when that is `opened`."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)


class NoTexts:
    """The port Texts of a bank about which nothing is written."""

    async def tag_counts(self, work: object) -> dict[str, int]:
        return {}


@dataclass
class FakeBank:
    """`bands` makes the ranking; what is called next raises `error`, and is held up by `gate` before."""

    bands: list[Band] = field(default_factory=lambda: [Band.EXACT] * 4 + [Band.CLOSE] * 8)
    reason: Reason = Reason.WORDS
    role: Role = Role.VISITOR
    error: Exception | None = None
    gate: Gate | None = None
    queries: list[Query] = field(default_factory=list)
    talks: list[Talk | None] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    withdrawn: set[int] = field(default_factory=set)
    known_tags: tuple[Tag, ...] = (WINTER, RED_SQUARE)
    searches: dict[SearchId, Search] = field(default_factory=dict)
    photos: dict[PhotoId, Photo] = field(default_factory=lambda: {PhotoId(n): photo(n) for n in range(1, 700)})
    texts: NoTexts = field(default_factory=NoTexts)
    events: Told = field(default_factory=Told)
    clock: Clock = noon

    async def __call__(self, actor: Actor, query: Query, talk: Talk | None = None) -> HitPage:
        return await self.search_photos(actor, query, talk)

    async def recognise_actor(self, telegram_id: int, language_code: str | None) -> Actor:
        language = language_for(None, language_code, Language.RU)
        return Actor(person_id=PersonId(telegram_id), role=self.role, language=language)

    async def search_photos(self, actor: Actor, query: Query, talk: Talk | None = None) -> HitPage:
        await self._work(actor)
        self.queries.append(query)
        self.talks.append(talk)
        names = {tag.slug: tag for tag in self.known_tags} | {tag.ru: tag for tag in self.known_tags}
        tags = tuple(names[tag] for tag in query.tags if tag in names)
        understood = replace(
            query,
            tags=tuple(tag.slug for tag in tags),
            unknown_tags=tuple(tag for tag in query.tags if tag not in names),
        )
        shown = {sample.photo_id for sample in query.samples if isinstance(sample, PhotoSample)}
        ids = [photo_id for photo_id in self.photos if photo_id not in shown]
        ranked = tuple(
            Ranked(photo_id=photo_id, score=1, band=band, reason=self.reason)
            for photo_id, band in zip(ids, self.bands, strict=False)
        )
        search = Search(
            search_id=SearchId(len(self.searches) + 1),
            person_id=actor.person_id,
            query=understood,
            ranked=() if understood.unknown_tags else ranked,
            asked_at=NOON,
        )
        self.searches[search.search_id] = search
        return page_of(search, 1, self._visible(), tags)

    async def search_similar(self, actor: Actor, photo_id: PhotoId, talk: Talk | None = None) -> HitPage:
        if photo_id not in self._visible():
            raise PhotoGone
        return await self.search_photos(actor, Query(samples=(PhotoSample(photo_id=photo_id),)), talk)

    async def open_search(self, actor: Actor, search_id: SearchId, page: int) -> HitPage:
        await self._work(actor)
        search = self.searches.get(search_id)
        if search is None or search.person_id != actor.person_id:
            raise SearchGone
        tags = tuple(tag for tag in self.known_tags if tag.slug in search.query.tags)
        return page_of(search, page, self._visible(), tags)

    async def look_ahead(self, search_id: SearchId, page: int) -> HitPage | None:
        search = self.searches[search_id]
        is_last = page >= page_count(len(search.ranked), search.page_size)
        return None if is_last else page_of(search, page + 1, self._visible())

    async def open_photo(
        self, actor: Actor, photo_id: PhotoId, *, anew: bool = True, search_id: SearchId | None = None
    ) -> PhotoCard:
        await self._work(actor)
        if photo_id not in self._visible():
            raise PhotoGone
        return PhotoCard(photo=self.photos[photo_id], numbers=Numbers(views=7, downloads=3, favourites=1))

    def _visible(self) -> dict[PhotoId, Photo]:
        return {key: value for key, value in self.photos.items() if key not in self.withdrawn}

    async def _work(self, actor: Actor) -> None:
        self.actors.append(actor)
        if self.gate is not None:
            gate, self.gate = self.gate, None
            gate.reached.set()
            await gate.opened.wait()
        if self.error is not None:
            error, self.error = self.error, None
            raise error


class FakeFileIds(dict[tuple[int, str], str]):
    """The port FileIds, in memory."""

    async def get(self, bot_id: int, key: str) -> str | None:  # type: ignore[override]
        return super().get((bot_id, key))

    async def put(self, bot_id: int, key: str, file_id: str) -> None:
        self[bot_id, key] = file_id

    async def forget(self, bot_id: int, key: str) -> None:
        self.pop((bot_id, key), None)

    async def known(self, bot_id: int, keys: Sequence[str]) -> dict[str, str]:
        return {key: self[bot_id, key] for key in keys if (bot_id, key) in self}

    async def previews_missing(self, bot_id: int, limit: int) -> list[ContentHash]:
        return []
