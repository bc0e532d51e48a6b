"""What becomes of the bot's own place: people shut it out, groups take it in, put it out and grow."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message

from engine.people.presence import MoveGroup, NoteBlock, NoteGroup

router = Router(name="membership")
OUT = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}


@router.my_chat_member(F.chat.type == ChatType.PRIVATE)
async def blocking_changed(event: ChatMemberUpdated, note_block: NoteBlock) -> None:
    await note_block(event.chat.id, blocked=event.new_chat_member.status in OUT)


@router.my_chat_member(F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP}))
async def place_in_group_changed(event: ChatMemberUpdated, note_group: NoteGroup) -> None:
    await note_group(event.chat.id, event.chat.title or "", inside=event.new_chat_member.status not in OUT)


@router.message(F.migrate_to_chat_id)
async def group_moved(message: Message, move_group: MoveGroup) -> None:
    assert message.migrate_to_chat_id is not None
    await move_group(message.chat.id, message.migrate_to_chat_id)
