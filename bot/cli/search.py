"""`photobank search`: the chat's own use case, asked from the terminal."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.bank import Photobank, open_photobank
from bot.cli.running import prepare, run, screen
from engine.model import Actor, Hit, HitPage, Language, Query, SentSample
from engine.search.parsing import fold, parse_query, parse_sample

TERMINAL = 0
"""The Telegram id under which the terminal's own searches are kept; no account has it."""


def search(
    text: Annotated[str, typer.Argument(help="Words in Russian or English, #tags among them.")] = "",
    photo: Annotated[Path | None, typer.Option(help="A picture to search by.", exists=True, dir_okay=False)] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A tag that every hit must carry; may be repeated.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many hits at most.")] = 9,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """Ask the bank in words, by tags or with a picture."""
    settings = prepare(home)

    async def main() -> None:
        query = await ask(text, photo, tag or [])
        async with open_photobank(settings) as photobank:
            actor = await photobank.recognise_actor(TERMINAL, settings.language.value)
            page, hits = await find(photobank, actor, query, limit)
            if as_json:
                screen.print_json(json.dumps(as_object(photobank, page, hits), ensure_ascii=False))
            else:
                print_hits(page, hits, actor.language)

    run(main)


async def ask(text: str, photo: Path | None, tags: list[str]) -> Query:
    """The Query behind the command line's words. Raises EmptyQuery when nothing is asked."""
    if photo is not None:
        query = parse_sample(await asyncio.to_thread(photo.read_bytes), text)
    else:
        query = parse_query(text) if text.strip() or not tags else Query()
    return replace(query, tags=tuple(dict.fromkeys([*query.tags, *(fold(name) for name in tags)])))


async def find(photobank: Photobank, actor: Actor, query: Query, limit: int) -> tuple[HitPage, list[Hit]]:
    """The first page, and hits of as many pages as the limit needs; none that is withdrawn meanwhile."""
    page = await photobank.search_photos(actor, query)
    hits = [hit for hit in page.hits if hit.photo is not None]
    for number in range(2, page.page_count + 1):
        if len(hits) >= limit:
            break
        further = await photobank.open_search(actor, page.search_id, number)
        hits += [hit for hit in further.hits if hit.photo is not None]
    return page, hits[:limit]


def as_object(photobank: Photobank, page: HitPage, hits: list[Hit]) -> dict[str, Any]:
    """What `--json` prints: how the query was understood, and the hits with all that is known about them."""
    query = page.query
    return {
        "understood": {
            "words": query.words,
            "tags": list(query.tags),
            "unknown_tags": list(query.unknown_tags),
            "any_tags": list(query.any_tags),
            "no_tags": list(query.no_tags),
            "not_words": list(query.not_words),
            "sample_count": len(query.samples),
            "same_photo_ids": same_photos(query),
            "sort": query.sort.value,
            "spans": [asdict(span) for span in page.understood],
        },
        "found": page.found,
        "facets": [asdict(facet) for facet in page.facets],
        "relaxations": [{"dropped": asdict(one.dropped), "found": one.found} for one in page.relaxations],
        "hits": [hit_object(photobank, hit) for hit in hits],
    }


def same_photos(query: Query) -> list[int]:
    """The bank's photos of the very frames that were sent; never hits, for nobody looks for what is in their hands."""
    return [sample.same_as for sample in query.samples if isinstance(sample, SentSample) and sample.same_as is not None]


def hit_object(photobank: Photobank, hit: Hit) -> dict[str, Any]:
    photo = hit.photo
    assert photo is not None, "`find` leaves out what is withdrawn"
    metadata = asdict(photo.metadata)
    if photo.metadata.taken_at is not None:
        metadata["taken_at"] = photo.metadata.taken_at.isoformat()
    return {
        "photo_id": hit.photo_id,
        "score": round(hit.score, 4),
        "band": hit.band.value,
        "reason": hit.reason.value,
        "similar_count": hit.similar_count,
        "captions": {
            language.value: next((c.text for c in photo.captions if c.language is language), None)
            for language in Language
        },
        "tags": [photo_tag.tag.slug for photo_tag in photo.tags],
        "metadata": metadata,
        "preview": str(photobank.files.preview_path(photo.content_hash)),
    }


def print_hits(page: HitPage, hits: list[Hit], language: Language) -> None:
    """One line a hit: number, id, band, caption."""
    for photo_id in same_photos(page.query):
        screen.print(f"This very picture is #{photo_id}; beside it:")
    if not page.found:
        screen.print("Nothing matches exactly." if hits else "Nothing was found.")
    for number, hit in enumerate(hits, start=1):
        caption = hit.photo.caption(language) if hit.photo else None
        screen.print(
            f"{number:>3}  #{hit.photo_id:<6} {hit.band.value:<5}  {caption or '-'}",
            markup=False,
            soft_wrap=True,
        )
