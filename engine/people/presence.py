"""Where the bot may speak: people shut it out and let it in again, groups take it in, put it out and move."""

from __future__ import annotations

from dataclasses import dataclass

from engine.ports import Begin, Clock


@dataclass(frozen=True, kw_only=True)
class NoteBlock:
    """Marks somebody who has shut the bot out, so that nothing is sent to them, and takes the mark back.

    A stranger leaves no trace: whoever was forgotten and then blocks the bot stays forgotten.
    """

    begin: Begin
    clock: Clock

    async def __call__(self, telegram_id: int, *, blocked: bool) -> None:
        async with self.begin(writes=True) as work:
            if await work.people.by_telegram_id(telegram_id) is None:
                return
            if blocked:
                await work.presence.block(telegram_id, self.clock())
            else:
                await work.presence.unblock(telegram_id)
            await work.commit()


@dataclass(frozen=True, kw_only=True)
class NoteGroup:
    """Remembers a group that has taken the bot in, and forgets one that has put it out."""

    begin: Begin
    clock: Clock

    async def __call__(self, chat_id: int, title: str, *, inside: bool) -> None:
        async with self.begin(writes=True) as work:
            if inside:
                await work.presence.join(chat_id, title, self.clock())
            else:
                await work.presence.leave(chat_id)
            await work.commit()


@dataclass(frozen=True, kw_only=True)
class MoveGroup:
    """Follows a group that has become a supergroup: another id, the same people."""

    begin: Begin

    async def __call__(self, chat_id: int, new_id: int) -> None:
        async with self.begin(writes=True) as work:
            await work.presence.move(chat_id, new_id)
            await work.commit()
