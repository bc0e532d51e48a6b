"""Who stands where in the foreground: pets at the edges, a car on the road, people in what they leave free."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from engine.training.city.canvas import WIDTH
from engine.training.scene import Scene, SceneObject

_COVER = {SceneObject.CAT: 0.28, SceneObject.DOG: 0.38}
"""How much of the width a pet takes, from its edge."""
CAR_LENGTH = 0.42
TRAM_LENGTH = 0.5
_HEIGHTS = (0.31, 0.31, 0.28, 0.25, 0.235, 0.2, 0.19, 0.18, 0.165, 0.16, 0.155, 0.15)
"""A figure's height for 1, 2, … 12 people: the fewer, the larger, so that two are not taken for three."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A figure's place; sorted, the farther ones come first."""

    foot: float
    x: float
    height: float


def pet_side(scene: Scene, pet: SceneObject) -> int:
    """-1 for the left edge, 1 for the right one; cat and dog never share an edge."""
    cat = Random(f"{scene.seed}/pets").choice([-1, 1])
    return cat if pet is SceneObject.CAT else -cat


def pet_spans(scene: Scene) -> list[tuple[float, float]]:
    """What pets cover, as (left, right)."""
    spans = []
    for pet, cover in _COVER.items():
        if pet in scene.objects:
            spans.append((-0.1, cover) if pet_side(scene, pet) < 0 else (WIDTH - cover, WIDTH + 0.1))
    return spans


def car_left(scene: Scene) -> float:
    """The car's left end, clear of the pets."""
    spans = pet_spans(scene)
    low = max([0.04, *(right for left, right in spans if left < 0)])
    high = min([WIDTH - 0.04, *(left for left, right in spans if right > WIDTH)]) - CAR_LENGTH
    return low + (high - low) * Random(f"{scene.seed}/car").choice([0.0, 0.06, 0.12, 0.88, 0.94, 1.0])


def tram_left(scene: Scene) -> float:
    """The tram's left end, at a side: the middle, where the sight stands, stays free."""
    chance = Random(f"{scene.seed}/tram")
    return chance.choice([-0.04, WIDTH - TRAM_LENGTH + 0.04]) + chance.uniform(-0.04, 0.04)


def _free(scene: Scene) -> list[tuple[float, float]]:
    """Stretches of ground where nothing else must be seen, from left to right."""
    covered = pet_spans(scene)
    if SceneObject.CAR in scene.objects:
        covered.append((car_left(scene) - 0.01, car_left(scene) + CAR_LENGTH + 0.01))
    if SceneObject.TRAM in scene.objects and scene.people_count < 6:
        covered.append((tram_left(scene), tram_left(scene) + TRAM_LENGTH))
    left, stretches = 0.02, []
    for start, end in [*sorted(covered), (WIDTH - 0.02, WIDTH)]:
        if start - left > 0.1:
            stretches.append((left, start))
        left = max(left, end)
    return stretches


def _along(stretches: list[tuple[float, float]], share: float, margin: float) -> float:
    """The point at `share` 0..1 of the stretches' whole length, each narrowed by `margin` at both ends."""
    narrowed = [(start + margin, end - margin) for start, end in stretches if end - start > 2 * margin]
    rest = share * sum(end - start for start, end in narrowed)
    for start, end in narrowed:
        if rest <= end - start:
            return start + rest
        rest -= end - start
    return narrowed[-1][1]


def people_spots(scene: Scene) -> list[Spot]:
    """A place for each of the scene's people, farther ones first."""
    chance = Random(f"{scene.seed}/places")
    stretches, count = _free(scene), scene.people_count
    if scene.crowd:
        spots = []
        rows = ((0.83, 0.115), (0.89, 0.132), (0.955, 0.15))
        for row, (foot, height) in enumerate(rows):
            here = (count + row) // len(rows)
            for k in range(here):
                x = _along(
                    stretches, (k + 0.5 + chance.uniform(-0.2, 0.2) + (row % 2 - 0.5) * 0.5) / here, height * 0.2
                )
                spots.append(Spot(foot + chance.uniform(-0.01, 0.01), x, height))
        return sorted(spots)
    spots = []
    # Neighbours stand in turn near and far, so that those who are close to one another overlap least.
    near = chance.randint(0, 1)
    for k in range(count):
        height = _HEIGHTS[count - 1]
        far = count > 2 and (k + near) % 2 == 0
        drift = chance.uniform(-0.3, 0.3) if count < 6 else chance.uniform(-0.1, 0.1)
        x = _along(stretches, (k + 0.5 + drift) / count, height * 0.2)
        foot = (0.86 if count > 5 else 0.91) if far else 0.965
        spots.append(Spot(foot + chance.uniform(-0.008, 0.008), x, height * (0.93 if far else 1.0)))
    return sorted(spots)
