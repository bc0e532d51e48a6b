"""`photobank evaluate metadata`: what the encoder says of the bank's photos, beside what is known of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rich.table import Table

from bot.bank import Photobank
from bot.cli.running import notes, screen
from engine.model import Metadata, PhotoId
from engine.tagging.description import Description
from engine.tagging.measuring import Measured, measure

_HEADS = ("fact", "photos", "right", "right of those answered", "not answered")
_MOST_CONFUSED = 12


async def evaluate_metadata(photobank: Photobank, write: Path | None, as_json: bool) -> None:
    """Every published photo takes part with the facts that are known of it."""
    pairs = await described(photobank)
    measured = measure(pairs)
    if write is not None:
        page = "\n".join(markdown(photobank.encoder.encoder_id, measured)) + "\n"
        await asyncio.to_thread(write.write_text, page, encoding="utf-8")
    if as_json:
        screen.print_json(json.dumps(as_object(photobank.encoder.encoder_id, measured), ensure_ascii=False))
        return
    table = Table(*_HEADS)
    for row in rows(measured):
        table.add_row(*row)
    screen.print(table)
    notes.print(f"Encoder {photobank.encoder.encoder_id}, {len(pairs)} photos", markup=False)


async def described(photobank: Photobank) -> list[tuple[Metadata, Description]]:
    encoder_id = photobank.encoder.encoder_id
    async with photobank.begin() as work:
        published = await work.photos.published_with(())
        photos = await work.photos.get(published)
        vectors = await work.embeddings.get(encoder_id, published)
    known: list[PhotoId] = sorted(vectors)
    if not known:
        return []
    said = await photobank.describe_embedded.describe(np.stack([vectors[photo_id] for photo_id in known]))
    return [(photos[photo_id].metadata, description) for photo_id, description in zip(known, said, strict=True)]


def rows(measured: Sequence[Measured]) -> list[list[str]]:
    return [
        [
            one.fact,
            str(one.photos),
            f"{one.right_of_all:.3f}",
            f"{one.right_of_answered:.3f}",
            f"{1 - one.answered / max(one.photos, 1):.3f}",
        ]
        for one in measured
    ]


def as_object(encoder_id: str, measured: Sequence[Measured]) -> Mapping[str, Any]:
    facts = [
        {**asdict(one), "right_of_all": one.right_of_all, "right_of_answered": one.right_of_answered}
        for one in measured
    ]
    return {"encoder": encoder_id, "facts": facts}


def markdown(encoder_id: str, measured: Sequence[Measured]) -> list[str]:
    confused = sorted(
        ((count, one.fact, truth, said) for one in measured for truth, said, count in one.confused), reverse=True
    )
    return [
        "# What the encoder alone says of a photo",
        "",
        f"Encoder `{encoder_id}`, the published photos of the bank whose facts are known; what the encoder is asked",
        "stands in `engine/tagging/zero_shot/questions.py`. Written by `photobank evaluate metadata --write`.",
        "",
        f"| {' | '.join(_HEADS)} |",
        "|" + "---|" * len(_HEADS),
        *(f"| {' | '.join(row)} |" for row in rows(measured)),
        "",
        "*Right* counts silence as wrong. Where it is not sure enough, nothing is said: unknown is better than untrue.",
        "",
        "What was taken for what, the commonest first:",
        "",
        "| fact | it is | it said | photos |",
        "|---|---|---|---|",
        *(f"| {fact} | {truth} | {said} | {count} |" for count, fact, truth, said in confused[:_MOST_CONFUSED]),
    ]
