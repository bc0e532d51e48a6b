"""A picture measured in pixels, from its upper left corner, drawn by matplotlib without any of its shared state."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from PIL import Image

from admin.charts.theme import Colours

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

WIDTH = 1080
"""About what a phone shows of a picture; Telegram scales nothing down that is not higher than 1280."""
DPI = 100
UNKNOWN = "□"
"""In the place of words of which no letter can be drawn."""

Side = Literal["left", "center", "right"]
Height = Literal["top", "center", "baseline"]


class Canvas:
    """WIDTH × `height` pixels. Made and used in one thread; matplotlib is imported here, for it takes half a second."""

    def __init__(self, height: int, colours: Colours) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.height, self.colours = height, colours
        figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=colours.paper)
        self._canvas: FigureCanvasAgg = FigureCanvasAgg(figure)
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._laid = 0

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str = "",
        *,
        bold: bool = False,
        side: Side = "left",
        height: Height = "baseline",
        width: float | None = None,
    ) -> float:
        """Writes one line, cut with an ellipsis where it would be wider than `width`; how wide it became."""
        shown = drawable(text)
        if width is not None:
            shown = self._cut(shown, size, bold, width)
        self._axes.text(
            x,
            y,
            shown,
            fontsize=size * 72 / DPI,
            color=colour or self.colours.ink,
            fontweight="bold" if bold else "normal",
            ha=side,
            va=height,
            parse_math=False,
            zorder=self._next(),
        )
        return self.measured(shown, size, bold)

    def measured(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a line in pixels."""
        from matplotlib.font_manager import FontProperties

        letters = FontProperties(size=size * 72 / DPI, weight="bold" if bold else "normal")
        renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]
        width, _height, _descent = renderer.get_text_width_height_descent(text, letters, False)
        return float(width)

    def wrapped(self, text: str, size: float, width: float, most: int) -> list[str]:
        """The text in at most `most` lines, broken between words; the last one is cut if it must be."""
        lines: list[str] = []
        words = drawable(text).split()
        for place, word in enumerate(words):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.measured(longer, size) <= width:
                lines[-1] = longer
            elif len(lines) == most:
                lines[-1] = self._cut(" ".join([lines[-1], *words[place:]]), size, False, width)
                break
            else:
                lines.append(word)
        return lines

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """A filled rectangle; it may be flat, and then it is not drawn at all."""
        from matplotlib.patches import FancyBboxPatch, Rectangle

        if width <= 0 or height <= 0:
            return
        radius = min(radius, width / 2, height / 2)
        if radius < 1:
            self._axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, linewidth=0, zorder=self._next()))
            return
        style = f"round,pad=0,rounding_size={radius}"
        patch = FancyBboxPatch((x, y), width, height, boxstyle=style, facecolor=colour, linewidth=0)
        self._axes.add_patch(patch).set_zorder(self._next())

    def line(self, points: Sequence[tuple[float, float]], colour: str, thick: float, *, dashed: bool = False) -> None:
        style = (0, (3, 2)) if dashed else "solid"
        self._axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=thick * 72 / DPI,
            linestyle=style,
            solid_capstyle="round",
            solid_joinstyle="round",
            zorder=self._next(),
        )

    def ground(self, points: Sequence[tuple[float, float]], bottom: float, colour: str) -> None:
        """The area between a line and the bottom."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self._axes.fill_between(xs, ys, bottom, color=colour, linewidth=0, zorder=self._next())

    def dot(self, x: float, y: float, size: float, colour: str) -> None:
        self._axes.plot(
            [x], [y], color=colour, zorder=self._next(), marker="o", markersize=size * 72 / DPI, markeredgewidth=0
        )

    def picture(self, x: float, y: float, image: Image.Image) -> None:
        """An image in its own pixels; x and y are whole."""
        import numpy as np

        self._axes.imshow(
            np.asarray(image),
            extent=(x, x + image.width, y + image.height, y),
            aspect="auto",
            interpolation="nearest",
            zorder=self._next(),
        )
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(self.height, 0)

    def png(self) -> bytes:
        self._canvas.draw()  # type: ignore[no-untyped-call]
        pixels = self._canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        image = Image.frombuffer("RGBA", (WIDTH, self.height), pixels, "raw", "RGBA", 0, 1)
        out = BytesIO()
        image.convert("RGB").save(out, "PNG", compress_level=9)
        return out.getvalue()

    def _next(self) -> int:
        """What is drawn later lies above what was drawn before."""
        self._laid += 1
        return self._laid

    def _cut(self, text: str, size: float, bold: bool, width: float) -> str:
        if self.measured(text, size, bold) <= width:
            return text
        shortest, longest = 0, len(text)
        while shortest < longest:
            middle = (shortest + longest + 1) // 2
            if self.measured(text[:middle].rstrip() + "…", size, bold) <= width:
                shortest = middle
            else:
                longest = middle - 1
        return text[:shortest].rstrip() + "…"


def drawable(text: str) -> str:
    """The text on one line, without what the typeface has no letters for: people also type emoji."""
    kept = "".join(
        letter if ord(letter) in _letters() else " " if letter.isspace() else ""
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter) not in {"Cf", "Cs", "Co"}
    )
    lined = " ".join(word for word in kept.split(" ") if word)
    return lined if lined or not text.strip() else UNKNOWN


@functools.cache
def _letters() -> frozenset[int]:
    """What both the normal and the bold typeface can draw; control characters are no letters."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    kept = (get_font(findfont(FontProperties(weight=weight))).get_charmap() for weight in ("normal", "bold"))
    return frozenset.intersection(*(frozenset(map(int, one)) for one in kept)) - frozenset(range(32))
