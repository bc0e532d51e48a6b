"""What a model says about one image: the same fields whichever model said it, each of which may be unknown."""

from __future__ import annotations

from dataclasses import dataclass

from engine.filters import CROWD_FROM
from engine.model import Caption, Season, TimeOfDay, Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """None and empty mean unknown; nothing here was looked at by a person yet."""

    source: str
    """The model that said it, with what tells its version."""
    captions: tuple[Caption, ...] = ()
    people_count: int | None = None
    """0 and more. From CROWD_FROM on nobody counts heads, and only `crowd` is meant."""
    crowd: bool | None = None
    season: Season | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    indoor: bool | None = None
    sight: str | None = None
    objects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Slugs of the vocabulary, likeliest first."""

    def __post_init__(self) -> None:
        if self.people_count is not None and (self.people_count < 0 or self.crowd is None):
            raise ValueError("people are counted from 0, and whoever counted them knows whether they are a crowd")
        if self.people_count is not None and self.crowd != (self.people_count >= CROWD_FROM):
            raise ValueError("the count and the crowd contradict each other")
