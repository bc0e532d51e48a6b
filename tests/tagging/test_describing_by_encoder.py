"""The bundled encoder's descriptions of drawn scenes, and how they are measured."""

from __future__ import annotations

from collections.abc import AsyncIterator

import numpy as np
import pytest

from engine.encoders.catalogue import BUNDLED, open_encoder
from engine.encoders.worker import EncoderWorker
from engine.filters import People, Season, TimeOfDay, Weather
from engine.model import Metadata, Vectors
from engine.tagging.description import Description
from engine.tagging.measuring import measure
from engine.tagging.zero_shot.describing import FEWEST_KNOWN, DescribeByEncoder
from engine.tagging.zero_shot.questions import BUCKETS, QUESTIONS, SEASON
from engine.training.city import draw
from engine.training.random_scenes import random_scene
from engine.training.scene import Scene, Sight

FIRST_SEED = 9_100_000
"""Scenes that neither training nor fitting nor the evaluation uses."""


@pytest.fixture
async def encoder() -> AsyncIterator[EncoderWorker]:
    encoder = await open_encoder(BUNDLED)
    yield encoder
    await encoder.aclose()


async def seen(encoder: EncoderWorker, scenes: list[Scene]) -> Vectors:
    return await encoder.encode_images([draw(scene, 240, supersample=2) for scene in scenes])


async def test_seasons_times_and_whether_anybody_is_there_are_told_of_scenes_never_seen(
    encoder: EncoderWorker,
) -> None:
    scenes = [
        random_scene(
            FIRST_SEED + k,
            sight=list(Sight)[k % 12],
            season=list(Season)[k % 4],
            time_of_day=list(TimeOfDay)[k // 4 % 4],
        )
        for k in range(48)
    ]
    describe = DescribeByEncoder(encoder=encoder, weights=encoder.answers)
    said = await describe(await seen(encoder, scenes))
    truth = [
        Metadata(season=s.season, time_of_day=s.time_of_day, people_count=s.people_count, crowd=s.crowd) for s in scenes
    ]
    facts = {one.fact: one for one in measure(list(zip(truth, said, strict=True)))}
    assert facts["season"].right_of_all >= 0.9
    assert facts["time of day"].right_of_all >= 0.9
    assert facts["nobody or somebody"].right_of_all >= 0.9
    assert all(description.source == encoder.encoder_id for description in said)


async def test_every_question_of_the_bundled_encoder_has_weights_that_came_with_it(encoder: EncoderWorker) -> None:
    assert {name: weights.values for name, weights in encoder.answers.items()} == {
        question.name: question.values for question in QUESTIONS
    }


async def test_nothing_is_fitted_on_too_few_photos_or_where_a_value_is_rare(encoder: EncoderWorker) -> None:
    describe = DescribeByEncoder(encoder=encoder, weights={})
    vectors = np.zeros((FEWEST_KNOWN, encoder.dimension), np.float32)
    assert await describe.fitted(SEASON, vectors[:-1], ["winter"] * (FEWEST_KNOWN - 1)) is None
    assert await describe.fitted(SEASON, vectors, ["winter"] * FEWEST_KNOWN) is None
    assert await describe.fitted(SEASON, vectors[:0], []) is None


def test_silence_counts_as_wrong_and_is_told_apart_from_error() -> None:
    photos = [
        (Metadata(season=Season.WINTER, people_count=4), Description(source="x", season=Season.WINTER)),
        (Metadata(season=Season.WINTER, people_count=0), Description(source="x", season=Season.SPRING)),
        (Metadata(season=Season.SUMMER, crowd=True), Description(source="x", people=BUCKETS["13+"])),
        (Metadata(weather=Weather.FOG), Description(source="x", weather=Weather.FOG)),
    ]
    facts = {one.fact: one for one in measure(photos)}
    season = facts["season"]
    assert (season.photos, season.answered, season.right) == (3, 2, 1)
    assert season.confused == (("winter", "spring", 1),)
    assert facts["people, six buckets"].right == 1
    assert facts["nobody or somebody"].photos == 3
    assert facts["weather"].right_of_all == 1


def test_a_range_that_may_mean_nobody_says_neither() -> None:
    photos = [(Metadata(people_count=0), Description(source="x", people=People(0, 12)))]
    assert [one.answered for one in measure(photos) if one.fact == "nobody or somebody"] == [0]
