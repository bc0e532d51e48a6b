"""The dashboard in the terminal."""

from __future__ import annotations

import asyncio
import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from bot.cli.stats import as_object
from engine.model import Role
from storage.database import open_database
from tests.bank import Bank
from tests.cli.test_commands import run
from tests.cli.test_importing import photobank
from tests.conftest import NOON, actor
from tests.people.acting import dashboard_of


def test_the_same_figure_is_printed_drawn_and_written(tmp_path: Path) -> None:
    home, table, board = tmp_path / "home", tmp_path / "overview.csv", tmp_path / "overview.png"
    photobank(home, "search", "мост")
    done = photobank(home, "stats", "--compare", "--json", "--csv", table, "--png", board, "--language", "en", "--dark")
    found = json.loads(done.stdout)
    assert (found["section"], found["days"]) == ("overview", 7)
    assert found["figure"]["searches"]["now"] == 1
    assert found["before"]["searches"]["now"] == 0
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[:2] == [["What", "Of what", "Now", "Before"], ["Searches", "", "1", "0"]]
    with Image.open(board) as image:
        assert (image.format, image.width) == ("PNG", 1080)
        assert image.convert("RGB").getpixel((5, 5)) == (0x1C, 0x20, 0x28)


def test_a_number_of_days_that_the_chat_does_not_offer_is_a_sentence(tmp_path: Path) -> None:
    done = run("stats", "--days", "8", home=tmp_path / "home")
    assert done.returncode == 1
    assert "--days" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_partners_figure_by_their_telegram_id(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert photobank(home, "search", "мост").returncode == 0

    async def meet() -> None:
        opened = await open_database(f"sqlite+aiosqlite:///{home / 'photobank.db'}")
        async with opened.begin(writes=True) as work:
            await work.people.add(5550001, Role.PARTNER, None, NOON)
            await work.people.add(5550002, Role.VISITOR, None, NOON)
            await work.commit()
        await opened.aclose()

    asyncio.run(meet())
    done = photobank(home, "stats", "--partner", "5550001", "--days", "90", "--json")
    found = json.loads(done.stdout)
    assert found["days"] == 90
    assert found["figure"]["downloads"] == {"now": 0, "before": 0}
    assert len(found["figure"]["searches_by_day"]) == 90
    for telegram_id in ("5550002", "5550003"):
        done = run("stats", "--partner", telegram_id, home=home)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_what_digests_bring_is_a_section_like_the_others(tmp_path: Path) -> None:
    found = json.loads(photobank(tmp_path / "home", "stats", "--section", "digests", "--json").stdout)
    assert (found["section"], found["figure"]["links"], found["figure"]["rows"]) == ("digests", 0, [])


@pytest.mark.parametrize("days", [1, 30])
async def test_one_tags_figure_as_json(bank: Bank, days: int) -> None:
    page = await dashboard_of(bank).read_tag_stats(actor(Role.OWNER), "мост", days)
    found = json.loads(json.dumps(as_object(page)))
    assert found["figure"]["slug"] == "bridge"
    assert found["figure"]["period"]["last"] == "2026-05-01"
    assert len(found["figure"]["searches_by_day"]) == days
