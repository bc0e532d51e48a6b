"""A tap on a button: a query for the bot, or something that the client does by itself."""

from __future__ import annotations

from typing import Any

from bot.sandbox.control.requests import Misuse, integer
from bot.sandbox.errors import Json
from bot.sandbox.markup import MOST_CALLBACK_BYTES
from bot.sandbox.people import Chat, Person
from bot.sandbox.world import Nobody, World

ACCESSIBLE_FOR_S = 30 * 24 * 3600
"""Telegram says that a message may be too old to be sent along, and not when: assumed."""


def tap(world: World, chat: Chat, person: Person, body: Json) -> Json:
    """By `row` and `column`, or with `data` that no button needs to have: clients can be made to send anything.

    Raises Misuse and Nobody.
    """
    message_id = integer(body, "message_id")
    message = chat.messages.get(message_id)
    if message is None and message_id not in chat.gone:
        raise Nobody(f"chat {chat.id} has no message {message_id}")
    if "data" in body:
        data = str(body["data"])
        if not 1 <= len(data.encode()) <= MOST_CALLBACK_BYTES:
            raise Misuse("data must be 1 to 64 bytes long: the server takes no other")
        return _ask(world, chat, person, message_id, data)
    button = _button(message.body if message else {}, integer(body, "row"), integer(body, "column"))
    if "url" in button:
        return {"url": button["url"]}
    if "copy_text" in button:
        return {"copied": button["copy_text"]["text"]}
    for name, here in (("switch_inline_query_current_chat", True), ("switch_inline_query", False)):
        if name in button:
            return {"inline": button[name], "here": here}
    if "switch_inline_query_chosen_chat" in button:
        return {"inline": button["switch_inline_query_chosen_chat"].get("query", ""), "here": False}
    if "callback_data" not in button:
        raise Misuse(f'the stand-in cannot press the button "{button["text"]}"')
    return _ask(world, chat, person, message_id, button["callback_data"])


def _button(body: Json, row: int, column: int) -> Json:
    rows: list[list[dict[str, Any]]] = body.get("reply_markup", {}).get("inline_keyboard", [])
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise Nobody(f"there is no button in row {row}, column {column}")
    return rows[row][column]


def _ask(world: World, chat: Chat, person: Person, message_id: int, data: str) -> Json:
    query_id = world.callbacks.ask(chat.id, person.id)
    query: Json = {
        "id": query_id,
        "from": person.user(),
        "chat_instance": str(7_100_000_000_000 + abs(chat.id)),
        "data": data,
        **_place(world, chat, message_id),
    }
    world.updates.put("callback_query", query, chat.id)
    return {"callback_query_id": query_id}


def _place(world: World, chat: Chat, message_id: int) -> Json:
    """The message; only its id if it is gone or old; of one that was sent by way of the bot only its inline id."""
    message = chat.messages.get(message_id)
    if message and (inline_message_id := world.inline.id_of(message)):
        return {"inline_message_id": inline_message_id}
    if message is None or world.clock() - message.sent_at > ACCESSIBLE_FOR_S:
        return {"message": {"chat": chat.head(), "message_id": message_id, "date": 0}}
    return {"message": message.body}
