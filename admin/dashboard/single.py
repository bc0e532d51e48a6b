"""One photo, one tag or one partner in numbers; partners see their own doings and nobody else's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from admin.dashboard.figures import PartnerFigure, Period, PhotoFigure, TagFigure
from admin.dashboard.ports import Statistics
from admin.dashboard.reading import published
from engine.errors import BadPerson, ChoiceGone, PhotoGone, UnknownTag
from engine.model import Actor, Kind, Person, PersonId, Photo, PhotoId, Role, Tag
from engine.people.permissions import Act, may, require
from engine.ports import Begin, Clock, Work
from engine.search.narrowing import number_of
from engine.search.parsing import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePage:
    """`photos` are the pictures that may be shown beside the figure; `name` is the partner's organisation, if known.

    `number` is what a button names the photo, the tag or the person by.
    """

    days: int
    number: int
    figure: PhotoFigure | TagFigure | PartnerFigure
    photos: Mapping[PhotoId, Photo] = field(default_factory=dict)
    name: str = ""
    is_own: bool = False
    """Whether it is of the very person who asks."""


@dataclass(frozen=True, kw_only=True)
class ReadPhotoStats:
    """Of a photo in whatever state; only a published one is pictured. Raises NotAllowed and PhotoGone."""

    statistics: Statistics
    begin: Begin
    clock: Clock
    zone: dt.tzinfo

    async def __call__(self, actor: Actor, photo_id: PhotoId, days: int = 30) -> SinglePage:
        require(actor, Act.READ_STATISTICS)
        async with self.begin() as work:
            if not await work.photos.get([photo_id]):
                raise PhotoGone
            photos = await published(work, [photo_id])
        figure = await self.statistics.photo(photo_id, until_today(self.clock, self.zone, days))
        return SinglePage(days=days, number=photo_id, figure=figure, photos=photos)


@dataclass(frozen=True, kw_only=True)
class ReadTagStats:
    """Of a tag by its name in either language, an alias or its slug. Raises NotAllowed and UnknownTag."""

    statistics: Statistics
    begin: Begin
    clock: Clock
    zone: dt.tzinfo

    async def __call__(self, actor: Actor, name: str, days: int = 30) -> SinglePage:
        wanted = fold(name.strip().lstrip("#"))
        meant = await self._tag(actor, lambda tag: wanted in map(fold, (tag.slug, tag.ru, tag.en, *tag.aliases)))
        if meant is None:
            raise UnknownTag(tag=name)
        return await self._read(meant, days)

    async def by_number(self, actor: Actor, number: int, days: int) -> SinglePage:
        """By the number that a button has. Raises ChoiceGone where no tag has it any more."""
        meant = await self._tag(actor, lambda tag: number_of(Kind.TAG, tag.slug) == number)
        if meant is None:
            raise ChoiceGone
        return await self._read(meant, days)

    async def _tag(self, actor: Actor, is_meant: Callable[[Tag], bool]) -> Tag | None:
        require(actor, Act.READ_STATISTICS)
        async with self.begin() as work:
            return next(filter(is_meant, await work.tags.all()), None)

    async def _read(self, tag: Tag, days: int) -> SinglePage:
        figure = await self.statistics.tag(tag.slug, until_today(self.clock, self.zone, days))
        if figure is None:
            raise ChoiceGone
        async with self.begin() as work:
            photos = await published(work, [PhotoId(row.photo_id) for row in figure.top])
        return SinglePage(days=days, number=number_of(Kind.TAG, tag.slug), figure=figure, photos=photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerName:
    """A partner, with what their organisation was called when they asked for the access."""

    person: Person
    name: str


@dataclass(frozen=True, kw_only=True)
class ReadPartnerStats:
    """Raises NotAllowed below a partner, and for anybody's numbers but one's own below a moderator; BadPerson of those
    who are no partners."""

    statistics: Statistics
    begin: Begin
    clock: Clock
    zone: dt.tzinfo

    async def __call__(self, actor: Actor, person_id: PersonId | None = None, days: int = 30) -> SinglePage:
        """Of the actor where nobody is named."""
        require(actor, Act.READ_OWN_STATISTICS)
        of = actor.person_id if person_id is None else person_id
        if of != actor.person_id:
            require(actor, Act.READ_STATISTICS)
        async with self.begin() as work:
            found = await work.people.by_ids([of])
            if not found or (of != actor.person_id and not may(found[0].role, Act.READ_OWN_STATISTICS)):
                # Whoever is no partner is counted, and looked at by nobody.
                raise BadPerson
            name = await _name(work, of)
        figure = await self.statistics.partner(of, until_today(self.clock, self.zone, days))
        async with self.begin() as work:
            photos = await published(work, [PhotoId(row.photo_id) for row in figure.top])
        own = of == actor.person_id
        return SinglePage(days=days, number=of, figure=figure, photos=photos, name=name, is_own=own)

    async def by_telegram_id(self, actor: Actor, telegram_id: int, days: int = 30) -> SinglePage:
        require(actor, Act.READ_STATISTICS)
        async with self.begin() as work:
            person = await work.people.by_telegram_id(telegram_id)
        if person is None:
            raise BadPerson
        return await self(actor, person.person_id, days)

    async def partners(self, actor: Actor) -> Sequence[PartnerName]:
        """Everybody who is a partner, by name; nobody for a partner, who sees their own numbers alone."""
        require(actor, Act.READ_OWN_STATISTICS)
        if not may(actor.role, Act.READ_STATISTICS):
            return ()
        async with self.begin() as work:
            people = [one for one in await work.people.having(Role.PARTNER) if one.role is Role.PARTNER]
            named = [PartnerName(person=one, name=await _name(work, one.person_id)) for one in people]
        return sorted(named, key=lambda one: (one.name.casefold(), one.person.telegram_id))


async def _name(work: Work, person_id: PersonId) -> str:
    request = await work.partner_requests.last(person_id)
    return request.organisation if request is not None and request.granted else ""


def until_today(clock: Clock, zone: dt.tzinfo, days: int) -> Period:
    return Period.ending(clock().astimezone(zone).date(), days)
