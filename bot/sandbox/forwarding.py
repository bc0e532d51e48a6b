"""What of a message travels when it is forwarded or copied, and where it says that it came from."""

from __future__ import annotations

from bot.sandbox.errors import Json
from bot.sandbox.people import StoredMessage

CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "sticker",
    "voice",
    "caption",
    "caption_entities",
    "has_media_spoiler",
    "show_caption_above_media",
)


def forwarded(source: StoredMessage) -> Json:
    """The content with `forward_origin`, which keeps the first origin, and the older fields sent beside it."""
    body = {name: value for name, value in source.body.items() if name in CONTENT}
    origin: Json = source.body.get("forward_origin") or _origin(source)
    body["forward_origin"] = origin
    body["forward_date"] = origin["date"]
    if origin["type"] == "user":
        body["forward_from"] = origin["sender_user"]
    elif origin["type"] == "channel":
        body["forward_from_chat"] = origin["chat"]
        body["forward_from_message_id"] = origin["message_id"]
    return body


def _origin(source: StoredMessage) -> Json:
    body = source.body
    if channel := body.get("sender_chat"):
        return {"type": "channel", "date": body["date"], "chat": channel, "message_id": source.message_id}
    return {"type": "user", "date": body["date"], "sender_user": body["from"]}
