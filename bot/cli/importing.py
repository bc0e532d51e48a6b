"""`photobank import FOLDER`: one's own photographs into the bank; may be interrupted at any moment and run again."""

from __future__ import annotations

import asyncio
import errno
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.bank import Photobank, open_photobank, utc_now
from bot.cli.listing import About, read_about
from bot.cli.running import notes, prepare, run, screen
from engine.errors import BadInput
from engine.ingest.ingest_photo import Accepted, AlreadyHere, Received

SUFFIXES = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".jpe",
        ".png",
        ".webp",
        ".heic",
        ".heif",
        ".avif",
        ".tif",
        ".tiff",
        ".gif",
        ".bmp",
        ".jxl",
        ".mpo",
    ]
)
"""What is tried; whether a file is a picture is the decoder's word, not its name's."""
LARGEST = 200 * 1024 * 1024
"""Bytes. A larger file is refused before it is read into memory."""
AT_ONCE = 2
"""Files in work at the same time: one decodes while another is written."""


@dataclass(slots=True)
class Summary:
    """What became of the files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[Path, str]] = field(default_factory=list)

    def text(self) -> str:
        refused = f", {len(self.broken)} refused" if self.broken else ""
        return f"{self.outcomes['taken']} taken, {self.outcomes['here']} already here{refused}"


def pictures_in(folder: Path) -> Iterator[Path]:
    """Files with a picture's suffix, nested folders included, in order of name; hidden ones are left alone."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def import_folder(
    folder: Annotated[Path, typer.Argument(help="A folder of photographs; nested folders are read too.")],
    review: Annotated[bool, typer.Option("--review", help="Leave the photos in review, unpublished.")] = False,
    about: Annotated[
        Path | None,
        typer.Option(
            help="A CSV or JSON file that says something about the photos: file, caption, caption_ru, caption_en, "
            "tags, credit, licence, place, date, latitude, longitude."
        ),
    ] = None,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """Take a folder of photographs into the bank.

    What their files say of themselves, as EXIF, IPTC or XMP, is taken over where nothing else is said.
    """
    settings = prepare(home)
    if not folder.is_dir():
        notes.print(f"There is no such folder: {folder}", markup=False)
        raise typer.Exit(2)
    if about is not None and not about.is_file():
        notes.print(f"There is no such file: {about}", markup=False)
        raise typer.Exit(2)

    async def main() -> None:
        async with open_photobank(settings) as photobank:
            notes.print(f"Encoder: {photobank.choice.name}", markup=False)
            if photobank.choice.warning:
                notes.print(photobank.choice.warning, markup=False)
            said = await read_about(photobank.begin, folder, about)
            summary = await import_pictures(photobank, folder, publish=not review, said=said)
            await finish_indexing(photobank)
        for path, reason in summary.broken:
            notes.print(f"refused {path.relative_to(folder)}: {reason}", markup=False)
        for line in said.left_over():
            notes.print(line, markup=False)
        screen.print(summary.text(), markup=False)

    run(main)


def progress_bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=notes,
        transient=True,
    )


async def import_pictures(photobank: Photobank, folder: Path, *, publish: bool, said: About | None = None) -> Summary:
    """Every picture of the folder, a few at a time; one that cannot be read is named and spoils nothing."""
    summary = Summary()
    paths = list(pictures_in(folder))
    said = said or About(folder=folder)
    intake = f"import:{utc_now():%Y-%m-%dT%H:%M:%S}"
    with progress_bar() as progress:
        bar = progress.add_task("Taking in", total=len(paths))
        waiting = iter(paths)

        async def take() -> None:
            for path in waiting:
                known = said.of(path)
                await _take_one(photobank, path, summary, replace(known, publish=publish, intake=intake))
                progress.advance(bar)

        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(take())
    return summary


def read(path: Path) -> bytes:
    """The file's bytes. Raises OSError, also for a file that is too large to be a photograph."""
    if path.stat().st_size > LARGEST:
        raise OSError(errno.EFBIG, f"larger than {LARGEST // 1024 // 1024} MB")
    return path.read_bytes()


async def _take_one(photobank: Photobank, path: Path, summary: Summary, known: Received) -> None:
    """`known` is everything but the bytes."""
    try:
        content = await asyncio.to_thread(read, path)
    except OSError as error:
        summary.broken.append((path, error.strerror or str(error)))
        return
    try:
        outcome = await photobank.ingest_photo(replace(known, content=content))
    except BadInput as error:
        summary.broken.append((path, str(error)))
        return
    match outcome:
        case Accepted():
            summary.outcomes["taken"] += 1
        case AlreadyHere():
            summary.outcomes["here"] += 1


async def finish_indexing(photobank: Photobank) -> None:
    """Embeds what is pending, if the index is ours; beside a running bot, the bot does it within seconds."""
    if not photobank.owns_index:
        notes.print("The running bot indexes the new photos within a few seconds.")
        return
    with progress_bar() as progress:
        async with photobank.begin() as work:
            pending = await work.photos.pending(photobank.encoder.encoder_id, 1_000_000)
        bar = progress.add_task("Indexing", total=len(pending))
        while indexed := await photobank.index_pending():
            progress.advance(bar, indexed)
        await embed_texts(photobank, progress)


async def embed_texts(photobank: Photobank, progress: Progress) -> None:
    """Captions and tags' names, which nobody counts beforehand."""
    bar = progress.add_task("Reading captions", total=None)
    while embedded := await photobank.embed_texts():
        progress.advance(bar, embedded)
