"""How long the event loop is held at most: `python -m benchmarks.loop` measures and writes its part of the page.

While a bot works, nobody should wait for the loop more than 50 ms. What is measured is the processor's time of each
callback in the loop's own thread, which other work on the machine does not change. `--photos 5000 --no-report` tries
it small; the banks are those of `benchmarks.searching`.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.report import machine, table, write_section
from benchmarks.subject import Subject, clause
from benchmarks.synthetic import CLUSTERS, World, make_bank, query_vectors
from engine.blocking import settle
from engine.filters import Conditions

MOST_MS = 50


class Holds:
    """Milliseconds that callbacks took, by what was going on."""

    def __init__(self) -> None:
        self.now = ""
        self.by: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Every callback of every loop is timed meanwhile."""
        run = asyncio.Handle._run

        def timed(handle: Any) -> Any:
            began = time.thread_time()
            try:
                return run(handle)
            finally:
                self.by[self.now].append((time.thread_time() - began) * 1000)

        asyncio.Handle._run = timed  # type: ignore[method-assign]
        try:
            yield
        finally:
            asyncio.Handle._run = run  # type: ignore[method-assign]


async def main() -> None:
    options = arguments()
    holds = Holds()
    asked = query_vectors(World.made(), np.random.default_rng(3).integers(0, CLUSTERS, options.queries))
    await (await make_bank(options.home / str(options.photos), options.photos)).aclose()
    with holds.watched():
        holds.now = "the bank is opened: everything is read into memory"
        async with Subject.opened(options.home / str(options.photos), options.photos) as subject:
            holds.now = "the end"
            settle()  # as a bot does before it takes its first update
            await asyncio.sleep(0)
            holds.now = "people search, one after the other"
            pages = [await subject.search(one) for one in asked]
            holds.now = "people search, eight at once"
            for first in range(0, len(asked), 8):
                some = asked[first : first + 8]
                await asyncio.gather(*(subject.find([clause(one)], Conditions(all_tags=("p50",))) for one in some))
            holds.now = "pages are opened again"
            for page in pages:
                await asyncio.sleep(0)  # each in a callback of its own, as updates are: it waits for nothing itself
                await subject.reopen(page.search_id, min(2, page.page_count))
            holds.now = "the end"
    rows = [
        [name, f"{len(took)}", f"{float(np.quantile(took, 0.99)):.1f}", f"{max(took):.1f}"]
        for name, took in holds.by.items()
        if name not in {"", "the end"}
    ]
    lines = [
        f"`python -m benchmarks.loop`: {options.photos:,} photos, {machine()}. Milliseconds of the processor for one",
        f"callback of the event loop; at most {MOST_MS} are promised.",
        "",
        *table(["while", "callbacks", "99 of 100 within", "the longest"], rows),
    ]
    print("\n".join(lines))
    if not options.no_report:
        write_section("How long the event loop is held", lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--home", type=Path, default=Path("var/benchmarks"))
    parser.add_argument("--no-report", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main())
