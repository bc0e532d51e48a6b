"""From a Telegram id to an Actor: who this is here, what they may do and in which language they are answered."""

from __future__ import annotations

from dataclasses import dataclass

from engine.experiments import Experiment, shown_to
from engine.model import Actor, Language, Person, Role
from engine.ports import Begin, Clock


def language_for(kept: Language | None, language_code: str | None, default: Language) -> Language:
    """The person's own choice, else the client's language, else the bank's default.

    Clients send IETF tags such as `ru`, `en-GB` or nothing. A language that we do not speak gets English,
    which its readers know more often than Russian; no language at all gets the default.
    """
    if kept is not None:
        return kept
    if not language_code:
        return default
    return Language.RU if language_code.lower().split("-")[0] in {"ru", "be", "kk", "uk"} else Language.EN


@dataclass(frozen=True, kw_only=True)
class RecogniseActor:
    """Finds the person behind a Telegram id, or makes one with a random pseudonym."""

    begin: Begin
    clock: Clock
    owner_ids: frozenset[int]
    default_language: Language
    experiments: tuple[Experiment, ...] = ()

    async def __call__(self, telegram_id: int, language_code: str | None) -> Actor:
        person = await self._person(telegram_id)
        # An owner is whoever the settings name today, whatever the database says from yesterday.
        role = Role.OWNER if telegram_id in self.owner_ids else person.role
        language = language_for(person.language, language_code, self.default_language)
        if language_code and person.language is None and person.heard is not language:
            async with self.begin(writes=True) as work:
                await work.people.hear(person.person_id, language)
                await work.commit()
        return Actor(
            person_id=person.person_id,
            role=role,
            language=language,
            may_upload=person.may_upload,
            shown=shown_to(self.experiments, person.person_id),
        )

    async def _person(self, telegram_id: int) -> Person:
        async with self.begin() as work:
            known = await work.people.by_telegram_id(telegram_id)
        if known is not None:
            return known
        async with self.begin(writes=True) as work:
            person = await work.people.add(telegram_id, Role.VISITOR, None, self.clock())
            await work.commit()
        return person
