"""Digests in the terminal: what is planned, and what an issue would say."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.test_commands import run
from tests.cli.test_importing import photobank, picture

PHOTOS = 3


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A bank whose photos were published two days ago: an issue tells of whole days, and today is none yet."""
    home, photos = tmp_path / "home", tmp_path / "photos"
    photos.mkdir()
    for number in range(PHOTOS):
        picture(number).save(photos / f"{number}.jpg")
    photobank(home, "import", photos)
    before = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    with sqlite3.connect(home / "photobank.db") as connection:
        connection.execute("UPDATE photos SET published_at = ?", (before.strftime("%Y-%m-%d %H:%M:%S.%f"),))
    connection.close()
    return home


def test_an_issue_is_told_and_drawn_without_posting_it(home: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "weekly.png"
    done = photobank(home, "digest", "preview", "weekly", "--json", "--png", drawn, "--language", "en")
    told = json.loads(done.stdout)
    assert len(told["photo_ids"]) == PHOTOS
    assert f"{PHOTOS} photos" in "\n".join(told["words"])
    with Image.open(drawn) as image:
        assert (image.format, image.width) == ("PNG", 1080)


def test_a_bank_without_schedules_says_where_they_come_from(tmp_path: Path) -> None:
    listed = run("digest", "list", home=tmp_path / "home")
    assert listed.returncode == 0, listed.stderr
    assert "PHOTOBANK_DIGESTS" in listed.stdout
    assert json.loads(run("digest", "list", "--json", home=tmp_path / "home").stdout) == {"schedules": []}


def test_a_bank_with_nothing_new_says_so(tmp_path: Path) -> None:
    done = run("digest", "preview", "daily", home=tmp_path / "home")
    assert done.returncode == 1
    assert "nothing to tell" in done.stdout
