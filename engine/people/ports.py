"""What is kept of people, inside one unit of work: who they are, what they agreed to, how to forget and reach them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.model import Language, Person, PersonId, Role
from engine.people.kept import Kept
from engine.rights.terms import Acceptance


class People(Protocol):
    """Who wrote to the bot."""

    async def by_telegram_id(self, telegram_id: int) -> Person | None: ...

    async def by_ids(self, person_ids: Sequence[PersonId]) -> tuple[Person, ...]:
        """Those of them who are not forgotten, by pseudonym."""

    async def having(self, role: Role) -> tuple[Person, ...]:
        """All who have this role or a higher one, without the owners whom only the settings name."""

    async def owners_held(self) -> frozenset[PersonId]:
        """Who is written down as an owner; nobody else changes that until the unit of work ends."""

    async def hear(self, person_id: PersonId, language: Language) -> None:
        """Keeps which language the person's client speaks, for what the bot says of its own accord."""

    async def add(self, telegram_id: int, role: Role, language: Language | None, at: dt.datetime) -> Person:
        """Makes a person with a random pseudonym; if the id is known meanwhile, returns the known one."""

    async def set_role(self, person_id: PersonId, role: Role) -> None: ...

    async def let_upload(self, person_id: PersonId, may_upload: bool) -> None:
        """Gives or takes the grant to send photos in."""

    async def set_language(self, person_id: PersonId, language: Language) -> None: ...

    async def kept(self, person_id: PersonId) -> Kept:
        """Everything under this pseudonym."""

    async def forget(self, person_id: PersonId) -> None:
        """Deletes the Telegram id and the person's own words; the pseudonym stays with what counts."""

    async def accept(self, person_id: PersonId, version: int, at: dt.datetime) -> bool:
        """Records that these terms were accepted; False if they had been before, and then the first time stays."""

    async def acceptances(self, person_id: PersonId) -> tuple[Acceptance, ...]:
        """Oldest version first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A chat of several people that the bot is in. Its id changes when the group grows into a supergroup."""

    chat_id: int
    title: str
    joined_at: dt.datetime


class Presence(Protocol):
    """What is kept of where the bot may speak, inside one unit of work."""

    async def block(self, telegram_id: int, at: dt.datetime) -> None:
        """For a person who is known; a block that is known keeps its time."""

    async def unblock(self, telegram_id: int) -> None: ...

    async def reachable(self, person_ids: Sequence[PersonId]) -> dict[PersonId, int]:
        """The Telegram ids of those who can be written to: neither forgotten nor shutting the bot out."""

    async def join(self, chat_id: int, title: str, at: dt.datetime) -> None:
        """A group that is known keeps its time and gets the title."""

    async def leave(self, chat_id: int) -> None:
        """Deletes the group and whatever is kept of it."""

    async def move(self, chat_id: int, new_id: int) -> None:
        """What is kept of the group stays, under its new id."""

    async def groups(self) -> tuple[Group, ...]:
        """Those that the bot has been in longest first."""
