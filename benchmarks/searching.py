"""How fast a big bank is searched: `python -m benchmarks.searching` measures and writes its part of docs/benchmarks.md.

`--photos 5000 --no-report` tries it small. The banks are made once under `--home` and used again; the encoder is left
out: queries come as vectors.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.baseline import ChromaWhere
from benchmarks.report import machine, table, write_section
from benchmarks.subject import CLOSE_AT, EXACT_AT, Subject, clause
from benchmarks.synthetic import CLUSTERS, SHARES, World, is_odd, query_vectors
from engine.blocking import settle
from engine.filters import Conditions
from engine.model import PhotoId, Ranked, Vector, Vectors

SMALL = 10_000
DEPTH = 10


@dataclass
class Measured:
    """Milliseconds of each call, and how many of the ten best were among the answers."""

    took: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.took)

    @property
    def p95(self) -> float:
        return sorted(self.took)[max(0, round(len(self.took) * 0.95) - 1)]

    @property
    def recall(self) -> float:
        return statistics.mean(self.recalls) if self.recalls else 1.0


async def timed(act: Callable[[], Awaitable[Any]], into: Measured) -> Any:
    began = time.perf_counter()
    result = await act()
    into.took.append((time.perf_counter() - began) * 1000)
    return result


def recall(found: Sequence[PhotoId], ids: Sequence[PhotoId], vectors: Vectors, asked: Vector) -> float:
    """Of the ten best by exact search, how many are there; the ids and vectors are what SQL allows.

    Where nothing is near, one page of nine is kept, and the nine best are what is looked for.
    """
    best = np.argsort(-(vectors @ asked), kind="stable")[: min(DEPTH, len(found))]
    truth = {ids[k] for k in best}
    return len(truth & set(found[:DEPTH])) / len(truth) if truth else 1.0


def by_score(ranked: Sequence[Ranked]) -> list[PhotoId]:
    """The first page puts pictures that differ first; what was found is what counts here."""
    return [hit.photo_id for hit in sorted(ranked, key=lambda hit: -hit.score)]


async def filtered(
    subject: Subject, baseline: ChromaWhere, queries: Vectors, slug: str | None
) -> tuple[Measured, Measured]:
    """Ours and Chroma's own filter, turn by turn; the first two of each only warm up."""
    ours, theirs = Measured(), Measured()
    conditions = Conditions(all_tags=(slug,)) if slug else Conditions()
    ids, vectors = await subject.truth(conditions)
    for number, asked in enumerate(queries):
        ranked = await timed(lambda asked=asked: subject.find([clause(asked)], conditions), ours)
        ours.recalls.append(recall(by_score(ranked), ids, vectors, asked))
        near = await timed(lambda asked=asked: baseline.nearest(asked, slug, DEPTH), theirs)
        theirs.recalls.append(recall(near, ids, vectors, asked))
        if number == 1:
            ours.took.clear()
            theirs.took.clear()
    return ours, theirs


async def grown(little: Subject, big: Subject, queries: Vectors) -> tuple[Measured, Measured]:
    """Everything in either bank, turn by turn: how fast a shared machine is changes within a run."""
    small, large = Measured(), Measured()
    for number, asked in enumerate(queries):
        for subject, into in ((little, small), (big, large)):
            await timed(lambda subject=subject, asked=asked: subject.find([clause(asked)], Conditions()), into)
        if number == 1:
            small.took.clear()
            large.took.clear()
    return small, large


async def pages(subject: Subject, queries: Vectors) -> tuple[Measured, Measured]:
    """Words in → hit page out, and a page of that search opened again."""
    whole, again = Measured(), Measured()
    for number, asked in enumerate(queries):
        page = await timed(lambda asked=asked: subject.search(asked), whole)
        await timed(lambda page=page: subject.reopen(page.search_id, min(2, page.page_count)), again)
        if number == 1:
            whole.took.clear()
            again.took.clear()
    return whole, again


def resident(home: Path, count: int) -> float:
    """Megabytes of a fresh process that holds such a bank and has searched it; the encoder is left out."""
    command = [sys.executable, "-m", "benchmarks.resident", str(home / str(count))]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    return float(done.stdout.split()[-1])


