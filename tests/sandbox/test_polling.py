"""The whole way: aiogram's dispatcher polls the stand-in, and a person talks with the bot."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.sandbox.client import Sandbox
from tests.sandbox.conftest import picture

NEXT = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="▶", callback_data="next")]])


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def welcome(message: Message) -> None:
        await message.answer("Здравствуйте")

    @dispatcher.message(F.text)
    async def show(message: Message) -> None:
        photo = BufferedInputFile(picture(), "sheet.png")
        await message.answer_photo(photo, caption=f"Найдено: {message.text}", reply_markup=NEXT)

    @dispatcher.callback_query()
    async def turn(query: CallbackQuery) -> None:
        await query.answer("Дальше")
        assert isinstance(query.message, Message)
        await query.message.edit_caption(caption="Страница 2")

    return dispatcher


@asynccontextmanager
async def polling(telegram: Sandbox) -> AsyncIterator[None]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.api_url))
    dispatcher = make_dispatcher()
    async with Bot(telegram.token, session=session) as bot, asyncio.TaskGroup() as group:
        task = group.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
        await telegram.sees_bot()
        yield
        with contextlib.suppress(RuntimeError):
            await dispatcher.stop_polling()
        await task


@pytest.mark.parametrize("begin", [Sandbox.started, Sandbox.spawned], ids=["in this process", "in its own"])
async def test_a_visitor_talks_with_a_polling_bot(
    begin: Callable[[], AbstractAsyncContextManager[Sandbox]],
) -> None:
    async with begin() as telegram, polling(telegram):
        visitor = await telegram.person("Анна")
        await visitor.says("/start")
        await visitor.sees("Здравствуйте")
        await visitor.says("ночной мост")
        sheet = await visitor.sees("ночной мост")
        assert sheet.has_photo
        assert (await telegram.picture(sheet))[:2] == b"\xff\xd8"
        tapped = await visitor.taps("▶")
        page = await visitor.sees("Страница 2")
        assert (page.id, page.edited, page.buttons) == (sheet.id, True, [])
        assert (await visitor.is_answered(tapped))["text"] == "Дальше"
        assert visitor.toasts == ["Дальше"]
        assert [seen.text for seen in visitor.messages] == ["/start", "Здравствуйте", "ночной мост", "Страница 2"]
        assert [call["status"] for call in await telegram.calls("sendPhoto")] == [200]


async def test_two_people_do_not_see_each_others_chats() -> None:
    async with Sandbox.started() as telegram, polling(telegram):
        anna, james = await telegram.person("Анна"), await telegram.person("James")
        await asyncio.gather(anna.says("мост"), james.says("bridge"))
        await anna.sees("мост")
        await james.sees("bridge")
        assert len(anna.messages) == len(james.messages) == 2


async def test_a_bot_that_stops_polling_goes_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.presence.GRACE_S", 0.1)
    async with Sandbox.started() as telegram:
        async with polling(telegram):
            assert (await telegram.get("state"))["bot"]["online"]
        await telegram.sees_bot(online=False)
