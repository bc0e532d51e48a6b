"""The job that tells people of new photos that their saved searches had waited for."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram.exceptions import AiogramError, TelegramRetryAfter

from bot.presenters.saved import alert_of
from bot.telling import Teller
from engine.library.alerts import Alert, LookForNew
from engine.ports import Files

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class TellAlerts:
    """One round; nobody is told twice, and who could not be told is told in another one, keeping nobody waiting."""

    look_for_new: LookForNew
    teller: Teller
    files: Files

    async def __call__(self) -> bool:
        """Whether somebody was told, so that there may be more."""
        told = False
        async for alert in self.look_for_new():
            try:
                told |= await self._tell(alert)
            except (AiogramError, OSError) as error:
                log.warning("an alert could not be told, and waits: %s", error)
                await self.look_for_new.put_off(alert)
                if isinstance(error, TelegramRetryAfter):
                    return False
        return told

    async def _tell(self, alert: Alert) -> bool:
        return await self.teller.person(alert.saved.person_id, lambda _language: alert_of(alert, self.files))
