"""The commands that run for long: serving by polling and by webhook, importing beside a running bot, the demo."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from PIL import Image

from bot.bank import Photobank
from bot.cli.demo import TOKEN
from bot.sandbox.client import Sandbox
from bot.settings import Settings
from engine.model import PhotoId
from tests.cli.test_importing import PHOTOBANK, environment
from tests.storage.conftest import free_port


@asynccontextmanager
async def serving(home: Path, telegram: Sandbox, **settings: str) -> AsyncIterator[list[str]]:
    """`photobank serve` as a process of its own against the stand-in; what it writes to standard error."""
    written: list[str] = []
    process = await asyncio.create_subprocess_exec(
        *PHOTOBANK,
        "serve",
        "--home",
        str(home),
        stderr=asyncio.subprocess.PIPE,
        env={
            **environment(),
            "PHOTOBANK_BOT_TOKEN": telegram.token,
            "PHOTOBANK_API_URL": telegram.api_url,
            "PHOTOBANK_LOG_LEVEL": "DEBUG",
            **settings,
        },
    )
    assert process.stderr is not None
    stream = process.stderr

    async def read() -> None:
        async for line in stream:
            written.append(line.decode())

    reading = asyncio.ensure_future(read())
    try:
        yield written
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 30) in {0, 130}
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await reading


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_serve_answers_and_ends_at_ctrl_c_without_a_token_in_its_log(way: str, settings: Settings) -> None:
    port = free_port()
    webhook = {
        "PHOTOBANK_WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "PHOTOBANK_WEBHOOK_SECRET": "s3cret-of-the-hook",
        "PHOTOBANK_WEBHOOK_PORT": str(port),
    }
    async with Sandbox.started() as telegram:
        async with serving(settings.home, telegram, **(webhook if way == "webhook" else {})) as written:
            if way == "webhook":
                await telegram.sees_call("setWebhook", within=60)
            else:
                await telegram.sees_bot(within=60)
            visitor = await telegram.person("Гость")
            await visitor.says("ночной мост")
            assert (await visitor.sees(lambda seen: seen.has_photo, within=30)).has_photo
            methods = {call["method"] for call in await telegram.calls()}
            assert ("setWebhook" in methods) == (way == "webhook")
        log = "".join(written)
    assert telegram.token not in log
    assert "s3cret-of-the-hook" not in log
    assert "Traceback" not in log


async def test_photos_imported_beside_a_running_bot_are_found_within_seconds(
    telegram: Sandbox, photobank: Photobank, tmp_path: Path
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    checkers = Image.new("RGB", (640, 480), (255, 0, 255))
    checkers.paste((0, 255, 255), (0, 0, 320, 480))
    checkers.save(photos / "необычное.jpg")
    visitor = await telegram.person("Гость")
    process = await asyncio.create_subprocess_exec(
        *PHOTOBANK,
        "import",
        str(photos),
        "--home",
        str(photobank.settings.home),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment(),
    )
    out, err = await process.communicate()
    assert b"1 taken" in out, err
    assert b"running bot" in err
    deadline = asyncio.get_running_loop().time() + 5
    async with photobank.begin() as work:
        newest = PhotoId(await work.photos.count())
    while True:
        await visitor.sends_photo((photos / "необычное.jpg").read_bytes())
        sheet = await visitor.sees(lambda seen: seen.has_photo)
        if f"o:{newest}:" in "".join(button.callback_data or "" for row in sheet.rows for button in row):
            break
        assert asyncio.get_running_loop().time() < deadline, "the new photo is not found within 5 s"
        await asyncio.sleep(0.3)


async def test_a_search_from_the_terminal_works_beside_a_running_bot(telegram: Sandbox, photobank: Photobank) -> None:
    process = await asyncio.create_subprocess_exec(
        *PHOTOBANK, "search", "ночной мост", "--json", "--home", str(photobank.settings.home),
        stdout=asyncio.subprocess.PIPE, env=environment(),
    )  # fmt: skip
    out, _ = await process.communicate()
    assert len(json.loads(out)["hits"]) == 9
    assert telegram.bot_online


@pytest.mark.timeout(900)
def test_the_demo_builds_its_bank_answers_in_the_terminal_and_reuses_the_bank(tmp_path: Path) -> None:
    def ask(words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PHOTOBANK, "demo", "--home", str(tmp_path / "demo"), "--ask", words],
            capture_output=True,
            text=True,
            timeout=800,
            check=False,
            env=environment(),
        )

    first = ask("ночной мост")
    assert first.returncode == 0, first.stderr
    lines = re.findall(r"^ +\d  #\d+ +(exact|close|far) +(.+)$", first.stdout, re.MULTILINE)
    assert len(lines) == 9
    with Image.open(tmp_path / "demo" / "answer.png") as sheet:
        assert sheet.format == "PNG"
        assert sheet.width > 1000
    drawn = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "demo" / "files").rglob("*.jpg"))
    assert len(drawn) == 2 * 480
    assert ask("bridge at night").returncode == 0
    assert sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "demo" / "files").rglob("*.jpg")) == drawn
    nothing = ask("...")
    assert nothing.returncode == 1
    assert "nothing to search for" in nothing.stderr
    for _ in range(2):  # the second time with all that the bank remembers of the first
        asyncio.run(newcomer_visits(tmp_path / "demo"))


async def newcomer_visits(home: Path) -> None:
    """Starts the demo, asks on its chat page's side, opens a photo, and ends it; nothing is refused on the way."""
    process = await asyncio.create_subprocess_exec(
        *PHOTOBANK, "demo", "--home", str(home), "--port", "0", stdout=asyncio.subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(300):
            while not (line := (await process.stdout.readline()).decode()).startswith("The chat page: "):
                assert process.returncode is None
        url = line.split()[-1]
        async with Sandbox.running_at(url, TOKEN) as telegram:
            visitor = await telegram.person("Анна")
            await visitor.says("ночной мост без людей")
            sheet = await visitor.sees(lambda seen: seen.has_photo, within=60)
            assert "9" in sheet.buttons
            await visitor.taps("1")
            card = await visitor.sees(lambda seen: seen.edited, within=60)
            assert "CC BY" in card.text
            assert [call for call in await telegram.calls() if call["status"] != 200] == []
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 60) in {0, 130}
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(url)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def test_a_taken_port_is_a_sentence(settings: Settings) -> None:
    from bot.cli.local_telegram import stand_in
    from engine.errors import BadSetting

    async with stand_in(0, "42:x-y-z") as first:
        port = int((await first.address()).rsplit(":", 1)[1])
        async with stand_in(port, "42:x-y-z") as second:
            with pytest.raises(BadSetting, match=str(port)):
                await second.address()


def test_the_stand_in_leaves_no_process_behind() -> None:
    code = (
        "import asyncio, os\n"
        "from bot.cli.local_telegram import stand_in\n"
        "async def main():\n"
        "    async with stand_in(0, '42:x-y-z'):\n"
        "        children = open(f'/proc/self/task/{os.getpid()}/children').read().split()\n"
        "    print(*children)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    children = done.stdout.split()
    assert children
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
