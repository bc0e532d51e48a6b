"""A call that the bot hides in its answer to a webhook: as JSON, as a form or in parts, as its library likes."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import aiohttp

from bot.sandbox.arguments import Arguments, Upload

NEVER = ("setwebhook", "deletewebhook", "close", "logout")
"""These are not done in answer to a webhook, and nothing that only asks is: nobody would hear the result."""


async def read_reply(answer: aiohttp.ClientResponse) -> tuple[str, Arguments] | None:
    """The method and its arguments; None for an answer that asks for nothing, or for what is not done this way."""
    arguments = await _arguments(answer)
    method = str(arguments.values.pop("method", ""))
    if not method or method.lower() in NEVER or method.lower().startswith("get"):
        return None
    return method, arguments


async def _arguments(answer: aiohttp.ClientResponse) -> Arguments:
    match answer.content_type:
        case "application/json":
            try:
                body = json.loads(await answer.text() or "{}")
            except ValueError:
                body = {}
            return Arguments(body if isinstance(body, dict) else {})
        case "application/x-www-form-urlencoded":
            return Arguments(dict(parse_qsl(await answer.text(), keep_blank_values=True)))
        case "multipart/form-data":
            return await _parts(answer)
    return Arguments()


async def _parts(answer: aiohttp.ClientResponse) -> Arguments:
    arguments = Arguments()
    reader = aiohttp.MultipartReader.from_response(answer)
    while isinstance(part := await reader.next(), aiohttp.BodyPartReader):
        if part.name is None:
            continue
        if part.filename is None:
            arguments.values[part.name] = await part.text()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            arguments.uploads[part.name] = Upload(bytes(await part.read()), part.filename, kind)
    return arguments
