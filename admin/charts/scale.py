"""Round numbers for an axis, and few of them."""

from __future__ import annotations

import math
from collections.abc import Callable

from admin.charts.plate import Axis, Tick

STEPS = (1, 2, 2.5, 5, 10)
MOST_TICKS = 4
"""Above nought: a phone has no room for more."""
HEADROOM = 1.1
"""So much higher than the largest number is the axis: labels stand there."""


def axis(largest: float, write: Callable[[float], str], *, whole: bool = True) -> Axis:
    """From 0 to a little above `largest`, with round ticks; whole numbers only, if they are counts."""
    reached = max(largest, 1.0 if whole else 1e-9)
    step = _step(reached / MOST_TICKS, whole)
    top = reached * HEADROOM
    ticks = [step * number for number in range(int(top / step) + 1)]
    return Axis(top=top, ticks=tuple(Tick(at, write(at)) for at in ticks))


def _step(least: float, whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    step = next(round_one * power for round_one in STEPS if round_one * power >= least * (1 - 1e-9))
    return max(1.0, math.ceil(step)) if whole else step


def spread(count: int, most: int) -> list[int]:
    """At most `most` places among `count`, evenly apart, the last one always among them."""
    if count <= most:
        return list(range(count))
    every = math.ceil(count / most)
    return [place for place in range(count) if (count - 1 - place) % every == 0]
