"""The owner's answer about a piece of which nobody knows whether the channel has it; and trying again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from admin.digest.ports import BeginDigest, DigestWork, Issue, IssueId, IssueState, PieceId, PieceState
from engine.errors import IssueDecided
from engine.model import Actor, Event
from engine.people.permissions import Act, require
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class SettleIssue:
    """Raises NotAllowed for whoever is not the owner, IssueDecided where the question is answered already."""

    begin: BeginDigest
    events: Events
    clock: Clock
    grace: dt.timedelta

    async def answer(self, actor: Actor, piece_id: PieceId, issue_id: IssueId, *, is_there: bool) -> Issue:
        """The channel has it, or it is to be sent again; the rest follows."""
        require(actor, Act.EDIT_DIGESTS)
        async with self.begin(writes=True) as work:
            state = PieceState.SENT if is_there else PieceState.PLANNED
            issue = await work.issues.get(issue_id)
            known = issue is not None and any(piece.piece_id == piece_id for piece in issue.pieces)
            if not known or not await work.issues.settle(piece_id, state, from_=(PieceState.UNCERTAIN,)):
                raise IssueDecided
            await self._go_on(work, issue_id)
            settled = await work.issues.get(issue_id)
            await work.commit()
        self._tell(actor, issue_id, "is there" if is_there else "send again")
        assert settled is not None, "issues stay"
        return settled

    async def again(self, actor: Actor, issue_id: IssueId) -> Issue:
        """What Telegram refused is tried again."""
        require(actor, Act.EDIT_DIGESTS)
        async with self.begin(writes=True) as work:
            issue = await work.issues.get(issue_id)
            if issue is None or issue.state is not IssueState.STOPPED or issue.uncertain is not None:
                raise IssueDecided
            await self._go_on(work, issue_id)
            moved = await work.issues.get(issue_id)
            await work.commit()
        self._tell(actor, issue_id, "try again")
        assert moved is not None, "issues stay"
        return moved

    async def _go_on(self, work: DigestWork, issue_id: IssueId) -> None:
        """However late the answer comes: it is the owner's word."""
        now = self.clock()
        await work.issues.move(issue_id, IssueState.APPROVED, send_at=now, expires_at=now + self.grace)

    def _tell(self, actor: Actor, issue_id: IssueId, what: str) -> None:
        facts = {"issue_id": issue_id, "decision": what}
        self.events.tell(Event(kind="settled_digest", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
