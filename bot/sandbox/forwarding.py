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
    "location",
    "venue",
    "caption",
    "caption_entities",
    "has_media_spoiler",
    "show_caption_above_media",
)


def forwarded(source: StoredMessage, origin: Json | None = None) -> Json:
    """The content with `forward_origin`, which keeps the first origin, and the older fields sent beside it.

    `origin` is another one than the message's own, as a person's settings may have it.
    """
    body = {name: value for name, value in source.body.items() if name in CONTENT}
    origin = origin or source.body.get("forward_origin") or origin_of(source)
    return body | {"forward_origin": origin} | _legacy(origin)


def origin_of(source: StoredMessage) -> Json:
    """A channel's post comes from the channel, what a group says of itself from that chat, the rest from a user."""
    body = source.body
    if (chat := body.get("sender_chat")) is None:
        return {"type": "user", "date": body["date"], "sender_user": body["from"]}
    if chat["type"] == "channel" and body["chat"]["id"] == chat["id"]:
        return {"type": "channel", "date": body["date"], "chat": chat, "message_id": source.message_id}
    return {"type": "chat", "date": body["date"], "sender_chat": chat}


def _legacy(origin: Json) -> Json:
    """What was there before `forward_origin`, and is sent still."""
    fields: Json = {"forward_date": origin["date"]}
    match origin["type"]:
        case "user":
            fields["forward_from"] = origin["sender_user"]
        case "hidden_user":
            fields["forward_sender_name"] = origin["sender_user_name"]
        case "chat":
            fields["forward_from_chat"] = origin["sender_chat"]
        case "channel":
            fields["forward_from_chat"] = origin["chat"]
            fields["forward_from_message_id"] = origin["message_id"]
    if "author_signature" in origin:
        fields["forward_signature"] = origin["author_signature"]
    return fields
