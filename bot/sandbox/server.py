"""The aiohttp application: Bot API, control side and chat page on one loopback port."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.arguments import BODY_LIMIT
from bot.sandbox.control import Control
from bot.sandbox.errors import restarting
from bot.sandbox.fetching import is_loopback
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

HOST = "127.0.0.1"
DEFAULT_PORT = 8081
DEFAULT_TOKEN = "42:SANDBOX"
SHUTDOWN_WITHIN_S = 1.0

Next = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Running:
    """A server that listens. `url` has no slash at its end."""

    url: str
    world: World
    webhook: Webhook


@asynccontextmanager
async def serving(
    world: World, *, port: int = DEFAULT_PORT, allow_loopback_webhook: bool = False
) -> AsyncIterator[Running]:
    """Listens on loopback only; port 0 takes a free one. Raises OSError when the port is taken.

    A held long poll or an open page does not delay the end.
    """
    webhook = Webhook(world.updates, world.presence, world.clock, allow_loopback=allow_loopback_webhook)
    application = make_application(world, webhook)
    # Handlers end with their connection: a client that went away must not keep a poll held.
    runner = web.AppRunner(
        application, handler_cancellation=True, shutdown_timeout=SHUTDOWN_WITHIN_S, access_log=None
    )  # its lines would hold the token, which stands in every path
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        address = runner.addresses[0]
        yield Running(f"http://{HOST}:{address[1]}", world, webhook)
    finally:
        await runner.cleanup()


def make_application(world: World, webhook: Webhook) -> web.Application:
    application = web.Application(client_max_size=BODY_LIMIT, middlewares=[only_from_here])
    BotApi(world, webhook).add_routes(application.router)
    Control(world).add_routes(application.router)

    async def stop(_: web.Application) -> None:
        world.events.close()
        world.updates.release(restarting())
        world.presence.close()
        await webhook.close()

    application.on_shutdown.append(stop)
    return application


@web.middleware
async def only_from_here(request: web.Request, handler: Next) -> web.StreamResponse:
    """A page of another site that happens to be open in the same browser can neither read nor steer the stand-in.

    The Host is checked too: a foreign name that was made to point at loopback would pass as its own origin.
    """
    origin = request.headers.get("Origin")
    if not is_loopback(urlsplit(f"//{request.host}").hostname):
        return web.json_response({"error": "this server answers to loopback names only"}, status=403)
    # A picture or a script of another page sends no Origin, but browsers say where it comes from.
    embedded = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and request.path != "/"
    if embedded or (origin is not None and urlsplit(origin).netloc != request.host):
        return web.json_response({"error": "requests from pages of other hosts are refused"}, status=403)
    return await handler(request)
