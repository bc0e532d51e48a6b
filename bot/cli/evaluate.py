"""`photobank evaluate`: graded queries asked of the bank, and how well it answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.bank import Photobank, begin_only, open_photobank
from bot.cli.evaluate_duplicates import evaluate_duplicates
from bot.cli.evaluate_metadata import evaluate_metadata
from bot.cli.evaluate_tags import evaluate_tags
from bot.cli.importing import progress_bar
from bot.cli.running import notes, prepare, run, screen
from bot.cli.search import TERMINAL
from bot.settings import Settings
from engine.encoders.calibration import Calibration
from engine.errors import BadSetting
from engine.search.graded import DEMO, read_graded
from engine.search.measuring import Answer, MeasureSearch, as_object, compared, from_object, summarised
from engine.search.ranking import Weights
from engine.search.search_photos import SearchPhotos

METADATA = "metadata"
"""In place of a file's name; a file of that name is reached as ./metadata."""
TAGS = "tags"
"""Likewise."""
DUPLICATES = "duplicates"
"""Likewise."""
_HEADS = {
    "queries": "queries",
    "recall_1": "recall@1",
    "recall_5": "recall@5",
    "recall_10": "recall@10",
    "ndcg_10": "nDCG@10",
    "mrr": "MRR",
    "zero": "no answer",
    "nonsense": "nonsense answered",
}


