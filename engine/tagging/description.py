"""What a model says about one image: the same fields whichever model said it, each of which may be unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from engine.filters import PEOPLE_BUCKETS, People, Season, TimeOfDay, Weather
from engine.photo import Caption, Language


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


def as_object(said: Description) -> dict[str, Any]:
    """For JSON; the source stands beside it."""
    people = None if said.people is None else [said.people.at_least, said.people.at_most]
    return {
        "captions": [[caption.language.value, caption.text] for caption in said.captions],
        "people": people,
        "season": said.season,
        "time_of_day": said.time_of_day,
        "weather": said.weather,
        "indoor": said.indoor,
        "sight": said.sight,
        "objects": list(said.objects),
        "tags": list(said.tags),
    }


def from_object(body: Mapping[str, Any], source: str) -> Description:
    people = body["people"]
    return Description(
        source=source,
        captions=tuple(
            Caption(language=Language(language), text=text, source=source) for language, text in body["captions"]
        ),
        people=None if people is None else People(*people),
        season=None if body["season"] is None else Season(body["season"]),
        time_of_day=None if body["time_of_day"] is None else TimeOfDay(body["time_of_day"]),
        weather=None if body["weather"] is None else Weather(body["weather"]),
        indoor=body["indoor"],
        sight=body["sight"],
        objects=tuple(body["objects"]),
        tags=tuple(body["tags"]),
    )
