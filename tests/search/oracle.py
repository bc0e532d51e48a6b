"""Whether a photo passes conditions, said once more in plain Python: what SQL and every faster way must agree with."""

from __future__ import annotations

import datetime as dt

from engine.filters import Conditions, Orientation, People
from engine.model import Photo, PhotoState


def passes(photo: Photo, conditions: Conditions) -> bool:
    filters, facts, slugs = conditions.filters, photo.metadata, {tag.tag.slug for tag in photo.tags}
    asked = [
        (filters.seasons, facts.season),
        (filters.times_of_day, facts.time_of_day),
        (filters.weathers, facts.weather),
        (filters.orientations, _orientation(photo)),
        (filters.colours, photo.colour),
        (filters.places, facts.place),
        (filters.licences, photo.rights.licence),
        (filters.photographers, photo.rights.photographer),
    ]
    return (
        photo.state is PhotoState.PUBLISHED
        and all(value in allowed for allowed, value in asked if allowed)
        and (not filters.people or any(_counts(people, photo) for people in filters.people))
        and _within(facts.taken_at, filters.taken_from, filters.taken_until)
        and max(photo.width, photo.height) >= (filters.longer_side or 0)
        and set(conditions.all_tags) <= slugs
        and (not conditions.any_tags or bool(set(conditions.any_tags) & slugs))
        and not set(conditions.no_tags) & slugs
    )


def _orientation(photo: Photo) -> Orientation:
    if photo.height > photo.width * 1.05:
        return Orientation.PORTRAIT
    return Orientation.LANDSCAPE if photo.width > photo.height * 1.05 else Orientation.SQUARE


def _counts(people: People, photo: Photo) -> bool:
    count, crowd = photo.metadata.people_count, photo.metadata.crowd
    if count is not None:
        return people.at_least <= count and (people.at_most is None or count <= people.at_most)
    if crowd is None:
        return False
    return people.takes_crowds if crowd else people.takes_all_but_crowds


def _within(taken_at: dt.datetime | None, first: dt.date | None, last: dt.date | None) -> bool:
    if first is None and last is None:
        return True
    return taken_at is not None and (first or dt.date.min) <= taken_at.date() <= (last or dt.date.max)
