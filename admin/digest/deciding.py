"""What moderators decide about an issue that waits for them: its words, its photos, when, and whether."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from admin.digest.ports import BeginDigest, DigestWork, Issue, IssueId, IssueState, PieceKind, Skipped
from engine.errors import BadDigestText, IssueDecided
from engine.model import Actor, Event, Language, Photo, PhotoId
from engine.people.permissions import Act, require
from engine.ports import Clock, Events

LONGEST = 1_000
"""Characters as they are shown: what fits under a picture."""
MORNING = 9


class Later(StrEnum):
    """To when an issue is put off."""

    HOUR = "hour"
    EVENING = "evening"
    MORNING = "morning"


EVENING = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An issue as moderators see it, with the photos that may still be shown."""

    issue: Issue
    photos: Mapping[PhotoId, Photo]


@dataclass(frozen=True, kw_only=True)
class DecideIssue:
    """Each act is one method. Each raises NotAllowed below a moderator, and IssueDecided once somebody else did."""

    begin: BeginDigest
    events: Events
    clock: Clock
    grace: dt.timedelta

    async def open(self, actor: Actor, issue_id: IssueId) -> Proof:
        """In any state: what became of one is seen too."""
        require(actor, Act.APPROVE_DIGESTS)
        async with self.begin() as work:
            issue = await work.issues.get(issue_id)
            if issue is None:
                raise IssueDecided
            return await proof_of(work, issue)

    async def approve(self, actor: Actor, issue_id: IssueId) -> Proof:
        async with self._deciding(actor, issue_id, "approved") as (work, issue):
            expires_at = max(issue.send_at, self.clock()) + self.grace
            await work.issues.move(issue_id, IssueState.APPROVED, expires_at=expires_at)
            return await self._now(work, issue_id)

    async def decline(self, actor: Actor, issue_id: IssueId) -> Proof:
        async with self._deciding(actor, issue_id, "declined") as (work, _issue):
            await work.issues.move(issue_id, IssueState.SKIPPED, skipped=Skipped.DECLINED)
            return await self._now(work, issue_id)

    async def postpone(self, actor: Actor, issue_id: IssueId, later: Later) -> Proof:
        """Approved, and posted then."""
        async with self._deciding(actor, issue_id, "postponed") as (work, issue):
            send_at = when(later, self.clock().astimezone(issue.recipe.zone))
            await work.issues.move(issue_id, IssueState.APPROVED, send_at=send_at, expires_at=send_at + self.grace)
            return await self._now(work, issue_id)

    async def write(self, actor: Actor, issue_id: IssueId, language: Language, text: str, length: int) -> Proof:
        """In Telegram's HTML, `length` characters of it shown, in place of the words of one language.

        Raises BadDigestText.
        """
        require(actor, Act.APPROVE_DIGESTS)
        if not 1 <= length <= LONGEST:
            raise BadDigestText(limit=LONGEST)
        async with self._deciding(actor, issue_id, "written") as (work, issue):
            piece = issue.wording
            if piece is None or language not in piece.texts:
                raise IssueDecided
            await work.issues.write(piece.piece_id, {**piece.texts, language: text})
            return await self._now(work, issue_id)

    async def drop(self, actor: Actor, issue_id: IssueId, photo_id: PhotoId) -> Proof:
        """One that is not among its photos any more is dropped already."""
        async with self._deciding(actor, issue_id, "photo dropped") as (work, issue):
            for piece in issue.pieces:
                if piece.kind is PieceKind.ALBUM:
                    left = [one for one in piece.photo_ids if one != photo_id]
                    await work.issues.put_photos(piece.piece_id, left)
            return await self._now(work, issue_id)

    @asynccontextmanager
    async def _deciding(self, actor: Actor, issue_id: IssueId, what: str) -> AsyncIterator[tuple[DigestWork, Issue]]:
        require(actor, Act.APPROVE_DIGESTS)
        async with self.begin(writes=True) as work:
            issue = await work.issues.get(issue_id)
            if issue is None or issue.state is not IssueState.WAITING:
                raise IssueDecided
            yield work, issue
            # Whoever was told of it knows: nobody is told of each decision.
            await work.issues.told(issue_id)
            await work.commit()
        facts = {"issue_id": issue_id, "decision": what}
        self.events.tell(Event(kind="decided_digest", person_id=actor.person_id, happened_at=self.clock(), facts=facts))

    async def _now(self, work: DigestWork, issue_id: IssueId) -> Proof:
        issue = await work.issues.get(issue_id)
        assert issue is not None, "it was there a moment ago"
        return await proof_of(work, issue)


async def proof_of(work: DigestWork, issue: Issue) -> Proof:
    found = await work.photos.get(issue.photo_ids)
    visible = await work.photos.published_among(issue.photo_ids)
    return Proof(issue=issue, photos={one: found[one] for one in issue.photo_ids if one in visible})


def when(later: Later, now: dt.datetime) -> dt.datetime:
    """In an hour, this evening, or the next morning, by the wall clock of the schedule's zone."""
    if later is Later.HOUR:
        return (now.astimezone(dt.UTC) + dt.timedelta(hours=1)).astimezone(now.tzinfo)
    hour = EVENING if later is Later.EVENING else MORNING
    then = replace_time(now, hour)
    return then if then > now else replace_time(now + dt.timedelta(days=1), hour)


def replace_time(day: dt.datetime, hour: int) -> dt.datetime:
    return day.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
