"""A hundred people use the demo bank's bot for a minute and nothing is lost: `python -m benchmarks.hundred`.

Each of them asks, turns a page, opens a photo or goes back, waits for the answer as long as it takes, looks at it for a
while, and goes on. Ratios are to a single person who does the same before the others come.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass, field

from pydantic import SecretStr

from bot.app import open_bot
from bot.cli.demo import demo_settings, open_demo_bank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson

WORDS = ("ночной", "зимний", "осенний", "летний", "весенний", "вечерний", "утренний", "дневной")
SIGHTS = ("мост", "собор", "парк", "рынок", "театр", "фонтан", "кремль", "монастырь", "метро", "набережная")
PATIENCE_S = 120.0


@dataclass
class Tally:
    """Milliseconds from each deed to its answer, by kind, and the deeds that nobody answered."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lost: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        return [one for kind in self.took.values() for one in kind]


async def lives(person: SandboxPerson, chance: random.Random, ends_at: float, pause_s: float, tally: Tally) -> None:
    while time.perf_counter() < ends_at:
        await asyncio.sleep(chance.expovariate(1 / pause_s))
        shown = person.messages[-1].buttons if person.messages else []
        turns = [text for text in shown if "Страница" in text]
        began = time.perf_counter()
        if turns and chance.random() < 0.3:
            kind = "a page turned"
            await person.taps(chance.choice(turns))
        elif "1" in shown and chance.random() < 0.4:
            kind = "a photo opened"
            await person.taps(str(chance.randint(1, sum(text.isdigit() for text in shown))))
        else:
            kind = "words"
            await person.says(f"{chance.choice(WORDS)} {chance.choice(SIGHTS)}")
        try:
            await person.sees(within=PATIENCE_S)
        except AssertionError:
            tally.lost.append(f"{person.first_name}: {kind}")
        else:
            tally.took[kind].append((time.perf_counter() - began) * 1000)


async def main() -> None:
    options = arguments()
    async with open_demo_bank(demo_settings()) as photobank, Sandbox.started() as telegram:
        await telegram.switches(flood_limits=False)
        update = {"bot_token": SecretStr(telegram.token), "api_url": telegram.api_url}
        async with open_bot(photobank, photobank.settings.model_copy(update=update)) as running:
            polling = asyncio.ensure_future(
                running.dispatcher.start_polling(running.bot, handle_signals=False, close_bot_session=False)
            )
            await telegram.sees_bot()
            people = [await telegram.person(f"Прохожий {number}") for number in range(options.people)]
            alone, together = Tally(), Tally()
            await lives(people[0], random.Random(0), time.perf_counter() + options.seconds / 3, 0.5, alone)
            ends_at = time.perf_counter() + options.seconds
            async with asyncio.TaskGroup() as group:
                for number, person in enumerate(people, start=1):
                    group.create_task(lives(person, random.Random(number), ends_at, options.pause, together))
            await running.dispatcher.stop_polling()
            await polling
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.0f} at the end; "
          f"{options.people} people, {options.seconds:.0f} s, a deed each {options.pause:.0f} s")  # fmt: skip
    base = statistics.median(alone.all)
    for name, tally in (("one person", alone), ("all together", together)):
        for kind, values in sorted(tally.took.items()):
            ordered = sorted(values)
            p95 = ordered[max(0, round(len(ordered) * 0.95) - 1)]
            p50 = statistics.median(values)
            times = f"p50 {p50:6.0f} ms  p95 {p95:6.0f} ms  ×{p50 / base:.2f}"
            print(f"{name:<14} {kind:<16} n={len(values):<5} {times}")
        print(f"{name:<14} answered {len(tally.all)}, lost {len(tally.lost)}: {tally.lost[:3]}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=10.0, help="mean seconds that a person looks at an answer")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main())
