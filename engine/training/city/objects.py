"""Boats, trams, cars, birds, cats and dogs: each large enough to be known at thumbnail size."""

from __future__ import annotations

from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.scene import SceneObject

ROAD = 0.795
"""Where wheels stand."""


def _seen(c: Canvas, colour: Colour) -> Colour:
    return mix(c.light.on(colour), (255, 226, 190), 0.22 if c.light.lamps else 0.0)


def draw_boat(c: Canvas) -> None:
    """A white river boat with two decks and a red stripe."""
    chance = c.chance("boat")
    x, y = chance.uniform(0.45, WIDTH - 0.45), 0.735
    white, red = _seen(c, (250, 250, 250)), _seen(c, (210, 50, 46))
    c.polygon([(x - 0.2, y - 0.035), (x + 0.24, y - 0.035), (x + 0.19, y + 0.02), (x - 0.17, y + 0.02)], white)
    c.polygon([(x - 0.185, y - 0.005), (x + 0.215, y - 0.005), (x + 0.205, y + 0.008), (x - 0.178, y + 0.008)], red)
    c.box(x - 0.14, y - 0.078, 0.28, 0.045, white)
    c.box(x - 0.09, y - 0.112, 0.17, 0.036, white)
    glass = (255, 222, 140) if c.light.lamps else _seen(c, (60, 90, 130))
    for k in range(7):
        c.box(x - 0.128 + k * 0.038, y - 0.068, 0.024, 0.02, glass)
    for k in range(4):
        c.box(x - 0.08 + k * 0.04, y - 0.103, 0.024, 0.016, glass)
    c.line([(x, y - 0.112), (x, y - 0.16)], white, 0.005)
    c.polygon([(x, y - 0.16), (x + 0.04, y - 0.15), (x, y - 0.14)], red)
    if c.light.lamps:
        c.lamp(x, y - 0.06, 0.12, (255, 206, 130), 0.5)


def draw_tram(c: Canvas) -> None:
    """A red and cream tram on rails, with its pantograph."""
    chance = c.chance("tram")
    x, y = chance.uniform(0.12, WIDTH - 0.62), ROAD
    rail = c.light.on((90, 90, 96))
    c.line([(0, y + 0.012), (WIDTH, y + 0.012)], rail, 0.004)
    c.line([(0, y - 0.31), (WIDTH, y - 0.31)], c.light.on((50, 50, 56)), 0.002)
    red, cream = _seen(c, (206, 34, 40)), _seen(c, (250, 236, 206))
    c.box(x, y - 0.2, 0.5, 0.185, red)
    c.box(x + 0.006, y - 0.2, 0.488, 0.022, cream)
    c.box(x + 0.006, y - 0.095, 0.488, 0.018, cream)
    glass = (255, 228, 150) if c.light.lamps else _seen(c, (88, 130, 166))
    for k in range(5):
        c.box(x + 0.02 + k * 0.095, y - 0.168, 0.075, 0.062, glass)
    for wheel in (0.08, 0.16, 0.34, 0.42):
        c.oval(x + wheel, y - 0.006, 0.022, 0.022, c.light.on((36, 36, 42)))
    c.line([(x + 0.2, y - 0.2), (x + 0.25, y - 0.26), (x + 0.21, y - 0.31)], c.light.on((60, 60, 66)), 0.006)
    if c.light.lamps:
        c.lamp(x + 0.5, y - 0.06, 0.07, (255, 240, 190), 0.8)
        c.lamp(x + 0.25, y - 0.13, 0.14, (255, 206, 130), 0.35)


def draw_car(c: Canvas) -> None:
    """A rounded little car."""
    chance = c.chance("car")
    x, y = chance.uniform(0.1, WIDTH - 0.45), ROAD + 0.01
    paint = _seen(c, chance.choice([(246, 200, 40), (44, 110, 190), (60, 160, 120), (230, 230, 234)]))
    c.oval(x + 0.16, y + 0.006, 0.19, 0.014, (20, 20, 40), 80)
    c.polygon(
        [(x, y - 0.012), (x + 0.005, y - 0.07), (x + 0.07, y - 0.08), (x + 0.11, y - 0.132), (x + 0.215, y - 0.132),
         (x + 0.262, y - 0.08), (x + 0.315, y - 0.066), (x + 0.325, y - 0.012)],
        paint,
    )  # fmt: skip
    glass = _seen(c, (70, 100, 130))
    c.polygon([(x + 0.085, y - 0.08), (x + 0.116, y - 0.122), (x + 0.155, y - 0.122), (x + 0.155, y - 0.08)], glass)
    c.polygon([(x + 0.168, y - 0.08), (x + 0.168, y - 0.122), (x + 0.208, y - 0.122), (x + 0.242, y - 0.08)], glass)
    for k in (0.07, 0.255):
        c.oval(x + k, y - 0.01, 0.033, 0.033, c.light.on((30, 30, 36)))
        c.oval(x + k, y - 0.01, 0.014, 0.014, c.light.on((200, 200, 206)))
    c.box(x + 0.305, y - 0.058, 0.018, 0.018, (255, 246, 200))
    if c.light.lamps:
        c.lamp(x + 0.34, y - 0.045, 0.07, (255, 240, 190), 0.85)


