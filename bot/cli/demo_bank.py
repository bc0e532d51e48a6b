"""Building the demo bank: the drawn city, taken in through the real ingest."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from bot.bank import Photobank
from bot.cli.importing import progress_bar
from engine.ingest.ingest_photo import Received
from engine.model import Caption, Language, Metadata, PhotoTag
from engine.training.demo_bank import demo_scenes, draw_demo_photo
from engine.training.demo_places import demo_coordinates
from engine.training.demo_texts import demo_captions, demo_rights, demo_tags
from engine.training.scene import Scene

TAKEN_KEY = "demo_scenes_taken"
"""How many scenes, from the first on, are in the bank: where an interrupted building goes on."""
AHEAD = 8
"""Scenes drawn ahead of the ingest; a bound, so that an interruption loses little."""


async def build_demo_bank(photobank: Photobank) -> None:
    """Draws what is missing, takes it in and indexes it; does nothing when the bank is complete."""
    scenes = demo_scenes()
    taken = await _taken(photobank)
    if taken < len(scenes):
        with progress_bar() as progress:
            bar = progress.add_task("Drawing the city", total=len(scenes), completed=taken)
            async for scene, content in drawn(scenes[taken:]):
                await photobank.ingest_photo(received(scene, content))
                taken += 1
                await _note_taken(photobank, taken)
                if photobank.owns_index and taken % 16 == 0:
                    await photobank.index_pending()
                progress.advance(bar)
    if photobank.owns_index:
        while await photobank.index_pending() or await photobank.embed_texts():
            pass
        await none_is_a_copy(photobank)


async def none_is_a_copy(photobank: Photobank) -> None:
    """Scenes are drawn apart: comparing each with all others would only keep a newcomer's machine busy."""
    now = photobank.index_pending.clock()
    async with photobank.database.begin(writes=True) as work:
        for photo_id in await work.duplicates.uncompared(now, 10_000):
            await work.duplicates.compared(photo_id, photobank.encoder.encoder_id, now)
        await work.commit()


def received(scene: Scene, content: bytes) -> Received:
    """A scene as somebody would send it: picture, captions, tags, metadata, rights."""
    ru, en = demo_captions(scene)
    return Received(
        content=content,
        original_name=f"scene-{scene.seed}.jpg",
        captions=(Caption(language=Language.RU, text=ru), Caption(language=Language.EN, text=en)),
        tags=tuple(PhotoTag(tag=tag) for tag in demo_tags(scene)),
        metadata=Metadata(
            people_count=scene.people_count,
            crowd=scene.crowd,
            season=scene.season,
            time_of_day=scene.time_of_day,
            weather=scene.weather,
            sight=scene.sight.value,
            objects=tuple(sorted(scene.objects)),
            coordinates=demo_coordinates(scene),
        ),
        rights=demo_rights(scene),
    )


async def drawn(scenes: Sequence[Scene]) -> AsyncIterator[tuple[Scene, bytes]]:
    """Scenes with their photos, in order, drawn by as many processes as there are cores, a few ahead."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=context)
    waiting: list[tuple[Scene, Future[bytes]]] = []
    rest = iter(scenes)
    try:
        while True:
            while len(waiting) < AHEAD and (scene := next(rest, None)) is not None:
                waiting.append((scene, pool.submit(draw_demo_photo, scene)))
            if not waiting:
                return
            scene, future = waiting.pop(0)
            yield scene, await asyncio.wrap_future(future)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


async def _taken(photobank: Photobank) -> int:
    async with photobank.begin() as work:
        return int(await work.settings.get(TAKEN_KEY) or 0)


async def _note_taken(photobank: Photobank, taken: int) -> None:
    async with photobank.begin(writes=True) as work:
        await work.settings.put(TAKEN_KEY, str(taken))
        await work.commit()
