"""Reactions: which emoji there are, who gave one to a message, and what the bot hears of it."""

from __future__ import annotations

from collections import Counter

from bot.sandbox.errors import Json
from bot.sandbox.people import Chat, Person, Standing, StoredMessage
from bot.sandbox.world import World

_LISTED = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 "
    "💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
EMOJI = frozenset(_LISTED.split())
"""The Bot API's list; whoever reacts with anything else needs a subscription, which bots do not have."""


def react(world: World, chat: Chat, message: StoredMessage, who: Person | None, emoji: str | None) -> None:
    """Gives a message one emoji, another one, or none any more. `who` is None for the bot, which is not told of it."""
    person_id = who.id if who else world.profile.bot_id
    before = message.reactions.pop(person_id, None)
    if emoji is not None:
        message.reactions[person_id] = emoji
    if before == emoji:
        return
    world.events.emit("reaction", chat_id=chat.id, message_id=message.message_id, person_id=person_id, emoji=emoji)
    if who is not None:
        _tell(world, chat, message, who, (before, emoji))


def _tell(world: World, chat: Chat, message: StoredMessage, who: Person, change: tuple[str | None, str | None]) -> None:
    """In groups and channels only an administrator hears of it; that private chats ask for no right is assumed.

    Channels count, without names; that they do so at once and not minutes later is the stand-in's way.
    """
    if chat.person is None and chat.standing is not Standing.ADMINISTRATOR:
        return
    update: Json = {"chat": chat.head(), "message_id": message.message_id, "date": int(world.clock())}
    if chat.is_channel:
        counts = Counter(message.reactions.values())
        update["reactions"] = [{"type": _type(emoji), "total_count": count} for emoji, count in counts.items()]
        world.updates.put("message_reaction_count", update, chat.id)
        return
    old, new = ([_type(emoji)] if emoji else [] for emoji in change)
    world.updates.put(
        "message_reaction", update | {"user": who.user(), "old_reaction": old, "new_reaction": new}, chat.id
    )


def _type(emoji: str) -> Json:
    return {"type": "emoji", "emoji": emoji}
