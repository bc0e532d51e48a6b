"""What can be asked of the dashboard: a section, how many days until today, and whether with the days before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """In the order in which they are leafed through."""

    OVERVIEW = "overview"
    HOURS = "hours"
    TOP = "top"
    RISING = "rising"
    NOTHING = "nothing"
    TAGS = "tags"
    PHOTOS = "photos"
    GROWTH = "growth"
    QUALITY = "quality"
    AUDIENCE = "audience"
    RETENTION = "retention"
    SPEED = "speed"
    DIGESTS = "digests"


DAYS = (1, 7, 30, 90)
"""How many days until today a section may be of."""
UNCOMPARED = frozenset({Section.RISING, Section.NOTHING, Section.RETENTION})
"""Rising words are compared always, and the others' rows have nothing before them that they could be compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`compares` where the same number of days before is wanted beside it; not of the UNCOMPARED."""

    section: Section = Section.OVERVIEW
    days: int = 7
    compares: bool = False
