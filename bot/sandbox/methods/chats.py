"""Chats and who is in them: looking at one, its members and administrators, and leaving it."""

from __future__ import annotations

from aiogram.methods import GetChat, GetChatAdministrators, GetChatMember, GetChatMemberCount, LeaveChat

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.membership import bot_in, move_bot, person_in
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.people import Chat, Standing

NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


async def get_chat(call: Call, method: GetChat) -> Json:
    chat = _visible(call, method.chat_id)
    pinned = next((chat.messages[one] for one in reversed(chat.pinned) if one in chat.messages), None)
    shown = {**chat.head(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}
    return shown | ({"pinned_message": pinned.body} if pinned else {})


async def get_chat_member(call: Call, method: GetChatMember) -> Json:
    """A person whom Telegram knows but the chat does not has left it, even if they were never there."""
    chat = _visible(call, method.chat_id)
    if method.user_id == call.world.profile.bot_id:
        return bot_in(call.world, chat)
    _check_list_is_open(chat)
    person = call.world.people.get(method.user_id)
    if person is None or (chat.person is not None and chat.person.id != person.id):
        raise bad_request("member not found")
    return {"status": "member", "user": person.user()} if chat.person else person_in(chat, person)


async def get_chat_member_count(call: Call, method: GetChatMemberCount) -> int:
    """People, and the bot where it is in."""
    chat = _visible(call, method.chat_id)
    return 2 if chat.person else len(chat.members) + chat.has_bot


async def get_chat_administrators(call: Call, method: GetChatAdministrators) -> list[Json]:
    """The owner, and of all bots only this one."""
    chat = _visible(call, method.chat_id)
    if chat.person is not None:
        raise bad_request("there are no administrators in the private chat")
    _check_list_is_open(chat)
    owner = call.world.people.get(chat.owner_id or 0)
    admins = [person_in(chat, owner)] if owner and owner.id in chat.members else []
    return [*admins, bot_in(call.world, chat)] if chat.standing is Standing.ADMINISTRATOR else admins


async def leave_chat(call: Call, method: LeaveChat) -> bool:
    """That a bot hears of its own leaving is assumed."""
    chat = call.world.find_chat(method.chat_id)
    if chat.person is not None:
        # The rule is documented, the sentence is assumed.
        raise bad_request("chat member status can't be changed in private chats")
    chat.check_may_read()
    if chat.has_bot:
        move_bot(call.world, chat, Standing.LEFT, call.world.profile.user())
    return True


def _visible(call: Call, chat_id: int | str) -> Chat:
    """A chat that the bot may look at; one with a person who never wrote does not exist for it."""
    chat = call.world.find_chat(chat_id)
    chat.check_may_read()
    return chat


def _check_list_is_open(chat: Chat) -> None:
    """Subscribers of a channel are shown to its administrators alone."""
    if chat.is_channel and chat.standing is not Standing.ADMINISTRATOR:
        raise bad_request("member list is inaccessible")


HANDLERS: Handlers = {
    GetChat: get_chat,
    GetChatMember: get_chat_member,
    GetChatMemberCount: get_chat_member_count,
    GetChatAdministrators: get_chat_administrators,
    LeaveChat: leave_chat,
}
