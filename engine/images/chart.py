"""A photo's numbers over some weeks as one small picture, in the colours of the contact sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from engine.images.contact_sheet import ACCENT, FAINT, INK, PAPER, QUIET_INK, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 720
_DPI = 120
_EVERY = 7
"""Days between two dates below; the last day has one always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One number for each day, under a name that tells its total."""

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """`days` are the dates as they are written below; every series has a number for each."""

    title: str
    days: tuple[str, ...]
    above: Series
    below: Series
    marks: Series
    """Drawn as dots among the bars of `below`, and so told from them without colour."""


def draw_chart(drawn: Drawn) -> bytes:
    """A JPEG of WIDTH × HEIGHT pixels: bars above, smaller bars and dots below, dates at the foot.

    The figure has a canvas of its own: matplotlib's shared state would be no other thread's to touch. It is imported
    here, for it takes half a second, and most that the bot does needs none of it.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=_colour(PAPER))
    FigureCanvasAgg(figure)
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    places = range(len(drawn.days))
    above.bar(places, drawn.above.numbers, width=0.72, color=_colour(QUIET_INK))
    below.bar(places, drawn.below.numbers, width=0.72, color=_colour(ACCENT))
    dotted = [(place, number) for place, number in zip(places, drawn.marks.numbers, strict=True) if number]
    below.plot(
        [place for place, _ in dotted],
        [number for _, number in dotted],
        linestyle="none",
        marker="o",
        markersize=9,
        markerfacecolor=_colour(PAPER),
        markeredgecolor=_colour(INK),
        markeredgewidth=2,
    )
    _name(above, [("■", drawn.above.name, QUIET_INK)], 1.03)
    _name(below, [("■", drawn.below.name, ACCENT), ("○", drawn.marks.name, INK)], 1.05)
    for axes, series in ((above, [drawn.above]), (below, [drawn.below, drawn.marks])):
        _calm(axes, max(max(one.numbers) for one in series))
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    last = len(drawn.days) - 1
    ticks = [place for place in places if (last - place) % _EVERY == 0]
    below.set_xticks(ticks, [drawn.days[place] for place in ticks])
    figure.suptitle(drawn.title, color=_colour(INK), fontsize=20, x=0.07, ha="left", fontweight="bold")
    figure.subplots_adjust(left=0.07, right=0.96, top=0.81, bottom=0.08, hspace=0.36)
    out = BytesIO()
    figure.savefig(out, format="jpeg", pil_kwargs={"quality": 90})
    return out.getvalue()


def _calm(axes: Axes, largest: int) -> None:
    """A faint grid and no frame; days without anything keep the height of one."""
    axes.set_facecolor(_colour(PAPER))
    axes.set_ylim(0, max(largest, 1) * 1.12)
    axes.grid(axis="y", color=_colour(FAINT), linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=_colour(QUIET_INK), length=0, labelsize=15)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_colour(FAINT))


def _name(axes: Axes, names: Sequence[tuple[str, str, tuple[int, int, int]]], height: float) -> None:
    for number, (sign, name, colour) in enumerate(names):
        axes.text(number * 0.47, height, sign, transform=axes.transAxes, color=_colour(colour), fontsize=17)
        axes.text(number * 0.47 + 0.035, height, name, transform=axes.transAxes, color=_colour(INK), fontsize=17)


def _colour(of: tuple[int, int, int]) -> tuple[float, float, float]:
    red, green, blue = of
    return red / 255, green / 255, blue / 255
