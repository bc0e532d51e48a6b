"""Draws the dashboard of the simulated year into `docs/dashboard/`: `make charts`.

`python -m benchmarks.year_charts [EVENTS]`: a bank of drawn city scenes lives through the year, and each section is
drawn by the chat's own use case, in turn in either language and either theme. Writing the year takes ten minutes.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from PIL import Image

from admin.charts.drawing import draw_plate
from admin.charts.plate import Theme
from admin.dashboard.reading import Page
from admin.dashboard.sections import Asked, Section
from benchmarks.report import machine, table, write_section
from benchmarks.year import LAST, ZONE, write_year
from benchmarks.year_digests import write_digests
from bot.bank import Photobank, open_photobank
from bot.cli.demo_bank import received
from bot.cli.stats import TERMINAL
from bot.following import dashboard_of
from bot.locales import speak
from bot.presenters.dashboard.plates import plate_of
from bot.settings import Settings
from engine.model import Language
from engine.training.city import draw
from engine.training.demo_bank import demo_scenes

FOLDER = Path(__file__).parents[1] / "docs" / "dashboard"
EVENTS = 2_000_000
SCENES = 96
SIDE = 480
LARGEST = 150_000
"""Bytes of a picture in the repository; one with photos in it is kept in fewer colours."""
DAYS = {Section.OVERVIEW: 30, Section.HOURS: 90, Section.RISING: 7, Section.GROWTH: 90, Section.RETENTION: 90}


async def take_city(photobank: Photobank) -> None:
    for scene in demo_scenes()[:SCENES]:
        content = BytesIO()
        draw(scene, SIDE).save(content, "JPEG", quality=88)
        await photobank.ingest_photo(received(scene, content.getvalue()))
    while await photobank.index_pending():
        pass


async def draw_year(events: int) -> None:
    FOLDER.mkdir(exist_ok=True)
    rows = []
    with TemporaryDirectory() as home:
        async with open_photobank(Settings(home=Path(home), encoder="bundled", time_zone=ZONE)) as photobank:
            await take_city(photobank)
            await write_year(photobank.database, events)
            await write_digests(photobank.database)
            evening = dt.datetime.combine(LAST, dt.time(21), ZONE)
            read = replace(dashboard_of(photobank).read_dashboard, clock=lambda: evening)
            for number, section in enumerate(Section):
                asked = Asked(section=section, days=DAYS.get(section, 30), compares=section is not Section.PHOTOS)
                began = perf_counter()
                page = await read(TERMINAL, asked)
                was_read = perf_counter()
                name, content = await asyncio.to_thread(drawn, page, number, photobank)
                took = (was_read - began) * 1000, (perf_counter() - was_read) * 1000
                await asyncio.to_thread((FOLDER / name).write_bytes, content)
                rows.append([section.value, str(page.asked.days), *(f"{ms:.0f}" for ms in (*took, sum(took)))])
                print(f"{name}: {len(content)} bytes, read and drawn in {sum(took):.0f} ms", flush=True)
    lines = [
        f"`python -m benchmarks.year_charts {events}`: {machine()}; docs/dashboard, drawn once in a new",
        "process. Milliseconds.",
        "",
        *table(["section", "days", "read", "drawn", "both"], rows),
    ]
    write_section("Drawing the dashboard", lines)


def drawn(page: Page, number: int, photobank: Photobank) -> tuple[str, bytes]:
    """Neighbours differ in language and theme, so that all four are to be seen."""
    language = (Language.RU, Language.EN)[number % 2]
    theme = (Theme.LIGHT, Theme.DARK)[number // 2 % 2]
    speak(language)
    content = draw_plate(plate_of(page, theme, photobank.files))
    if len(content) > LARGEST:
        out = BytesIO()
        Image.open(BytesIO(content)).quantize(128).save(out, "PNG", optimize=True)
        content = out.getvalue()
    return f"{page.asked.section.value}.png", content


if __name__ == "__main__":
    asyncio.run(draw_year(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS))
