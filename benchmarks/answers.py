"""How long an answer takes and how many calls to the Bot API it costs: `python -m benchmarks.answers` on the demo bank.

From the person's deed to the answer on their screen, over the stand-in. Ratios are to a sentence that nothing is
searched for, which takes the same way there and back. It ends with 1 where a promise of the chat was not kept.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.demo_bot import NOT_ACTING, SIGHTS, WORDS, demo_bot, p50, p95
from benchmarks.report import machine, table, write_section
from bot.cli.demo import HOME
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen

NOTHING_SEARCHED = "a sentence, nothing searched"
NEW, AGAIN, PAGE, BACK = "words, a new sheet", "words, a sheet shown before", "a new page", "a page shown before"
CARD, REFINED = "a photo opened", "the search refined: «зимой»"
AT_MOST = {NEW: (150, 400), AGAIN: (150, 400), REFINED: (150, 400), PAGE: (40, None), BACK: (40, None)}
"""Milliseconds, p50 and p95, where the chat promises them."""
MOST_CALLS = 2


@dataclass
class Taken:
    """What each kind of deed cost, one entry a deed."""

    ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Until the answer is on the screen."""
    bot_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Until the reply is out: without what the stand-in then makes of it, which for a picture is a ladder of sizes."""
    busy_ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Of the processor, for the bot and the person's side: what a busy machine does not change much."""
    calls: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    uploads: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def kept(self, kind: str) -> bool:
        """Whether the deed was as quick and as cheap as promised, and nothing shown before was uploaded again."""
        half, most = AT_MOST.get(kind, (None, None))
        took = self.bot_ms[kind]
        quick = (half is None or p50(took) <= half) and (most is None or p95(took) <= most)
        return quick and max(self.calls[kind]) <= MOST_CALLS and not (kind in {AGAIN, BACK} and self.uploads[kind])

    def row(self, kind: str) -> list[str]:
        half, most = AT_MOST.get(kind, (None, None))
        promised = "" if half is None else f"{half} / {most}" if most else str(half)
        return [
            kind,
            str(len(self.ms[kind])),
            f"{p50(self.bot_ms[kind]):.0f} / {p95(self.bot_ms[kind]):.0f}",
            promised,
            f"{p50(self.ms[kind]):.0f} / {p95(self.ms[kind]):.0f}",
            f"{p50(self.busy_ms[kind]):.0f}",
            f"{p50(self.ms[kind]) / p50(self.ms[NOTHING_SEARCHED]):.1f}×",
            str(max(self.calls[kind])),
            str(self.uploads[kind]),
            "yes" if self.kept(kind) else "no",
        ]


@dataclass
class Visitor:
    """A person whose deeds are timed and whose calls are counted, one after the other."""

    person: SandboxPerson
    telegram: Sandbox
    taken: Taken

    async def does(self, kind: str, deed: Callable[[], Coroutine[Any, Any, object]]) -> Seen:
        """Until the answer is on the screen; what the bot still does then belongs to the deed as well."""
        since = (await self.telegram.calls())[-1]["seq"]
        began, busy = time.perf_counter(), time.process_time()
        done = await deed()
        answer = await self.person.sees()
        took = (time.perf_counter() - began) * 1000
        self.taken.ms[kind].append(took)
        self.taken.busy_ms[kind].append((time.process_time() - busy) * 1000)
        if isinstance(done, dict) and "callback_query_id" in done:
            await self.person.is_answered(done)
        await asyncio.sleep(0.05)
        made = [call for call in await self.telegram.calls(since=since) if call["method"] not in NOT_ACTING]
        self.taken.bot_ms[kind].append(took - made[-1]["ms"])
        self.taken.calls[kind].append(len(made))
        self.taken.uploads[kind] += sum(map(_uploads, made))
        return answer


def _uploads(call: dict[str, Any]) -> bool:
    """Whether it carried a picture, and not only the name that Telegram gave to one."""
    params = call["params"]
    picture = params.get("photo") or (params.get("media") or {}).get("media", "")
    return not isinstance(picture, str) or picture.startswith("attach:")


async def visit(visitor: Visitor, questions: list[str]) -> None:
    person = visitor.person
    for question in questions:
        await visitor.does(NOTHING_SEARCHED, lambda: person.says("/new"))
        sheet = await visitor.does(NEW, lambda q=question: person.says(q))
        await visitor.does(AGAIN, lambda q=question: person.says(f"новый поиск: {q}"))
        if further := next((text for text in sheet.buttons if "▶" in text), None):
            page = await visitor.does(PAGE, lambda label=further: person.taps(label))
            first = next(text for text in page.buttons if "◀" in text)
            await visitor.does(BACK, lambda label=first: person.taps(label))
        card = await visitor.does(CARD, lambda: person.taps("1"))
        pressed = await person.taps("↩", on=card)
        await person.sees()
        await person.is_answered(pressed)
        await visitor.does(REFINED, lambda: person.says("а теперь зимой"))


async def main() -> int:
    options = arguments()
    taken, load = Taken(), os.getloadavg()[0]
    questions = [f"{word} {sight}" for word, sight in product(WORDS, SIGHTS)][: options.questions]
    async with demo_bot(options.home, rate_per_minute=1_000_000) as telegram:
        person = await telegram.person("Гость")
        await person.says("город")
        await person.sees()
        await visit(Visitor(person=person, telegram=telegram, taken=taken), questions)
    header = ["what", "times", "reply out, ms", "at most", "on the screen, ms", "processor, ms", "to a sentence"]
    header += ["calls", "uploads", "kept"]
    rows = [taken.row(kind) for kind in (NOTHING_SEARCHED, NEW, AGAIN, REFINED, PAGE, BACK, CARD)]
    for row in [header, *rows]:
        print("  ".join(row), flush=True)
    lines = [
        f"`python -m benchmarks.answers`: {machine()}, load {load:.1f} at the start (a free machine has 0).",
        "",
        *table(header, rows),
        "",
        "One person at the demo bank's 480 photos; p50 / p95 from the deed to the bot's reply, and until it is on the",
        "screen: between the two the stand-in, on the same machine, makes of a new picture the sizes that Telegram",
        "would. Calls are the most that one deed cost, of two allowed; what was shown before is never uploaded again.",
        "The processor's milliseconds are the bot's own, p50: a busy machine changes them least.",
    ]
    if not options.no_report:
        write_section("Answers", lines)
    return 0 if all(map(taken.kept, taken.ms)) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME, help="where the demo bank is kept")
    parser.add_argument("--questions", type=int, default=len(WORDS) * len(SIGHTS))
    parser.add_argument("--no-report", action="store_true", help="leave docs/benchmarks.md as it is")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
