"""The demo's bank belongs to one drawn city."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.cli.demo import make_way
from engine.training.demo_bank import edition


def bank_in(home: Path) -> None:
    (home / "photobank.db").write_bytes(home.name.encode())


def test_a_bank_of_the_same_city_stays_where_it_is(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    make_way(home, "one")
    bank_in(home)
    make_way(home, "one")
    assert (home / "photobank.db").exists()
    assert list(tmp_path.iterdir()) == [home]


def test_a_bank_of_an_earlier_city_is_put_aside_and_kept(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    for city in ("one", "two", "three"):
        make_way(home, city)
        assert not (home / "photobank.db").exists()
        bank_in(home)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo", "demo-before-1", "demo-before-2"]
    assert all((path / "photobank.db").exists() for path in tmp_path.iterdir())


def test_a_bank_without_a_note_is_of_an_unknown_city(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    home.mkdir()
    bank_in(home)
    make_way(home, "one")
    assert (tmp_path / "demo-before-1" / "photobank.db").exists()


def test_the_edition_is_the_same_in_every_process() -> None:
    program = "from engine.training.demo_bank import edition; print(edition())"
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": order},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for order in ("1", "2")
    }
    assert told == {edition()}
    assert len(edition()) == 8