def draw_birds(c: Canvas) -> None:
    """A flock with spread wings."""
    chance = c.chance("birds")
    colour = (226, 228, 240) if c.light.lamps else (44, 48, 60)
    x, y = chance.uniform(0.25, WIDTH - 0.35), chance.uniform(0.1, 0.2)
    for _ in range(chance.randint(8, 12)):
        px, py, s = x + chance.uniform(-0.24, 0.24), y + chance.uniform(-0.08, 0.09), chance.uniform(0.026, 0.04)
        c.line([(px - s, py - s * 0.55), (px - s * 0.45, py - s * 0.45), (px, py)], colour, 0.006)
        c.line([(px, py), (px + s * 0.45, py - s * 0.45), (px + s, py - s * 0.55)], colour, 0.006)


def draw_cat(c: Canvas) -> None:
    """It sits facing us: pointed ears, a curled tail, whiskers."""
    chance = c.chance("cat")
    x, y = chance.choice([0.16, WIDTH - 0.16]) + chance.uniform(-0.04, 0.04), 0.985
    fur = _seen(c, chance.choice([(232, 140, 50), (70, 72, 84), (240, 238, 234)]))
    dark = mix(fur, (20, 16, 20), 0.35)
    c.line([(x + 0.07, y - 0.02), (x + 0.125, y - 0.05), (x + 0.125, y - 0.12), (x + 0.1, y - 0.15)], fur, 0.024)
    c.oval(x, y - 0.07, 0.07, 0.085, fur)
    c.oval(x, y - 0.185, 0.062, 0.054, fur)
    for side in (-1, 1):
        c.polygon([(x + side * 0.06, y - 0.2), (x + side * 0.054, y - 0.27), (x + side * 0.014, y - 0.225)], fur)
        c.polygon(
            [(x + side * 0.052, y - 0.212), (x + side * 0.05, y - 0.25), (x + side * 0.026, y - 0.225)], (240, 170, 170)
        )
        c.oval(x + side * 0.025, y - 0.193, 0.011, 0.013, (150, 210, 90))
        c.oval(x + side * 0.025, y - 0.193, 0.004, 0.011, (16, 16, 20))
        c.oval(x + side * 0.028, y - 0.006, 0.022, 0.013, mix(fur, (255, 255, 255), 0.4))
        for lift in (-0.006, 0.006):
            c.line([(x + side * 0.02, y - 0.168), (x + side * 0.085, y - 0.168 + lift)], dark, 0.002)
    c.polygon([(x - 0.009, y - 0.176), (x + 0.009, y - 0.176), (x, y - 0.165)], (226, 120, 130))
    for k in range(3):
        c.line([(x - 0.06, y - 0.05 - 0.03 * k), (x - 0.035, y - 0.055 - 0.03 * k)], dark, 0.006)


def draw_dog(c: Canvas) -> None:
    """It stands sideways: muzzle, hanging ear, raised tail, a red collar."""
    chance = c.chance("dog")
    x, y = chance.choice([0.24, WIDTH - 0.24]) + chance.uniform(-0.05, 0.05), 0.985
    fur = _seen(c, chance.choice([(150, 96, 54), (226, 190, 130), (90, 66, 50)]))
    dark = mix(fur, (20, 14, 12), 0.45)
    c.oval(x, y + 0.001, 0.13, 0.012, (20, 20, 40), 80)
    for leg in (-0.095, -0.06, 0.05, 0.085):
        c.box(x + leg, y - 0.095, 0.022, 0.095, mix(fur, dark, 0.3) if leg in (-0.06, 0.05) else fur)
    c.oval(x, y - 0.115, 0.125, 0.047, fur)
    c.line([(x - 0.11, y - 0.13), (x - 0.15, y - 0.19), (x - 0.145, y - 0.215)], fur, 0.018)
    c.polygon([(x + 0.07, y - 0.13), (x + 0.1, y - 0.2), (x + 0.15, y - 0.19), (x + 0.125, y - 0.1)], fur)
    c.oval(x + 0.13, y - 0.205, 0.05, 0.042, fur)
    c.box(x + 0.15, y - 0.212, 0.055, 0.034, fur)
    c.oval(x + 0.205, y - 0.204, 0.013, 0.012, (20, 18, 20))
    c.oval(x + 0.14, y - 0.216, 0.008, 0.008, (20, 18, 20))
    c.polygon([(x + 0.09, y - 0.235), (x + 0.125, y - 0.24), (x + 0.115, y - 0.165), (x + 0.092, y - 0.175)], dark)
    c.line([(x + 0.088, y - 0.165), (x + 0.14, y - 0.145)], (220, 40, 50), 0.012)


def draw_ground_objects(c: Canvas) -> None:
    """What stands behind the people."""
    seen = c.scene.objects
    if SceneObject.BOAT in seen:
        draw_boat(c)
    if SceneObject.TRAM in seen:
        draw_tram(c)
    if SceneObject.CAR in seen:
        draw_car(c)


def draw_pets(c: Canvas) -> None:
    """What stands before the people."""
    if SceneObject.CAT in c.scene.objects:
        draw_cat(c)
    if SceneObject.DOG in c.scene.objects:
        draw_dog(c)
