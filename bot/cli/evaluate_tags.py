"""`photobank evaluate tags`: what would be suggested for half of the bank's photos, learned from the other half."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from rich.table import Table

from bot.bank import Photobank
from bot.cli.running import notes, screen
from engine.tagging.suggesting.learning import learn
from engine.tagging.suggesting.measuring import Measured, halves, measure
from engine.tagging.suggesting.suggest import named_in, origins

_HEADS = ("suggested by", "suggestions", "right", "precision", "recall", "F1")
_MOST = 10


async def evaluate_tags(photobank: Photobank, write: Path | None, as_json: bool) -> None:
    """Every published photo takes part with the tags that it carries."""
    measured, count = await measured_tags(photobank)
    encoder_id = photobank.encoder.encoder_id
    if write is not None:
        page = "\n".join(markdown(encoder_id, measured, count)) + "\n"
        await asyncio.to_thread(write.write_text, page, encoding="utf-8")
    if as_json:
        ways = [{**asdict(one), "precision": one.precision, "recall": one.recall, "f1": one.f1} for one in measured]
        screen.print_json(json.dumps({"encoder": encoder_id, "photos": count, "ways": ways}, ensure_ascii=False))
        return
    table = Table(*_HEADS)
    for row in rows(measured):
        table.add_row(*row)
    screen.print(table)
    notes.print(f"Encoder {encoder_id}, {count} photos measured", markup=False)


async def measured_tags(photobank: Photobank) -> tuple[list[Measured], int]:
    """With how many photos were measured; nothing at all in a bank of fewer than two photos."""
    suggest = photobank.suggest_pending.suggest
    async with photobank.begin() as work:
        vectors = await work.embeddings.get(photobank.encoder.encoder_id, await work.photos.published_with(()))
        photos = await work.photos.get(list(vectors))
        said = await work.descriptions.of(list(vectors))
        tags = await work.tags.all()
    known, asked = halves(list(vectors))
    if not asked:
        return [], 0
    truth = {
        photo_id: frozenset(one.tag.slug for one in photo.tags if one.source != suggest.model)
        for photo_id, photo in photos.items()
    }
    directions = {tag.slug: await suggest.direction(tag) for tag in tags}
    taught = np.stack([vectors[photo_id] for photo_id in known])
    named = await asyncio.to_thread(named_in, [photos[photo_id].captions for photo_id in known], tags)
    own = [truth[photo_id] for photo_id in known]
    learned = await asyncio.to_thread(learn, directions, known, taught, own, named)
    rows_asked = np.stack([vectors[photo_id] for photo_id in asked])
    found = await asyncio.to_thread(origins, learned, tags, [photos[one] for one in asked], rows_asked, said)
    return measure(found, {photo_id: truth[photo_id] for photo_id in asked}), len(asked)


def rows(measured: Sequence[Measured]) -> list[list[str]]:
    return [
        [
            one.way,
            str(one.made),
            str(one.right),
            *((f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}") if one.made else ("–", "–", "–")),
        ]
        for one in measured
    ]


def markdown(encoder_id: str, measured: Sequence[Measured], count: int) -> list[str]:
    joint = measured[-1:] if measured else []
    return [
        "# How true suggested tags are",
        "",
        f"Encoder `{encoder_id}`: learned from every other published photo of the bank, measured on the {count}",
        "others, whose tags are known. Written by `photobank evaluate tags --write`.",
        "",
        f"| {' | '.join(_HEADS)} |",
        "|" + "---|" * len(_HEADS),
        *(f"| {' | '.join(row)} |" for row in rows(measured)),
        "",
        "A suggestion is made from a confidence of one half on. *Looks* is the encoder alone, with a threshold a tag;",
        "*neighbours* the tags of the approved photos nearest to it; *caption* the words that people wrote; the",
        "*captioner* takes part where the bank has one. A photo without captions gets what *captions unseen* says.",
        "",
        "Of the joint suggestions, what was missed and what was wrong, the commonest first:",
        "",
        "| missed | photos | wrong | photos |",
        "|---|---|---|---|",
        *(
            f"| {missed} | {missed_count} | {wrong} | {wrong_count} |"
            for one in joint
            for (missed, missed_count), (wrong, wrong_count) in _beside(one)
        ),
    ]


def _beside(one: Measured) -> list[tuple[tuple[str, int | str], tuple[str, int | str]]]:
    nothing: tuple[str, int | str] = ("", "")
    count = min(_MOST, max(len(one.missed), len(one.wrong)))
    left: list[tuple[str, int | str]] = [*one.missed[:count], *[nothing] * (count - len(one.missed))]
    right: list[tuple[str, int | str]] = [*one.wrong[:count], *[nothing] * (count - len(one.wrong))]
    return list(zip(left, right, strict=True))
