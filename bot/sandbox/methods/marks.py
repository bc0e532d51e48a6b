"""What the bot does to a message without changing it: pins it, takes the pin away, reacts to it."""

from __future__ import annotations

from aiogram.methods import PinChatMessage, SetMessageReaction, UnpinAllChatMessages, UnpinChatMessage
from aiogram.types import ReactionTypeEmoji

from bot.sandbox.errors import bad_request
from bot.sandbox.hearing import is_service
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.people import Chat, Standing
from bot.sandbox.reactions import EMOJI, react
from bot.sandbox.sending import destination, without_reply

MOST_REACTIONS = 1
"""Of a bot to one message."""


async def pin_chat_message(call: Call, method: PinChatMessage) -> bool:
    """The chat shows it in a message of the bot's, which makes no update."""
    chat = _pinning(call, method.chat_id)
    message = chat.messages.get(method.message_id)
    if message is None:
        raise bad_request("message to pin not found")
    if is_service(message.body):
        raise bad_request("message can't be pinned")
    if chat.pinned and chat.pinned[-1] == message.message_id:
        return True
    chat.pinned = [*(one for one in chat.pinned if one != message.message_id), message.message_id]
    author = {"sender_chat": chat.head()} if chat.is_channel else {"from": call.world.profile.user()}
    call.world.post(chat, author | {"pinned_message": without_reply(message)}, from_bot=True)
    return True


async def unpin_chat_message(call: Call, method: UnpinChatMessage) -> bool:
    """Without an id: the newest pin."""
    chat = _pinning(call, method.chat_id)
    message_id = method.message_id or (chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned = [one for one in chat.pinned if one != message_id]
    return True


async def unpin_all_chat_messages(call: Call, method: UnpinAllChatMessages) -> bool:
    _pinning(call, method.chat_id).pinned = []
    return True


async def set_message_reaction(call: Call, method: SetMessageReaction) -> bool:
    """The server's words in capitals are known from public threads."""
    chat = destination(call.world, method.chat_id)
    message = chat.messages.get(method.message_id)
    if message is None:
        raise bad_request("message to react not found")
    wanted = method.reaction or []
    if len(wanted) > MOST_REACTIONS:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = None
    for reaction in wanted:
        if not isinstance(reaction, ReactionTypeEmoji) or reaction.emoji not in EMOJI or is_service(message.body):
            raise bad_request("REACTION_INVALID")
        emoji = reaction.emoji
    react(call.world, chat, message, None, emoji)
    return True


def _pinning(call: Call, chat_id: int | str) -> Chat:
    """A chat in which the bot may pin: a private one, or a group that it administers. Raises Refused.

    In a channel it would need the right to edit, which it does not ask for.
    """
    chat = destination(call.world, chat_id)
    if chat.person is None and (chat.is_channel or chat.standing is not Standing.ADMINISTRATOR):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


HANDLERS: Handlers = {
    PinChatMessage: pin_chat_message,
    UnpinChatMessage: unpin_chat_message,
    UnpinAllChatMessages: unpin_all_chat_messages,
    SetMessageReaction: set_message_reaction,
}
