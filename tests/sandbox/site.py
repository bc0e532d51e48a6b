"""A site on this machine, from which media can be fetched, and some that cannot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.sandbox.drawn import picture

MB = 1024 * 1024


async def _serve(request: web.Request) -> web.StreamResponse:
    match request.match_info["name"]:
        case "photo.png":
            return web.Response(body=picture(800, 600), content_type="image/png")
        case "page.html":
            return web.Response(text="<html>", content_type="text/html")
        case "paper.pdf":
            return web.Response(body=b"%PDF-1.4", content_type="application/pdf")
        case "large.png":
            return web.Response(body=bytes(5 * MB + 1), content_type="image/png")
        case "large.pdf":
            return web.Response(body=bytes(20 * MB + 1), content_type="application/pdf")
        case "endless.png":
            return await _endless(request)
        case "elsewhere.png":
            raise web.HTTPFound("photo.png")
    raise web.HTTPNotFound


async def _endless(request: web.Request) -> web.StreamResponse:
    """Says nothing of its length, and never ends by itself."""
    response = web.StreamResponse(headers={"Content-Type": "image/png"})
    await response.prepare(request)
    while request.transport is not None:
        await response.write(bytes(64 * 1024))
    return response


@asynccontextmanager
async def serving_site() -> AsyncIterator[str]:
    """The address of the site."""
    application = web.Application()
    application.router.add_get("/{name}", _serve)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
