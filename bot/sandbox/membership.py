"""Who is in a group or channel and as what: the Bot API's ChatMember, and what is told when it changes."""

from __future__ import annotations

from bot.sandbox.errors import Json
from bot.sandbox.hearing import tell
from bot.sandbox.people import Chat, Person, Standing
from bot.sandbox.world import World

NO_RIGHTS = dict.fromkeys(
    (
        "can_be_edited",
        "is_anonymous",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
    ),
    False,
)
RIGHTS = {"can_manage_chat": True, "can_delete_messages": True, "can_invite_users": True}
CHANNEL_RIGHTS = {"can_post_messages": True, "can_edit_messages": False}
GROUP_RIGHTS = {"can_pin_messages": True, "can_manage_topics": False}
"""What the bot may do as an administrator: post, delete, invite and, in groups, pin. It asks for no more."""


def bot_in(world: World, chat: Chat) -> Json:
    """The bot's own ChatMember."""
    user = world.profile.user()
    match chat.standing:
        case Standing.ADMINISTRATOR:
            rights = CHANNEL_RIGHTS if chat.is_channel else GROUP_RIGHTS
            return {"status": "administrator", "user": user, **NO_RIGHTS, **RIGHTS, **rights}
        case Standing.KICKED | Standing.BLOCKED:
            return {"status": "kicked", "user": user, "until_date": 0}
        case Standing.LEFT | Standing.UPGRADED | Standing.DEACTIVATED:
            return {"status": "left", "user": user}
    return {"status": "member", "user": user}


def person_in(chat: Chat, person: Person) -> Json:
    """A person's ChatMember: who made the chat, a member, or somebody outside."""
    if person.id not in chat.members:
        return {"status": "left", "user": person.user()}
    if person.id == chat.owner_id:
        return {"status": "creator", "user": person.user(), "is_anonymous": False}
    return {"status": "member", "user": person.user()}


def move_bot(world: World, chat: Chat, standing: Standing, by: Json) -> None:
    """Lets the bot stand differently, and tells it: whatever it may hear otherwise, this it hears always.

    `by` is the user who did it. Groups show who came and went in a message of their own, of which a bot that is out
    hears no more: assumed.
    """
    if standing is chat.standing:
        return
    before, was_in = bot_in(world, chat), chat.has_bot
    chat.standing = standing
    _tell_change(world, chat, "my_chat_member", by, before, bot_in(world, chat))
    if chat.person is None and not chat.is_channel and was_in is not chat.has_bot:
        bot = world.profile.user()
        gone_or_come: Json = {"new_chat_members": [bot]} if chat.has_bot else {"left_chat_member": bot}
        tell(world, chat, world.post(chat, {"from": by, **gone_or_come}, from_bot=False))
    world.events.emit("member", chat_id=chat.id)


def move_person(world: World, chat: Chat, person: Person, *, joined: bool) -> None:
    """Lets a person come or go. Only an administrator that asks for chat_member hears more than the group shows."""
    if joined is (person.id in chat.members):
        return
    before = person_in(chat, person)
    if joined:
        chat.members.append(person.id)
    else:
        chat.members.remove(person.id)
    if chat.standing is Standing.ADMINISTRATOR:
        _tell_change(world, chat, "chat_member", person.user(), before, person_in(chat, person))
    if not chat.is_channel:
        who = person.user()
        gone_or_come: Json = {"new_chat_members": [who]} if joined else {"left_chat_member": who}
        tell(world, chat, world.post(chat, {"from": who, **gone_or_come}, from_bot=False))
    world.events.emit("member", chat_id=chat.id)


def upgrade(world: World, chat: Chat, by: Json) -> Chat:
    """Makes a supergroup of a group: another id, the same people. Both sides of the move are told."""
    new = world.add_chat("supergroup", chat.title or "", members=chat.members, standing=chat.standing)
    new.owner_id = chat.owner_id
    tell(world, chat, world.post(chat, {"from": by, "migrate_to_chat_id": new.id}, from_bot=False))
    chat.standing, chat.upgraded_to = Standing.UPGRADED, new.id
    tell(world, new, world.post(new, {"from": by, "migrate_from_chat_id": chat.id}, from_bot=False))
    for one in (chat, new):
        world.events.emit("member", chat_id=one.id)
    return new


def _tell_change(world: World, chat: Chat, kind: str, by: Json, before: Json, after: Json) -> None:
    update: Json = {
        "chat": chat.head(),
        "from": by,
        "date": int(world.clock()),
        "old_chat_member": before,
        "new_chat_member": after,
    }
    world.updates.put(kind, update, chat.id)
