"""Fits what the bundled encoder answers of a photo: `python -m engine.training.calibrate_answers [FOLDER]`.

Writes `answers.json` beside the weights, from validation scenes; the evaluation's scenes take no part.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from engine.encoders.catalogue import BUNDLED_FOLDER, open_encoder, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.source import LOCAL
from engine.filters import People
from engine.tagging.description import bucket_of
from engine.tagging.zero_shot.describing import DescribeByEncoder
from engine.tagging.zero_shot.questions import PEOPLE, QUESTIONS, SEASON, TIME_OF_DAY, WEATHER, name_of
from engine.tagging.zero_shot.weighing import FILE_NAME, Weights, as_object
from engine.training.held_out import VALIDATION, HeldOut, held_out
from engine.training.scene import Scene, Sight

SCENES = 1200
"""As many as are needed for a few dozen scenes with one person and with two."""


def truth(question_name: str, scene: Scene) -> str:
    """The value that is right for a scene."""
    if question_name == PEOPLE.name:
        bucket = bucket_of(People(scene.people_count, scene.people_count))
        assert bucket is not None, "every count lies in a bucket"
        return name_of(bucket)
    if question_name == "place":
        return "indoor" if scene.sight is Sight.METRO else "outdoor"
    values = {SEASON.name: scene.season, TIME_OF_DAY.name: scene.time_of_day, WEATHER.name: scene.weather}
    return str(values[question_name])


async def calibrate_answers(source_name: str, bank: HeldOut) -> dict[str, Weights]:
    encoder = await open_encoder(source_name)
    try:
        describe = DescribeByEncoder(encoder=encoder, weights={})
        fitted = {
            question.name: await describe.fitted(
                question, bank.vectors, [truth(question.name, scene) for scene in bank.scenes]
            )
            for question in QUESTIONS
        }
    finally:
        await encoder.aclose()
    return {name: weights for name, weights in fitted.items() if weights is not None}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED_FOLDER
    name = LOCAL + str(folder)
    bank = held_out(OpenClipEncoder(resolve(name)), VALIDATION, SCENES)
    weights = asyncio.run(calibrate_answers(name, bank))
    (folder / FILE_NAME).write_text(json.dumps(as_object(weights)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
