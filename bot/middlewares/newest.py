"""Only the newest question of a person is answered: whoever has asked again no longer waits for the one before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

REMEMBERED = 10_000
"""People and chats whose last question is known; who asked before them has long been answered."""

_Whose = tuple[int, int, bool]


@dataclass(frozen=True)
class Asking:
    """One question, and whether the same person has asked another in the same chat since."""

    whose: _Whose = (0, 0, False)
    number: int = 0
    _last: OrderedDict[_Whose, int] = field(default_factory=OrderedDict)

    @property
    def is_stale(self) -> bool:
        return self._last.get(self.whose, self.number) > self.number


class NewestQuestion(BaseMiddleware):
    """Provides `asking`. Outside of everybody's turns: it must hear of the newer question while the older is in work.

    A command or a press of a button is no newer question: what was asked is still wanted beside it.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[_Whose, int] = OrderedDict()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        data["asking"] = Asking()
        whose = _whose(event)
        if whose is not None:
            number = self._last.pop(whose, 0) + 1
            self._last[whose] = number
            if len(self._last) > REMEMBERED:
                self._last.popitem(last=False)
            data["asking"] = Asking(whose, number, self._last)
        return await handler(event, data)


def _whose(update: Update) -> _Whose | None:
    """Inline questions, which come while somebody still writes, are apart from those of a chat."""
    if update.inline_query is not None:
        return (update.inline_query.from_user.id, 0, True)
    message = update.message
    if message is None or message.from_user is None or (message.text or "").startswith("/"):
        return None
    return (message.from_user.id, message.chat.id, False)
