"""Drawing in units: y runs 0..1 from top to bottom, x runs 0..4/3; the same calls serve every size."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from engine.training.city.light import Colour, Light
from engine.training.scene import Scene

WIDTH = 4 / 3
Point = tuple[float, float]


class Canvas:
    """An RGB image with its scene, its light and the lamps that glow when all is drawn."""

    def __init__(self, scene: Scene, light: Light, height: int) -> None:
        self.scene = scene
        self.light = light
        self.height = height
        self.width = round(height * WIDTH)
        self.fine = height >= 400
        """Whether details below a pixel of a thumbnail are worth drawing."""
        self.image = Image.new("RGB", (self.width, self.height))
        self._draw = ImageDraw.Draw(self.image, "RGBA")
        self._lamps: list[tuple[float, float, float, Colour, float]] = []

    def chance(self, part: str) -> Random:
        """A stream of chance of its own for each part, so that a change in one leaves the others as they are."""
        return Random(f"{self.scene.seed}/{part}")

    def polygon(self, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        self._draw.polygon([(x * self.height, y * self.height) for x, y in points], fill=(*colour, alpha))

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, alpha: int = 255) -> None:
        """From the top left corner; at least a pixel each way."""
        h = self.height
        left, top = x * h, y * h
        right, bottom = max((x + width) * h, left + 0.6), max((y + height) * h, top + 0.6)
        self._draw.rectangle((left, top, right, bottom), fill=(*colour, alpha))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, alpha: int = 255) -> None:
        """From the centre."""
        h = self.height
        self._draw.ellipse(((x - rx) * h, (y - ry) * h, (x + rx) * h, (y + ry) * h), fill=(*colour, alpha))

    def ring(self, x: float, y: float, r: float, colour: Colour, width: float) -> None:
        h = self.height
        box = ((x - r) * h, (y - r) * h, (x + r) * h, (y + r) * h)
        self._draw.ellipse(box, outline=(*colour, 255), width=max(1, round(width * h)))

    def line(self, points: Sequence[Point], colour: Colour, width: float, alpha: int = 255) -> None:
        self._draw.line(
            [(x * self.height, y * self.height) for x, y in points],
            fill=(*colour, alpha),
            width=max(1, round(width * self.height)),
        )

    def arc(self, x: float, y: float, rx: float, ry: float, colour: Colour, width: float) -> None:
        """The upper half of an ellipse's outline."""
        h = self.height
        box = ((x - rx) * h, (y - ry) * h, (x + rx) * h, (y + ry) * h)
        self._draw.arc(box, 180, 360, fill=(*colour, 255), width=max(1, round(width * h)))

    def arch(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A round-headed opening whose foot's middle is (x, y)."""
        r = width / 2
        self.box(x - r, y - height + r, width, height - r, colour)
        self.oval(x, y - height + r, r, r, colour)

    def gradient(self, top: float, bottom: float, upper: Colour, lower: Colour) -> None:
        """A vertical one over the whole width between two heights."""
        first, last = round(top * self.height), round(bottom * self.height)
        if last <= first:
            return
        share = np.linspace(0, 1, last - first, dtype=np.float32)[:, None]
        column = np.asarray(upper, np.float32) * (1 - share) + np.asarray(lower, np.float32) * share
        strip = Image.fromarray(column.round().astype(np.uint8)[:, None, :], "RGB")
        self.image.paste(strip.resize((self.width, last - first)), (0, first))

    def lamp(self, x: float, y: float, radius: float, colour: Colour = (255, 206, 130), power: float = 0.8) -> None:
        """A light whose glow is added at the end, over everything."""
        self._lamps.append((x, y, radius, colour, power))

    def glow(self) -> None:
        """Adds the lamps' glow (screen blending), computed on a small grid since it is soft anyway."""
        if not self._lamps:
            return
        rows = 120
        columns = round(rows * WIDTH)
        field = np.zeros((rows, columns, 3), np.float32)
        ys = ((np.arange(rows, dtype=np.float32) + 0.5) / rows)[:, None]
        xs = ((np.arange(columns, dtype=np.float32) + 0.5) / rows)[None, :]
        for x, y, radius, colour, power in self._lamps:
            top, bottom = max(0, int((y - 3 * radius) * rows)), min(rows, int((y + 3 * radius) * rows) + 2)
            left, right = max(0, int((x - 3 * radius) * rows)), min(columns, int((x + 3 * radius) * rows) + 2)
            if top >= bottom or left >= right:
                continue
            squared = (xs[:, left:right] - x) ** 2 + (ys[top:bottom] - y) ** 2
            fall = np.exp(-squared / (radius * radius)) * power
            field[top:bottom, left:right] += fall[..., None] * np.asarray(colour, np.float32)
        small = Image.fromarray(np.clip(field, 0, 255).astype(np.uint8), "RGB")
        large = small.resize((self.width, self.height), Image.Resampling.BICUBIC)
        self._replace(ImageChops.screen(self.image, large))

    def reflect(self, shore: float, bottom: float, water: Colour, share: float = 0.45) -> None:
        """Water from `shore` to `bottom`: what stands above, mirrored, tinted and rippled."""
        first, last = round(shore * self.height), round(bottom * self.height)
        rows = last - first
        source = np.asarray(self.image)[max(0, first - rows * 2) : first]
        mirrored = source[::-1][:: 2 if source.shape[0] >= rows * 2 else 1][:rows]
        if mirrored.shape[0] < rows:
            mirrored = np.concatenate([mirrored, np.repeat(mirrored[-1:], rows - mirrored.shape[0], axis=0)])
        depth = np.linspace(0, 1, rows)
        chance = self.chance("ripple")
        phase = chance.uniform(0, 6)
        shifts = np.sin(depth * (34 - 16 * depth) * 3 + phase) * depth * 0.012 * self.height
        columns = (np.arange(self.width)[None, :] + shifts[:, None].astype(int)) % self.width
        rippled = np.take_along_axis(mirrored, np.repeat(columns[..., None], 3, axis=2), axis=1).astype(np.float32)
        keep = (share * (1 - 0.5 * depth))[:, None, None]
        tinted = rippled * keep + np.asarray(water, np.float32) * (1 - keep)
        self.image.paste(Image.fromarray(tinted.astype(np.uint8), "RGB"), (0, first))

    def streaks(self, shore: float, bottom: float) -> None:
        """Lamps above the water stretch over it towards us, broken by ripples."""
        chance = self.chance("streaks")
        for x, y, radius, colour, power in self._lamps:
            if y > shore or radius > 0.16:
                continue
            for k in range(7):
                deep = shore + (bottom - shore) * (k + 0.6) / 7
                half = radius * (0.12 + 0.03 * k) * chance.uniform(0.7, 1.3)
                drift = chance.uniform(-0.006, 0.006)
                self.oval(x + drift, deep, half, 0.005, colour, round(190 * power * (1 - k / 10)))

    def veil(self, colour: Colour, top: float, bottom: float, strongest: float) -> None:
        """A soft horizontal band of mist, strongest in its middle."""
        ys = np.linspace(0, 1, self.height, dtype=np.float32)
        middle, half = (top + bottom) / 2, (bottom - top) / 2
        alpha = np.exp(-(((ys - middle) / half) ** 2)) * strongest * 255
        mask = Image.fromarray(alpha.astype(np.uint8)[:, None], "L").resize((self.width, self.height))
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)

    def _replace(self, image: Image.Image) -> None:
        self.image = image
        self._draw = ImageDraw.Draw(image, "RGBA")
