"""`photobank digest`: which digests are planned, and what one would say now, without posting anything."""

from __future__ import annotations

import json
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from PIL import Image
from rich.table import Table

from admin.digest.building import BuildIssue, Built
from admin.digest.ports import DigestKind, PieceKind, Recipe, Schedule
from admin.digest.times import due_times
from bot.bank import Newsroom, open_newsroom, utc_now
from bot.cli.running import prepare, run, screen
from bot.composing import ComposeDigest
from bot.locales import in_language
from bot.presenters.digest import credits_of, joined
from bot.presenters.markup import Html, plain
from bot.settings import Settings
from engine.images.contact_sheet import SheetCell, draw_sheet
from engine.model import Band, Language, Photo

digest = typer.Typer(help="The digests of the channel.", no_args_is_help=True)
NEXT = 3
WIDTH = 1080
PAPER = "#ffffff"
Home = Annotated[Path | None, typer.Option(help="Where the bank is kept.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@digest.command("list")
def list_digests(as_json: AsJson = False, home: Home = None) -> None:
    """The schedules, with their next times; those that the settings name are there from the bot's first start on."""
    settings = prepare(home)

    async def main() -> None:
        async with open_newsroom(settings) as newsroom, newsroom.begin() as work:
            schedules = await work.schedules.all()
        if as_json:
            screen.print_json(json.dumps({"schedules": [_as_json(one) for one in schedules]}, ensure_ascii=False))
        else:
            _print(schedules)

    run(main)


@digest.command("preview")
def preview_digest(
    kind: Annotated[DigestKind, typer.Argument(help="Which digest.")] = DigestKind.WEEKLY,
    languages: Annotated[list[Language] | None, typer.Option("--language", help="ru, en, or both in turn.")] = None,
    png: Annotated[Path | None, typer.Option(help="Where the pictures go, one below the other.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """What an issue would say if it were due now."""
    settings = prepare(home)
    spoken = tuple(languages or settings.languages_of_digests)
    recipe = Recipe(kind=kind, cron="", zone=settings.time_zone, languages=spoken, is_automatic=False)

    async def main() -> int:
        async with open_newsroom(settings) as newsroom:
            built = await _built(newsroom, settings, recipe)
            async with newsroom.begin() as work:
                found = await work.photos.get(built.contents.photo_ids)
            photos = [found[one] for one in built.contents.photo_ids]
            if png is not None:
                await newsroom.images.run(_write, newsroom, built, photos, png)
        words = _words(built, photos, spoken)
        if as_json:
            screen.print_json(json.dumps({"photo_ids": built.contents.photo_ids, "words": words}, ensure_ascii=False))
        else:
            screen.print("\n\n".join(words) or "There would be nothing to tell.", markup=False, soft_wrap=True)
        return int(built.contents.is_empty)

    run(main)


async def _built(newsroom: Newsroom, settings: Settings, recipe: Recipe) -> Built:
    async def nameless() -> None:
        """Without the bot there is nothing to link to."""

    build = BuildIssue(
        begin=newsroom.begin,
        sources=newsroom.sources,
        compose=ComposeDigest(images=newsroom.images, username=nameless),
        least_people=settings.least_people,
    )
    return await build.built(recipe, utc_now())


def _words(built: Built, photos: list[Photo], languages: tuple[Language, ...]) -> list[str]:
    """What is read below the album and below the chart."""
    if built.contents.is_empty:
        return []
    said: list[Html] = []
    for piece in built.pieces:
        words = joined(piece.texts, languages)
        if piece.kind is PieceKind.ALBUM:
            words = in_language(languages[0], partial(credits_of, photos, languages, lambda _target: None, words))
        if words:
            said.append(words)
    return [plain(one) for one in said]


def _write(newsroom: Newsroom, built: Built, photos: list[Photo], path: Path) -> None:
    """The album as a contact sheet, and the chart below it."""
    pictures = []
    if photos:
        cells = tuple(
            SheetCell(number=number, copy=newsroom.files.thumbnail_path(photo.content_hash), band=Band.EXACT)
            for number, photo in enumerate(photos, 1)
        )
        pictures.append(Image.open(BytesIO(draw_sheet(cells))))
    pictures += [Image.open(BytesIO(piece.picture)) for piece in built.pieces if piece.picture is not None]
    wide = [one.convert("RGB").resize((WIDTH, round(one.height * WIDTH / one.width))) for one in pictures]
    whole = Image.new("RGB", (WIDTH, sum(one.height for one in wide) or 1), PAPER)
    top = 0
    for one in wide:
        whole.paste(one, (0, top))
        top += one.height
    whole.save(path, "PNG")


def _next(schedule: Schedule) -> list[str]:
    recipe = schedule.recipe
    times = islice(due_times(recipe.cron, recipe.zone, utc_now()), NEXT)
    return [time.astimezone(recipe.zone).isoformat(timespec="minutes") for time in times]


def _as_json(schedule: Schedule) -> dict[str, Any]:
    recipe = schedule.recipe
    return {
        "digest": recipe.kind.value,
        "cron": recipe.cron,
        "zone": recipe.zone.key,
        "languages": [one.value for one in recipe.languages],
        "automatic": recipe.is_automatic,
        "paused": schedule.is_paused,
        "by_settings": schedule.by_settings,
        "next": [] if schedule.is_paused else _next(schedule),
    }


def _print(schedules: list[Schedule]) -> None:
    if not schedules:
        screen.print("No digest is planned. The setting PHOTOBANK_DIGESTS names some; the owner plans more: /digest")
        return
    lines = Table("digest", "when", "zone", "speaks", "next")
    for one in schedules:
        said = _as_json(one)
        following = "paused" if one.is_paused else "\n".join(said["next"])
        lines.add_row(said["digest"], said["cron"], said["zone"], ", ".join(said["languages"]), following)
    screen.print(lines)
