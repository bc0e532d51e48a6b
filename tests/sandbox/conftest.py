"""A stand-in with a clock that tests move, a person who has started the bot, and two ways to call it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.server import DEFAULT_TOKEN
from bot.sandbox.world import World
from tests.sandbox.drawn import picture as picture
from tests.sandbox.receiver import Receiver, receiving
from tests.sandbox.site import serving_site
from tests.sandbox.wire import Wire


class Clock:
    """Seconds since 1970 that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox.started(World(DEFAULT_TOKEN, clock)) as sandbox:
        yield sandbox


@pytest.fixture
async def anna(telegram: Sandbox) -> SandboxPerson:
    """She has started the bot, and the bot has taken note."""
    person = await telegram.person("Анна")
    await person.says("/start")
    telegram.world.updates.forget()
    return person


@pytest.fixture
async def wire(telegram: Sandbox) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(telegram.api_url, telegram.token, session)


@pytest.fixture
async def bot(telegram: Sandbox) -> AsyncIterator[Bot]:
    """The unchanged client of aiogram."""
    server = TelegramAPIServer.from_base(telegram.api_url)
    async with Bot(telegram.token, session=AiohttpSession(api=server)) as bot:
        yield bot


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """The bot's own server for a webhook."""
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """The address of a site on this machine."""
    async with serving_site() as address:
        yield address
