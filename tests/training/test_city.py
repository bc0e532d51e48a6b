"""The drawn city: the same scene is the same picture, and the picture shows the scene's truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model import Language, Season, TimeOfDay, Weather
from engine.training.captions import caption, foreign
from engine.training.city import draw
from engine.training.claims import match
from engine.training.demo_bank import FIRST_SEED, demo_scenes
from engine.training.random_scenes import random_scene
from engine.training.scene import Scene, SceneObject, Sight


def pixels(scene: Scene, height: int = 120) -> np.ndarray:
    return np.asarray(draw(scene, height), np.float32)


def test_a_scene_is_drawn_the_same_twice() -> None:
    assert np.array_equal(pixels(random_scene(7)), pixels(random_scene(7)))


@pytest.mark.parametrize("sight", Sight)
def test_every_sight_is_drawn_at_every_hour_in_every_season(sight: Sight) -> None:
    for time_of_day in TimeOfDay:
        for season in Season:
            image = draw(random_scene(3, sight=sight, time_of_day=time_of_day, season=season), 96)
            assert image.size == (128, 96)


@pytest.mark.parametrize("sight", Sight)
def test_night_is_darker_than_day(sight: Sight) -> None:
    scene = replace(random_scene(11, sight=sight), weather=Weather.CLEAR, objects=frozenset(), people_count=0)
    day = pixels(replace(scene, time_of_day=TimeOfDay.DAY)).mean()
    night = pixels(replace(scene, time_of_day=TimeOfDay.NIGHT)).mean()
    assert night < day * 0.85


def test_winter_ground_is_brighter_than_summer_ground() -> None:
    scene = replace(
        random_scene(11, sight=Sight.PARK, time_of_day=TimeOfDay.DAY), weather=Weather.CLEAR, people_count=0
    )
    winter, summer = (
        pixels(replace(scene, season=season))[100:, :30].mean() for season in (Season.WINTER, Season.SUMMER)
    )
    assert winter > summer + 40


@pytest.mark.parametrize("thing", SceneObject)
def test_every_object_changes_the_picture_visibly(thing: SceneObject) -> None:
    sight = Sight.BRIDGE if thing is SceneObject.BOAT else Sight.THEATRE
    bare = replace(
        random_scene(5, sight=sight, time_of_day=TimeOfDay.EVENING, season=Season.SUMMER),
        weather=Weather.CLEAR,
        objects=frozenset(),
        people_count=0,
    )
    change = np.abs(pixels(replace(bare, objects=frozenset({thing}))) - pixels(bare)).max(axis=2)
    assert (change > 30).sum() > 40


def test_people_are_drawn_apart_so_that_they_can_be_counted() -> None:
    bare = replace(random_scene(5, sight=Sight.KREMLIN, time_of_day=TimeOfDay.DAY), objects=frozenset(), people_count=0)
    bare = replace(bare, weather=Weather.CLEAR)
    covered = []
    for count in (0, 3, 9):
        change = np.abs(pixels(replace(bare, people_count=count)) - pixels(bare)).max(axis=2) > 30
        covered.append(int(change.sum()))
    assert covered[0] == 0
    assert covered[2] > 2.2 * covered[1] > 0


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**7))
def test_random_scenes_keep_to_what_a_city_allows(seed: int) -> None:
    scene = random_scene(seed)
    assert scene.weather is not Weather.SNOW or scene.season is Season.WINTER
    assert scene.weather is not Weather.RAIN or scene.season is not Season.WINTER
    if SceneObject.FIREWORKS in scene.objects:
        assert scene.time_of_day in {TimeOfDay.EVENING, TimeOfDay.NIGHT}
    if SceneObject.BOAT in scene.objects:
        assert scene.sight in {Sight.BRIDGE, Sight.EMBANKMENT, Sight.MONASTERY}
    assert 0 <= scene.people_count <= 40
    assert scene.crowd == (scene.people_count > 12)


def test_the_demo_bank_shows_each_sight_ten_times_at_each_hour_and_in_each_season() -> None:
    scenes = demo_scenes()
    assert len(scenes) == len({scene.seed for scene in scenes}) == 480
    assert min(scene.seed for scene in scenes) >= FIRST_SEED
    assert set(Counter((s.sight, s.time_of_day) for s in scenes).values()) == {10}
    assert set(Counter((s.sight, s.season) for s in scenes).values()) == {10}
    assert demo_scenes() == scenes


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(Language))
def test_a_caption_is_true_of_its_scene(seed: int, language: Language) -> None:
    scene = random_scene(seed)
    text = caption(scene, Random(seed), language)
    assert text.text.strip()
    assert text.claim.fits(scene)


def test_a_foreign_text_is_true_of_no_scene() -> None:
    texts = [foreign(Random(seed), language) for seed in range(50) for language in Language]
    assert not match([random_scene(seed) for seed in range(50)], [text.claim for text in texts]).any()
