"""How long it takes to see that a new tag is there already: `python -m benchmarks.tags`.

5,000 tags made of the first vocabulary's words. The baseline compares the new names with every known one, form by form
and letter by letter, as one would without an index; ratios are to it, in the same run.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from random import Random

import numpy as np
from rapidfuzz.distance import OSA

from benchmarks.report import machine, table, write_section
from engine.model import Tag
from engine.search.lemmas import tokens
from engine.search.parsing import fold
from engine.search.spelling import sound
from engine.tagging.alike import AlikeTags
from engine.tagging.first_vocabulary import first_vocabulary

COUNT = 5_000
DIMENSION = 512
ASKED = 40
GOAL_MS = 100


def vocabulary() -> list[Tag]:
    chance = Random(1)
    first = first_vocabulary()
    tags = list(first)
    while len(tags) < COUNT:
        one, other = chance.sample(first, 2)
        slug = f"{one.slug}_{other.slug}_{len(tags)}"[:64]
        tags.append(Tag(slug=slug, ru=f"{one.ru} {other.ru}", en=f"{one.en} {other.en}", parent=one.parent))
    return tags


def every_pair(new: Tag, tags: list[Tag]) -> list[Tag]:
    """What the index spares: each known name folded, read, heard and measured again."""
    found = []
    wanted = [(fold(name), forms(name), heard(name)) for name in (new.ru, new.en)]
    for tag in tags:
        for known in (tag.ru, tag.en):
            folded, form, sounds = fold(known), forms(known), heard(known)
            if any(
                folded == name or form & form_of or sounds == sound_of or OSA.distance(folded, name, score_cutoff=2) < 2
                for name, form_of, sound_of in wanted
            ):
                found.append(tag)
                break
    return found


def forms(name: str) -> frozenset[str]:
    return frozenset({" ".join(sorted(token.lemmas[0] for token in tokens(name)))})


def heard(name: str) -> str:
    return " ".join(sound(token.text) for token in tokens(name))


def milliseconds(asked: list[Tag], ask: Callable[[Tag], object]) -> list[float]:
    taken = []
    for tag in asked:
        begun = time.perf_counter()
        ask(tag)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def main(*, write: bool) -> None:
    tags = vocabulary()
    chance = np.random.default_rng(1)
    vectors = chance.normal(size=(len(tags), DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    begun = time.perf_counter()
    known = AlikeTags(tags, vectors, meaning_from=0.99)
    built = (time.perf_counter() - begun) * 1000
    asked = [Tag(slug="new", ru=tag.ru[:-1] + "ъ", en=tag.en[1:] or "x") for tag in tags[:: len(tags) // ASKED]]
    rows = {
        "every pair, no index": milliseconds(asked[:5], lambda tag: every_pair(tag, tags)),
        "the index, meanings too": milliseconds(asked, lambda tag: known.like(tag, vectors[0])),
    }
    base = statistics.median(rows["every pair, no index"])
    lines = [
        f"`python -m benchmarks.tags`: {machine()}; {len(tags):,} tags. At most {GOAL_MS} ms are wanted for a new tag;",
        f"the index is built in {built:.0f} ms, when the first one is asked about.",
        "",
        *table(
            ["what", "new tags", "p50", "p95", "times faster"],
            [
                [name, str(len(taken)), *spread(taken), f"{base / statistics.median(taken):,.0f}"]
                for name, taken in rows.items()
            ],
        ),
    ]
    print("\n".join(lines))
    if write:
        write_section("Seeing that a tag is there already", lines)


def spread(taken: list[float]) -> list[str]:
    return [f"{ms:.2f} ms" for ms in (statistics.median(taken), taken[int(len(taken) * 0.95)])]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-report", action="store_true")
    main(write=not parser.parse_args().no_report)
