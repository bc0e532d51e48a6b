"""The job that looks after digests: plans what is due, works on one issue at a time, and tells whom it concerns."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from admin.digest.deciding import proof_of
from admin.digest.planning import PlanIssues
from admin.digest.ports import BeginDigest, Issue, IssueState
from admin.digest.recalling import RecallPosts
from admin.digest.working import Told, WorkOnIssue
from bot.presenters.digest_desk import issue_of, note_of, stopped_of
from bot.presenters.messages import TextMessage
from bot.telling import Teller
from engine.model import Language, Role

log = logging.getLogger(__name__)

ENDS_WITHIN_S = 20
"""How long the end of the program waits for the answer to a send: cut short, nobody would know what became of it."""


@dataclass(kw_only=True)
class TendDigests:
    """One round; whether there may be more to do at once."""

    begin: BeginDigest
    plan_issues: PlanIssues
    work_on_issue: WorkOnIssue
    recall_posts: RecallPosts
    teller: Teller
    _round: asyncio.Future[bool] | None = field(default=None, init=False)

    async def __call__(self) -> bool:
        self._round = asyncio.ensure_future(self._tend())
        return await asyncio.shield(self._round)

    async def aclose(self) -> None:
        """After the jobs have ended and before the bot's session does."""
        if self._round is not None and not self._round.done():
            try:
                await asyncio.wait_for(self._round, ENDS_WITHIN_S)
            except TimeoutError:
                log.warning("what a digest was waiting for had not come after %d s", ENDS_WITHIN_S)
            except Exception:
                log.exception("the last round of digests did not work; it is tried again at the next start")

    async def _tend(self) -> bool:
        await self.plan_issues()
        await self.recall_posts()
        step = await self.work_on_issue()
        if step is None:
            return False
        if step.tells is not None and await self._told(step.tells, step.issue):
            await self.work_on_issue.told(step.issue)
        return True

    async def _told(self, whom: Told, issue: Issue) -> bool:
        """One who cannot be reached now is told once the lease has ended."""
        if whom is Told.MODERATORS:
            async with self.begin() as work:
                proof = await proof_of(work, issue)
            reached = await self.teller.moderators(lambda _language: issue_of(proof))
        else:
            reached = await self.teller.moderators(_note_about(issue), least=Role.OWNER)
        if not reached:
            log.error("nobody could be told of issue %d of the digest: %s", issue.issue_id, issue.state)
        return bool(reached)


def _note_about(issue: Issue) -> Callable[[Language], TextMessage]:
    return lambda _language: stopped_of(issue) if issue.state is IssueState.STOPPED else note_of(issue)
