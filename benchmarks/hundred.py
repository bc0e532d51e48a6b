"""A hundred people use the demo bank's bot for a minute and nothing is lost: `python -m benchmarks.hundred`.

Each of them asks, turns a page, opens a photo or goes back, waits for the answer as long as it takes, looks at it for a
while, and goes on. Ratios are to a single person who does the same before the others come. It ends with 1 where a deed
was never answered.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.demo_bot import SIGHTS, WORDS, demo_bot, p50, p95
from benchmarks.report import machine, table, write_section
from bot.cli.demo import HOME
from bot.sandbox.person import SandboxPerson

PATIENCE_S = 120.0
ALONE_S = 20.0
KINDS = ("words", "a page turned", "a photo opened", "the way back")


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
        numbers = [text for text in shown if text.isdigit()]
        began = time.perf_counter()
        if turns and chance.random() < 0.3:
            kind = "a page turned"
            await person.taps(chance.choice(turns))
        elif numbers and chance.random() < 0.4:
            kind = "a photo opened"
            await person.taps(chance.choice(numbers))
        elif back := next((text for text in shown if text.startswith("↩")), None):
            kind = "the way back"
            await person.taps(back)
        else:
            kind = "words"
            await person.says(f"{chance.choice(WORDS)} {chance.choice(SIGHTS)}")
        try:
            await person.sees(within=PATIENCE_S)
        except AssertionError:
            tally.lost.append(f"{person.first_name}: {kind}")
        else:
            tally.took[kind].append((time.perf_counter() - began) * 1000)


async def main() -> int:
    options, load = arguments(), os.getloadavg()[0]
    alone, together = Tally(), Tally()
    async with demo_bot(options.home) as telegram:
        people = [await telegram.person(f"Прохожий {number}") for number in range(options.people)]
        await lives(people[0], random.Random(0), time.perf_counter() + ALONE_S, 1.5, alone)
        ends_at = time.perf_counter() + options.seconds
        async with asyncio.TaskGroup() as group:
            for number, person in enumerate(people, start=1):
                group.create_task(lives(person, random.Random(number), ends_at, options.pause, together))
    header = ["what", "one person, p50 / p95, ms", "all together, p50 / p95, ms", "times", "ratio"]
    rows = [row(kind, alone, together) for kind in KINDS if together.took[kind]]
    outcome = f"{len(together.all)} deeds answered, {len(together.lost)} lost"
    for one in [header, *rows]:
        print("  ".join(one), flush=True)
    print(outcome, *together.lost[:3], sep="; ")
    lines = [
        f"`python -m benchmarks.hundred`: {options.people} people for {options.seconds:.0f} s, a deed each "
        f"{options.pause:.0f} s; {machine()},",
        f"load {load:.1f} at the start (a free machine has 0). **{outcome}.**",
        "",
        *table(header, rows),
        "",
        "The stand-in and the hundred run on the same machine as the bot.",
    ]
    if not options.no_report:
        write_section("A hundred people at once", lines)
    return 1 if together.lost or alone.lost else 0


def row(kind: str, alone: Tally, together: Tally) -> list[str]:
    one, all_ = alone.took[kind], together.took[kind]
    return [
        kind,
        f"{p50(one):.0f} / {p95(one):.0f}" if one else "–",
        f"{p50(all_):.0f} / {p95(all_):.0f}",
        str(len(all_)),
        f"{p50(all_) / p50(one):.1f}×" if one else "–",
    ]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME, help="where the demo bank is kept")
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=10.0, help="mean seconds that a person looks at an answer")
    parser.add_argument("--no-report", action="store_true", help="leave docs/benchmarks.md as it is")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
