"""What a photo may be asked to be, yes or no: facts with few values, and hard conditions over them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from enum import StrEnum

CROWD_FROM = 13
"""A people count of 13 or more is a crowd; above 12 nobody counts heads in a picture."""


class Season(StrEnum):
    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"


class TimeOfDay(StrEnum):
    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


class Weather(StrEnum):
    CLEAR = "clear"
    CLOUDY = "cloudy"
    RAIN = "rain"
    SNOW = "snow"
    FOG = "fog"


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    SQUARE = "square"


SQUARE_WITHIN = 0.05
"""A picture counts as square while its sides differ by no more than this share of the shorter one."""


def orientation_of(width: int, height: int) -> Orientation:
    if height > width * (1 + SQUARE_WITHIN):
        return Orientation.PORTRAIT
    return Orientation.LANDSCAPE if width > height * (1 + SQUARE_WITHIN) else Orientation.SQUARE


class Colour(StrEnum):
    """The colour that covers most of a picture, in the words people have for it."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TURQUOISE = "turquoise"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"
    BROWN = "brown"
    WHITE = "white"
    GREY = "grey"
    BLACK = "black"


class Sort(StrEnum):
    """The order of what was found; newest and popular reorder inside the exact and the close band only."""

    BEST = "best"
    NEWEST = "newest"
    POPULAR = "popular"


@dataclass(frozen=True, slots=True, order=True)
class People:
    """How many people a photo shows, both ends included; `at_most` None means crowds too."""

    at_least: int = 0
    at_most: int | None = None

    def __post_init__(self) -> None:
        if self.at_least < 0 or (self.at_most is not None and self.at_most < self.at_least):
            raise ValueError("people are counted from 0, and the range ends where it begins or after")

    @property
    def takes_crowds(self) -> bool:
        """A crowd that nobody counted passes: every count from CROWD_FROM on is in the range."""
        return self.at_most is None and self.at_least <= CROWD_FROM

    @property
    def takes_all_but_crowds(self) -> bool:
        """A photo known only not to show a crowd passes: every count below CROWD_FROM is in the range."""
        return self.at_least == 0 and (self.at_most is None or self.at_most >= CROWD_FROM - 1)


NOBODY = People(0, 0)
PEOPLE_BUCKETS: tuple[People, ...] = (
    NOBODY,
    People(1, 1),
    People(2, 2),
    People(3, 5),
    People(6, CROWD_FROM - 1),
    People(CROWD_FROM, None),
)
"""What is offered to tap: 0, 1, 2, 3–5, 6–12, crowd. Every count lies in exactly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions on facts. Several values of one field mean any of them; an empty field asks nothing.

    A photo whose fact is unknown never passes a field that asks something. `places`, `licences` and
    `photographers` hold the bank's own spellings and are compared exactly. Dates are of taking, both ends included,
    in UTC. `longer_side` is the least number of pixels of the original's longer side.
    """

    people: tuple[People, ...] = ()
    seasons: tuple[Season, ...] = ()
    times_of_day: tuple[TimeOfDay, ...] = ()
    weathers: tuple[Weather, ...] = ()
    orientations: tuple[Orientation, ...] = ()
    colours: tuple[Colour, ...] = ()
    taken_from: dt.date | None = None
    taken_until: dt.date | None = None
    places: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    longer_side: int | None = None

    @property
    def is_empty(self) -> bool:
        return all(getattr(self, field.name) in (None, ()) for field in fields(self))


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Everything hard about a query: filters, and tags (by slug) of which a photo carries all, any, none."""

    filters: Filters = NO_FILTERS
    all_tags: tuple[str, ...] = ()
    any_tags: tuple[str, ...] = ()
    no_tags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.filters.is_empty and not (self.all_tags or self.any_tags or self.no_tags)
