"""Prints the resident megabytes of a process that holds a synthetic bank, the bot's modules and no encoder."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import numpy as np

import bot.app  # noqa: F401  what a bot has imported counts
from benchmarks.subject import Subject, clause
from benchmarks.synthetic import World, query_vectors
from engine.filters import Conditions


async def main(folder: Path) -> None:
    async with Subject.opened(folder, int(folder.name)) as subject:
        for asked in query_vectors(World.made(), np.arange(5)):
            await subject.find([clause(asked)], Conditions())
            await subject.find([clause(asked)], Conditions(all_tags=("p50",)))
            # Whoever adds photos holds the index's graph in memory, also where searches need none.
            await subject.find.index.nearest(asked, 10)
        print(await asyncio.to_thread(resident))


def resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
