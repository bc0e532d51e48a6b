"""A new search: whatever was asked before is no longer gone on with."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Actor
from engine.ports import Begin
from engine.search.conversation import Place


@dataclass(frozen=True, kw_only=True)
class BeginAnew:
    """Ends the person's conversation in this place; its searches stay in the history."""

    begin: Begin

    async def __call__(self, actor: Actor, place: Place) -> None:
        async with self.begin(writes=True) as work:
            await work.conversations.end(actor.person_id, place)
            await work.commit()
