"""The job that tells moderators which steps of indexing were given up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presenters.failures import given_up
from bot.telling import Teller
from engine.ingest.failing import ReadGivenUp


@dataclass(frozen=True, kw_only=True)
class TellFailures:
    """One round: all that is new in one message. As long as nobody can be told, it waits."""

    read_given_up: ReadGivenUp
    teller: Teller

    async def __call__(self) -> None:
        failures = await self.read_given_up()
        if failures and await self.teller.moderators(lambda _language: given_up(failures)):
            await self.read_given_up.told(failures)
