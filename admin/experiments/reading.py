"""What came of the experiments that run, for those who moderate."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.experiments.ports import Experiences
from admin.experiments.statistics import FEWEST_PEOPLE, Interval, Tried, difference, median_seconds, success
from engine.experiments import Experiment
from engine.model import Actor
from engine.people.permissions import Act, require
from engine.ports import Clock

LOOKED_BACK = dt.timedelta(days=28)
"""Four whole weeks: weekends count as often in every variant."""


class Verdict(StrEnum):
    """What may be said of a variant beside the first one."""

    TOO_LITTLE = "too_little"
    """Too few people have searched in one of them."""
    NO_DIFFERENCE = "no_difference"
    """The interval of the difference holds zero."""
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One variant. `verdict` and `beside` compare its success with the first one's; None for the first itself."""

    variant: str
    people: int
    searches: int
    success: Interval
    seconds: Interval | None
    beside: Interval | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    experiment: Experiment
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class ReadExperiments:
    """One result for each experiment of the settings. Raises NotAllowed."""

    experiences: Experiences
    experiments: Sequence[Experiment]
    clock: Clock

    async def __call__(self, actor: Actor) -> tuple[Result, ...]:
        require(actor, Act.READ_EXPERIMENTS)
        since = self.clock() - LOOKED_BACK
        tried = await self.experiences.of([one.name for one in self.experiments], since) if self.experiments else {}
        return await asyncio.to_thread(self._results, tried)

    def _results(self, tried: Mapping[tuple[str, str], Sequence[Tried]]) -> tuple[Result, ...]:
        return tuple(
            Result(
                experiment=one,
                outcomes=outcomes_of([(variant, tried.get((one.name, variant), ())) for variant in one.variants]),
            )
            for one in self.experiments
        )


def outcomes_of(variants: Sequence[tuple[str, Sequence[Tried]]]) -> tuple[Outcome, ...]:
    """In their order; each but the first is compared with the first."""
    first = success(variants[0][1])
    outcomes = []
    for variant, people in variants:
        share, is_first = success(people), variant == variants[0][0]
        beside = None if is_first else difference(first, share)
        enough = min(len(people), len(variants[0][1])) >= FEWEST_PEOPLE
        outcomes.append(
            Outcome(
                variant=variant,
                people=len(people),
                searches=sum(one.searches for one in people),
                success=share,
                seconds=median_seconds(people),
                beside=beside,
                verdict=None if beside is None else _verdict(beside, enough=enough),
            )
        )
    return tuple(outcomes)


def _verdict(beside: Interval, *, enough: bool) -> Verdict:
    if not enough:
        return Verdict.TOO_LITTLE
    if beside.low <= 0 <= beside.high:
        return Verdict.NO_DIFFERENCE
    return Verdict.BETTER if beside.value > 0 else Verdict.WORSE
