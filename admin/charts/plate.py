"""What a chart shows, in words and numbers that are ready to be drawn.

A plate knows no language and no locale: titles, ticks and labels come as they are written, places and lengths as
numbers. So drawing is pure, two equal plates are one picture, and its key tells whether it was uploaded before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Mood(StrEnum):
    """Whether a change is welcome; it is drawn as a colour, and said by words beside it."""

    GOOD = "good"
    BAD = "bad"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what is written there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From 0 to `top`: no chart here begins anywhere but at nought."""

    top: float
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One number with its name above and its change below."""

    name: str
    value: str
    change: str = ""
    mood: Mood = Mood.EVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    tiles: tuple[Tile, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Standing bars, one for each number. `before` are those of the period before, drawn as marks.

    `labels`, where there are any, stand on the bars. The last bar is drawn lightly where it is `unfinished`.
    """

    name: str
    numbers: tuple[float, ...]
    axis: Axis
    below: tuple[Tick, ...]
    before: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    unfinished: bool = False
    key: tuple[str, str] = ("", "")
    """What the bars and the marks are called, where both are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A number for each place, None where there is none; its name stands at its end."""

    name: str
    numbers: tuple[float | None, ...]
    before: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    name: str
    lines: tuple[Line, ...]
    axis: Axis
    below: tuple[Tick, ...]
    key: tuple[str, str] = ("", "")
    filled: bool = False
    """Whether the first line stands on a coloured ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A lying bar: its name above it, its number at the right, what else there is to say in small letters.

    `length` and `before` are shares of the longest bar, in 0..1.
    """

    name: str
    value: str
    length: float
    before: float | None = None
    detail: str = ""
    mood: Mood = Mood.EVEN
    picture: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Rows, the first the greatest. `pictured` rows have a thumbnail at the left, or an empty slot for one."""

    name: str
    rows: tuple[Row, ...]
    pictured: bool = False
    key: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """A table of colours: `shades[row][column]` lie in 0..1, None where there is nothing to count."""

    name: str
    rows: tuple[str, ...]
    shades: tuple[tuple[float | None, ...], ...]
    columns: tuple[Tick, ...]
    labels: tuple[tuple[str, ...], ...] = ()
    least: str = ""
    most: str = ""
    """What the palest and the strongest colour stand for."""
    head: str = ""
    """What the columns are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """Nothing to draw, and why."""

    sentence: str
    hint: str = ""


Block = Tiles | Bars | Lines | Ranking | Heat | Empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One picture: a title, what period it is of, blocks below each other, and a note at the foot."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    note: str = ""
    theme: Theme = Theme.LIGHT

    @property
    def key(self) -> str:
        """Equal plates have one; 64 hex digits."""
        return hashlib.sha256(repr(self).encode()).hexdigest()
