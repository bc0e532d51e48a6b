"""One step on one issue: built, posted piece by piece, or skipped; whoever holds its lease does it, and nobody twice.

The promise is that no piece is ever posted twice by the program. So each send is intended in a commit of its own before
it is made, and noted in another one after it. Whoever finds an intended piece that they did not intend themselves, or
gets no answer, cannot know whether the channel has it, for the Bot API has no key to ask again with. Then the issue
stops, and the owner looks. What is planned still was surely not sent, and what is sent surely was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.digest.building import BuildIssue
from admin.digest.ports import (
    BeginDigest,
    Channel,
    DigestWork,
    Issue,
    IssueId,
    IssueState,
    Piece,
    PieceKind,
    PieceState,
    Post,
    Skipped,
)
from admin.digest.words import NotPosted, Posted, Unanswered
from engine.model import Event, Photo
from engine.ports import Clock, Events

LEASE = dt.timedelta(minutes=5)
"""Longer than any send may take: what a client waits for at most is a minute."""
DECIDED_WITHIN = dt.timedelta(days=2)
"""How long an issue waits for a moderator."""
NOBODY_SENT = "nobody knows whether it was sent: the program ended in the middle of it"


class Told(StrEnum):
    """Who is to be told what has become of an issue."""

    MODERATORS = "moderators"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was done. `tells`: whom the issue's state concerns now; `told` says that they know."""

    issue: Issue
    tells: Told | None = None


