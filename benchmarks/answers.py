"""How long an answer takes, update in to reply out, over the stand-in: `python benchmarks/answers.py` on the demo bank.

Ratios are to the first row of the same run: paging needs no second search, and a sheet shown before is not drawn again.
"""

from __future__ import annotations

import asyncio
import os
import platform
import statistics
import time
from collections.abc import Awaitable, Callable

from pydantic import SecretStr

from bot.app import open_bot
from bot.cli.demo import demo_settings, open_demo_bank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson

WORDS = ("ночной", "зимний", "осенний", "летний", "весенний", "вечерний", "утренний")
SIGHTS = ("мост", "собор", "парк", "рынок", "театр", "фонтан")


async def timed(act: Callable[[], Awaitable[object]], visitor: SandboxPerson) -> float:
    """Milliseconds until the picture is there, as the person sees it."""
    began = time.perf_counter()
    await act()
    await visitor.sees(lambda seen: seen.has_photo)
    return (time.perf_counter() - began) * 1000


async def main() -> None:
    settings = demo_settings()
    async with open_demo_bank(settings) as photobank, Sandbox.started() as telegram:
        # One visitor asks here as fast as they are answered, which is more than anybody may.
        update = {
            "bot_token": SecretStr(telegram.token),
            "api_url": telegram.api_url,
            "rate_per_minute": 1_000_000,
        }
        async with open_bot(photobank, photobank.settings.model_copy(update=update)) as running:
            polling = asyncio.ensure_future(
                running.dispatcher.start_polling(running.bot, handle_signals=False, close_bot_session=False)
            )
            await telegram.sees_bot()
            visitor = await telegram.person("Гость")
            await timed(lambda: visitor.says("город"), visitor)
            took: dict[str, list[float]] = {
                "words, a new sheet": [],
                "words, a sheet shown before": [],
                "a page turned": [],
            }
            for word in WORDS:
                for sight in SIGHTS:
                    question = f"{word} {sight}"
                    took["words, a new sheet"].append(await timed(lambda q=question: visitor.says(q), visitor))
                    took["words, a sheet shown before"].append(await timed(lambda q=question: visitor.says(q), visitor))
                    if "▶" in "".join(visitor.messages[-1].buttons):
                        await timed(lambda: visitor.taps(_turn(visitor, "▶")), visitor)
                        took["a page turned"].append(await timed(lambda: visitor.taps(_turn(visitor, "◀")), visitor))
            await running.dispatcher.stop_polling()
            await polling
    base = statistics.median(took["words, a new sheet"])
    print(f"{platform.machine()}, {os.cpu_count()} cores; milliseconds, and the ratio to the first row")
    for name, values in took.items():
        ordered = sorted(values)
        p95 = ordered[max(0, round(len(ordered) * 0.95) - 1)]
        print(f"{name:<30} n={len(values):<4} p50 {statistics.median(values):6.0f}  p95 {p95:6.0f}  "
              f"×{statistics.median(values) / base:.2f}")  # fmt: skip


def _turn(visitor: SandboxPerson, sign: str) -> str:
    return next(text for text in visitor.messages[-1].buttons if sign in text)


if __name__ == "__main__":
    asyncio.run(main())
