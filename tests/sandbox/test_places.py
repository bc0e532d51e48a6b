"""Places: what the bot may send, what a person sends, and how both travel on."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire

KREMLIN = (55.7517, 37.6176)


async def test_the_bot_sends_a_point_and_a_place_with_a_name(bot: Bot, anna: SandboxPerson) -> None:
    point = await bot.send_location(anna.id, *KREMLIN, horizontal_accuracy=12)
    venue = await bot.send_venue(anna.id, *KREMLIN, "Кремль", "Москва", google_place_id="x")
    assert point.location is not None
    assert (point.location.latitude, point.location.longitude, point.location.horizontal_accuracy) == (*KREMLIN, 12)
    assert venue.venue is not None
    assert venue.location == venue.venue.location
    assert (venue.venue.title, venue.venue.address, venue.venue.google_place_id) == ("Кремль", "Москва", "x")
    assert (await anna.sees(lambda seen: seen.message.venue is not None)).id == venue.message_id


async def test_what_is_nowhere_on_earth_is_refused(
    telegram: Sandbox, bot: Bot, wire: Wire, anna: SandboxPerson
) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong location specified"):
        await bot.send_location(anna.id, 100, 0)
    with pytest.raises(TelegramBadRequest, match="wrong venue location specified"):
        await bot.send_venue(anna.id, 0, 181, "Нигде", "Москва")
    missing = await wire("sendLocation", chat_id=anna.id, longitude=1)
    assert missing.refusal == "Bad Request: latitude is empty"
    with pytest.raises(ControlRefused, match="there is no such place"):
        await anna.sends_location(91, 0)


async def test_a_place_that_a_person_sends_is_heard_and_travels(bot: Bot, anna: SandboxPerson) -> None:
    hers = await anna.sends_venue(*KREMLIN, "Кремль", "Москва")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.content_type == "venue"
    copied = await bot.copy_message(anna.id, anna.id, hers.id)
    forwarded = await bot.forward_message(anna.id, anna.id, hers.id)
    shown = {seen.id: seen.message for seen in await anna.chat()}
    for travelled in (shown[copied.message_id], shown[forwarded.message_id]):
        assert travelled.venue is not None
        assert (travelled.venue.title, travelled.location) == ("Кремль", travelled.venue.location)
