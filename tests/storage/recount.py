"""Figures counted anew from single events, each in the plainest way: what the roll-ups must equal."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from admin.dashboard.figures import Period
from engine.model import Event

LOVING = {"downloaded", "favourited", "collected", "shared_inline"}
KEEPING = {"favourited", "collected"}


@dataclass(frozen=True, kw_only=True)
class Recount:
    events: Sequence[Event]
    zone: ZoneInfo

    def day(self, event: Event) -> dt.date:
        return event.happened_at.astimezone(self.zone).date()

    def within(self, period: Period, *kinds: str) -> list[Event]:
        return [
            event
            for event in self.events
            if period.first <= self.day(event) <= period.last and (not kinds or event.kind in kinds)
        ]

    def searches(self, period: Period) -> list[Event]:
        return [event for event in self.within(period, "searched") if event.facts["chat"] != "inline"]

    def people(self, period: Period) -> int:
        return len({event.person_id for event in self.within(period)} - {None})

    def success_rate(self, period: Period) -> float | None:
        successful = {
            event.facts.get("search_id")
            for event in self.events
            if event.kind in {"opened", "downloaded"} and event.facts.get("shelf") is None
        }
        asked = [event.facts["search_id"] for event in self.searches(period)]
        return sum(one in successful for one in asked) / len(asked) if asked else None

    def hours(self, period: Period) -> list[list[int]]:
        table = [[0] * 24 for _ in range(7)]
        for event in self.searches(period):
            at = event.happened_at.astimezone(self.zone)
            table[at.weekday()][at.hour] += 1
        return table

    def durations(self, period: Period) -> list[int]:
        return sorted(event.facts["took_ms"] for event in self.searches(period))

    def pages(self, period: Period) -> list[int]:
        """How many photos each page of a search had."""
        turned = [event for event in self.within(period, "paged") if event.facts["shelf"] is None]
        return [shown for event in [*self.searches(period), *turned] if (shown := event.facts["shown"])]

    def opened_at(self, period: Period) -> list[int]:
        places = [event.facts["place"] for event in self.within(period, "opened") if event.facts["shelf"] is None]
        return [places.count(place) for place in range(1, 10)]

    def words(self, period: Period, least: int) -> dict[str, tuple[int, int, int]]:
        """Searches, people and searches without an answer, of words of enough people, great letters or small."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.searches(period):
            found[event.facts["text"].casefold()].append(event)
        counts = {
            words: (
                len(events),
                len({event.person_id for event in events} - {None}),
                sum(not event.facts["found"] for event in events),
            )
            for words, events in found.items()
        }
        return {words: row for words, row in counts.items() if words and row[1] >= least}

    def of_photo(self, period: Period, photo_id: int, kinds: Iterable[str]) -> list[Event]:
        return [event for event in self.within(period, *kinds) if event.facts["photo_id"] == photo_id]

    def lovers(self, period: Period, photo_id: int) -> int:
        return len({event.person_id for event in self.of_photo(period, photo_id, LOVING)} - {None})

    def cohorts(self, period: Period) -> dict[dt.date, list[int]]:
        weeks: dict[int, set[dt.date]] = defaultdict(set)
        for event in self.events:
            if event.person_id is not None:
                weeks[event.person_id].add(_monday(self.day(event)))
        found: dict[dt.date, list[int]] = {}
        monday = _monday(period.first)
        while monday <= period.last:
            cohort = [came for came in weeks.values() if min(came) == monday]
            later = [monday + dt.timedelta(weeks=w) for w in range((period.last - monday).days // 7 + 1)]
            if cohort:
                found[monday] = [sum(week in came for came in cohort) for week in later]
            monday += dt.timedelta(weeks=1)
        return found


def nearest_rank(values: Sequence[int], share: float) -> int | None:
    return values[max(1, math.ceil(share * len(values))) - 1] if values else None


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
