"""The whole product: bundled encoder, real SQLite and Chroma, the unchanged aiogram client, the stand-in over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import RunningBot, open_bot
from bot.bank import Photobank, open_photobank
from bot.cli.demo_bank import none_is_a_copy, received
from bot.commands import set_commands
from bot.sandbox.client import Sandbox
from bot.settings import Settings
from engine.training.city import draw
from engine.training.demo_bank import demo_scenes
from engine.training.scene import Scene

SCENES = demo_scenes()[:192]
"""Four scenes of each sight for each time of day: enough for several pages, drawn small to be quick."""


def scene_jpeg(scene: Scene) -> bytes:
    out = BytesIO()
    draw(scene, 480).save(out, "JPEG", quality=88)
    return out.getvalue()


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a bank with SCENES, built once; tests work on copies."""
    home = tmp_path_factory.mktemp("city") / "home"

    async def build() -> None:
        async with open_photobank(Settings(home=home, encoder="bundled")) as photobank:
            for scene in SCENES:
                await photobank.ingest_photo(received(scene, scene_jpeg(scene)))
            while await photobank.index_pending():
                pass
            await none_is_a_copy(photobank)

    asyncio.run(build())
    return home


@pytest.fixture
def settings(city: Path, tmp_path: Path) -> Settings:
    home = tmp_path / "home"
    shutil.copytree(city, home, ignore=shutil.ignore_patterns("*.owner", "*.pid", "*.migrating"))
    return Settings(home=home, owner_ids=frozenset({1005}))


@pytest.fixture
async def photobank(settings: Settings) -> AsyncIterator[Photobank]:
    async with open_photobank(settings) as opened:
        yield opened


@asynccontextmanager
async def polling(
    photobank: Photobank, telegram: Sandbox, settings: Settings | None = None
) -> AsyncIterator[RunningBot]:
    """The bot at work against the stand-in, by long polling, as `photobank serve` runs it."""
    own = {"bot_token": SecretStr(telegram.token), "api_url": telegram.api_url}
    local = (settings or photobank.settings).model_copy(update=own)
    async with open_bot(photobank, local) as running:
        await set_commands(running.bot)
        work = asyncio.ensure_future(
            running.dispatcher.start_polling(running.bot, handle_signals=False, close_bot_session=False)
        )
        try:
            await telegram.sees_bot()
            yield running
        finally:
            with contextlib.suppress(RuntimeError):
                await running.dispatcher.stop_polling()
            await work


@pytest.fixture
async def telegram(photobank: Photobank) -> AsyncIterator[Sandbox]:
    """A stand-in with the bot polling it."""
    async with Sandbox.started() as sandbox, polling(photobank, sandbox):
        yield sandbox
