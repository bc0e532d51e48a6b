"""Forwarding and copying, one message or up to a hundred."""

from __future__ import annotations

import itertools
from typing import Any

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages

from bot.sandbox.entities import as_fields, format_caption
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.forwarding import CONTENT, forwarded
from bot.sandbox.hearing import is_service
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.people import Chat, StoredMessage
from bot.sandbox.sending import destination, send

MOST_AT_ONCE = 100


async def forward_message(call: Call, method: ForwardMessage) -> Json:
    source = _source(call, method, "forward")
    chat = destination(call.world, method.chat_id)
    return send(call.world, chat, forwarded(source), method).body


async def copy_message(call: Call, method: CopyMessage) -> Json:
    source = _source(call, method, "copy")
    chat = destination(call.world, method.chat_id)
    content = _content(source)
    if method.caption is not None and "text" not in content:
        caption = format_caption(method.caption, method.parse_mode, method.caption_entities)
        content = _without_caption(content) | as_fields(caption, "caption", "caption_entities")
    return {"message_id": send(call.world, chat, content, method).message_id}


async def forward_messages(call: Call, method: ForwardMessages) -> list[Json]:
    sources = _sources(call, method)
    chat = destination(call.world, method.chat_id)
    return _send_all(call, chat, [(source, forwarded(source)) for source in sources], method)


async def copy_messages(call: Call, method: CopyMessages) -> list[Json]:
    sources = _sources(call, method)
    chat = destination(call.world, method.chat_id)
    contents = [(source, _content(source)) for source in sources]
    if method.remove_caption:
        contents = [(source, _without_caption(content)) for source, content in contents]
    return _send_all(call, chat, contents, method)


def _send_all(call: Call, chat: Chat, contents: list[tuple[StoredMessage, Json]], method: Any) -> list[Json]:
    """What was an album stays one, under an id of its own."""
    albums: dict[str, str] = {}
    sent = []
    for source, content in contents:
        group = source.body.get("media_group_id")
        album = {"media_group_id": albums.setdefault(group, call.world.new_album())} if group else {}
        sent.append({"message_id": send(call.world, chat, album | content, method).message_id})
    return sent


def _content(source: StoredMessage) -> Json:
    return {name: value for name, value in source.body.items() if name in CONTENT}


def _without_caption(content: Json) -> Json:
    return {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}


def _source(call: Call, method: Any, what: str) -> StoredMessage:
    chat = call.world.find_chat(method.from_chat_id)
    chat.check_may_read()
    message = chat.messages.get(method.message_id)
    if message is None:
        raise bad_request(f"message to {what} not found")
    if not _may_travel(message):
        participle = {"forward": "forwarded", "copy": "copied"}[what]
        raise bad_request(f"message can't be {participle}")
    return message


def _sources(call: Call, method: Any) -> list[StoredMessage]:
    """Those that can travel; the others are skipped. Raises Refused if none is left."""
    wanted: list[int] = method.message_ids
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if any(later <= earlier for earlier, later in itertools.pairwise(wanted)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat = call.world.find_chat(method.from_chat_id)
    chat.check_may_read()
    found = [chat.messages[one] for one in wanted if one in chat.messages and _may_travel(chat.messages[one])]
    if not found:
        # Known from public threads, for copies too.
        raise bad_request("there are no messages to forward")
    return found


def _may_travel(message: StoredMessage) -> bool:
    return not message.body.get("has_protected_content") and not is_service(message.body)


HANDLERS: Handlers = {
    ForwardMessage: forward_message,
    ForwardMessages: forward_messages,
    CopyMessage: copy_message,
    CopyMessages: copy_messages,
}
