"""Fifty people talk with a bot for a minute, and every update reaches it exactly once: `python -m benchmarks.crowd`.

They write, tap and ask inline, each after a pause of their own; meanwhile polls fail, break and lose their answers.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import random
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    Message,
    TelegramObject,
    Update,
)
from aiogram.utils.backoff import BackoffConfig

from benchmarks.report import machine, table, write_section
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson

BUTTON = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="▶", callback_data="next")]])
TROUBLE = ("500", "502", "drop", "lost_answer")
DRAIN_S = 60.0
IMPATIENT = BackoffConfig(min_delay=0.05, max_delay=0.5, factor=1.5, jitter=0.1)


@dataclass
class Tally:
    """What the people did and what the bot got, each by a name of its own; times are seconds of `perf_counter`."""

    done: dict[str, float] = field(default_factory=dict)
    got: Counter[str] = field(default_factory=Counter)
    update_ids: Counter[int] = field(default_factory=Counter)
    waits_ms: list[float] = field(default_factory=list)
    late_count: int = 0
    """Answers that a busy machine gave too late: the update had come all the same."""

    def takes(self, name: str) -> None:
        self.got[name] += 1
        if name in self.done:
            self.waits_ms.append(1000 * (time.perf_counter() - self.done[name]))

    @property
    def missing(self) -> set[str]:
        return set(self.done) - set(self.got)

    @property
    def repeated(self) -> set[str]:
        twice = {str(update_id) for update_id, count in self.update_ids.items() if count > 1}
        return {name for name, count in self.got.items() if count > 1} | twice

    @property
    def strange(self) -> set[str]:
        """What came although nobody did it."""
        return set(self.got) - set(self.done)


async def crowd(telegram: Sandbox, *, people_count: int, seconds: float, pause_s: float) -> Tally:
    """Returns when everything has come, or DRAIN_S after the last deed. `pause_s` is the mean between two deeds."""
    tally = Tally()
    people = [await telegram.person(f"Прохожий {number}") for number in range(people_count)]
    async with polling(telegram, tally):
        for person in people:
            await _says(person, tally, "/start")
        ends_at = time.perf_counter() + seconds
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(people):
                group.create_task(_lives(telegram, person, tally, random.Random(number), ends_at, pause_s))
            group.create_task(_troubles(telegram, ends_at, seconds / 12))
        await telegram.clear_faults()
        with contextlib.suppress(AssertionError):
            await telegram.wait_until(lambda: not tally.missing, "everything to come", DRAIN_S)
    return tally


async def _lives(
    telegram: Sandbox, person: SandboxPerson, tally: Tally, chance: random.Random, ends_at: float, pause_s: float
) -> None:
    number = 0
    while time.perf_counter() < ends_at:
        await asyncio.sleep(min(chance.expovariate(1 / pause_s), max(0.0, ends_at - time.perf_counter())))
        number += 1
        if chance.random() < 0.2:
            asked = {"person_id": person.id, "chat_id": person.id, "query": f"{person.id} {number}"}
            tally.done[f"inline {person.id} {number}"] = time.perf_counter()
            await telegram.post("inline", asked)
        elif chance.random() < 0.3 and any(seen.buttons for seen in person.messages):
            began = time.perf_counter()
            tapped = await person.taps("▶")
            tally.done.setdefault(f"tap {tapped['callback_query_id']}", began)
        else:
            await _says(person, tally, f"мост {number}")


async def _says(person: SandboxPerson, tally: Tally, text: str) -> None:
    tally.done[f"said {person.id} {text}"] = time.perf_counter()
    await person.says(text)


async def _troubles(telegram: Sandbox, ends_at: float, every_s: float) -> None:
    number = 0
    while time.perf_counter() + every_s < ends_at:
        await asyncio.sleep(every_s)
        await telegram.fails("getUpdates", TROUBLE[number % len(TROUBLE)])
        number += 1


@asynccontextmanager
async def polling(telegram: Sandbox, tally: Tally) -> AsyncIterator[None]:
    """A bot that counts its updates and answers each message."""
    dispatcher = Dispatcher()

    async def count(
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        update: TelegramObject,
        extra: dict[str, Any],
    ) -> Any:
        assert isinstance(update, Update)
        tally.update_ids[update.update_id] += 1
        return await handler(update, extra)

    async def answered(answer: Awaitable[bool]) -> None:
        try:
            await answer
        except TelegramBadRequest as error:
            if "query is too old" not in error.message:
                raise
            tally.late_count += 1

    dispatcher.update.outer_middleware.register(count)

    @dispatcher.message()
    async def answer(message: Message) -> None:
        tally.takes(f"said {message.chat.id} {message.text}")
        await message.answer(f"Нашлось: {message.text}", reply_markup=BUTTON)

    @dispatcher.callback_query()
    async def turn(query: CallbackQuery) -> None:
        tally.takes(f"tap {query.id}")
        await answered(query.answer("Дальше"))

    @dispatcher.inline_query()
    async def offer(query: InlineQuery) -> None:
        tally.takes(f"inline {query.query}")
        await answered(query.answer([], cache_time=0))

    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.api_url))
    async with Bot(telegram.token, session=session) as bot, asyncio.TaskGroup() as group:
        task = group.create_task(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, backoff_config=IMPATIENT)
        )
        await telegram.sees_bot()
        yield
        await dispatcher.stop_polling()
        await task


def measured(tally: Tally, failed: int) -> list[list[str]]:
    waits = statistics.quantiles(tally.waits_ms, n=20) if len(tally.waits_ms) > 1 else []
    counts = {
        "updates delivered": len(tally.done),
        "polls that failed": failed,
        "updates missing": len(tally.missing),
        "updates delivered twice": len(tally.repeated),
        "updates that nobody made": len(tally.strange),
        "taps answered too late": tally.late_count,
    }
    rows = [[what, str(count)] for what, count in counts.items()]
    return [*rows, ["from a deed to the bot, p50 / p95", f"{waits[9]:.0f} / {waits[18]:.0f} ms"]] if waits else rows


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=2.0, help="mean seconds between two deeds of a person")
    parser.add_argument("--no-report", action="store_true", help="leave docs/benchmarks.md as it is")
    options = parser.parse_args()
    logging.getLogger("aiogram").setLevel(logging.CRITICAL)  # that polls fail is what is tried here
    async with Sandbox.spawned() as telegram:
        tally = await crowd(telegram, people_count=options.people, seconds=options.seconds, pause_s=options.pause)
        failed = [call for call in await telegram.calls("getUpdates") if call["status"] != 200]
    lines = [
        f"`python -m benchmarks.crowd`: {machine()}; {options.people} people at the stand-in, {options.seconds:g} s.",
        "They write, tap and ask inline while polls fail, break and lose their answers; every update has to reach the",
        "bot exactly once.",
        "",
        *table(["what", "measured"], measured(tally, len(failed))),
    ]
    print("\n".join(lines))
    if not options.no_report:
        write_section("A crowd at the stand-in", lines)
    return int(bool(tally.missing or tally.repeated or tally.strange))


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
