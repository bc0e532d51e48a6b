"""What both benchmarks of the chat stand on: the demo bank's bot at work, and a stand-in in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import statistics
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.app import open_bot
from bot.cli.demo import HOME, demo_settings, open_demo_bank
from bot.sandbox.client import Sandbox
from bot.settings import Settings

WORDS = ("ночной", "зимний", "осенний", "летний", "весенний", "вечерний", "утренний")
SIGHTS = ("мост", "собор", "парк", "рынок", "театр", "фонтан", "кремль", "монастырь", "метро", "набережная")
NOT_ACTING = {"getUpdates", "sendChatAction", "download"}
"""No part of an answer: polls, the sign of life, and fetching a file, which is no method."""


@asynccontextmanager
async def demo_bot(home: Path = HOME, **settings: object) -> AsyncIterator[Sandbox]:
    """The bot polls as `photobank serve` does, and may be asked as much as anybody likes."""
    async with open_demo_bank(demo_settings(home)) as photobank, Sandbox.spawned() as telegram:
        await telegram.switches(flood_limits=False)
        own: dict[str, object] = {"bot_token": SecretStr(telegram.token), "api_url": telegram.api_url}
        local: Settings = photobank.settings.model_copy(update=own | settings)
        async with open_bot(photobank, local, new_telegram=True) as running:
            polling = asyncio.ensure_future(
                running.dispatcher.start_polling(running.bot, handle_signals=False, close_bot_session=False)
            )
            await telegram.sees_bot()
            try:
                yield telegram
            finally:
                with contextlib.suppress(RuntimeError):
                    await running.dispatcher.stop_polling()
                await polling


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
