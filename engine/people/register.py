"""Reading the terms, accepting them, and becoming a member by it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import TermsChanged
from engine.model import Actor, Event, Role
from engine.people.permissions import Act, is_registered, require
from engine.ports import Begin, Clock, Events
from engine.rights.terms import VERSION, Terms, terms_of


@dataclass(frozen=True, kw_only=True)
class ReadTerms:
    """The terms in force, and whether this person has accepted them."""

    begin: Begin

    async def __call__(self, actor: Actor) -> Terms:
        async with self.begin() as work:
            accepted = await work.people.acceptances(actor.person_id)
        return terms_of(accepted, registered=is_registered(actor.role))


@dataclass(frozen=True, kw_only=True)
class AcceptTerms:
    """Records the acceptance, once per version, and makes a visitor who asks for it a member.

    Raises TermsChanged when the button is older than the terms: nobody accepts what they were not shown.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, version: int, *, register: bool) -> Terms:
        require(actor, Act.REGISTER if register else Act.ACCEPT_TERMS)
        if version != VERSION:
            raise TermsChanged
        now = self.clock()
        becomes_member = register and not is_registered(actor.role)
        async with self.begin(writes=True) as work:
            is_new = await work.people.accept(actor.person_id, version, now)
            if becomes_member:
                await work.people.set_role(actor.person_id, Role.MEMBER)
            await work.commit()
        if is_new:
            self._tell(actor, "accepted_terms", version)
        if becomes_member:
            self._tell(actor, "registered", version)
        return Terms(version=version, accepted_at=now, registered=register or is_registered(actor.role))

    def _tell(self, actor: Actor, kind: str, version: int) -> None:
        facts = {"version": version}
        self.events.tell(Event(kind=kind, person_id=actor.person_id, happened_at=self.clock(), facts=facts))
