"""Inline queries: who asked, what the bot offered, for how long the offer is kept, and what was made of it.

The bot is not asked again while an answer to the same words and offset is kept. How long it may take to answer was
observed by others and is published nowhere: assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.callbacks import TOO_OLD
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.people import StoredMessage

ANSWER_WITHIN_S = 10.0


@dataclass(frozen=True)
class Offer:
    """One result: `shown` as the bot sent it, with the unique id of its picture, and the message that it becomes.

    `photo_url` is an address from which the picture is fetched only when the result is chosen.
    """

    shown: Json
    content: Json
    photo_url: str | None = None

    @property
    def result_id(self) -> str:
        return str(self.shown["id"])


@dataclass(frozen=True)
class InlineAnswer:
    offers: tuple[Offer, ...]
    next_offset: str
    button: Json | None
    cache_time: int
    is_personal: bool

    def shown(self, query_id: str, *, from_cache: bool) -> Json:
        """As the asking client gets it."""
        return {
            "inline_query_id": query_id,
            "results": [offer.shown for offer in self.offers],
            "next_offset": self.next_offset,
            "button": self.button,
            "cache_time": self.cache_time,
            "is_personal": self.is_personal,
            "from_cache": from_cache,
        }


@dataclass
class InlineQuery:
    query_id: str
    person_id: int
    chat_id: int
    query: str
    offset: str
    made_at: float
    answer: InlineAnswer | None = None
    from_cache: bool = False


@dataclass(frozen=True)
class _Kept:
    answer: InlineAnswer
    until: float


@dataclass
class InlineQueries:
    """`messages` are those with a keyboard that came out of a choice, by their inline_message_id."""

    clock: Callable[[], float]
    messages: dict[str, StoredMessage] = field(default_factory=dict)
    _asked: dict[str, InlineQuery] = field(default_factory=dict)
    _kept: dict[tuple[str, str, int], _Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._next_id = 2_000_000_000 * int(self.clock())

    def ask(self, person_id: int, chat_id: int, query: str, offset: str) -> InlineQuery:
        """A new query; it has its answer at once if one is kept for everybody or for this person."""
        self._next_id += 6151
        asked = InlineQuery(str(self._next_id), person_id, chat_id, query, offset, self.clock())
        self._asked[asked.query_id] = asked
        for whose in (0, person_id):
            kept = self._kept.get((query, offset, whose))
            if kept is not None and kept.until > self.clock():
                asked.answer, asked.from_cache = kept.answer, True
        return asked

    def waiting(self, query_id: str) -> InlineQuery:
        """The query that the bot means to answer. Raises Refused for an unknown, answered or expired id."""
        asked = self._asked.get(query_id)
        if asked is None or asked.answer is not None or self.clock() - asked.made_at > ANSWER_WITHIN_S:
            raise bad_request(TOO_OLD)
        return asked

    def answer(self, asked: InlineQuery, answer: InlineAnswer) -> None:
        asked.answer = answer
        whose = asked.person_id if answer.is_personal else 0
        self._kept[asked.query, asked.offset, whose] = _Kept(answer, self.clock() + answer.cache_time)

    def find(self, query_id: str) -> InlineQuery | None:
        return self._asked.get(query_id)

    def id_of(self, message: StoredMessage) -> str | None:
        """The inline_message_id of a message, if it has one."""
        return next((known for known, other in self.messages.items() if other is message), None)

    def keep(self, message: StoredMessage) -> str:
        """Gives the message an inline_message_id."""
        self._next_id += 6151
        inline_message_id = f"AgAAA{self._next_id:x}"
        self.messages[inline_message_id] = message
        return inline_message_id
