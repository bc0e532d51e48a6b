"""A moderator reads in the chat what people asked a few seconds ago."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
from io import StringIO

import pytest

from admin.dashboard.figures import Period
from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from engine.model import Role
from tests.end_to_end.test_telling import known


async def counted(photobank: Photobank, searches: int) -> None:
    """The running bot writes and counts by itself what was told, within seconds."""
    today = dt.datetime.now(photobank.settings.time_zone).date()
    for _ in range(300):
        overview = await photobank.statistics.overview(Period.ending(today, 7))
        if overview.searches.now == searches:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the searches were not counted")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_moderator_reads_what_was_asked_today(language: str, telegram: Sandbox, photobank: Photobank) -> None:
    is_russian = language == "ru"
    for number in range(3):
        visitor = await telegram.person(f"Гость {number}", language=language)
        await visitor.says("мост ночью" if is_russian else "bridge at night")
        await visitor.sees(lambda seen: seen.has_photo)
    moderator = await telegram.person("Модератор", language=language)
    await known(photobank, moderator, Role.MODERATOR)
    await counted(photobank, 3)
    await moderator.says("/dashboard")
    board = await moderator.sees(lambda seen: seen.has_photo)
    assert ("Обзор" if is_russian else "Overview") in board.text
    await moderator.taps("Сегодня" if is_russian else "Today")
    await moderator.sees(lambda seen: seen.edited)
    await moderator.taps("☰")
    await moderator.sees(lambda seen: seen.edited)
    await moderator.taps("О чём спрашивают" if is_russian else "What is asked for")
    words = await moderator.sees(lambda seen: seen.edited)
    assert words.id == board.id, "one message all the while"
    await moderator.taps("CSV")
    table = await moderator.sees(lambda seen: seen.message.document is not None)
    rows = list(csv.reader(StringIO((await telegram.picture(table)).decode("utf-8-sig"))))
    asked = {row[0]: row[2] for row in rows[1:]}
    assert asked == {"мост ночью" if is_russian else "bridge at night": "3"}
    await moderator.taps("All as an album" if not is_russian else "Всё альбомом", on=words)
    album = await moderator.sees(lambda seen: seen.message.media_group_id is not None)
    assert album.has_photo
