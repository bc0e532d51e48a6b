"""The commands of the terminal: what they answer, and how they fail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_importing import PHOTOBANK, environment, photobank, picture


def run(*arguments: str, home: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PHOTOBANK, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**environment(), "PHOTOBANK_HOME": str(home), **settings},
        cwd=home.parent,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PHOTOBANK_BOT_TOKEN", "not-a-token"),
        ("PHOTOBANK_WEBHOOK_PORT", "99999"),
        ("PHOTOBANK_OWNER_IDS", "me"),
        ("PHOTOBANK_LANGUAGE", "de"),
        ("PHOTOBANK_WEBHOOK_URL", "photobank"),
        ("PHOTOBANK_LOG_LEVEL", "LOUD"),
        ("PHOTOBANK_TIME_ZONE", "Europe/Nowhere"),
        ("PHOTOBANK_LEAST_PEOPLE", "0"),
        ("PHOTOBANK_DATABASE_URL", "mysterydb://host"),
        ("PHOTOBANK_ENCODER", "local-dir:/nowhere"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence_that_names_it(name: str, value: str, tmp_path: Path) -> None:
    token = {} if name == "PHOTOBANK_BOT_TOKEN" else {"PHOTOBANK_BOT_TOKEN": "123456:" + "x" * 35}
    done = run("serve", home=tmp_path / "home", **{**token, name: value})
    assert done.returncode in {1, 2}
    assert name in done.stderr or value in done.stderr
    assert "Traceback" not in done.stderr
    assert "not-a-token" not in done.stderr
    assert "x" * 35 not in done.stderr


def test_serving_without_a_token_says_which_setting_is_missing(tmp_path: Path) -> None:
    done = run("serve", home=tmp_path / "home")
    assert done.returncode == 1
    assert "PHOTOBANK_BOT_TOKEN" in done.stderr


def test_searching_by_a_picture_and_by_tag_from_the_terminal(tmp_path: Path) -> None:
    home, photos = tmp_path / "home", tmp_path / "photos"
    photos.mkdir()
    for number in range(3):
        picture(number).save(photos / f"{number}.jpg")
    photobank(home, "import", photos)
    by_photo = json.loads(photobank(home, "search", "--photo", photos / "1.jpg", "--limit", "1", "--json").stdout)
    (same,) = by_photo["understood"]["same_photo_ids"]
    assert by_photo["understood"]["sample_count"] == 1
    assert len(by_photo["hits"]) == 1
    assert by_photo["hits"][0]["photo_id"] != same, "the same frame is never its own best hit"
    assert f"#{same}" in photobank(home, "search", "--photo", photos / "1.jpg").stdout
    by_tag = json.loads(photobank(home, "search", "--tag", "мост", "--json").stdout)
    assert (by_tag["understood"]["tags"], by_tag["hits"]) == (["bridge"], [])
    by_unknown = json.loads(photobank(home, "search", "--tag", "абракадабра", "--json").stdout)
    assert (by_unknown["understood"]["unknown_tags"], by_unknown["hits"]) == (["абракадабра"], [])


def test_searching_for_nothing_is_a_sentence(tmp_path: Path) -> None:
    done = photobank(tmp_path / "home", "search", "  ")
    assert done.returncode == 1
    assert "nothing to search for" in done.stderr


def test_pulling_a_model_without_a_network_is_a_sentence(tmp_path: Path) -> None:
    done = run(
        "models", "pull", home=tmp_path / "home", HF_HOME=str(tmp_path / "hub"), HF_ENDPOINT="http://127.0.0.1:9"
    )
    assert done.returncode == 1
    assert "photobank models pull" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_encoder_than_the_banks_own_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (tmp_path / "photos").mkdir()
    photobank(home, "import", tmp_path / "photos")
    done = run("search", "мост", home=home, PHOTOBANK_ENCODER="xlm-roberta-base-ViT-B-32/laion5b_s13b_b90k")
    assert done.returncode == 1
    assert "photobank reindex --encoder" in done.stderr


@pytest.mark.parametrize("heavy", ["torch", "chromadb", "matplotlib", "xlsxwriter"])
def test_importing_the_bot_and_the_nouns_does_not_import_what_is_heavy(heavy: str) -> None:
    code = f"import sys, bot, bot.app, bot.cli, engine.model; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ)).returncode == 0


def test_a_deleted_index_comes_back_from_sql(tmp_path: Path) -> None:
    home, photos = tmp_path / "home", tmp_path / "photos"
    photos.mkdir()
    for number in range(3):
        picture(number).save(photos / f"{number}.jpg")
    photobank(home, "import", photos)
    shutil.rmtree(home / "index")
    done = photobank(home, "reindex")
    assert "3 photos in the index" in done.stdout, done.stderr
    found = json.loads(photobank(home, "search", "--photo", photos / "1.jpg", "--json").stdout)
    assert len(found["hits"]) + len(found["understood"]["same_photo_ids"]) == 3
