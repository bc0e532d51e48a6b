"""What is kept of people, inside one unit of work: who they are, what they agreed to, and how they are forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from engine.model import Language, Person, PersonId, Role
from engine.people.kept import Kept
from engine.rights.terms import Acceptance


class People(Protocol):
    """Who wrote to the bot."""

    async def by_telegram_id(self, telegram_id: int) -> Person | None: ...

    async def add(self, telegram_id: int, role: Role, language: Language | None, at: dt.datetime) -> Person:
        """Makes a person with a random pseudonym; if the id is known meanwhile, returns the known one."""

    async def set_role(self, person_id: PersonId, role: Role) -> None: ...

    async def set_language(self, person_id: PersonId, language: Language) -> None: ...

    async def kept(self, person_id: PersonId) -> Kept:
        """Everything under this pseudonym."""

    async def forget(self, person_id: PersonId) -> None:
        """Deletes the Telegram id and the person's own words; the pseudonym stays with what counts."""

    async def accept(self, person_id: PersonId, version: int, at: dt.datetime) -> bool:
        """Records that these terms were accepted; False if they had been before, and then the first time stays."""

    async def acceptances(self, person_id: PersonId) -> tuple[Acceptance, ...]:
        """Oldest version first."""