def evaluate(
    file: Annotated[
        Path,
        typer.Argument(
            help="Graded queries, YAML or JSON (the demo bank's); or metadata, tags, duplicates.", show_default=False
        ),
    ] = DEMO,
    changes: Annotated[
        list[str] | None,
        typer.Option("--with", help="Another band or weight for this run: words_close=0.2, said=0; may be repeated."),
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="What an earlier run with --json printed: the differences are told.")
    ] = None,
    write: Annotated[Path | None, typer.Option(help="Also write the table there, as Markdown.")] = None,
    photos: Annotated[Path | None, typer.Option(help="Duplicates: measure with photos of this folder.")] = None,
    calibrate: Annotated[bool, typer.Option(help="Duplicates: keep the thresholds that were measured.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """Ask graded queries and measure the answers, by language and by kind of query.

    With `metadata` in place of a file: measure what the encoder says of the photos, beside what is known of them.
    With `tags`: measure what would be suggested for half of the photos, learned from the other half.
    With `duplicates`: measure how well changed pictures are recognised, drawn ones or those of a folder.
    """
    settings = prepare(home)
    if str(file) == DUPLICATES:
        run(partial(_duplicates, settings, photos, write, calibrate, as_json))
        return
    if str(file) == METADATA:
        run(partial(_metadata, settings, write, as_json))
        return
    if str(file) == TAGS:
        run(partial(_tags, settings, write, as_json))
        return

    async def main() -> None:
        queries = await asyncio.to_thread(read_graded, file)
        before = None if compare is None else await asyncio.to_thread(read_answers, compare)
        async with open_photobank(settings) as photobank:
            actor = await photobank.recognise_actor(TERMINAL, settings.language.value)
            search = with_settings(photobank.search_photos, changes or [])
            with progress_bar() as progress:
                bar = progress.add_task("Asking", total=len(queries))
                measure = MeasureSearch(begin=photobank.begin, search_photos=search)
                answers = await measure(actor, queries, lambda: progress.advance(bar))
            report = report_of(photobank, file, changes or [], answers, before)
        if write is not None:
            await asyncio.to_thread(write.write_text, "\n".join(markdown(report)) + "\n", encoding="utf-8")
        if as_json:
            screen.print_json(json.dumps(report, ensure_ascii=False))
        else:
            print_report(report)

    run(main)


async def _duplicates(
    settings: Settings, photos: Path | None, write: Path | None, calibrate: bool, as_json: bool
) -> None:
    async with begin_only(settings) as begin:
        await evaluate_duplicates(settings, begin, photos, write, calibrate=calibrate, as_json=as_json)


async def _tags(settings: Settings, write: Path | None, as_json: bool) -> None:
    async with open_photobank(settings) as photobank:
        await evaluate_tags(photobank, write, as_json)


async def _metadata(settings: Settings, write: Path | None, as_json: bool) -> None:
    async with open_photobank(settings) as photobank:
        await evaluate_metadata(photobank, write, as_json)


def read_answers(path: Path) -> list[Answer]:
    """Raises BadSetting where the file is no earlier run."""
    try:
        return from_object(json.loads(path.read_text(encoding="utf-8"))["answers"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadSetting(name=str(path), reason="it is not what an earlier run printed with --json") from error


def with_settings(search: SearchPhotos, changes: Sequence[str]) -> SearchPhotos:
    """The same search with other bands and weights. Raises BadSetting for what is neither, or no number."""
    for change in changes:
        name, _, value = change.partition("=")
        try:
            if name in Weights.__dataclass_fields__:
                search = replace(search, weights=replace(search.weights, **{name: float(value)}))
            else:
                search = replace(search, calibration=replace(search.calibration, **{name: float(value)}))
        except (TypeError, ValueError) as error:
            known = ", ".join((*Calibration.__dataclass_fields__, *Weights.__dataclass_fields__))
            raise BadSetting(name=change, reason=f"it should be one of {known}, and a number ({error})") from error
    return search


def report_of(
    photobank: Photobank, file: Path, changes: Sequence[str], answers: Sequence[Answer], before: Sequence[Answer] | None
) -> dict[str, Any]:
    return {
        "file": file.name,
        "encoder": photobank.encoder.encoder_id,
        "settings": list(changes),
        "measures": summarised(answers),
        "compared": None if before is None else compared(answers, before),
        "answers": as_object(answers),
    }


def rows(report: Mapping[str, Any]) -> list[list[str]]:
    return [
        [name, *("–" if group[key] is None else _number(group[key]) for key in _HEADS)]
        for name, group in report["measures"].items()
    ]


def differences(report: Mapping[str, Any]) -> list[list[str]]:
    return [
        [name, str(one["queries"]), f"{one['difference']:+.3f}", f"{one['low']:+.3f} … {one['high']:+.3f}"]
        for name, one in (report["compared"] or {}).items()
    ]


def print_report(report: Mapping[str, Any]) -> None:
    measures = Table("", *_HEADS.values(), padding=0)
    for row in rows(report):
        measures.add_row(*row)
    screen.print(measures)
    if report["compared"]:
        changed = Table("measure", "queries", "difference", "95 % interval")
        for row in differences(report):
            changed.add_row(*row)
        screen.print(changed)
    notes.print(f"Encoder {report['encoder']}, queries of {report['file']}", markup=False)


def markdown(report: Mapping[str, Any]) -> list[str]:
    """A page that says what was measured, and the queries that were answered worst."""
    sensible = [answer for answer in report["answers"] if answer["kind"] != "nonsense"]
    worst = sorted(sensible, key=lambda answer: answer["ndcg_10"])[:15]
    silly = [answer["text"] for answer in report["answers"] if answer["kind"] == "nonsense" and answer["answered"]]
    return [
        "# How well the bank answers",
        "",
        f"Encoder `{report['encoder']}`, queries of `{report['file']}`, asked through the whole search: parsing, what",
        "is written about the photos, pictures, bands. Written by `photobank evaluate --write`.",
        "",
        *_markdown_table(["", *_HEADS.values()], rows(report)),
        "",
        "Relevant are the photos of a query's highest grade. Recall is of the places that they could take; *no answer*",
        "is the share of sensible queries without an exact or close hit, *nonsense answered* of nonsense with one.",
        *(
            [
                "",
                "Now less an earlier run, which `--compare` named:",
                "",
                *_markdown_table(["measure", "queries", "difference", "95 %"], differences(report)),
            ]
            if report["compared"]
            else []
        ),
        "",
        f"Nonsense that was answered: {', '.join(silly) or 'none'}.",
        "",
        "How much captions and tags count beside pictures, by their words and in the encoder's space, and what other",
        "weights answered: `Weights` in `engine/search/ranking.py`; `--with said=0 --compare` measures it anew.",
        "",
        "The weakest answers:",
        "",
        *_markdown_table(
            ["query", "kind", "nDCG@10", "recall@10"],
            [[one["text"], one["kind"], _number(one["ndcg_10"]), _number(one["recall_10"])] for one in worst],
        ),
    ]


def _markdown_table(header: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    lines = [header, ["---"] * len(header), *body]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"
