"""Reading a Bot API request: parameters from the address, a form, multipart or JSON, and the files sent along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.errors import Json, bad_request, entity_too_large

MOST_UPLOADED = 50 * 1024 * 1024
BODY_LIMIT = MOST_UPLOADED + 1024 * 1024
"""Room for the parameters beside the largest file."""


@dataclass(frozen=True)
class Upload:
    content: bytes
    name: str
    mime: str


@dataclass
class Arguments:
    """`values` are strings as they came, or parsed JSON where the whole body was JSON."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def for_log(self) -> Json:
        sizes = {name: {"name": upload.name, "size": len(upload.content)} for name, upload in self.uploads.items()}
        return {**{name: _unfolded(value) for name, value in self.values.items()}, **sizes}


async def read_arguments(request: web.Request) -> Arguments:
    """Raises Refused: 413 for a body or file over 50 MB, 400 for JSON that is none."""
    arguments = Arguments(values=dict(request.query))
    if request.method != "POST":
        return arguments
    try:
        if request.content_type == "application/json":
            arguments.values.update(_json_object(await request.text()))
        elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
            _take_fields(arguments, await request.post())
    except web.HTTPRequestEntityTooLarge:
        raise entity_too_large() from None
    return arguments


def _take_fields(arguments: Arguments, fields: Mapping[str, str | bytes | bytearray | web.FileField]) -> None:
    for name, value in fields.items():
        if isinstance(value, web.FileField):
            with value.file as file:  # nobody else closes it when the client goes away
                content = file.read()
            if len(content) > MOST_UPLOADED:
                raise entity_too_large()
            arguments.uploads[name] = Upload(content, value.filename, value.content_type)
        else:
            arguments.values[name] = value if isinstance(value, str) else value.decode()


def _json_object(text: str) -> Json:
    try:
        parsed = json.loads(text or "{}")
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request JSON object")
    return parsed


def _unfolded(value: object) -> object:
    """Nested JSON as what it means, so that the log can be read and asserted on."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
