"""Boats, trams, cars, birds, cats and dogs: each large enough to be known at thumbnail size."""

from __future__ import annotations

from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.cutout import Cutout, rim_colour, seen
from engine.training.city.framing import hangs_left
from engine.training.city.light import mix
from engine.training.city.places import CAR_LENGTH, car_left, pet_side, tram_left
from engine.training.scene import SceneObject

ROAD = 0.795
"""Where wheels stand."""


def draw_boat(c: Canvas) -> None:
    """A white river boat with two decks and a red stripe."""
    chance = c.chance("boat")
    x, y = chance.uniform(0.45, WIDTH - 0.45), 0.735
    white, red = seen(c, (250, 250, 250)), seen(c, (210, 50, 46))
    c.polygon([(x - 0.2, y - 0.035), (x + 0.24, y - 0.035), (x + 0.19, y + 0.02), (x - 0.17, y + 0.02)], white)
    c.polygon([(x - 0.185, y - 0.005), (x + 0.215, y - 0.005), (x + 0.205, y + 0.008), (x - 0.178, y + 0.008)], red)
    c.box(x - 0.14, y - 0.078, 0.28, 0.045, white)
    c.box(x - 0.09, y - 0.112, 0.17, 0.036, white)
    glass = (255, 222, 140) if c.light.lamps else seen(c, (60, 90, 130))
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
    x, y = tram_left(c.scene), ROAD + 0.04
    rail = c.light.on((90, 90, 96))
    c.line([(0, y + 0.012), (WIDTH, y + 0.012)], rail, 0.004)
    c.line([(0, y - 0.31), (WIDTH, y - 0.31)], c.light.on((50, 50, 56)), 0.002)
    red, cream = seen(c, (206, 34, 40)), seen(c, (250, 236, 206))
    c.box(x, y - 0.2, 0.5, 0.185, red)
    c.box(x + 0.006, y - 0.2, 0.488, 0.022, cream)
    c.box(x + 0.006, y - 0.095, 0.488, 0.018, cream)
    glass = (255, 228, 150) if c.light.lamps else seen(c, (88, 130, 166))
    for k in range(5):
        c.box(x + 0.02 + k * 0.095, y - 0.168, 0.075, 0.062, glass)
    for wheel in (0.08, 0.16, 0.34, 0.42):
        c.oval(x + wheel, y - 0.006, 0.022, 0.022, c.light.on((36, 36, 42)))
    c.line([(x + 0.2, y - 0.2), (x + 0.25, y - 0.26), (x + 0.21, y - 0.31)], c.light.on((60, 60, 66)), 0.006)
    if c.light.lamps:
        c.lamp(x + 0.5, y - 0.06, 0.07, (255, 240, 190), 0.8)
        c.lamp(x + 0.25, y - 0.13, 0.14, (255, 206, 130), 0.35)


def draw_car(c: Canvas) -> None:
    """A rounded little car, its wheels dark and large."""
    chance = c.chance("car")
    x, y, side = car_left(c.scene) + CAR_LENGTH / 2, ROAD + 0.035, chance.choice([-1, 1])
    paint = seen(c, chance.choice([(246, 196, 30), (36, 104, 196), (206, 40, 44), (40, 150, 110)]), 0.6)
    c.oval(x, y + 0.012, 0.23, 0.016, (20, 20, 40), 90)
    car = Cutout(c, x, y, 1.26, side)
    car.polygon(
        [(-0.163, -0.012), (-0.16, -0.068), (-0.1, -0.08), (-0.062, -0.136), (0.05, -0.136), (0.1, -0.08),
         (0.152, -0.066), (0.162, -0.012)],
        paint,
    )  # fmt: skip
    glass = (255, 236, 176) if c.light.lamps else c.light.on((196, 226, 244))
    car.polygon([(-0.085, -0.082), (-0.054, -0.124), (-0.012, -0.124), (-0.012, -0.082)], glass, rim=False)
    car.polygon([(0.0, -0.082), (0.0, -0.124), (0.042, -0.124), (0.078, -0.082)], glass, rim=False)
    car.line([(-0.16, -0.042), (0.16, -0.042)], mix(paint, (20, 20, 40), 0.35), 0.006, rim=False)
    car.line([(-0.006, -0.08), (-0.006, -0.016)], mix(paint, (20, 20, 40), 0.35), 0.004, rim=False)
    for k in (-0.095, 0.095):
        car.oval(k, -0.008, 0.036, 0.036, (26, 24, 30))
        car.oval(k, -0.008, 0.015, 0.015, seen(c, (210, 210, 216)), rim=False)
    car.oval(0.152, -0.052, 0.011, 0.011, (255, 246, 200), rim=False)
    car.oval(-0.156, -0.052, 0.008, 0.01, (230, 50, 40), rim=False)
    car.put(rim_colour(c), 0.005)
    if c.light.lamps:
        c.lamp(x + side * 0.22, y - 0.06, 0.075, (255, 240, 190), 0.85)


