"""What a model says about one image: the same fields whichever model said it, each of which may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from engine.filters import PEOPLE_BUCKETS, People
from engine.model import Caption, Season, TimeOfDay, Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """None and empty mean unknown; nothing here was looked at by a person yet."""

    source: str
    """The model that said it, with what tells its version."""
    captions: tuple[Caption, ...] = ()
    people: People | None = None
    """How many people are seen: a count where both ends are the same, a bucket, or only whether it is a crowd."""
    season: Season | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    indoor: bool | None = None
    sight: str | None = None
    objects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Slugs of the vocabulary, likeliest first."""


def bucket_of(people: People) -> People | None:
    """The one of PEOPLE_BUCKETS in which the whole range lies, if it lies in one."""
    for bucket in PEOPLE_BUCKETS:
        if bucket.at_least <= people.at_least and _end(people) <= _end(bucket):
            return bucket
    return None


def disagree(one: Description, other: Description) -> bool:
    """Two estimates of people of which at most one can be true: their ranges have no number in common."""
    if one.people is None or other.people is None:
        return False
    return _end(one.people) < other.people.at_least or _end(other.people) < one.people.at_least


def _end(people: People) -> float:
    return inf if people.at_most is None else people.at_most
