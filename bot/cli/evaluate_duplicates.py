"""`photobank evaluate duplicates`: pictures changed as people change them, and how many are recognised."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image
from rich.table import Table

from bot.cli.importing import progress_bar
from bot.cli.running import notes, screen
from bot.settings import Settings
from engine.bank import choose_encoder
from engine.duplicates.measuring import Report, joined, measure
from engine.duplicates.thresholds import Thresholds, keep_thresholds, thresholds_of
from engine.duplicates.transforming import TRANSFORMS
from engine.encoders.catalogue import open_encoder
from engine.errors import BadImage, BadSetting
from engine.images.decoding import decode
from engine.ports import Begin
from engine.training.drawn_again import HEIGHT, draw_again
from engine.training.pages import write_section

ORIGINALS = 200
STRANGERS = 100
MOMENTS = 50
LONGEST = 960
"""Pixels of a real photo's longer side, as drawn ones have about as many."""
FEWEST = 10

DRAWN, PHOTOS = "Drawn scenes", "Real photographs"
OPENING = """# How well duplicates are recognised

The sections are written by `photobank evaluate duplicates --write docs/duplicates.md`, the second one with
`--photos FOLDER`: half of its photos are known and the other half is new, and then the other way round.

*Candidate* is the share whose original was looked at closely at all, *recognised* the share that was called
the same picture, *change named* the share of those of which it was also said what was done to them. A change
of colours by chance is often too small to be seen, and then none is named.

A folder should hold each photograph only once: two of the same are rightly called the same picture.
A drawn pattern that repeats itself all over, as a plotted grid does, has no features that are told apart; of such a
chart, left out below, one with 10 % of each side cut off was not recognised.
"""

Images = Sequence[Image.Image]
_HEADS = ("what was done", "pictures", "candidate", "recognised", "goal", "change named")


async def evaluate_duplicates(
    settings: Settings, begin: Begin, folder: Path | None, write: Path | None, *, calibrate: bool, as_json: bool
) -> None:
    """With a folder, each half of its photos is known once, and the other half new; without one, scenes are drawn.

    Raises BadSetting where a folder holds fewer than FEWEST photos.
    """
    encoder = await open_encoder((await choose_encoder(begin, settings.encoder)).name)
    try:
        rounds = await asyncio.to_thread(_pictures, folder)
        thresholds = await thresholds_of(begin, encoder.encoder_id)
        with progress_bar() as progress:
            bar = progress.add_task("Comparing", total=len(rounds) * (len(TRANSFORMS) + 2))
            reports = [await measure(encoder, *one, thresholds, lambda: progress.advance(bar)) for one in rounds]
    finally:
        await encoder.aclose()
    report = joined(reports)
    if calibrate:
        await keep_thresholds(begin, encoder.encoder_id, report.calibrated())
    about = "drawn scenes" if folder is None else f"{report.strangers.photos} real photographs"
    if write is not None:
        lines = markdown(encoder.encoder_id, about, thresholds, report)
        await asyncio.to_thread(write_section, write, OPENING, DRAWN if folder is None else PHOTOS, lines)
    if as_json:
        screen.print_json(json.dumps(as_object(encoder.encoder_id, about, thresholds, report), ensure_ascii=False))
        return
    table = Table(*_HEADS)
    for row in rows(report):
        table.add_row(*row)
    screen.print(table)
    for line in strangers_lines(report):
        screen.print(line, markup=False)
    notes.print(f"Encoder {encoder.encoder_id}, {about}, {thresholds}", markup=False)


def rows(report: Report) -> list[list[str]]:
    return [
        [
            one.name,
            str(one.pictures),
            f"{one.candidates / one.pictures:.3f}",
            f"{one.found / one.pictures:.3f}",
            f"{one.goal:.2f}",
            f"{one.named / max(one.found, 1):.2f}",
        ]
        for one in report.recalls
    ]


def strangers_lines(report: Report) -> list[str]:
    new, moments = report.strangers, report.moments
    lines = [
        f"Of {new.photos} new photos, {new.same_picture} were called the same picture as another, "
        f"{new.same_scene} the same scene."
    ]
    if moments.photos:
        lines.append(
            f"Of {moments.photos} other moments of known scenes, {moments.same_scene} were called the same scene, "
            f"{moments.same_picture} the same picture."
        )
    return lines


def as_object(encoder_id: str, about: str, thresholds: Thresholds, report: Report) -> Mapping[str, Any]:
    return {"encoder": encoder_id, "pictures": about, "thresholds": asdict(thresholds), **asdict(report)}


def markdown(encoder_id: str, about: str, thresholds: Thresholds, report: Report) -> list[str]:
    """The lines of one section."""
    return [
        f"Encoder `{encoder_id}`, {about}. Candidates: fingerprints within {thresholds.bits} bits, as they are or",
        f"mirrored, and cosines from {thresholds.looks}; the same scene by itself from {thresholds.scene}.",
        "",
        f"| {' | '.join(_HEADS)} |",
        "|" + "---|" * len(_HEADS),
        *(f"| {' | '.join(row)} |" for row in rows(report)),
        "",
        *strangers_lines(report),
    ]


def _pictures(folder: Path | None) -> list[tuple[Images, Images, Images]]:
    """Of each round: known ones, new ones, other moments of known ones."""
    if folder is None:
        drawn = draw_again(ORIGINALS, STRANGERS, MOMENTS)
        return [(drawn.originals, drawn.strangers, drawn.moments)]
    images = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            image = decode(path.read_bytes(), longest=LONGEST)
        except (OSError, BadImage):
            continue
        if min(image.size) >= HEIGHT // 4:
            images.append(image)
    if len(images) < FEWEST:
        raise BadSetting(name=str(folder), reason=f"it holds {len(images)} photos, and {FEWEST} are needed")
    return [(images[::2], images[1::2], ()), (images[1::2], images[::2], ())]
