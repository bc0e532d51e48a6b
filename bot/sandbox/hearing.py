"""What the bot hears of a message: in groups privacy hides most, and where it is not a member it hears nothing."""

from __future__ import annotations

from bot.sandbox.errors import Json
from bot.sandbox.people import Chat, Standing, StoredMessage
from bot.sandbox.world import World

SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "pinned_message",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)
"""What a message has that tells of the chat itself and was written by nobody."""


def tell(world: World, chat: Chat, message: StoredMessage, *, edited: bool = False) -> None:
    """Makes the update of a message that a person sent or changed, if the bot hears of it."""
    if not chat.has_bot or not _hears(world, chat, message.body):
        return
    kind = "channel_post" if chat.is_channel else "message"
    world.updates.put(f"edited_{kind}" if edited else kind, message.body, chat.id)


def is_service(body: Json) -> bool:
    return any(name in body for name in SERVICE)


def _hears(world: World, chat: Chat, body: Json) -> bool:
    """Privacy is for groups; an administrator hears everything there."""
    if chat.type not in ("group", "supergroup") or chat.standing is Standing.ADMINISTRATOR:
        return True
    if not world.settings.privacy or is_service(body) or "via_bot" in body:
        return True
    replied_to: Json = body.get("reply_to_message", {}).get("from", {})
    return replied_to.get("id") == world.profile.bot_id or _is_command_for(world.profile.username, body)


def _is_command_for(username: str, body: Json) -> bool:
    """A command at the very beginning that names this bot or nobody.

    One that names nobody goes to the bot that spoke last; the stand-in has no other bot.
    """
    words = body.get("text") or body.get("caption") or ""
    entities = body.get("entities") or body.get("caption_entities") or ()
    for entity in entities:
        if (entity["type"], entity["offset"]) == ("bot_command", 0):
            _, _, named = words[: entity["length"]].partition("@")
            return named.lower() in ("", username.lower())
    return False
