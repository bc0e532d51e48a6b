"""Hard conditions as SQL over the photos table: what is unknown is NULL, and NULL passes no comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from engine.filters import Conditions, Filters, Orientation, People
from engine.model import PhotoState
from storage import tables

_photos = tables.photos.c

SQUARE_WITHIN = 0.05
"""A picture counts as square while its sides differ by no more than this share of the shorter one."""


def passing(conditions: Conditions) -> list[ColumnElement[bool]]:
    """To be joined by AND: published, and every condition."""
    return [
        _photos.state == PhotoState.PUBLISHED.value,
        *_of_filters(conditions.filters),
        *(_photos.photo_id.in_(_carrying(slug)) for slug in conditions.all_tags),
        *([_photos.photo_id.in_(_carrying(*conditions.any_tags))] if conditions.any_tags else []),
        *([_photos.photo_id.not_in(_carrying(*conditions.no_tags))] if conditions.no_tags else []),
    ]


def _carrying(*slugs: str) -> Select[tuple[int]]:
    return select(tables.photo_tags.c.photo_id).where(tables.photo_tags.c.slug.in_(slugs))


def _of_filters(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.people:
        yield or_(*(_people(people) for people in filters.people))
    for column, values in (
        (_photos.season, filters.seasons),
        (_photos.time_of_day, filters.times_of_day),
        (_photos.weather, filters.weathers),
        (_photos.colour, filters.colours),
        (_photos.place, filters.places),
        (_photos.licence, filters.licences),
        (_photos.photographer, filters.photographers),
    ):
        if values:
            yield column.in_([str(value) for value in values])
    if filters.orientations:
        yield or_(*(_orientation(orientation) for orientation in filters.orientations))
    if filters.taken_from is not None:
        yield _photos.taken_at >= _midnight(filters.taken_from)
    if filters.taken_until is not None:
        yield _photos.taken_at < _midnight(filters.taken_until + dt.timedelta(days=1))
    if filters.longer_side is not None:
        yield case((_photos.width > _photos.height, _photos.width), else_=_photos.height) >= filters.longer_side


def _people(people: People) -> ColumnElement[bool]:
    counted = _photos.people_count >= people.at_least
    if people.at_most is not None:
        counted = and_(counted, _photos.people_count <= people.at_most)
    uncounted = _photos.people_count.is_(None)
    ways = [counted]
    if people.takes_crowds:
        ways.append(and_(uncounted, _photos.crowd.is_(True)))
    if people.takes_all_but_crowds:
        ways.append(and_(uncounted, _photos.crowd.is_(False)))
    return or_(*ways)


def _orientation(orientation: Orientation) -> ColumnElement[bool]:
    upright = _photos.height > _photos.width * (1 + SQUARE_WITHIN)
    lying = _photos.width > _photos.height * (1 + SQUARE_WITHIN)
    match orientation:
        case Orientation.PORTRAIT:
            return upright
        case Orientation.LANDSCAPE:
            return lying
        case Orientation.SQUARE:
            return and_(~upright, ~lying)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
