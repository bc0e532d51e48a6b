"""Where a forward says that it came from, when it says something else than the message itself would."""

from __future__ import annotations

from bot.sandbox.control.requests import Misuse
from bot.sandbox.errors import Json
from bot.sandbox.people import Chat, StoredMessage
from bot.sandbox.world import World

ORIGINS = ("user", "hidden_user", "chat", "channel")


def origin_as(world: World, source: StoredMessage, kind: str) -> Json:
    """One of the four kinds: a user, one who hides behind a name, a group that speaks itself, a channel.

    Where the message does not come from such a chat, the world's first one lends its name. Raises Misuse.
    """
    date = source.body["date"]
    author: Json | None = source.body.get("from")
    match kind:
        case "user" if author:
            return {"type": kind, "date": date, "sender_user": author}
        case "hidden_user":
            name = author["first_name"] if author else source.body["sender_chat"]["title"]
            return {"type": kind, "date": date, "sender_user_name": name}
        case "chat":
            return {"type": kind, "date": date, "sender_chat": _such(world, source, "supergroup").head()}
        case "channel":
            chat = _such(world, source, "channel").head()
            return {"type": kind, "date": date, "chat": chat, "message_id": source.message_id}
    raise Misuse(f"origin must be one of {', '.join(ORIGINS)}, and one that the message can have")


def _such(world: World, source: StoredMessage, kind: str) -> Chat:
    own = world.chat(source.chat_id)
    candidates = [own, *world.chats.values()]
    found = next((chat for chat in candidates if chat.type == kind), None)
    if found is None:
        raise Misuse(f"there is no {kind} to come from")
    return found
