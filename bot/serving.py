"""Taking updates until told to stop: by long polling, or by webhook where an address is set."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator

from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from bot.app import RunningBot
from bot.commands import set_commands
from engine.errors import BadSetting

log = logging.getLogger(__name__)

AT_ONCE = 64
"""Updates in work at the same time; further ones wait in Telegram's queue, where nothing is lost."""


async def serve_bot(running: RunningBot) -> None:
    """Returns after SIGINT or SIGTERM, when what was begun is answered."""
    await set_commands(running.bot)
    if running.settings.webhook_url:
        await _serve_webhook(running)
    else:
        await _poll(running)


async def _poll(running: RunningBot) -> None:
    await running.bot.delete_webhook()
    await running.dispatcher.start_polling(
        running.bot, handle_signals=True, close_bot_session=False, tasks_concurrency_limit=AT_ONCE
    )


async def _serve_webhook(running: RunningBot) -> None:
    settings = running.settings
    if settings.webhook_secret is None:
        raise BadSetting(name="PHOTOBANK_WEBHOOK_SECRET", reason="a webhook needs one, or anybody could send updates")
    assert settings.webhook_url is not None
    secret = settings.webhook_secret.get_secret_value()
    application = web.Application()
    handler = SimpleRequestHandler(running.dispatcher, running.bot, secret_token=secret)
    path = "/" + settings.webhook_url.split("://", 1)[1].partition("/")[2].partition("?")[0]
    handler.register(application, path=path)
    setup_application(application, running.dispatcher, bot=running.bot)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.webhook_host, settings.webhook_port).start()
        await running.bot.set_webhook(
            settings.webhook_url,
            secret_token=secret,
            allowed_updates=running.dispatcher.resolve_used_update_types(),
        )
        stopping = asyncio.Event()
        with _signals(stopping):
            await stopping.wait()
    finally:
        await runner.cleanup()


@contextlib.contextmanager
def _signals(stopping: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
