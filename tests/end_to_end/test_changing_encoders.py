"""`photobank reindex --encoder` as processes of their own: killed in the middle, and beside a bot that goes on."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox.client import Sandbox
from bot.settings import Settings
from engine.encoders.catalogue import BUNDLED_FOLDER
from tests.cli.test_importing import PHOTOBANK, environment
from tests.end_to_end.conftest import SCENES
from tests.end_to_end.test_serving import serving


@pytest.fixture
def other(tmp_path: Path) -> str:
    """An encoder of another name and the same meaning."""
    shutil.copytree(BUNDLED_FOLDER, tmp_path / "other")
    return f"local-dir:{tmp_path / 'other'}"


def reindex(home: Path, encoder: str) -> list[str]:
    return [*PHOTOBANK, "reindex", "--encoder", encoder, "--home", str(home)]


def ask_sql(home: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "photobank.db", timeout=30)) as connection:
        return connection.execute(question).fetchall()


def embedded(home: Path) -> int:
    """By the new encoder."""
    [[count]] = ask_sql(home, "SELECT COUNT(*) FROM embeddings WHERE encoder_id LIKE 'other-%'")
    assert isinstance(count, int)
    return count


def encoder_of(home: Path) -> object:
    return ask_sql(home, "SELECT value FROM bank_settings WHERE key = 'encoder'")[0][0]


def in_the_middle(home: Path, process: subprocess.Popen[bytes]) -> Iterator[int]:
    """How many photos are embedded, again and again, while the process works."""
    while process.poll() is None:
        yield embedded(home)
        time.sleep(0.005)


@pytest.mark.timeout(600)
def test_a_change_killed_in_the_middle_leaves_the_old_encoder_answering_and_goes_on_where_it_was(
    settings: Settings, other: str
) -> None:
    home, quiet = settings.home, subprocess.DEVNULL
    process = subprocess.Popen(reindex(home, other), stdout=quiet, stderr=quiet, env=environment())
    there = next((count for count in in_the_middle(home, process) if count), 0)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert 0 < there <= embedded(home) < len(SCENES)
    there = embedded(home)
    assert encoder_of(home) == "bundled"
    ask = [*PHOTOBANK, "search", "ночной мост", "--json", "--home", str(home)]
    found = json.loads(subprocess.run(ask, capture_output=True, check=True, env=environment(), timeout=120).stdout)
    assert found["hits"]

    marked = "UPDATE embeddings SET vector = zeroblob(length(vector)) WHERE encoder_id LIKE 'other-%' AND photo_id = 1"
    with closing(sqlite3.connect(home / "photobank.db", timeout=30)) as connection:
        assert connection.execute(marked).rowcount == 1
        connection.commit()
    done = subprocess.run(reindex(home, other), capture_output=True, text=True, env=environment(), timeout=300)
    assert f"answers from now on: {len(SCENES)} photos" in done.stdout.replace("\n", " "), done.stderr
    assert (encoder_of(home), embedded(home)) == (other, len(SCENES))
    of_first = "SELECT vector FROM embeddings WHERE encoder_id LIKE 'other-%' AND photo_id = 1"
    assert not any(bytes(ask_sql(home, of_first)[0][0])), "what was there is not made again"  # type: ignore[arg-type]


@pytest.mark.timeout(600)
async def test_a_serving_bot_answers_throughout_a_change_and_then_by_the_new_encoder(
    settings: Settings, other: str
) -> None:
    home = settings.home
    # One visitor asks all the time, which is more than anybody may.
    patient = {"PHOTOBANK_RATE_PER_MINUTE": "100000"}
    async with Sandbox.started() as telegram, serving(home, telegram, **patient) as written:
        await telegram.sees_bot(within=60)
        visitor = await telegram.person("Гость")
        command = await asyncio.create_subprocess_exec(
            *reindex(home, other),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment(),
        )
        finishing = asyncio.ensure_future(command.communicate())
        answered = 0
        while not finishing.done():
            await visitor.says(f"мост {answered}")
            assert (await visitor.sees(lambda seen: seen.has_photo, within=30)).has_photo
            answered += 1
        out, err = await finishing
        assert command.returncode == 0, err
        assert b"answers from now on" in out
        assert answered > 1
        assert encoder_of(home) == other
        await visitor.says("собор")
        assert (await visitor.sees(lambda seen: seen.has_photo, within=30)).has_photo
    log = "".join(written)
    assert f"the encoder {other} answers from now on" in log
    assert "Traceback" not in log
