"""The chat page's files, served as they lie in the folder."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parents[1] / "page"
NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'none'"}
"""The rest of the policy stands in the page itself; that nobody may frame it can only be said here."""


def add_page_routes(router: web.UrlDispatcher) -> None:
    router.add_get("/", index)
    router.add_get("/static/{name}", static)


async def index(_: web.Request) -> web.StreamResponse:
    return _file("index.html")


async def static(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["name"])


def _file(name: str) -> web.StreamResponse:
    """A file of the folder itself: a name has no slash and does not begin with a dot."""
    path = FOLDER / name
    if not NAME.fullmatch(name) or not path.is_file():
        return web.json_response({"error": f"the page has no file {name}"}, status=404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    charset = "utf-8" if kind.startswith("text/") or kind.endswith("javascript") else None
    return web.Response(body=path.read_bytes(), content_type=kind, charset=charset, headers=HEADERS)
