"""aiogram's own client goes through every method that the stand-in speaks: done, refused, failing, and in the log."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile

from bot.sandbox.client import Sandbox
from bot.sandbox.methods import HANDLERS
from bot.sandbox.person import SandboxPerson
from tests.sandbox.calling import BAD, GOOD, KEYBOARD, Scene, methods_used
from tests.sandbox.drawn import picture
from tests.sandbox.receiver import Receiver

USED = sorted(methods_used())
CANNOT_FAIL = {"DeleteWebhook", "GetMe", "GetUpdates"}
"""These take nothing that could be wrong."""
ENDINGS = {"Close", "LogOut"}
"""These end the session, and have tests of their own."""


@pytest.fixture
async def scene(telegram: Sandbox, bot: Bot, anna: SandboxPerson, receiver: Receiver) -> Scene:
    text = await bot.send_message(anna.id, "Здравствуйте")
    photo = await bot.send_photo(anna.id, BufferedInputFile(picture(), "p.png"), reply_markup=KEYBOARD)
    assert photo.photo
    await anna.sees(lambda seen: seen.has_photo)
    tapped = await anna.taps("▶")
    asked = await telegram.post("inline", {"person_id": anna.id, "chat_id": anna.id, "query": "мост"})
    return Scene(
        bot=bot,
        chat_id=anna.id,
        group_id=(await telegram.gathering("Редакция")).id,
        text_id=text.message_id,
        photo_id=photo.message_id,
        file_id=photo.photo[-1].file_id,
        tap_id=tapped["callback_query_id"],
        query_id=asked["inline_query_id"],
        webhook=receiver.url,
    )


def test_every_method_that_the_bot_uses_has_its_calls() -> None:
    assert len(USED) > 8, "the bot's code was read"
    assert set(USED) <= set(GOOD), "a method that the bot uses has no call that should be done"
    assert set(USED) - CANNOT_FAIL <= set(BAD), "a method that the bot uses has no call that should be refused"


def test_every_method_that_the_stand_in_speaks_has_its_call() -> None:
    assert {method.__name__ for method in HANDLERS} - ENDINGS == set(GOOD)


@pytest.mark.parametrize("name", sorted(GOOD))
async def test_a_call_is_done(telegram: Sandbox, scene: Scene, name: str) -> None:
    assert await GOOD[name](scene) is not None
    method = name[0].lower() + name[1:]
    assert (await telegram.calls(method))[-1]["status"] == 200


@pytest.mark.parametrize("name", sorted(BAD))
async def test_a_call_is_refused(telegram: Sandbox, scene: Scene, name: str) -> None:
    act, words = BAD[name]
    with pytest.raises(TelegramBadRequest, match=words):
        await act(scene)
    last = (await telegram.calls(name[0].lower() + name[1:]))[-1]
    assert (last["status"], words in last["description"]) == (400, True)


@pytest.mark.parametrize(
    ("kind", "error", "status"),
    [
        ("429", TelegramRetryAfter, 429),
        ("500", TelegramServerError, 500),
        ("502", ClientDecodeError, 502),
        ("drop", TelegramNetworkError, 0),
        ("drop_upload", TelegramNetworkError, 0),
    ],
)
async def test_every_method_fails_on_demand_and_then_works(
    telegram: Sandbox, scene: Scene, kind: str, error: type[Exception], status: int
) -> None:
    for name in USED:
        method = name[0].lower() + name[1:]
        await telegram.fails(method, kind)
        with pytest.raises(error):
            await GOOD[name](scene)
        await GOOD[name](scene)
        assert [call["status"] for call in await telegram.calls(method)][-2:] == [status, 200]


async def test_every_method_can_be_done_with_its_answer_lost(telegram: Sandbox, scene: Scene) -> None:
    for name in USED:
        method = name[0].lower() + name[1:]
        await telegram.fails(method, "lost_answer")
        with pytest.raises(TelegramNetworkError):
            await GOOD[name](scene)
        last = (await telegram.calls(method))[-1]
        assert (last["status"], last["description"]) == (0, "done, and the answer lost")


async def test_every_method_can_go_without_an_answer(telegram: Sandbox, scene: Scene) -> None:
    for name in USED:
        method = name[0].lower() + name[1:]
        await telegram.fails(method, "timeout")
        asked = asyncio.ensure_future(GOOD[name](scene))
        while telegram.world.faults.pending():  # noqa: ASYNC110 — nobody tells when a fault is met
            await asyncio.sleep(0.001)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert (await telegram.sees_call(method, status=0))["description"] == "the client went away"


async def test_a_lost_answer_leaves_the_deed(telegram: Sandbox, scene: Scene, anna: SandboxPerson) -> None:
    before = len(await anna.chat())
    for name in ("SendMessage", "SendPhoto", "SendDocument"):
        await telegram.fails(name, "lost_answer")
        with pytest.raises(TelegramNetworkError):
            await GOOD[name](scene)
    assert len(await anna.chat()) == before + 3
