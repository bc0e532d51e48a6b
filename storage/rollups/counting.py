"""What is counted of each event: pure, and the only place that knows which facts the roll-ups read.

Facts are read as they come: events of former versions lack some of them, and nobody's event may stop the counting.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from engine.model import Event, Shelf
from storage.rollups.histogram import bucket_of

LONGEST_WORDS = 200
MOST_PLACES = 9
KEY_LENGTH = 64
INLINE = Shelf.INLINE.value


class Measure(StrEnum):
    """What a row of `day_counts` counts, and what its key is."""

    KIND = "kind"
    """Events, by kind."""
    CHAT = "chat"
    """Questions, by where they were asked: private, group, inline. All that follows leaves inline ones out."""
    LANGUAGE = "language"
    """Searches, by the asker's language."""
    HOUR = "hour"
    """Searches, by the hour of the bank's day, 0 to 23."""
    TOOK = "took"
    """Searches, by the histogram's bucket of the time they took."""
    NOTHING = "nothing"
    """Searches that found no exact or close photo; no key."""
    SUCCEEDED = "succeeded"
    """Searches of that day that succeeded, whenever that was; no key."""
    TAG = "tag"
    """Searches that asked for a tag, by slug."""
    SHOWN = "shown"
    """Pages of searches that had a photo at this place, by place from 1."""
    PAGE = "page"
    """Pages of searches; no key."""
    PLACE = "place"
    """Photos opened from pages of searches, by place from 1."""
    SIZE = "size"
    """Downloads, by size."""
    THUMB = "thumb"
    """Votes on hits: up, down."""


PERSON = ("searches", "opened", "downloads", "kept", "shared")
PHOTO = ("opened", "downloads", "kept", "shared", "thumbs_up", "thumbs_down", "places", "placed")


@dataclass(kw_only=True)
class Counts:
    """What a batch of events adds to the roll-ups."""

    days: Counter[tuple[str, dt.date, str]] = field(default_factory=Counter)
    people: dict[tuple[dt.date, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    words: dict[tuple[dt.date, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    askers: set[tuple[str, dt.date, int]] = field(default_factory=set)
    photos: dict[tuple[dt.date, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lovers: set[tuple[dt.date, int, int]] = field(default_factory=set)
    asked: dict[int, dt.date] = field(default_factory=dict)
    """Searches by id, with their day."""
    succeeded: dict[int, dt.date] = field(default_factory=dict)
    """Searches by id that something was opened, taken or shared from, with the day when it was."""


def count(events: Iterable[Event], zone: ZoneInfo) -> Counts:
    counts = Counts()
    for event in events:
        at = event.happened_at.astimezone(zone)
        one = _One(counts=counts, facts=event.facts, at=at, day=at.date(), person_id=event.person_id)
        one.add(Measure.KIND, event.kind)
        one.of_person()
        if (way := _WAYS.get(event.kind)) is not None:
            way(one)
    return counts


def normal(text: str) -> str:
    """Words as they are counted: case, spacing and a final mark make no other question."""
    words = " ".join(text.replace("\0", " ").split()).casefold().replace("ё", "е").rstrip(" .,!?…")
    return words[:LONGEST_WORDS].encode("utf-8", "replace").decode()


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class _One:
    """An event on its way into the counts."""

    counts: Counts
    facts: Mapping[str, Any]
    at: dt.datetime
    day: dt.date
    person_id: int | None

    def add(self, measure: Measure, key: object = "") -> None:
        self.counts.days[measure.value, self.day, str(key)[:KEY_LENGTH]] += 1

    def number(self, name: str) -> int | None:
        value = self.facts.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63 else None

    def texts(self, name: str) -> list[str]:
        """Each once."""
        value = self.facts.get(name)
        return list(dict.fromkeys(map(str, value))) if isinstance(value, list) else []

    def of_person(self, *counted: str) -> None:
        if self.person_id is not None:
            self.counts.people[self.day, self.person_id].update(counted)

    def of_photo(self, *counted: str, **sums: int) -> None:
        if (photo_id := self.number("photo_id")) is not None:
            self.counts.photos[self.day, photo_id].update(counted)
            self.counts.photos[self.day, photo_id].update(sums)

    def loved(self) -> None:
        if self.person_id is not None and (photo_id := self.number("photo_id")) is not None:
            self.counts.lovers.add((self.day, photo_id, self.person_id))

    def succeeded(self) -> None:
        if (search_id := self.number("search_id")) is not None and self.facts.get("shelf") is None:
            self.counts.succeeded.setdefault(search_id, self.day)


def _searched(one: _One) -> None:
    chat = INLINE if one.facts.get("shelf") == INLINE else str(one.facts.get("chat") or "private")
    one.add(Measure.CHAT, chat)
    if chat == INLINE:
        return
    one.of_person("searches")
    found, took = one.number("found"), one.number("took_ms")
    one.add(Measure.LANGUAGE, one.facts.get("language"))
    one.add(Measure.HOUR, one.at.hour)
    if took is not None:
        one.add(Measure.TOOK, bucket_of(took))
    if not found:
        one.add(Measure.NOTHING)
    for slug in one.texts("asked_tags") or one.texts("tags"):
        one.add(Measure.TAG, slug)
    _page_of_search(one)
    if (search_id := one.number("search_id")) is not None:
        one.counts.asked[search_id] = one.day
    if words := normal(str(one.facts.get("text") or one.facts.get("words") or "")):
        one.counts.words[one.day, words].update(["searches", *(() if found else ("nothing_found",))])
        if one.person_id is not None:
            one.counts.askers.add((words, one.day, one.person_id))


def _page_of_search(one: _One) -> None:
    shown = min(MOST_PLACES, one.number("shown") or 0)
    if shown > 0:
        one.add(Measure.PAGE)
        for place in range(1, shown + 1):
            one.add(Measure.SHOWN, place)


def _paged(one: _One) -> None:
    if one.facts.get("shelf") is None:
        _page_of_search(one)


def _opened(one: _One) -> None:
    one.of_person("opened")
    one.of_photo("opened")
    place = one.number("place")
    if place is not None and 1 <= place <= MOST_PLACES and one.facts.get("shelf") is None:
        one.add(Measure.PLACE, place)
        one.of_photo("placed", places=place)
    one.succeeded()


def _downloaded(one: _One) -> None:
    one.add(Measure.SIZE, one.facts.get("size"))
    one.of_person("downloads")
    one.of_photo("downloads")
    one.loved()
    one.succeeded()


def _kept(one: _One) -> None:
    one.of_person("kept")
    one.of_photo("kept")
    one.loved()


def _shared(one: _One) -> None:
    one.of_person("shared")
    one.of_photo("shared")
    one.loved()


def _judged(one: _One) -> None:
    one.add(Measure.THUMB, "up" if one.facts.get("fits") else "down")
    one.of_photo("thumbs_up" if one.facts.get("fits") else "thumbs_down")


_WAYS: Mapping[str, Callable[[_One], None]] = {
    "searched": _searched,
    "paged": _paged,
    "opened": _opened,
    "downloaded": _downloaded,
    "favourited": _kept,
    "collected": _kept,
    "shared_inline": _shared,
    "judged": _judged,
}
