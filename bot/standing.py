"""What is told of the bot's own place in a chat, or of reactions there, concerns nobody who could be answered."""

from __future__ import annotations

from aiogram.types import TelegramObject, Update


def tells_of_place(event: TelegramObject) -> bool:
    """Blocked, let in, put out, moved: no Actor is made of whoever did it, and nothing is shown there.

    Reactions in a channel are counted without names.
    """
    assert isinstance(event, Update)
    moved = bool(event.message and event.message.migrate_to_chat_id)
    return event.my_chat_member is not None or event.message_reaction_count is not None or moved