def draw_birds(c: Canvas) -> None:
    """A flock with spread wings: dark on a bright sky, bright on a dark one."""
    chance = c.chance("birds")
    # Away from the branch, and beside the spires in the middle.
    aside, y = chance.uniform(0.26, 0.4), chance.uniform(0.12, 0.17)
    x = WIDTH - aside if hangs_left(c) else aside
    sky = mix(c.light.sky_top, c.light.sky_low, 0.25)
    bright = sum(sky) < 3 * 118
    colour, edge = ((250, 250, 255), (30, 30, 60)) if bright else ((30, 30, 42), (236, 240, 248))
    places = [(x + 0.16 * (k % 3 - 1), y + 0.085 * (k // 3 - 1)) for k in range(9)]
    chance.shuffle(places)
    for px, py in sorted(places[: chance.randint(6, 8)]):
        at = (px + chance.uniform(-0.03, 0.03), py + chance.uniform(-0.016, 0.016))
        bird = Cutout(c, *at, chance.uniform(0.052, 0.068), chance.choice([-1, 1]))
        lift = chance.uniform(0.35, 0.75)
        for side in (-1, 1):
            bird.polygon(
                [(0.02 * side, -0.1), (0.5 * side, -lift), (1.0 * side, -lift * 0.7), (0.52 * side, -lift * 0.6),
                 (0.08 * side, 0.16)],
                colour,
                rim=bright,
            )  # fmt: skip
        bird.oval(0, 0.03, 0.2, 0.13, colour, rim=bright)
        bird.put(edge, 0.0015)


def draw_cat(c: Canvas) -> None:
    """It sits facing us: pointed ears, wide eyes, a tail curled beside it."""
    chance = c.chance("cat")
    side = pet_side(c.scene, SceneObject.CAT)
    x = 0.118 if side < 0 else WIDTH - 0.118
    fur = seen(c, chance.choice([(240, 140, 40), (74, 76, 90), (244, 240, 234)]), 0.6)
    dark, pale = mix(fur, (20, 16, 20), 0.4), mix(fur, (255, 255, 255), 0.5)
    c.oval(x, 0.985, 0.13, 0.014, (20, 20, 40), 90)
    cat = Cutout(c, x, 0.985, 1.22, -side)
    cat.line([(0.05, -0.016), (0.098, -0.03), (0.106, -0.1), (0.086, -0.135)], fur, 0.026)
    cat.oval(0, -0.066, 0.066, 0.08, fur)
    for ear in (-1, 1):
        cat.polygon([(ear * 0.066, -0.196), (ear * 0.064, -0.285), (ear * 0.008, -0.228)], fur)
        cat.polygon([(ear * 0.056, -0.216), (ear * 0.055, -0.262), (ear * 0.026, -0.23)], (244, 160, 166), rim=False)
    cat.oval(0, -0.18, 0.071, 0.058, fur)
    cat.oval(0, -0.06, 0.034, 0.05, pale, rim=False)
    for stripe in (-0.02, 0.0, 0.02):
        cat.line([(stripe, -0.232), (stripe * 0.8, -0.212)], dark, 0.008, rim=False)
    for paw in (-1, 1):
        cat.line([(paw * 0.05, -0.03 - 0.028), (paw * 0.032, -0.05 - 0.028)], dark, 0.008, rim=False)
        cat.line([(paw * 0.055, -0.03), (paw * 0.036, -0.045)], dark, 0.008, rim=False)
        cat.oval(paw * 0.026, -0.008, 0.024, 0.014, pale)
        cat.oval(paw * 0.029, -0.19, 0.018, 0.018, (190, 232, 90), rim=False)
        cat.oval(paw * 0.029, -0.19, 0.007, 0.016, (16, 16, 20), rim=False)
        cat.oval(paw * 0.013, -0.153, 0.016, 0.011, pale, rim=False)
        for lift in (-0.01, 0.006):
            cat.line([(paw * 0.022, -0.156), (paw * 0.098, -0.156 + lift)], dark, 0.0025, rim=False)
    cat.polygon([(-0.012, -0.17), (0.012, -0.17), (0, -0.155)], (226, 100, 116), rim=False)
    cat.put(rim_colour(c), 0.007)


def draw_dog(c: Canvas) -> None:
    """It stands sideways and looks into the picture: muzzle, hanging ear, raised tail, a red collar."""
    chance = c.chance("dog")
    edge = pet_side(c.scene, SceneObject.DOG)
    x = 0.165 if edge < 0 else WIDTH - 0.165
    fur = seen(c, chance.choice([(158, 100, 54), (232, 192, 126), (110, 78, 56)]), 0.6)
    dark = mix(fur, (20, 14, 12), 0.45)
    c.oval(x, 0.986, 0.14, 0.013, (20, 20, 40), 90)
    dog = Cutout(c, x, 0.985, 1.0, -edge)
    for leg in (-0.095, -0.06, 0.05, 0.085):
        colour = mix(fur, dark, 0.4) if leg in (-0.06, 0.05) else fur
        dog.line([(leg + 0.011, -0.1), (leg + 0.011, -0.004)], colour, 0.026)
    dog.line([(-0.11, -0.13), (-0.145, -0.185), (-0.14, -0.22)], fur, 0.022)
    dog.oval(0, -0.12, 0.125, 0.05, fur)
    dog.polygon([(0.06, -0.13), (0.09, -0.21), (0.15, -0.19), (0.125, -0.1)], fur)
    dog.oval(0.128, -0.215, 0.053, 0.046, fur)
    dog.polygon([(0.14, -0.232), (0.205, -0.222), (0.208, -0.19), (0.14, -0.178)], fur)
    dog.oval(0.205, -0.214, 0.014, 0.013, (20, 18, 20), rim=False)
    dog.oval(0.142, -0.226, 0.009, 0.009, (20, 18, 20), rim=False)
    dog.polygon([(0.083, -0.25), (0.12, -0.255), (0.113, -0.168), (0.086, -0.178)], dark)
    dog.line([(0.082, -0.165), (0.138, -0.145)], (226, 36, 46), 0.016, rim=False)
    dog.put(rim_colour(c), 0.007)


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
