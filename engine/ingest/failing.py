"""Steps of indexing that failed: written down with the time of the next attempt, so that it survives a restart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.ingest.retrying import next_attempt
from engine.model import Actor, PhotoId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Work
from engine.tagging.ports import StepFailure


async def note_failures(work: Work, step: str, reasons: Mapping[PhotoId, str], now: dt.datetime) -> None:
    """Each is tried again, later after every failure, until it is given up."""
    for photo_id, reason in reasons.items():
        before = await work.descriptions.failure(photo_id, step)
        attempts = 1 if before is None else before.attempts + 1
        failure = StepFailure(
            photo_id=photo_id,
            step=step,
            attempts=attempts,
            failed_at=now,
            next_at=next_attempt(attempts, now),
            reason=reason,
        )
        await work.descriptions.fail(failure)


@dataclass(frozen=True, kw_only=True)
class ReadGivenUp:
    """What was given up and nobody was told of yet; `told` says that somebody was."""

    begin: Begin
    clock: Clock

    async def __call__(self) -> Sequence[StepFailure]:
        async with self.begin() as work:
            return await work.descriptions.given_up()

    async def told(self, failures: Sequence[StepFailure]) -> None:
        async with self.begin(writes=True) as work:
            await work.descriptions.told(failures, self.clock())
            await work.commit()


@dataclass(frozen=True, kw_only=True)
class TryAgain:
    """Everything that was given up is tried once more, from the first delay on; how many steps of photos that are."""

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor) -> int:
        require(actor, Act.REVIEW)
        async with self.begin(writes=True) as work:
            count = await work.descriptions.try_again(self.clock())
            await work.commit()
        return count
