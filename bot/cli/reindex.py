"""`photobank reindex`: the index anew from SQL, or the whole bank with another encoder while the old one answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.bank import Photobank, encoder_of_bank, open_beside, open_photobank, set_encoder
from bot.cli.importing import embed_texts, finish_indexing, progress_bar
from bot.cli.running import notes, prepare, run, screen
from bot.settings import Settings
from engine.bank import (
    ask_for_encoder,
    ask_to_refill,
    encoder_asked,
    encoder_now,
    keep_bands,
    refill_is_asked,
    switch_encoder,
)
from engine.encoders.catalogue import open_encoder
from engine.errors import EncoderWorse, ModelUnavailable
from engine.ingest.embedding import EmbedPhotos
from engine.reindex.calibrate import CalibrateFromBank
from engine.reindex.compare import CompareEncoders, GradedQuery, read_graded
from engine.reindex.embed_anew import EmbedAnew
from engine.reindex.mark import mark_embedded

POLL_S = 0.5


def reindex(
    encoder: Annotated[str | None, typer.Option(help="Change the bank's encoder to this one.")] = None,
    graded: Annotated[
        Path | None, typer.Option(help="Graded queries (YAML or JSON): an encoder that answers worse is refused.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Take the encoder even if it answers worse.")] = False,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """Rebuild the index from the embeddings in SQL; with --encoder, embed every photo anew and switch at the end.

    The old encoder answers until everything is ready, also in a running bot. Interrupted, the same command goes on.
    """
    settings = prepare(home).model_copy(update={"encoder": None})

    async def main() -> None:
        queries = None if graded is None else await asyncio.to_thread(read_graded, graded)
        if encoder is None:
            await refill(settings)
        elif await can_answer(settings):
            async with open_photobank(settings) as photobank:
                await change(photobank, encoder, queries, force=force)
        else:
            # Nothing answers until the new one does: its photos are pending from now on.
            await set_encoder(settings, encoder)
            async with open_photobank(settings) as photobank:
                await finish_indexing(photobank)

    run(main)


async def refill(settings: Settings) -> None:
    """The index anew from SQL, here or by the process that owns it."""
    async with open_photobank(settings) as photobank:
        notes.print(f"Encoder: {photobank.choice.name}", markup=False)
        if photobank.owns_index:
            await photobank.refill_index()
            await finish_indexing(photobank)
        else:
            await ask_to_refill(photobank.begin)
            with notes.status("The running bot fills its index…"):
                await until_not(lambda: refill_is_asked(photobank.begin))
        screen.print(f"{await photobank.index.count()} photos in the index")


async def can_answer(settings: Settings) -> bool:
    """Whether the bank's own encoder can still be opened: its weights may have been deleted, or made anew."""
    now = await encoder_of_bank(settings)
    if now is None:
        return True
    try:
        opened = await open_encoder(now[0])
    except ModelUnavailable:
        return False
    await opened.aclose()
    return opened.encoder_id == now[1]


async def change(photobank: Photobank, name: str, graded: list[GradedQuery] | None, *, force: bool) -> None:
    """Embeds, sets the bands, compares, and switches when all of it is done. Raises EncoderWorse unless `force`."""
    async with open_beside(photobank, name) as fresh:
        embedded = await embed(fresh)
        await calibrate(fresh)
        if graded is not None:
            await compare(photobank, fresh, graded, force=force)
        if fresh.encoder.encoder_id == photobank.encoder.encoder_id:
            screen.print(f"{name} was the bank's encoder already; its bands are set anew.", markup=False)
            return
        if photobank.owns_index:
            await fresh.refill_index()
            await switch_encoder(fresh.begin, name, fresh.encoder.encoder_id)
            await mark_embedded(fresh.begin, fresh.encoder.encoder_id, fresh.index_pending.clock)
        else:
            await switch_elsewhere(photobank, name, fresh.encoder.encoder_id)
    screen.print(f"{name} answers from now on: {embedded} photos.", markup=False)


async def embed(fresh: Photobank) -> int:
    photos = EmbedPhotos(files=fresh.files, encoder=fresh.encoder, images=fresh.images)
    with progress_bar() as progress:
        bar = progress.add_task("Embedding", total=None)
        embedded = await EmbedAnew(begin=fresh.begin, embed=photos)(
            lambda done, total: progress.update(bar, completed=done, total=total)
        )
        await embed_texts(fresh, progress)
        return embedded


async def calibrate(fresh: Photobank) -> None:
    begin, encoder = fresh.begin, fresh.encoder
    with notes.status("Setting the bands…"):
        bands = await CalibrateFromBank(
            begin=begin,
            files=fresh.files,
            encoder=encoder,
            images=fresh.images,
            hearing=fresh.search_photos.hearing,
        )()
    if bands is None:
        notes.print("The bank has too few photos to set bands by; those that came with the weights are taken.")
        return
    await keep_bands(begin, encoder.encoder_id, bands)
    words = f"words {bands.words_exact:.3f} / {bands.words_close:.3f}"
    notes.print(f"Exact and close from: {words}, looks {bands.looks_exact:.3f} / {bands.looks_close:.3f}")


async def compare(old: Photobank, fresh: Photobank, graded: list[GradedQuery], *, force: bool) -> None:
    with notes.status("Comparing…"):
        found = await CompareEncoders(begin=old.begin, old=old.encoder, new=fresh.encoder)(graded)
    measured = {
        "old": f"{found.old:.3f}",
        "new": f"{found.new:.3f}",
        "low": f"{found.low:+.3f}",
        "high": f"{found.high:+.3f}",
        "count": found.query_count,
    }
    notes.print("nDCG@10 {old} → {new}, difference {low} to {high} over {count} queries".format_map(measured))
    if found.is_worse and not force:
        raise EncoderWorse(name=fresh.choice.name, **measured)


async def switch_elsewhere(photobank: Photobank, name: str, encoder_id: str) -> None:
    """By the process that owns the index. Raises ModelUnavailable when that one cannot open the encoder."""
    await ask_for_encoder(photobank.begin, name)
    with notes.status("The running bot switches…"):
        await until_not(lambda: encoder_asked(photobank.begin))
    now = await encoder_now(photobank.begin)
    if now is None or now[1] != encoder_id:
        raise ModelUnavailable(name=name)


async def until_not(waiting: Callable[[], Awaitable[object]]) -> None:
    """Waits for another process, which tells through SQL when it is done."""
    while await waiting():  # noqa: ASYNC110 - no event reaches from one process to another
        await asyncio.sleep(POLL_S)
