"""The demo's bank belongs to one drawn city."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import pytest

from bot.cli.demo import CHANNEL, OWNER_ID, demo_settings, make_way
from engine.training.demo_bank import edition


def test_what_the_environment_says_of_ones_own_bot_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("STORAGE_CHAT_ID", "CHANNEL_ID", "PARTNERS_CHAT_ID", "OWNER_IDS"):
        monkeypatch.setenv(f"PHOTOBANK_{name}", "-1001234567890")
    settings = demo_settings(tmp_path)
    assert (settings.storage_chat_id, settings.partners_chat_id) == (None, None)
    assert (settings.channel_id, settings.owner_ids) == (CHANNEL, {OWNER_ID})


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


STAND_IN = """
import asyncio
import sys
import typer
from bot.cli.demo import TOKEN
from bot.cli.local_telegram import stand_in
from bot.cli.running import run

async def main():
    async with stand_in(0, TOKEN) as starting:
        print(await starting.address(), flush=True)
        await asyncio.sleep(600)

try:
    run(main)
except typer.Exit as told:
    sys.exit(told.exit_code)
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 130), (signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_the_stand_in_ends_with_whoever_started_it(number: signal.Signals, code: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STAND_IN], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as started:
        assert started.stdout is not None
        address = urlsplit(started.stdout.readline().strip())
        assert listens(address), "it runs"
        started.send_signal(number)
        assert started.wait(30) == code
    deadline = time.monotonic() + 30
    while listens(address):
        assert time.monotonic() < deadline, "the stand-in outlives whoever started it"
        time.sleep(0.1)


def listens(address: SplitResult) -> bool:
    try:
        socket.create_connection((address.hostname, address.port), 5).close()
    except ConnectionRefusedError:
        return False
    return True
