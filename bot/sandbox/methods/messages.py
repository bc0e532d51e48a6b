"""Sending words, forwarding and copying, and the sign that something is being prepared."""

from __future__ import annotations

from typing import Any

from aiogram.methods import CopyMessage, ForwardMessage, SendChatAction, SendMessage

from bot.sandbox.entities import as_fields, format_caption, format_text
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.forwarding import CONTENT, forwarded
from bot.sandbox.methods.registry import Call, Handlers, plain
from bot.sandbox.people import StoredMessage
from bot.sandbox.sending import destination, send

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(call: Call, method: SendMessage) -> Json:
    formatted = format_text(method.text, method.parse_mode, method.entities)
    chat = destination(call.world, method.chat_id)
    content = as_fields(formatted, "text", "entities") | preview_options(method)
    return send(call.world, chat, content, method).body


async def forward_message(call: Call, method: ForwardMessage) -> Json:
    source = _source(call, method, "message to forward not found")
    chat = destination(call.world, method.chat_id)
    return send(call.world, chat, forwarded(source), method).body


async def copy_message(call: Call, method: CopyMessage) -> Json:
    source = _source(call, method, "message to copy not found")
    chat = destination(call.world, method.chat_id)
    content = {name: value for name, value in source.body.items() if name in CONTENT}
    if method.caption is not None and "text" not in content:
        caption = format_caption(method.caption, method.parse_mode, method.caption_entities)
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= as_fields(caption, "caption", "caption_entities")
    return {"message_id": send(call.world, chat, content, method).message_id}


async def send_chat_action(call: Call, method: SendChatAction) -> bool:
    if method.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = destination(call.world, method.chat_id)
    call.world.events.emit("chat_action", chat_id=chat.id, action=str(method.action))
    return True


def preview_options(method: Any) -> Json:
    """The link preview's options, as the message repeats them."""
    options = plain(method.link_preview_options)
    if options is None:
        return {}
    chosen = options.model_dump(exclude_none=True, exclude_defaults=True)
    return {"link_preview_options": chosen} if chosen else {}


def _source(call: Call, method: Any, missing: str) -> StoredMessage:
    chat = call.world.find_chat(method.from_chat_id)
    message = chat.messages.get(method.message_id)
    if message is None:
        raise bad_request(missing)
    return message


HANDLERS: Handlers = {
    SendMessage: send_message,
    ForwardMessage: forward_message,
    CopyMessage: copy_message,
    SendChatAction: send_chat_action,
}
