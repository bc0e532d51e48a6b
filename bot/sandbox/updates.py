"""The queue of updates: what the bot asked for, for how long it is kept, and the one poller that may hold on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiogram.types import Update

from bot.sandbox.clock import Clock
from bot.sandbox.errors import Json, Refused, conflict
from bot.sandbox.schema import check_update

DAY_S = 24 * 3600.0
LIFETIMES_S = {"inline_query": 30.0, "callback_query": 150.0, "chosen_inline_result": 600.0}
"""What is not named here is kept for a day."""

DATED = frozenset({"message", "edited_message", "channel_post", "edited_channel_post"})
"""These are kept for a day from their own date, and not from when the bot could hear of them."""

KNOWN = frozenset(Update.model_fields) - {"update_id"}
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT_ALLOWED = KNOWN - NOT_BY_DEFAULT
BY_OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "Conflict: terminated by setWebhook request"
MOST_SECONDS = 50
MOST_UPDATES = 100
HASTE_S = 3
"""Who asks for the same again within this time and would not wait, is held for as long."""
GREAT_HASTE_S = 0.5
"""Who does so within this time gets one update at a time."""


@dataclass(frozen=True)
class Pending:
    body: Json
    chat_id: int
    expires_at: float

    @property
    def update_id(self) -> int:
        return int(self.body["update_id"])


@dataclass(frozen=True)
class _Poll:
    """The last getUpdates: what it asked for, and when it came."""

    offset: int | None = None
    began_at: float = 0.0


@dataclass
class UpdateQueue:
    """`webhook_active` is set by the webhook, whose deliveries and a poller exclude each other.

    `listen` is called when something new lies in the queue.
    """

    clock: Clock
    allowed: frozenset[str] = DEFAULT_ALLOWED
    webhook_active: bool = False
    listen: Callable[[], None] = lambda: None
    _pending: list[Pending] = field(default_factory=list)
    _held: asyncio.Future[None] | None = None
    _last: _Poll = field(default_factory=_Poll)

    def __post_init__(self) -> None:
        # A bot that outlives the server goes on with its offset: ids of a later run must be higher.
        self._next_id = int(self.clock())

    def put(self, kind: str, body: Json, chat_id: int) -> None:
        """Adds an update, unless the bot does not want its kind: that is decided now, not when it is fetched."""
        if kind not in self.allowed:
            return
        update: Json = {"update_id": self._next_id, kind: body}
        check_update(update)
        self._next_id += 1
        born_at = float(body.get("edit_date") or body["date"]) if kind in DATED else self.clock()
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

    def first_of(self, chat_id: int) -> Pending | None:
        """The oldest that waits in one chat."""
        return next((pending for pending in self.pending() if pending.chat_id == chat_id), None)

    def confirm(self, pending: Pending) -> None:
        self._pending = [other for other in self._pending if other is not pending]

    def forget(self) -> None:
        """Drops what waits, and who asked for it."""
        self._pending = []
        self._last = _Poll()

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
        limit, hold_s = self._slow_down(offset, limit, hold_s)
        self._confirm_by_offset(offset)
        if not self.pending() and hold_s > 0:
            await self._hold(min(hold_s, MOST_SECONDS))
        return [pending.body for pending in self.pending()[:limit]]

    def release(self, refusal: Refused) -> None:
        """Ends the held poll, if there is one, with what Telegram tells it."""
        if self._held is not None and not self._held.done():
            self._held.set_exception(refusal)

    async def _hold(self, seconds: float) -> None:
        held = self._held = asyncio.get_running_loop().create_future()
        alarm = asyncio.ensure_future(self.clock.sleep(seconds))
        try:
            await asyncio.wait({held, alarm}, return_when=asyncio.FIRST_COMPLETED)
            if held.done():
                held.result()
        finally:
            alarm.cancel()
            if self._held is held:
                self._held = None

    def _slow_down(self, offset: int, limit: int, hold_s: int) -> tuple[int, int]:
        """How many updates, after how many seconds at most, a poller gets that may be in too much of a hurry."""
        now, last = self.clock(), self._last
        limit = min(max(limit, 1), MOST_UPDATES)
        if offset == last.offset and hold_s < HASTE_S and now < last.began_at + HASTE_S:
            hold_s = HASTE_S
        if offset == last.offset and now < last.began_at + GREAT_HASTE_S:
            limit = 1
        self._last = _Poll(offset, now)
        return limit, hold_s

    def _confirm_by_offset(self, offset: int) -> None:
        if offset > 0:
            self._pending = [pending for pending in self._pending if pending.update_id >= offset]
        elif offset < 0:
            self._pending = self.pending()[offset:]
