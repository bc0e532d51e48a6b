"""Reading requests of the control side, and turning what is wrong with them into sentences."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.errors import Json
from bot.sandbox.world import Nobody

Action = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Misuse(ValueError):
    """A request that makes no sense; its text goes back to whoever made it."""


def with_sentences(action: Action) -> Action:
    """Answers 404 for what does not exist and 400 for what makes no sense, each with its sentence."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            return await action(request)
        except Nobody as nobody:
            return web.json_response({"error": str(nobody)}, status=404)
        except Misuse as misuse:
            return web.json_response({"error": str(misuse)}, status=400)

    return answered


async def body_of(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise Misuse("the body is not JSON") from None
    if not isinstance(body, dict):
        raise Misuse("the body is not a JSON object")
    return body


def integer(source: Any, name: str) -> int:
    """The value under `name` of a mapping. Raises Misuse."""
    value = source.get(name)
    if isinstance(value, bool) or not str(value).removeprefix("-").isdecimal():
        raise Misuse(f"{name} must be a whole number")
    return int(value)


def optional_integer(source: Any, name: str) -> int | None:
    return integer(source, name) if source.get(name) not in (None, "") else None


def text(source: Any, name: str) -> str:
    """Raises Misuse for a value that is missing, empty or no text."""
    value = source.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Misuse(f"{name} must be a text that is not empty")
    return value


def optional_text(source: Any, name: str) -> str | None:
    """None for a value that is missing or empty. Raises Misuse for what is no text."""
    return text(source, name) if source.get(name) not in (None, "") else None


def chat_id_of(request: web.Request) -> int:
    return integer(request.match_info, "chat_id")
