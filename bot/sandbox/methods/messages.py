"""Sending words, and the sign that something is being prepared."""

from __future__ import annotations

from typing import Any

from aiogram.methods import SendChatAction, SendMessage

from bot.sandbox.entities import as_fields, format_text
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.methods.registry import Call, Handlers, plain
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


HANDLERS: Handlers = {
    SendMessage: send_message,
    SendChatAction: send_chat_action,
}
