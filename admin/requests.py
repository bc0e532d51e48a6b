"""Deciding what people ask: a report is settled, a partner's access granted or refused; the first decision holds."""

from __future__ import annotations

from dataclasses import dataclass

from admin.publication import WithdrawPhotos
from admin.review.ports import BeginReview, Deed
from engine.errors import RequestGone
from engine.model import Actor, Event, Photo, Role
from engine.people.permissions import Act, require
from engine.people.requests import PartnerRequest, Report, ReportId, RequestId
from engine.ports import Clock, Events

LONGEST_REASON = 300
REPORT, PARTNERSHIP = "report", "partnership"
"""Kinds of deeds in the audit log; a report that withdraws its photo is there as the withdrawal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was decided on, with the photo it is about."""

    photo: Photo
    reports: tuple[Report, ...]
    """The report itself first, then, where the photo was withdrawn, all others that were open on it."""


@dataclass(frozen=True, kw_only=True)
class SettleReport:
    """Withdraws the photo, or leaves it. Raises NotAllowed, RequestGone where it was settled before."""

    begin: BeginReview
    withdraw: WithdrawPhotos
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, report_id: ReportId, *, withdrawn: bool) -> Settled:
        require(actor, Act.SETTLE_REPORT)
        now = self.clock()
        async with self.begin(writes=True) as work:
            report = await work.reports.get(report_id)
            if report is None or not await work.reports.settle(
                report_id, withdrawn=withdrawn, by=actor.person_id, at=now
            ):
                raise RequestGone
            others = await work.reports.open_of(report.photo_id) if withdrawn else []
            for other in others:
                await work.reports.settle(other.report_id, withdrawn=True, by=actor.person_id, at=now)
            photo = (await work.photos.get([report.photo_id]))[report.photo_id]
            if withdrawn:
                await self.withdraw.within(work, actor, [report.photo_id], report.trouble.value)
            else:
                await work.deeds.add(
                    Deed(
                        person_id=actor.person_id,
                        kind=REPORT,
                        done_at=now,
                        photo_id=report.photo_id,
                        reason=report.trouble.value,
                    )
                )
            await work.commit()
        if withdrawn:
            self.withdraw.tell(actor, [report.photo_id])
        for one in (report, *others):
            facts = {"photo_id": one.photo_id, "withdrawn": withdrawn}
            self.events.tell(Event(kind="settled_report", person_id=actor.person_id, happened_at=now, facts=facts))
        return Settled(photo=photo, reports=(report, *others))


@dataclass(frozen=True, kw_only=True)
class DecidePartnership:
    """Raises NotAllowed, RequestGone where it was decided before or the person was forgotten."""

    begin: BeginReview
    events: Events
    clock: Clock

    async def look(self, actor: Actor, request_id: RequestId) -> PartnerRequest:
        """Before a reason is chosen: one that is still open."""
        require(actor, Act.DECIDE_PARTNERSHIP)
        async with self.begin() as work:
            request = await work.partner_requests.get(request_id)
        if request is None or request.granted is not None:
            raise RequestGone
        return request

    async def __call__(self, actor: Actor, request_id: RequestId, *, granted: bool, reason: str = "") -> PartnerRequest:
        require(actor, Act.DECIDE_PARTNERSHIP)
        now, reason = self.clock(), " ".join(reason.split())[:LONGEST_REASON]
        async with self.begin(writes=True) as work:
            request = await work.partner_requests.get(request_id)
            decided = request is not None and await work.partner_requests.decide(
                request_id, granted=granted, reason=reason, by=actor.person_id, at=now
            )
            if request is None or not decided:
                raise RequestGone
            (person,) = await work.people.by_ids([request.person_id]) or (None,)
            if person is None:
                raise RequestGone
            becomes = Role.PARTNER if granted and person.role is Role.MEMBER else person.role
            if becomes is not person.role:
                await work.people.set_role(person.person_id, becomes)
            await work.deeds.add(
                Deed(
                    person_id=actor.person_id,
                    kind=PARTNERSHIP,
                    done_at=now,
                    about_id=person.person_id,
                    before={"role": person.role.value},
                    after={"role": becomes.value, "granted": granted},
                    reason=reason or None,
                )
            )
            await work.commit()
        self.events.tell(
            Event(kind="decided_partnership", person_id=actor.person_id, happened_at=now, facts={"granted": granted})
        )
        return request
