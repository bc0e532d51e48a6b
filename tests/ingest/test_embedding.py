"""Embedding many photos: decoded ahead, within bounds, and one that is lost spoils nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PIL import Image

from engine.blocking import Worker
from engine.ingest.embedding import AT_ONCE, WINDOW, EmbedPhotos
from engine.ingest.ingest_photo import Accepted, Received
from engine.model import Photo, PhotoId, Vectors
from tests.bank import Bank
from tests.conftest import ColourEncoder, jpeg


class CountedWorker(Worker):
    """Counts the pictures that were begun to be opened."""

    begun = 0

    def begin(self, *arguments, **named):  # type: ignore[no-untyped-def]
        self.begun += 1
        return super().begin(*arguments, **named)


class SlowEncoder(ColourEncoder):
    """Notes how far decoding has come whenever it is given a batch."""

    def __init__(self, images: CountedWorker) -> None:
        self.images = images
        self.seen: list[tuple[int, int]] = []
        self.encoded = 0

    async def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        self.encoded += len(images)
        self.seen.append((self.encoded, self.images.begun))
        await asyncio.sleep(0.01)
        return await super().encode_images(images)


async def photos_of(bank: Bank, count: int) -> dict[PhotoId, Photo]:
    ids = []
    for number in range(count):
        outcome = await bank.ingest(Received(content=jpeg((number * 5, 255 - number, 3))))
        assert isinstance(outcome, Accepted)
        ids.append(outcome.photo_id)
    async with bank.database.begin() as work:
        return await work.photos.get(ids)


async def test_pictures_are_decoded_while_others_are_encoded_and_never_more_than_the_window(bank: Bank) -> None:
    photos = await photos_of(bank, 40)
    images = CountedWorker("images", threads=2)
    encoder = SlowEncoder(images)
    try:
        vectors = await EmbedPhotos(files=bank.files, encoder=encoder, images=images)(photos)
    finally:
        images.close()
    assert list(vectors) == list(photos)
    for encoded, begun in encoder.seen[:-1]:
        assert encoded < begun <= encoded + WINDOW
    assert max(later - earlier for (later, _), (earlier, _) in zip(encoder.seen[1:], encoder.seen, strict=False)) <= (
        AT_ONCE
    )


async def test_lost_pictures_never_shift_their_neighbours(bank: Bank) -> None:
    photos = await photos_of(bank, 12)
    ids = list(photos)
    for lost in (ids[0], ids[5], ids[11]):
        bank.files.preview_path(photos[lost].content_hash).unlink()
    images = Worker("images", threads=2)
    embed = EmbedPhotos(files=bank.files, encoder=ColourEncoder(), images=images)
    try:
        vectors = await embed(photos)
        alone = {photo_id: (await embed({photo_id: photos[photo_id]})) for photo_id in vectors}
    finally:
        images.close()
    assert set(embed.unreadable) == {ids[0], ids[5], ids[11]}
    assert set(vectors) == set(ids) - set(embed.unreadable)
    assert all((vectors[photo_id] == alone[photo_id][photo_id]).all() for photo_id in vectors)


async def test_a_bank_of_lost_pictures_only_ends_too(bank: Bank) -> None:
    photos = await photos_of(bank, 3)
    for photo in photos.values():
        bank.files.preview_path(photo.content_hash).unlink()
    images = Worker("images")
    try:
        assert await EmbedPhotos(files=bank.files, encoder=ColourEncoder(), images=images)(photos) == {}
    finally:
        images.close()
