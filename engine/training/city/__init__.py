"""The drawn city: a Scene's truth in, a picture out."""

from __future__ import annotations

from PIL import Image

from engine.training.city.canvas import Canvas
from engine.training.city.framing import draw_branch
from engine.training.city.light import light_of
from engine.training.city.objects import draw_birds, draw_ground_objects, draw_pets
from engine.training.city.people import draw_people
from engine.training.city.sights import SIGHTS
from engine.training.city.sky import draw_sky
from engine.training.city.soft import vignette
from engine.training.city.weather import draw_fireworks, draw_fog, draw_weather, draw_wet_ground
from engine.training.scene import Scene, SceneObject, Sight


def draw(scene: Scene, height: int, supersample: int = 1) -> Image.Image:
    """A picture of 4/3 × `height` pixels, RGB; the same scene always gives the same pixels.

    With `supersample` it is drawn that many times larger and scaled down, which smooths every edge.
    """
    c = Canvas(scene, light_of(scene), height * supersample)
    outdoors = scene.sight is not Sight.METRO
    if outdoors:
        draw_sky(c)
        if SceneObject.FIREWORKS in scene.objects:
            draw_fireworks(c)
    SIGHTS[scene.sight](c)
    if outdoors:
        draw_wet_ground(c)
        draw_fog(c)
        draw_branch(c)
    if SceneObject.BIRDS in scene.objects:
        draw_birds(c)
    draw_ground_objects(c)
    draw_people(c)
    draw_pets(c)
    c.glow()
    if outdoors:
        draw_weather(c)
    vignette(c)
    if supersample == 1:
        return c.image
    return c.image.resize((c.width // supersample, height), Image.Resampling.BOX)
