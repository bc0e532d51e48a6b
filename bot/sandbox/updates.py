"""The queue of updates: what the bot asked for, for how long it is kept, and the one poller that may hold on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiogram.types import Update

from bot.sandbox.errors import Json, Refused, conflict

DAY_S = 24 * 3600.0
LIFETIMES_S = {"inline_query": 30.0, "callback_query": 150.0, "chosen_inline_result": 600.0}
"""What is not named here is kept for a day."""

KNOWN = frozenset(Update.model_fields) - {"update_id"}
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT_ALLOWED = KNOWN - NOT_BY_DEFAULT
BY_OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "Conflict: terminated by setWebhook request"
MOST_SECONDS = 50
MOST_UPDATES = 100


@dataclass(frozen=True)
class Pending:
    body: Json
    chat_id: int
    expires_at: float

    @property
    def update_id(self) -> int:
        return int(self.body["update_id"])


@dataclass
class UpdateQueue:
    """`webhook_active` is set by the webhook, whose deliveries and a poller exclude each other.

    `listen` is called when something new lies in the queue.
    """

    clock: Callable[[], float]
    allowed: frozenset[str] = DEFAULT_ALLOWED
    webhook_active: bool = False
    listen: Callable[[], None] = lambda: None
    _pending: list[Pending] = field(default_factory=list)
    _held: asyncio.Future[None] | None = None

    def __post_init__(self) -> None:
        # A bot that outlives the server goes on with its offset: ids of a later run must be higher.
        self._next_id = int(self.clock())

    def put(self, kind: str, body: Json, chat_id: int) -> None:
        """Adds an update, unless the bot does not want its kind: that is decided now, not when it is fetched."""
        if kind not in self.allowed:
            return
        update: Json = {"update_id": self._next_id, kind: body}
        Update.model_validate(update)
        self._next_id += 1
        born_at = float(body["date"]) if kind == "message" else self.clock()
        self._pending.append(Pending(update, chat_id, born_at + LIFETIMES_S.get(kind, DAY_S)))
        if self._held is not None and not self._held.done():
            self._held.set_result(None)
        self.listen()

    def allow(self, names: list[str] | None) -> None:
        """None keeps what was allowed; a list without any known name means the default."""
        if names is not None:
            self.allowed = KNOWN.intersection(names) or DEFAULT_ALLOWED

    def pending(self) -> list[Pending]:
        """What still waits, oldest first, without what is too old."""
        now = self.clock()
        self._pending = [pending for pending in self._pending if pending.expires_at > now]
        return list(self._pending)

    def confirm(self, pending: Pending) -> None:
        self._pending = [other for other in self._pending if other is not pending]

    def forget(self) -> None:
        self._pending = []

    @property
    def is_held(self) -> bool:
        return self._held is not None

    async def fetch(self, offset: int, limit: int, hold_s: int) -> list[Json]:
        """One getUpdates: confirms by offset, then answers at once or holds for `hold_s` seconds.

        Raises Refused: 409 while a webhook is set, and 409 in the *held* request when another one comes.
        """
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.release(Refused(409, BY_OTHER_POLLER))
        self._confirm_by_offset(offset)
        if limit < 1:
            limit = MOST_UPDATES
        limit = min(limit, MOST_UPDATES)
        if not self.pending() and hold_s > 0:
            await self._hold(min(hold_s, MOST_SECONDS))
        return [pending.body for pending in self.pending()[:limit]]

    def release(self, refusal: Refused) -> None:
        """Ends the held poll, if there is one, with what Telegram tells it."""
        if self._held is not None and not self._held.done():
            self._held.set_exception(refusal)

    async def _hold(self, seconds: float) -> None:
        held = self._held = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(held, seconds)
        except TimeoutError:
            return
        finally:
            if self._held is held:
                self._held = None

    def _confirm_by_offset(self, offset: int) -> None:
        if offset > 0:
            self._pending = [pending for pending in self._pending if pending.update_id >= offset]
        elif offset < 0:
            self._pending = self.pending()[offset:]
