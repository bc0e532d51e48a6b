"""Whatever is typed, sent or forged gets one polite sentence, and the bot goes on."""

from __future__ import annotations

import logging
import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from tests.conftest import jpeg
from tests.end_to_end.conftest import SCENES, scene_jpeg


def huge_png(side: int = 30_000) -> bytes:
    """A valid header of side × side pixels over little data: what a bomb looks like from outside."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * (side + 1) * 10)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def heavy_jpeg(megabytes: int) -> bytes:
    """Noise does not compress; the rest is a comment that no decoder reads."""
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), np.uint8)
    out = BytesIO()
    Image.fromarray(noise).save(out, "JPEG", quality=95)
    body = out.getvalue()
    comment = b"\xff\xfe\xff\xff" + b"x" * 65533
    missing = megabytes * 1024 * 1024 - len(body)
    return body[:2] + comment * (missing // len(comment)) + body[2:]


@pytest.fixture
async def visitor(telegram: Sandbox, caplog: pytest.LogCaptureFixture) -> SandboxPerson:
    caplog.set_level(logging.INFO)
    return await telegram.person("Гость", language="ru")


@pytest.fixture
async def visitors(visitor: SandboxPerson, telegram: Sandbox) -> list[SandboxPerson]:
    """One of each language."""
    return [visitor, await telegram.person("Guest", language="en")]


def is_sentence_for(person: SandboxPerson, seen: Seen) -> bool:
    """Words, in the person's own language."""
    cyrillic = sum("а" <= letter <= "я" for letter in seen.text.lower())
    latin = sum("a" <= letter <= "z" for letter in seen.text.lower())
    return max(cyrillic, latin) > 3 and (cyrillic > latin) is (person.first_name == "Гость")


@pytest.fixture
async def still_works(visitor: SandboxPerson, caplog: pytest.LogCaptureFixture, telegram: Sandbox) -> object:
    async def check() -> None:
        await visitor.says("#bridge")
        await visitor.sees(lambda seen: seen.has_photo)
        assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
        assert telegram.token not in caplog.text

    return check


@pytest.mark.parametrize(
    "text",
    ["🙂" * 4096, "\u202eтсом\u202c", "\x07\x1b[31m", "#", "...", "<b>&lt;", "/nonsense", "'; DROP TABLE photos; --"],
    ids=["emoji", "rtl", "control", "hash", "dots", "markup", "command", "injection"],
)
async def test_strange_text_is_answered(text: str, visitors: list[SandboxPerson], still_works) -> None:
    for visitor in visitors:
        await visitor.says(text)
        assert is_sentence_for(visitor, await visitor.sees())
    await still_works()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tiny.png", jpeg(size=(1, 1))),
        ("huge.png", huge_png()),
        ("truncated.jpg", scene_jpeg(SCENES[0])[:6000]),
        ("paper.jpg", b"%PDF-1.7\n" + b"hello " * 500),
        ("empty.txt.jpg", b"\x00" * 100),
        ("heavy.jpg", heavy_jpeg(21)),
    ],
    ids=["1x1", "30000x30000", "truncated", "pdf", "zeros", "21 MB"],
)
async def test_a_bad_picture_file_is_answered(
    name: str, content: bytes, visitors: list[SandboxPerson], still_works
) -> None:
    for visitor in visitors:
        await visitor.sends_document(content, name=name, mime="image/jpeg")
        answer = await visitor.sees()
        assert is_sentence_for(visitor, answer)
        assert not answer.has_photo
    await still_works()


async def test_a_photo_of_nearly_twenty_megabytes_is_searched_by(visitor: SandboxPerson, still_works) -> None:
    await visitor.sends_document(heavy_jpeg(19), name="heavy.jpg", mime="image/jpeg")
    assert (await visitor.sees()).has_photo
    await still_works()


async def test_a_sticker_and_a_voice_message_are_answered(visitors: list[SandboxPerson], still_works) -> None:
    for visitor in visitors:
        await visitor.sends_sticker()
        assert is_sentence_for(visitor, await visitor.sees())
        await visitor.sends_voice()
        assert is_sentence_for(visitor, await visitor.sees())
    await still_works()


@pytest.mark.parametrize(
    "data",
    [
        "p:1:999",
        "p:99999999999:1",
        "o:999999:1:1",
        "s:-5",
        "p:x:y",
        "nonsense",
        "p:1:1:1:1",
        "s:99999999999999999999999",
    ],
)
async def test_a_stale_or_forged_button_is_answered(data: str, visitor: SandboxPerson, still_works) -> None:
    await visitor.says("#bridge")
    await visitor.sees(lambda seen: seen.has_photo)
    toasts, sightings = len(visitor.toasts), len(visitor.messages)
    await visitor.taps_data(data)
    await visitor._line.wait_until(
        lambda: len(visitor.toasts) > toasts or len(visitor.messages) > sightings, "an answer", 10
    )
    await still_works()


async def test_somebody_elses_search_cannot_be_opened(visitor: SandboxPerson, telegram: Sandbox) -> None:
    other = await telegram.person("Другой")
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    turn = next(button.callback_data for row in sheet.rows for button in row if "▶" in button.text)
    await other.says("#park")
    await other.sees(lambda seen: seen.has_photo)
    toasts, sightings = len(other.toasts), len(other.messages)
    await other.taps_data(turn or "")
    await other._line.wait_until(lambda: len(other.toasts) > toasts or len(other.messages) > sightings, "an answer", 10)


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop", "drop_upload"])
async def test_trouble_on_the_way_to_telegram_loses_no_answer(
    kind: str, visitor: SandboxPerson, telegram: Sandbox
) -> None:
    await telegram.fails("sendPhoto", kind, times=1, retry_after=1)
    await visitor.says("#bridge")
    assert (await visitor.sees(lambda seen: seen.has_photo)).has_photo


async def test_a_person_who_blocks_the_bot_disturbs_nobody(visitor: SandboxPerson, telegram: Sandbox) -> None:
    await visitor.says("#bridge")
    await visitor.blocks()
    other = await telegram.person("Другой")
    await other.says("#bridge")
    assert (await other.sees(lambda seen: seen.has_photo)).has_photo
