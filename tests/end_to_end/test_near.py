"""A place sent to the bot gives photos around it; a photo's place is on the map; the person's is nowhere."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from engine.library.near import distance_m
from engine.photo import Coordinates
from engine.training.scene import Sight
from tests.end_to_end.test_asking import photos_on, speaks
from tests.end_to_end.test_requests import word

BRIDGE = Coordinates(55.7345, 37.5935)


@pytest.fixture(params=["ru", "en"])
async def visitor(request: pytest.FixtureRequest, telegram: Sandbox) -> SandboxPerson:
    return await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)


async def test_a_location_gives_the_nearest_photos_with_their_distances(
    visitor: SandboxPerson, photobank: Photobank
) -> None:
    await visitor.sends_location(BRIDGE.latitude, BRIDGE.longitude)
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    assert speaks(visitor, sheet)
    photos = await photos_on(photobank, sheet)
    assert {photo.metadata.sight for photo in photos} == {Sight.BRIDGE.value}
    distances = [distance_m(BRIDGE, photo.metadata.coordinates) for photo in photos if photo.metadata.coordinates]
    assert distances == sorted(distances)
    assert len(distances) == 9
    metres = max(10, int(round(distances[0], -1)))
    assert word(visitor, f"1:\u00a0{metres}\u00a0м", f"1:\u00a0{metres} m") in sheet.text
    await visitor.taps(word(visitor, "Страница 2", "Page 2"))
    await visitor.sees(lambda seen: seen.edited)


async def test_a_venue_does_as_well_and_the_middle_of_the_sea_has_nothing(visitor: SandboxPerson) -> None:
    await visitor.sends_venue(BRIDGE.latitude, BRIDGE.longitude, "Мост")
    await visitor.sees(lambda seen: seen.has_photo)
    await visitor.sends_location(0.0, 179.999)
    assert speaks(visitor, await visitor.sees(word(visitor, "нет снимков", "no photos from around")))


async def test_a_photos_place_is_shown_on_the_map_and_what_else_is_there(
    visitor: SandboxPerson, photobank: Photobank
) -> None:
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    photo = (await photos_on(photobank, sheet))[0]
    assert photo.metadata.coordinates is not None
    await visitor.taps("1")
    await visitor.sees(lambda seen: seen.edited)
    await visitor.taps(word(visitor, "Ещё…", "More…"))
    more = await visitor.sees(lambda seen: seen.edited)
    await visitor.taps(word(visitor, "На карте", "On the map"), on=more)
    venue = (await visitor.sees(lambda seen: seen.message.venue is not None)).message.venue
    assert venue is not None
    assert venue.location.latitude == pytest.approx(photo.metadata.coordinates.latitude)
    await visitor.taps(word(visitor, "Что рядом", "What is near"), on=more)
    around = await visitor.sees(lambda seen: seen.edited and word(visitor, "Рядом", "Near") in seen.text)
    assert photo.photo_id not in {one.photo_id for one in await photos_on(photobank, around)}


async def test_where_somebody_is_stays_nowhere(visitor: SandboxPerson, photobank: Photobank) -> None:
    await visitor.sends_location(55.123456, 37.654321)
    await visitor.sees()
    await asyncio.sleep(1.5)  # events are written within a second
    async with photobank.database.connections.connect() as connection:
        for table in ("searches", "events", "conversations"):
            rows = (await connection.execute(text(f"SELECT * FROM {table}"))).all()
            assert "55.12" not in str(rows)
            assert "37.65" not in str(rows)
