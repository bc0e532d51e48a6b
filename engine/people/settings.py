"""What a person decides about themselves: the language of the answers, a copy of what is kept, being forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Actor, Event, Language
from engine.people.kept import Kept
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events


@dataclass(frozen=True, kw_only=True)
class ChooseLanguage:
    """From now on the person is answered in this language, whatever their client says."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, language: Language) -> None:
        require(actor, Act.CHOOSE_LANGUAGE)
        async with self.begin(writes=True) as work:
            await work.people.set_language(actor.person_id, language)
            await work.commit()
        facts = {"language": language.value}
        self.events.tell(Event(kind="chose_language", person_id=actor.person_id, happened_at=self.clock(), facts=facts))


@dataclass(frozen=True, kw_only=True)
class ExportPerson:
    """Everything that is kept under the person's pseudonym."""

    begin: Begin

    async def __call__(self, actor: Actor) -> Kept:
        require(actor, Act.EXPORT)
        async with self.begin() as work:
            return await work.people.kept(actor.person_id)


@dataclass(frozen=True, kw_only=True)
class ForgetPerson:
    """Deletes the way from the Telegram id to the pseudonym, and what the person wrote: nobody finds it back.

    Acceptances, downloads and counts stay under a number that means nobody any more. Told as nobody's event.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor) -> None:
        require(actor, Act.BE_FORGOTTEN)
        async with self.begin(writes=True) as work:
            await work.people.forget(actor.person_id)
            await work.commit()
        self.events.tell(Event(kind="forgot_person", person_id=None, happened_at=self.clock()))