@dataclass(frozen=True, kw_only=True)
class WorkOnIssue:
    """`holder` is a name that no other process has."""

    begin: BeginDigest
    events: Events
    clock: Clock
    build: BuildIssue
    channel: Channel
    holder: str
    grace: dt.timedelta

    async def __call__(self) -> Step | None:
        """One issue's next step; None when nothing is to be done."""
        now = self.clock()
        async with self.begin() as work:
            if not await work.issues.ready(now):
                return None
        async with self.begin(writes=True) as work:
            issue = await work.issues.take(self.holder, now, now + LEASE)
            if issue is None:
                return None
            await work.commit()
        if issue.expires_at <= now and not issue.has_begun and issue.state in _OPEN:
            await self._skip(issue, _WHY[issue.state])
        elif issue.state is IssueState.DUE:
            await self._build(issue)
        elif issue.state is IssueState.APPROVED:
            await self._post(issue)
        return await self._done(issue.issue_id)

    async def told(self, issue: Issue) -> None:
        async with self.begin(writes=True) as work:
            await work.issues.told(issue.issue_id)
            await work.issues.release(issue.issue_id, self.holder)
            await work.commit()

    async def _done(self, issue_id: IssueId) -> Step:
        """The lease is kept while somebody is to be told, so that nobody else tells them too."""
        async with self.begin(writes=True) as work:
            issue = await work.issues.get(issue_id)
            assert issue is not None, "issues stay"
            tells = _TELLS.get(issue.state) if await self._still_mine(work, issue) else None
            if tells is None:
                await work.issues.release(issue_id, self.holder)
                await work.commit()
        return Step(issue=issue, tells=tells)

    async def _skip(self, issue: Issue, why: Skipped) -> None:
        async with self.begin(writes=True) as work:
            if await self._still_mine(work, issue):
                await work.issues.move(issue.issue_id, IssueState.SKIPPED, skipped=why)
                await work.commit()

    async def _build(self, issue: Issue) -> None:
        built = await self.build(issue)
        now = self.clock()
        async with self.begin(writes=True) as work:
            if not await self._still_mine(work, issue):
                return
            if built.contents.is_empty:
                await work.issues.move(issue.issue_id, IssueState.SKIPPED, skipped=Skipped.EMPTY)
            else:
                await work.issues.build(issue.issue_id, built.contents, built.pieces)
                automatic = issue.recipe.is_automatic
                state = IssueState.APPROVED if automatic else IssueState.WAITING
                expires_at = None if automatic else now + DECIDED_WITHIN
                await work.issues.move(issue.issue_id, state, expires_at=expires_at)
            await work.commit()

    async def _post(self, issue: Issue) -> None:
        for piece in issue.pieces:
            if piece.state is PieceState.INTENDED:
                await self._stop(issue, piece, NOBODY_SENT)
                return
            if piece.state is PieceState.PLANNED and not await self._send(issue, piece):
                return
        async with self.begin(writes=True) as work:
            if not await self._still_mine(work, issue):
                return
            await work.issues.move(issue.issue_id, IssueState.POSTED)
            await work.commit()
        facts = {"issue_id": issue.issue_id, "digest": issue.recipe.kind.value}
        self.events.tell(Event(kind="digest", person_id=None, happened_at=self.clock(), facts=facts))

    async def _send(self, issue: Issue, piece: Piece) -> bool:
        """Whether the next piece may follow."""
        photos = await self._intend(issue, piece)
        if photos is None:
            return False
        if piece.kind is PieceKind.ALBUM and not photos:
            return True
        match await self.channel(issue, piece, photos):
            case Posted(posts=posts):
                return await self._note(issue, piece, posts)
            case NotPosted(reason=reason, again_in=again_in):
                await self._put_off(issue, piece, reason, again_in)
            case Unanswered(reason=reason):
                await self._stop(issue, piece, reason)
        return False

    async def _note(self, issue: Issue, piece: Piece, posts: Sequence[Post]) -> bool:
        """An answer that comes so late that somebody stopped the issue answers their question, too."""
        async with self.begin(writes=True) as work:
            await work.issues.settle(piece.piece_id, PieceState.SENT, from_=_UNSENT)
            await work.issues.put_posts(piece.piece_id, posts)
            mine = await self._still_mine(work, issue)
            now = await work.issues.get(issue.issue_id)
            if now is not None and now.state is IssueState.STOPPED and now.uncertain is None:
                await work.issues.move(issue.issue_id, IssueState.APPROVED)
            await work.commit()
        return mine

    async def _intend(self, issue: Issue, piece: Piece) -> list[Photo] | None:
        """The photos that may be shown now; None where somebody else works on the issue."""
        async with self.begin(writes=True) as work:
            if not await self._still_mine(work, issue):
                return None
            found = await work.photos.get(piece.photo_ids)
            visible = await work.photos.published_among(piece.photo_ids)
            photos = [found[one] for one in piece.photo_ids if one in visible]
            if piece.kind is PieceKind.ALBUM and not photos:
                await work.issues.settle(piece.piece_id, PieceState.DROPPED, from_=(PieceState.PLANNED,))
            elif not await work.issues.intend(piece.piece_id, [one.photo_id for one in photos], self.holder):
                return None
            await work.commit()
        return photos

    async def _put_off(self, issue: Issue, piece: Piece, reason: str, again_in: dt.timedelta | None) -> None:
        """Surely not sent: planned again, for later, or until the owner has put right what Telegram refuses."""
        async with self.begin(writes=True) as work:
            await work.issues.settle(piece.piece_id, PieceState.PLANNED, from_=(PieceState.INTENDED,))
            if await self._still_mine(work, issue):
                if again_in is None:
                    await work.issues.move(issue.issue_id, IssueState.STOPPED, trouble=reason)
                else:
                    await work.issues.move(issue.issue_id, IssueState.APPROVED, send_at=self.clock() + again_in)
            await work.commit()

    async def _stop(self, issue: Issue, piece: Piece, reason: str) -> None:
        async with self.begin(writes=True) as work:
            if await work.issues.settle(piece.piece_id, PieceState.UNCERTAIN, from_=(PieceState.INTENDED,)):
                await work.issues.move(issue.issue_id, IssueState.STOPPED, trouble=reason)
            await work.commit()

    async def _still_mine(self, work: DigestWork, issue: Issue) -> bool:
        return await work.issues.hold(issue.issue_id, self.holder, self.clock() + LEASE)


_UNSENT = (PieceState.PLANNED, PieceState.INTENDED, PieceState.UNCERTAIN)
_OPEN = frozenset({IssueState.DUE, IssueState.WAITING, IssueState.APPROVED})
_WHY = {
    IssueState.DUE: Skipped.TOO_LATE,
    IssueState.APPROVED: Skipped.TOO_LATE,
    IssueState.WAITING: Skipped.NOT_APPROVED,
}
_TELLS = {
    IssueState.WAITING: Told.MODERATORS,
    IssueState.STOPPED: Told.OWNER,
    IssueState.SKIPPED: Told.OWNER,
}
