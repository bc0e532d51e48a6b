"""Asking those who moderate: reporting a problem with a photo, and a partner's access for one's organisation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.errors import BadOrganisation, BadReport, TooSoon
from engine.library.card import PhotoCard, card_of
from engine.model import Actor, Event, PhotoId, Role
from engine.people.permissions import Act, may, require
from engine.people.requests import PartnerRequest, Report, Trouble
from engine.ports import Begin, Clock, Events

LONGEST_REPORT = 500
LEAST_NAME, LONGEST_NAME = 2, 80
AGAIN_AFTER = dt.timedelta(days=7)
"""So long after a refusal nobody asks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """`report` is None where the same person's report of this photo is still open."""

    card: PhotoCard
    report: Report | None


@dataclass(frozen=True, kw_only=True)
class ReportPhoto:
    """Raises PhotoGone unless the photo is published, BadReport for words that are missing or too many."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_id: PhotoId, trouble: Trouble, words: str = "") -> Reported:
        require(actor, Act.REPORT)
        words, now = " ".join(words.split()), self.clock()
        if len(words) > LONGEST_REPORT or (trouble is Trouble.OTHER and not words):
            raise BadReport(limit=LONGEST_REPORT)
        async with self.begin(writes=True) as work:
            card = await card_of(work, actor, photo_id)
            report_id = await work.reports.add(photo_id, actor.person_id, trouble, words, now)
            report = None if report_id is None else await work.reports.get(report_id)
            await work.commit()
        if report is not None:
            facts = {"photo_id": photo_id, "trouble": trouble.value}
            self.events.tell(Event(kind="reported", person_id=actor.person_id, happened_at=now, facts=facts))
        return Reported(card=card, report=report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`request` is None for somebody who has such access already; one that is not new waits since it was."""

    request: PartnerRequest | None
    is_new: bool = False


@dataclass(frozen=True, kw_only=True)
class AskPartnership:
    """Raises NotRegistered, BadOrganisation, TooSoon after a refusal."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, organisation: str) -> Asked:
        require(actor, Act.ASK_PARTNERSHIP)
        if may(actor.role, Act.DECIDE_PARTNERSHIP) or actor.role is Role.PARTNER:
            return Asked(request=None)
        name, now = " ".join(organisation.split()), self.clock()
        async with self.begin(writes=True) as work:
            last = await work.partner_requests.last(actor.person_id)
            if last is not None and last.granted is None:
                return Asked(request=last)
            if last is not None and last.decided_at is not None and not last.granted:
                again = last.decided_at + AGAIN_AFTER
                if now < again:
                    raise TooSoon(date=again.date())
            if not LEAST_NAME <= len(name) <= LONGEST_NAME:
                raise BadOrganisation(least=LEAST_NAME, most=LONGEST_NAME)
            request_id = await work.partner_requests.add(actor.person_id, name, now)
            await work.commit()
        self.events.tell(Event(kind="asked_partnership", person_id=actor.person_id, happened_at=now, facts={}))
        request = PartnerRequest(request_id=request_id, person_id=actor.person_id, organisation=name, asked_at=now)
        return Asked(request=request, is_new=True)
