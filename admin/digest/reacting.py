"""How many reactions a post has, as Telegram counts them: without names, some minutes late."""

from __future__ import annotations

from dataclasses import dataclass

from admin.digest.ports import BeginDigest
from engine.model import Event
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class CountReactions:
    """Of what is no post of an issue nothing is kept."""

    begin: BeginDigest
    events: Events
    clock: Clock

    async def __call__(self, chat_id: int, message_id: int, count: int) -> None:
        async with self.begin(writes=True) as work:
            issue_id = await work.issues.react(chat_id, message_id, count)
            await work.commit()
        if issue_id is not None:
            facts = {"issue_id": issue_id, "count": count}
            self.events.tell(Event(kind="digest_reactions", person_id=None, happened_at=self.clock(), facts=facts))
