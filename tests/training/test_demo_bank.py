"""The demo bank: 480 scenes that show everything evenly, and the photos drawn from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageOps

from engine.model import Season, TimeOfDay, Weather
from engine.training.city import draw
from engine.training.demo_bank import FIRST_SEED, demo_scenes, draw_demo_photo
from engine.training.held_out import EVALUATION, VALIDATION
from engine.training.random_scenes import possible_objects
from engine.training.scene import Scene, SceneObject, Sight

SCENES = demo_scenes()


def test_the_bank_shows_each_sight_ten_times_at_each_hour_and_in_each_season() -> None:
    assert len(SCENES) == 480
    assert Counter((scene.sight, scene.time_of_day) for scene in SCENES) == dict.fromkeys(
        ((sight, time_of_day) for sight in Sight for time_of_day in TimeOfDay), 10
    )
    assert Counter((scene.sight, scene.season) for scene in SCENES) == dict.fromkeys(
        ((sight, season) for sight in Sight for season in Season), 10
    )


def test_the_first_question_of_a_newcomer_fills_a_sheet() -> None:
    bridges = [scene for scene in SCENES if scene.sight is Sight.BRIDGE and scene.time_of_day is TimeOfDay.NIGHT]
    assert sum(scene.people_count == 0 for scene in bridges) == 9
    assert len(bridges) == 10


def test_each_sight_meets_every_hour_in_every_season() -> None:
    """So a question that names all three facts always has two or three answers."""
    meetings = Counter((scene.sight, scene.time_of_day, scene.season) for scene in SCENES)
    assert len(meetings) == len(Sight) * len(TimeOfDay) * len(Season)
    assert set(meetings.values()) == {2, 3}


def test_the_scenes_are_the_same_each_time() -> None:
    assert demo_scenes() == SCENES


def test_neighbouring_scenes_show_different_sights() -> None:
    """An interrupted building leaves a bank that already shows all of the city."""
    for first in range(0, len(SCENES), len(Sight)):
        assert {scene.sight for scene in SCENES[first : first + len(Sight)]} == set(Sight)


def test_no_scene_was_seen_in_training_or_is_measured_in_the_evaluation() -> None:
    from engine.training.train import Plan  # late: it imports torch, which no other test here needs

    seeds = {scene.seed for scene in SCENES}
    assert len(seeds) == 480
    assert min(seeds) == FIRST_SEED > EVALUATION > VALIDATION > Plan().scenes


def test_there_is_something_to_find_for_every_kind_of_question() -> None:
    assert min(Counter(scene.weather for scene in SCENES)[weather] for weather in Weather) >= 20
    assert min(Counter(thing for scene in SCENES for thing in scene.objects)[thing] for thing in SceneObject) >= 20
    assert set(range(13)) <= {scene.people_count for scene in SCENES}
    assert sum(scene.crowd for scene in SCENES) >= 40


def test_objects_are_only_where_they_can_be() -> None:
    for scene in SCENES:
        assert scene.objects <= set(possible_objects(scene.sight, scene.time_of_day, scene.weather))


def test_a_photo_is_a_jpeg_of_1280_by_960_and_the_same_each_time() -> None:
    photo = draw_demo_photo(SCENES[0])
    with Image.open(BytesIO(photo)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1280, 960))
    assert draw_demo_photo(SCENES[0]) == photo


@pytest.mark.parametrize("place", [5, 170, 333])
def test_a_photo_shows_what_the_encoder_learnt_to_see(place: int) -> None:
    """At a thumbnail's size the photo and a training picture of the scene are alike; another seed's is not."""
    scene: Scene = SCENES[place]
    with Image.open(BytesIO(draw_demo_photo(scene))) as image:
        photo = np.asarray(ImageOps.contain(image, (128, 96)), np.float32)
    own, other = (
        np.asarray(draw(replace(scene, seed=seed), 96, supersample=2), np.float32) for seed in (scene.seed, 1)
    )
    assert np.abs(photo - own).mean() * 3 < np.abs(photo - other).mean()
