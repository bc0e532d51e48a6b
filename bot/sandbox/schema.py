"""aiogram's own method classes as the schema: they read what the bot asks and check what the stand-in answers."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile, Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.sandbox.arguments import Arguments
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.markup import read_markup

Method = TelegramMethod[Any]

METHODS: dict[str, type[Method]] = {
    cls.__api_method__.lower(): cls
    for cls in vars(aiogram.methods).values()
    if isinstance(cls, type) and issubclass(cls, TelegramMethod) and cls is not TelegramMethod
}
"""Every method of the Bot API by its name in lower case: names are not case-sensitive."""

MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "user_id": "invalid user_id specified",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "text": "message text is empty",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "media": "there is no media in the request",
    "action": "wrong parameter action in request",
    "file_id": "invalid file_id",
    "commands": "can't parse commands JSON object",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
"""What Telegram says when a parameter is missing, or cannot be read as what it should be."""


class BadAnswer(Exception):
    """The stand-in was about to answer with something that is not what the Bot API returns."""


def parse(method: type[Method], arguments: Arguments) -> tuple[Method, list[str]]:
    """The request as aiogram's object, and the names of parameters that the method does not have.

    Raises Refused for what is missing or of the wrong type.
    """
    values: Json = {}
    for name in method.model_fields:
        if name in arguments.values:
            raw = arguments.values[name]
            if name == "reply_markup":
                values[name] = read_markup(raw)
            else:
                values[name] = _decoded(method, name, raw)
        elif name in arguments.uploads and _takes_file(method, name):
            values[name] = f"attach://{name}"
    unknown = [name for name in arguments.values if name not in method.model_fields]
    try:
        return method.model_validate({name: value for name, value in values.items() if value is not None}), unknown
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        if name in MISSING and (name not in arguments.values or len(first["loc"]) == 1):
            raise bad_request(MISSING[name]) from None
        path = ".".join(str(step) for step in first["loc"])
        # Telegram has a sentence of its own for each; this one is the stand-in's.
        raise bad_request(f'parameter "{path}" is invalid: {first["msg"]}') from None


def check_answer(method: type[Method], answer: Any) -> None:
    """Raises BadAnswer for an answer that aiogram would not read, or that has fields the Bot API does not know."""
    try:
        parsed = _adapter(method).validate_python(answer)
    except ValidationError as error:
        raise BadAnswer(f"{method.__api_method__}: {error}") from error
    if strays := list(_strays(parsed)):
        raise BadAnswer(f"{method.__api_method__}: the Bot API has no {', '.join(strays)}")


def check_update(update: Json) -> None:
    """As `check_answer`, for what is put into the queue: a poller and a webhook get the same."""
    try:
        parsed = Update.model_validate(update)
    except ValidationError as error:
        raise BadAnswer(f"an update: {error}") from error
    if strays := list(_strays(parsed)):
        raise BadAnswer(f"an update: the Bot API has no {', '.join(strays)}")


@cache
def _adapter(method: type[Method]) -> TypeAdapter[Any]:
    return TypeAdapter(method.__returning__)


def _strays(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{type(value).__name__}.{name}"
        for name in type(value).model_fields:
            yield from _strays(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from _strays(item)


def _decoded(method: type[Method], name: str, raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    if raw == "" and name != "text":
        return None
    if not _is_nested(method, name):
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        if name == "allowed_updates":
            return None  # documented: a list that cannot be read is ignored
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


@cache
def _is_nested(method: type[Method], name: str) -> bool:
    """Whether the parameter is sent as JSON: whatever is, or contains, a list or an object."""
    return any(
        kind in (list, dict) or (isinstance(kind, type) and issubclass(kind, BaseModel))
        for kind in _kinds(method.model_fields[name].annotation)
    )


@cache
def _takes_file(method: type[Method], name: str) -> bool:
    return InputFile in _kinds(method.model_fields[name].annotation)


def _kinds(annotation: Any) -> Iterator[Any]:
    yield typing.get_origin(annotation) or annotation
    for argument in typing.get_args(annotation):
        yield from _kinds(argument)
