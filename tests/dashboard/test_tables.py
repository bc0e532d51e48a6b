"""Tables, CSV and XLSX hold the numbers that are drawn; and pictures are drawn of the figure's numbers."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from admin.charts.canvas import WIDTH
from admin.charts.drawing import draw_plate, plate_height
from admin.charts.plate import Bars, Block, Empty, Heat, Lines, Plate, Ranking, Theme, Tiles
from admin.dashboard.figures import Digests, Growth, Hours, Overview, Photos, Quality, Queries, Retention, Speed, Tags
from admin.dashboard.reading import Page
from admin.dashboard.sections import Asked, Section
from admin.dashboard.tables import Head, table_of, table_of_single
from bot.locales import speak
from bot.presenters.dashboard.exports import csv_of, name_of, xlsx_of
from bot.presenters.dashboard.plates import plate_of, plate_of_single
from engine.model import Language, Role
from tests.bank import Bank
from tests.conftest import actor, jpeg
from tests.dashboard.banks import BankInMemory, reading_of
from tests.people.acting import dashboard_of

MODERATOR = actor(Role.MODERATOR)
SCREEN = 1280
"""Telegram makes anything higher smaller, and its letters with it."""


async def page_of(section: Section, *, compares: bool = True) -> Page:
    return await reading_of(BankInMemory())(MODERATOR, Asked(section=section, compares=compares))


def sheet(content: bytes) -> list[list[str | float | None]]:
    """The cells of the first sheet, read by the standard's own names."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(BytesIO(content)) as book:
        texts = [
            "".join(part.text or "" for part in one.iter(f"{space}t"))
            for one in ET.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        rows = ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{space}row")
        found = []
        for row in rows:
            cells: dict[int, str | float] = {}
            for cell in row:
                letters = re.match(r"[A-Z]+", cell.attrib["r"])
                value = cell.find(f"{space}v")
                assert letters is not None
                assert value is not None
                assert value.text is not None
                assert cell.find(f"{space}f") is None, "no cell is a formula"
                column = ord(letters[0]) - ord("A")
                cells[column] = texts[int(value.text)] if cell.get("t") == "s" else float(value.text)
            found.append([cells.get(column) for column in range(max(cells, default=-1) + 1)])
    return found


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("section", Section)
async def test_csv_and_xlsx_hold_every_row_of_the_table(section: Section, language: Language) -> None:
    speak(language)
    table = table_of(await page_of(section))
    assert table.rows
    heads, *rows = csv.reader(StringIO(csv_of(table).content.decode("utf-8-sig")))
    assert heads == [name_of(head) for head in table.heads]
    assert rows == [[written(value) for value in row] for row in table.rows]
    found = sheet(xlsx_of(table, "Обзор", "=как считается").content)
    assert found[0] == heads
    for cells, row in zip(found[1:], table.rows, strict=False):
        for value, cell in zip(row, [*cells, *([None] * len(row))], strict=False):
            match value:
                case None | "":
                    assert cell is None
                case Head():
                    assert cell == name_of(value)
                case dt.date():
                    assert cell == (value - dt.date(1899, 12, 30)).days
                case _:
                    assert cell == pytest.approx(value) if isinstance(value, float) else cell == value
    assert found[-1] == ["=как считается"], "words that begin like a formula stay words"


def written(value: object) -> str:
    if isinstance(value, Head):
        return name_of(value)
    text = "" if value is None else str(value)
    return "'" + text if text.startswith("=") else text


async def test_what_begins_like_a_formula_is_none_in_a_spreadsheet() -> None:
    table = table_of(await page_of(Section.TOP))
    spoilt = type(table)(heads=table.heads, rows=(("=1+1", "@x", 1, 2, 3, 4),))
    assert csv_of(spoilt).content.decode("utf-8-sig").splitlines()[1] == "'=1+1,'@x,1,2,3,4"
    assert sheet(xlsx_of(spoilt, "x", "y").content)[1][:2] == ["=1+1", "@x"]


async def test_the_same_table_is_the_same_file_and_another_is_not() -> None:
    speak(Language.RU)
    week, day = table_of(await page_of(Section.TAGS)), table_of(await page_of(Section.GROWTH))
    assert csv_of(week).key == csv_of(week).key
    assert len({csv_of(week).key, csv_of(day).key, xlsx_of(week, "x", "y").key}) == 3
    russian = csv_of(week).key
    speak(Language.EN)
    assert csv_of(week).key != russian


@pytest.mark.parametrize("compares", [False, True])
@pytest.mark.parametrize("section", Section)
async def test_what_is_drawn_are_the_figures_numbers(section: Section, compares: bool) -> None:
    speak(Language.EN)
    page = await page_of(section, compares=compares)
    blocks = plate_of(page, Theme.LIGHT, BankInMemory()).blocks
    figure, before = page.figure, page.before
    match figure:
        case Overview():
            assert bars(blocks) == figure.searches_by_day
            assert [tile.value for tile in tiles(blocks)][:1] == [f"{figure.searches.now:,.0f}"]
            assert isinstance(before, Overview) is compares
        case Hours():
            most = max(max(row) for one in (figure, before) if isinstance(one, Hours) for row in one.searches)
            heats = [block for block in blocks if isinstance(block, Heat)]
            assert len(heats) == 1 + compares
            assert heats[0].shades == tuple(tuple(number / most for number in row) for row in figure.searches)
        case Queries():
            value = "nothing_found" if section is Section.NOTHING else "searches"
            assert values(blocks) == [f"{getattr(row, value):,}" for row in figure.rows]
        case Tags():
            assert values(blocks) == [f"{row.searches:,}" for row in figure.rows]
        case Photos():
            assert values(blocks) == [
                f"{number:,}"
                for number in (*(r.opened for r in figure.opened), *(r.downloads for r in figure.downloaded))
            ]
        case Growth():
            series = [line.numbers for block in blocks if isinstance(block, Lines) for line in block.lines]
            assert series == [figure.published, figure.waiting]
        case Speed():
            series = [line.numbers for block in blocks if isinstance(block, Lines) for line in block.lines]
            assert series == [figure.median_ms, figure.p95_ms]
        case Digests():
            assert bars(blocks) == figure.links_by_day
            counted = (figure.issues, figure.people, figure.links, figure.reactions)
            assert [tile.value for tile in tiles(blocks)] == [f"{one:,}" for one in counted]
            assert all(bool(tile.change) is compares for tile in tiles(blocks))
            assert values(blocks) == [f"{row.people:,}" for row in figure.rows]
        case Quality():
            assert bars(blocks) == tuple(o / s for o, s in zip(figure.opened_at, figure.shown_at, strict=True))
        case Retention():
            (heat,) = [block for block in blocks if isinstance(block, Heat)]
            assert heat.shades[0][1] == figure.cohorts[0].returned[1] / figure.cohorts[0].returned[0]
        case _:
            shares = [row.value for block in blocks if isinstance(block, Ranking) for row in block.rows]
            assert shares[:2] == ["71%", "29%"]


def bars(blocks: tuple[Block, ...]) -> tuple[float, ...]:
    return next(block.numbers for block in blocks if isinstance(block, Bars))


def tiles(blocks: tuple[Block, ...]) -> list:  # type: ignore[type-arg]
    return [tile for block in blocks if isinstance(block, Tiles) for tile in block.tiles]


def values(blocks: tuple[Block, ...]) -> list[str]:
    return [row.value for block in blocks if isinstance(block, Ranking) for row in block.rows]


@pytest.mark.parametrize("scale", [1.0, 0.01, 0.0])
@pytest.mark.parametrize("language", Language)
async def test_every_picture_fits_a_phone_in_both_languages(language: Language, scale: float, tmp_path: Path) -> None:
    """Of a lively bank, of a small one and of one that nobody uses: as wide as a phone, and no higher than is kept."""
    speak(language)
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(jpeg("red"))
    bank = BankInMemory(copy)
    plates: list[Plate] = []
    for days in (1, 90) if scale == 1 else (7,):
        for compares in (False, True):
            pages = await reading_of(bank, scale).all(MODERATOR, Asked(days=days, compares=compares))
            plates += [plate_of(page, Theme.DARK, bank) for page in pages]
    assert scale or all(isinstance(plate.blocks[0], Empty) for plate in plates if plate.title)
    for plate in plates:
        assert plate_height(plate) <= SCREEN, plate.title
    for plate in plates[-len(Section) :] if scale == 1 else plates[:1]:
        assert size_of(draw_plate(plate)) == (WIDTH, plate_height(plate))


def size_of(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("language", Language)
async def test_single_figures_fit_a_phone_and_their_tables_hold_them(bank: Bank, language: Language) -> None:
    speak(language)
    (photo_id,) = await bank.take("red")
    acts = dashboard_of(bank)
    async with bank.database.begin(writes=True) as work:
        partner = (await work.people.add(77, Role.PARTNER, None, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))).person_id
        await work.commit()
    for page in (
        await acts.read_photo_stats(MODERATOR, photo_id, 90),
        await acts.read_tag_stats(MODERATOR, "мост"),
        await acts.read_partner_stats(MODERATOR, partner, 1),
    ):
        plate = plate_of_single(page, Theme.LIGHT, bank.files)
        assert size_of(draw_plate(plate))[1] <= SCREEN
        table = table_of_single(page)
        days = [row for row in table.rows if isinstance(row[1], dt.date)]
        assert len(days) in {page.figure.period.days, 2 * page.figure.period.days}
        assert any(row[2] == page.figure.downloads.now for row in table.rows)
