"""Hard conditions over photos in memory: the twin of `storage.conditions`, and a test holds the two together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from engine.filters import Conditions, Filters, Orientation, People
from storage.arrays import UNKNOWN, UNTIMED, Mask, PhotoArrays
from storage.conditions import SQUARE_WITHIN


def passing(photos: PhotoArrays, conditions: Conditions) -> Mask:
    """Which photos are published and pass every condition."""
    mask = photos.fact("published").copy()
    for slug in conditions.all_tags:
        mask &= photos.carrying([slug])
    if conditions.any_tags:
        mask &= photos.carrying(conditions.any_tags)
    if conditions.no_tags:
        mask &= ~photos.carrying(conditions.no_tags)
    for condition in _of_filters(photos, conditions.filters):
        mask &= condition
    return mask


def _of_filters(photos: PhotoArrays, filters: Filters) -> Iterator[Mask]:
    if filters.people:
        yield np.logical_or.reduce([_people(photos, people) for people in filters.people])
    for column, values in (
        ("season", filters.seasons),
        ("time_of_day", filters.times_of_day),
        ("weather", filters.weathers),
        ("colour", filters.colours),
        ("place", filters.places),
        ("licence", filters.licences),
        ("photographer", filters.photographers),
    ):
        if values:
            yield np.isin(photos.fact(column), [photos.code(column, str(value)) for value in values])
    if filters.orientations:
        yield np.logical_or.reduce([_orientation(photos, orientation) for orientation in filters.orientations])
    taken = photos.fact("taken_at")
    if filters.taken_from is not None:
        yield (taken != UNTIMED) & (taken >= _midnight(filters.taken_from))
    if filters.taken_until is not None:
        yield (taken != UNTIMED) & (taken < _midnight(filters.taken_until + dt.timedelta(days=1)))
    if filters.longer_side is not None:
        yield np.maximum(photos.fact("width"), photos.fact("height")) >= filters.longer_side


def _people(photos: PhotoArrays, people: People) -> Mask:
    count, crowd = photos.fact("people_count"), photos.fact("crowd")
    mask: Mask = (count != UNKNOWN) & (count >= people.at_least)
    if people.at_most is not None:
        mask &= count <= people.at_most
    if people.takes_crowds:
        mask |= (count == UNKNOWN) & (crowd == 1)
    if people.takes_all_but_crowds:
        mask |= (count == UNKNOWN) & (crowd == 0)
    return mask


def _orientation(photos: PhotoArrays, orientation: Orientation) -> Mask:
    width, height = photos.fact("width"), photos.fact("height")
    upright: Mask = height > width * (1 + SQUARE_WITHIN)
    lying: Mask = width > height * (1 + SQUARE_WITHIN)
    match orientation:
        case Orientation.PORTRAIT:
            return upright
        case Orientation.LANDSCAPE:
            return lying
        case Orientation.SQUARE:
            return ~upright & ~lying


def _midnight(day: dt.date) -> int:
    return round(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()) * 1_000_000