async def main() -> None:
    options = arguments()
    world, count = World.made(), options.photos
    small = min(SMALL, count // 2)
    clusters = np.arange(options.queries) * 37 % CLUSTERS
    queries = query_vectors(world, clusters)
    odd = query_vectors(world, np.where(is_odd(clusters), clusters, clusters + 1))
    rows: dict[str, tuple[Measured, Measured]] = {}
    where = options.home / f"where-{count}"
    if not where.exists():
        async with Subject.opened(options.home / str(count), count):
            pass  # makes the index, which is copied while it is closed
        await asyncio.to_thread(shutil.copytree, options.home / str(count) / "index", where)
    async with (
        Subject.opened(options.home / str(small), small) as little,
        Subject.opened(options.home / str(count), count) as subject,
    ):
        baseline = await ChromaWhere.opened(where, subject.database)
        settle()  # as a bot does before it takes its first update
        growth = await grown(little, subject, queries)
        rows["none"] = await filtered(subject, baseline, queries, None)
        for slug in SHARES:
            rows[slug] = await filtered(subject, baseline, queries, slug)
        rows["50 %, none of them near"] = await filtered(subject, baseline, odd, "even")
        rows["50 %, all that is near"] = await filtered(subject, baseline, odd, "odd")
        whole, again = await pages(subject, queries)
        baseline.close()
    memory = {n: resident(options.home, n) for n in (small, count)}
    lines = report(count, small, growth, rows, whole, again, memory)
    print("\n".join(lines))
    if not options.no_report:
        write_section("Searching a big bank", lines)


def report(
    count: int,
    small: int,
    grown: tuple[Measured, Measured],
    rows: dict[str, tuple[Measured, Measured]],
    whole: Measured,
    again: Measured,
    memory: dict[int, float],
) -> list[str]:
    plain, (little, big) = rows["none"][0], grown
    named = {"none": "100 %", **{slug: f"{share:.2%}".replace(".00", "") for slug, share in SHARES.items()}}
    body = [
        [
            named.get(slug, slug),
            f"{ours.p50:.1f} / {ours.p95:.1f}",
            f"{ours.recall:.3f}",
            f"{theirs.p50:.1f} / {theirs.p95:.1f}",
            f"{theirs.recall:.3f}",
            f"{theirs.p50 / ours.p50:.1f}",
            f"{ours.p50 / plain.p50:.2f}",
        ]
        for slug, (ours, theirs) in rows.items()
    ]
    weight = (memory[count] - memory[small]) * 1024 / (count - small)
    return [
        f"`python -m benchmarks.searching`: {count:,} photos of 512 dimensions in clusters, {len(plain.took)} queries",
        f"a row, {machine()}. Ours is all of finding, SQL and up to 500 ranked photos included; Chroma answers its",
        f"own `where` with 10. Bands begin at {EXACT_AT} and {CLOSE_AT}. Milliseconds, p50 / p95.",
        "",
        *table(
            ["photos that pass", "ours", "recall@10", "Chroma `where`", "recall@10", "times faster", "to unfiltered"],
            body,
        ),
        "",
        *table(
            ["what", "measured", "at most / at least"],
            [
                [
                    f"unfiltered p50, {small:,} → {count:,} photos",
                    f"{little.p50:.1f} → {big.p50:.1f} ms, {big.p50 / little.p50:.2f}×",
                    "< 2×",
                ],
                ["words in → hit page out, p50 / p95", f"{whole.p50:.1f} / {whole.p95:.1f} ms", "≤ 15 ms"],
                [
                    "a page of a saved search opened again, p50",
                    f"{again.p50:.2f} ms, {whole.p50 / again.p50:.1f}× faster than the search",
                    "≥ 10×",
                ],
                [
                    f"memory of a process that holds {count:,} photos and their index",
                    f"{memory[count]:.0f} MB ({memory[small]:.0f} MB at {small:,}: {weight:.1f} KB a photo)",
                    "≤ 1,500 MB",
                ],
            ],
        ),
    ]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--home", type=Path, default=Path("var/benchmarks"))
    parser.add_argument("--no-report", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main())
