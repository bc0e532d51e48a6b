"""What pairs need of a bank of tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

from PIL import Image

from bot.acts.duplicates import Settling, make_settling
from engine.duplicates.compare_new import CompareNew
from engine.duplicates.thresholds import Thresholds, keep_thresholds
from engine.ingest.ingest_photo import Received
from engine.model import PhotoId
from engine.ports import Clock
from storage.columns import PhotoColumns
from tests.bank import Bank
from tests.conftest import ColourEncoder, noon


def jpeg_of(image: Image.Image, quality: int = 90) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


@asynccontextmanager
async def comparing(bank: Bank, clock: Clock = noon) -> AsyncIterator[CompareNew]:
    # By their mean colour all of these pictures are neighbours, and none is a scene.
    await keep_thresholds(bank.database.begin, ColourEncoder.encoder_id, Thresholds(looks=-1.0, scene=2.0))
    columns = PhotoColumns(ColourEncoder.encoder_id)
    yield CompareNew(
        begin=bank.database.begin,
        files=bank.files,
        images=bank.images,
        index=bank.index,
        fingerprints=columns,
        encoder_id=ColourEncoder.encoder_id,
        clock=clock,
    )
    columns.close()


async def compare_all(bank: Bank) -> int:
    """How many photos were compared."""
    count = 0
    async with comparing(bank) as compare_new:
        while await compare_new():
            count += 1
    return count


async def waiting_for_review(bank: Bank, image: Image.Image, quality: int = 90) -> PhotoId:
    outcome = await bank.ingest(Received(content=jpeg_of(image, quality), publish=False))
    while await bank.index_pending():
        pass
    return outcome.photo_id


def settling_of(bank: Bank, clock: Clock = noon) -> Settling:
    return make_settling(begin=bank.database.begin, events=bank.told, clock=clock)
