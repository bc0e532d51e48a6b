"""Who the bot is, who is in a chat, and the ends of a session."""

from __future__ import annotations

import math

from aiogram.methods import Close, GetChat, GetChatMember, GetMe, LogOut

from bot.sandbox.errors import Json, bad_request, forbidden, restarting, too_many_requests
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.people import Chat, Standing

CLOSED_FOR_S = 600
"""`close` is refused in the first ten minutes after a start."""
NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


async def get_me(call: Call, method: GetMe) -> Json:
    return call.world.profile.me()


async def log_out(call: Call, method: LogOut) -> bool:
    call.world.logged_out = True
    call.world.updates.release(restarting())
    return True


async def close(call: Call, method: Close) -> bool:
    left = CLOSED_FOR_S - (call.world.clock() - call.world.started_at)
    if left > 0:
        raise too_many_requests(math.ceil(left))
    call.world.updates.release(restarting())
    return True


async def get_chat(call: Call, method: GetChat) -> Json:
    chat = _visible(call, method.chat_id)
    return {**chat.head(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


async def get_chat_member(call: Call, method: GetChatMember) -> Json:
    chat = _visible(call, method.chat_id)
    if method.user_id == call.world.profile.bot_id:
        return {"status": "member", "user": call.world.profile.user()}
    person = call.world.people.get(method.user_id)
    if person is None or (chat.person is not None and chat.person is not person):
        raise bad_request("member not found")
    return {"status": "member", "user": person.user()}


def _visible(call: Call, chat_id: int | str) -> Chat:
    """A chat that the bot may look at; one with a person who never wrote does not exist for it."""
    chat = call.world.find_chat(chat_id)
    if chat.standing is Standing.NEVER_STARTED:
        raise bad_request("chat not found")
    if chat.standing in (Standing.KICKED, Standing.LEFT):
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


HANDLERS: Handlers = {
    GetMe: get_me,
    LogOut: log_out,
    Close: close,
    GetChat: get_chat,
    GetChatMember: get_chat_member,
}
