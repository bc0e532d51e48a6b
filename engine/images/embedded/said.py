"""What one of the three kinds of metadata says, as it stands there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.photo import Coordinates


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    titles: tuple[str, ...] = ()
    """The same in several languages, as far as there are several."""
    descriptions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    author: str | None = None
    notice: str | None = None
    licence: str | None = None
    place: str | None = None
    taken_at: dt.datetime | None = None
    coordinates: Coordinates | None = None


def point(latitude: float, longitude: float) -> Coordinates | None:
    """None beyond the earth, and where both are exactly 0: what devices write that have not found out yet."""
    if latitude == 0 and longitude == 0:
        return None
    try:
        return Coordinates(round(latitude, 6), round(longitude, 6))
    except ValueError:
        return None
