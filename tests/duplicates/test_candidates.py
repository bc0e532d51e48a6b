"""Which photos are worth a close look, and from where on, by encoder."""

from __future__ import annotations

from pathlib import Path

from PIL import ImageOps

from engine.duplicates.candidates import CANDIDATES, candidates, fingerprints_of
from engine.duplicates.measuring import measure
from engine.duplicates.thresholds import (
    UNCALIBRATED,
    Thresholds,
    keep_thresholds,
    thresholds_of,
    thresholds_with,
)
from engine.encoders.catalogue import BUNDLED, open_encoder, resolve
from engine.model import PhotoId
from storage.database import migrate, open_database
from tests.duplicates.pictures import picture

NEAR = Thresholds(looks=0.9, scene=0.99)


def test_like_fingerprints_come_before_near_embeddings_and_never_the_photo_itself() -> None:
    found = candidates(
        PhotoId(1),
        {PhotoId(1): 0, PhotoId(4): 9, PhotoId(3): 2, PhotoId(5): 11},
        [(PhotoId(1), 1.0), (PhotoId(6), 0.95), (PhotoId(3), 0.94), (PhotoId(7), 0.85)],
        NEAR,
    )
    assert found == [3, 4, 6]


def test_no_more_are_looked_at_than_take_a_moment_and_both_ways_have_their_share() -> None:
    alike = {PhotoId(number): 0 for number in range(100, 200)}
    near = [(PhotoId(number), 0.99) for number in range(200, 300)]
    found = candidates(PhotoId(1), alike, near, NEAR)
    assert len(found) == CANDIDATES
    assert {photo_id >= 200 for photo_id in found} == {True, False}


def test_a_mirrored_picture_has_the_fingerprint_that_the_other_has_mirrored() -> None:
    image = picture(1)
    assert fingerprints_of(image) == fingerprints_of(ImageOps.mirror(image))[::-1]


def test_the_bundled_encoder_comes_with_thresholds_of_its_own() -> None:
    assert thresholds_with(resolve(BUNDLED).encoder_id) != UNCALIBRATED
    assert thresholds_with("another-encoder") == UNCALIBRATED


async def test_a_bank_keeps_what_it_measured_for_each_encoder(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bank.db'}"
    await migrate(url)
    database = await open_database(url)
    try:
        await keep_thresholds(database.begin, "mine", NEAR)
        assert await thresholds_of(database.begin, "mine") == NEAR
        assert await thresholds_of(database.begin, "yours") == UNCALIBRATED
    finally:
        await database.aclose()


async def test_what_is_measured_is_what_was_recognised() -> None:
    encoder = await open_encoder(BUNDLED)
    steps: list[None] = []
    try:
        known = [picture(seed) for seed in range(4)]
        report = await measure(
            encoder,
            known,
            [picture(9), known[0]],
            known[1:2],
            Thresholds(looks=-1, scene=2),
            lambda: steps.append(None),
        )
    finally:
        await encoder.aclose()
    assert len(steps) == len(report.recalls) + 2
    assert {(recall.pictures, recall.candidates) for recall in report.recalls} == {(4, 4)}
    assert (report.strangers.photos, report.strangers.same_picture) == (2, 1), "one of them was known"
