"""Taps that wait for their answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.errors import bad_request

ANSWER_WITHIN_S = 15.0
"""Observed by others, published nowhere: assumed."""
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Tap:
    chat_id: int
    person_id: int
    made_at: float


@dataclass
class CallbackQueries:
    clock: Callable[[], float]
    _waiting: dict[str, Tap] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._next_id = 1_000_000_000 * int(self.clock())

    def ask(self, chat_id: int, person_id: int) -> str:
        """The id of a new query."""
        query_id = str(self._next_id)
        self._next_id += 7919
        self._waiting[query_id] = Tap(chat_id, person_id, self.clock())
        return query_id

    def answer(self, query_id: str) -> Tap:
        """Takes the query away. Raises Refused for an unknown, answered or expired id."""
        tap = self._waiting.pop(query_id, None)
        if tap is None or self.clock() - tap.made_at > ANSWER_WITHIN_S:
            raise bad_request(TOO_OLD)
        return tap
