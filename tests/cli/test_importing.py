"""`photobank import` as a user runs it: a process of its own, which may be killed at any moment."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from bot.bank import open_photobank
from bot.settings import Settings
from engine.model import PhotoId

PHOTOBANK = (sys.executable, "-c", "from bot.cli import app; app()")


def photobank(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PHOTOBANK, *map(str, arguments), "--home", str(home)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment(),
    )


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PHOTOBANK_")}
    return {**kept, "PHOTOBANK_ENCODER": "bundled", "COLUMNS": "200"}


def picture(number: int, side: int = 300) -> Image.Image:
    """A picture of its own for each number."""
    noise = np.random.default_rng(number).integers(0, 255, (6, 8, 3), np.uint8)
    return Image.fromarray(noise).resize((side, side * 3 // 4), Image.Resampling.BICUBIC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six formats in nested folders with Cyrillic names, and three files that are no pictures."""
    photos = tmp_path / "Мои фото"
    (photos / "Зима 2025" / "мосты").mkdir(parents=True)
    pillow_heif.register_heif_opener()
    picture(1).save(photos / "собор.jpg")
    picture(2).save(photos / "Зима 2025" / "каток.PNG")
    picture(3).save(photos / "Зима 2025" / "мосты" / "мост.webp")
    picture(4).save(photos / "Зима 2025" / "мосты" / "мост.heic")
    picture(5).save(photos / "avif.avif")
    picture(6).convert("CMYK").save(photos / "печать.jpeg")
    (photos / "сломано.jpg").write_bytes((photos / "собор.jpg").read_bytes()[:700])
    (photos / "договор.jpg").write_bytes(b"%PDF-1.7\n")
    (photos / "заметки.txt").write_text("не фотография", encoding="utf-8")
    return photos


def test_a_folder_is_taken_in_and_one_broken_file_spoils_nothing(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = photobank(home, "import", folder)
    assert first.returncode == 0, first.stderr
    assert "6 taken, 0 already here, 2 refused" in first.stdout
    assert "refused сломано.jpg: " in first.stderr
    assert "refused договор.jpg: " in first.stderr
    assert "bundled" in first.stderr
    assert "photobank models pull" in first.stderr
    second = photobank(home, "import", folder)
    assert "0 taken, 6 already here, 2 refused" in second.stdout
    found = json.loads(photobank(home, "search", "мост", "--limit", "20", "--json").stdout)
    assert len(found["hits"]) == 6
    asked_for = {"photo_id", "score", "band", "captions", "tags", "metadata", "preview"}
    assert set(found["hits"][0]) == asked_for | {"reason", "similar_count"}
    assert all(Path(hit["preview"]).exists() for hit in found["hits"])


def test_with_review_nothing_is_published(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert photobank(home, "import", folder, "--review").returncode == 0
    assert json.loads(photobank(home, "search", "мост", "--json").stdout)["hits"] == []


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    done = photobank(tmp_path / "home", "import", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.timeout(900)
def test_killed_twenty_times_the_import_ends_with_every_photo_exactly_once_in_all_three_stores(tmp_path: Path) -> None:
    photos, home = tmp_path / "photos", tmp_path / "home"
    photos.mkdir()
    for number in range(60):
        picture(number, side=900).save(photos / f"{number}.jpg")
    chance = random.Random(7)
    (tmp_path / "empty").mkdir()
    began = time.monotonic()
    photobank(home, "import", tmp_path / "empty")
    start = time.monotonic() - began  # on this machine; kills fall around and after it
    kills = 0
    while kills < 20:
        process = subprocess.Popen(
            [*PHOTOBANK, "import", str(photos), "--home", str(home)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        time.sleep(chance.uniform(0.5, 1.0) * start + chance.uniform(0, 0.5))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
    assert photobank(home, "import", photos).returncode == 0
    asyncio.run(assert_whole(home, range(60)))


async def assert_whole(home: Path, numbers: Sequence[int]) -> None:
    """SQL, files and index hold the same photos, each once, all published."""
    async with open_photobank(Settings(home=home)) as bank:
        ids = [PhotoId(number) for number in range(1, 1000)]
        async with bank.begin() as work:
            photos = await work.photos.get(ids)
            vectors = await work.embeddings.get(bank.encoder.encoder_id, list(photos))
            published = await work.photos.published_among(list(photos))
        assert len(photos) == len(numbers)
        assert set(vectors) == set(photos) == published == await bank.index.ids()
        hashes = [photo.content_hash for photo in photos.values()]
        assert len(set(hashes)) == len(numbers)
        assert all([await bank.files.has_all(content_hash) for content_hash in hashes])
    kept = sorted(path.name for path in (home / "files" / "originals").rglob("*") if path.is_file())
    assert [name for name in kept if not name.endswith(".part")] == sorted(hashes)


def test_the_database_passes_its_own_check_after_an_import(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    photobank(home, "import", folder)
    with sqlite3.connect(home / "photobank.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_table_says_what_the_photos_show_and_whose_they_are(folder: Path, tmp_path: Path) -> None:
    """By path or by name; what it says of no photo, and tags that nobody knows, are named."""
    home, table = tmp_path / "home", tmp_path / "about.csv"
    rows = [
        "Файл;Подпись;Теги;Автор;Место;Дата",
        "Зима 2025/мосты/мост.webp;Ночной мост;мост, небывалый;Анна Ли, CC BY;Набережная;24.12.2025",
        "каток.PNG;Skating rink;;;;",
        "пропавшая.jpg;Мост;;;;",
    ]
    table.write_bytes("\r\n".join(rows).encode("cp1251"))
    done = photobank(home, "import", folder, "--about", table)
    assert done.returncode == 0, done.stderr
    assert "no photo is called пропавшая.jpg" in done.stderr
    assert "the vocabulary has no tag “небывалый” (1×)" in done.stderr
    found = json.loads(photobank(home, "search", "#мост", "--json").stdout)["hits"]
    assert [hit["captions"]["ru"] for hit in found] == ["Ночной мост"]
    assert found[0]["metadata"]["place"] == "Набережная"
    assert found[0]["metadata"]["taken_at"].startswith("2025-12-24")
    table.write_text("file,date\nсобор.jpg,вчера", encoding="utf-8")
    broken = photobank(home, "import", folder, "--about", table)
    assert broken.returncode != 0
    assert "Row 2 of that file cannot be used" in broken.stderr
    assert "Traceback" not in broken.stderr
