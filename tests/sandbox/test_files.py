"""Files: the ladder of photo sizes, ids, limits, and downloading."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile
from PIL import Image

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import picture
from tests.sandbox.wire import Wire

MB = 1024 * 1024


async def photo_id(wire: Wire, chat_id: int) -> str:
    sent = await wire("sendPhoto", chat_id=chat_id, photo=picture())
    return str(sent.result["photo"][-1]["file_id"])


@pytest.mark.parametrize(
    ("method", "parameters", "refusal"),
    [
        pytest.param("sendPhoto", {}, "there is no photo in the request", marks=pytest.mark.row(35), id="photo"),
        pytest.param(
            "sendDocument", {}, "there is no document in the request", marks=pytest.mark.row(35), id="document"
        ),
        pytest.param(
            "sendPhoto",
            {"photo": "attach://x"},
            "there is no photo in the request",
            marks=pytest.mark.row(35),
            id="no such part",
        ),
        pytest.param(
            "sendPhoto",
            {"photo": bytes(10 * MB + 1)},
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
            marks=pytest.mark.row(37),
            id="row 37",
        ),
        pytest.param(
            "sendPhoto", {"photo": picture(9991, 10)}, "PHOTO_INVALID_DIMENSIONS", marks=pytest.mark.row(38), id="sum"
        ),
        pytest.param(
            "sendPhoto",
            {"photo": picture(2100, 100)},
            "PHOTO_INVALID_DIMENSIONS",
            marks=pytest.mark.row(38),
            id="ratio",
        ),
        pytest.param(
            "sendPhoto", {"photo": b"not a picture"}, "IMAGE_PROCESS_FAILED", marks=pytest.mark.row(39), id="row 39"
        ),
        pytest.param(
            "sendPhoto", {"photo": picture()[:-900]}, "IMAGE_PROCESS_FAILED", marks=pytest.mark.row(39), id="cut off"
        ),
        pytest.param("sendPhoto", {"photo": b""}, "file must be non-empty", marks=pytest.mark.row(40), id="photo"),
        pytest.param(
            "sendDocument", {"document": b""}, "file must be non-empty", marks=pytest.mark.row(40), id="document"
        ),
        pytest.param(
            "sendPhoto",
            {"photo": "ABCD!"},
            "wrong remote file identifier specified: Wrong character in the string",
            marks=pytest.mark.row(42),
            id="letters",
        ),
        pytest.param(
            "sendPhoto",
            {"photo": "ABCDE"},
            "wrong remote file identifier specified: Wrong padding in the string",
            marks=pytest.mark.row(42),
            id="padding",
        ),
        pytest.param(
            "sendPhoto",
            {"photo": "AgACAgIA"},
            "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
            marks=pytest.mark.row(42),
            id="unknown",
        ),
        pytest.param(
            "sendPhoto",
            {"photo": "https://a.ru/x.jpg"},
            "failed to get HTTP URL content",
            marks=pytest.mark.row(44),
            id="row 44",
        ),
        pytest.param("getFile", {"file_id": "ABCD"}, "invalid file_id", marks=pytest.mark.row(42), id="getFile"),
        pytest.param("getFile", {}, "invalid file_id", marks=pytest.mark.row(42), id="getFile without one"),
    ],
)
async def test_files_that_are_refused(
    wire: Wire, anna: SandboxPerson, method: str, parameters: dict[str, Any], refusal: str
) -> None:
    assert (await wire(method, chat_id=anna.id, **parameters)).refusal == f"Bad Request: {refusal}"


@pytest.mark.row(36)
async def test_a_file_comes_as_its_own_part_or_as_an_attached_one(wire: Wire, anna: SandboxPerson) -> None:
    own = await wire("sendPhoto", chat_id=anna.id, photo=picture())
    attached = await wire("sendPhoto", chat_id=anna.id, photo="attach://anything", anything=picture())
    assert own.result["photo"][-1]["width"] == attached.result["photo"][-1]["width"] == 640


@pytest.mark.row(41)
async def test_over_50_mb_is_too_large(wire: Wire, anna: SandboxPerson) -> None:
    for size in (50 * MB + 1, 52 * MB):
        answer = await wire("sendDocument", chat_id=anna.id, document=bytes(size))
        assert (answer.status, answer.refusal) == (413, "Request Entity Too Large")


@pytest.mark.row(43)
async def test_a_file_id_keeps_its_kind(wire: Wire, anna: SandboxPerson) -> None:
    photo = await photo_id(wire, anna.id)
    document = (await wire("sendDocument", chat_id=anna.id, document=picture())).result["document"]
    refusals = [
        (await wire("sendPhoto", chat_id=anna.id, photo=document["file_id"])).refusal,
        (await wire("sendDocument", chat_id=anna.id, document=photo)).refusal,
        (await wire("sendPhoto", chat_id=anna.id, photo=document["thumbnail"]["file_id"])).refusal,
    ]
    assert refusals == [
        "Bad Request: can't use file of type Document as Photo",
        "Bad Request: can't use file of type Photo as Document",
        "Bad Request: can't use file of type Thumbnail as Photo",
    ]


@pytest.mark.row(45)
async def test_only_20_mb_can_be_downloaded(bot: Bot, wire: Wire, anna: SandboxPerson) -> None:
    fits = await anna.sends_document(b"x" * 20 * MB, "fits.bin")
    large = await anna.sends_document(b"x" * (20 * MB + 1), "large.bin")
    updates = await bot.get_updates()
    assert [update.message.message_id for update in updates if update.message] == [fits.id, large.id]
    files = [update.message.document.file_id for update in updates if update.message and update.message.document]
    assert (await wire("getFile", file_id=files[0])).result["file_size"] == 20 * MB
    assert (await wire("getFile", file_id=files[1])).refusal == "Bad Request: file is too big"


@pytest.mark.parametrize(
    ("size", "ladder"),
    [
        pytest.param(
            (1080, 812), [(90, 67), (320, 240), (800, 601), (1080, 812)], marks=pytest.mark.row(46), id="1080 wide"
        ),
        pytest.param((320, 240), [(90, 67), (320, 240)], marks=pytest.mark.row(46), id="320 wide"),
        pytest.param((640, 640), [(90, 90), (320, 320), (640, 640)], marks=pytest.mark.row(46), id="a square"),
        pytest.param((4000, 3000), [(90, 67), (320, 240), (800, 600), (1280, 960)], id="a camera's"),
        pytest.param((60, 40), [(60, 40)], id="a tiny one"),
    ],
)
async def test_a_photo_becomes_a_ladder_of_sizes(
    bot: Bot, anna: SandboxPerson, size: tuple[int, int], ladder: list[tuple[int, int]]
) -> None:
    sent = await bot.send_photo(anna.id, BufferedInputFile(picture(*size), "x.png"))
    assert sent.photo
    assert [(one.width, one.height) for one in sent.photo] == ladder
    assert len({one.file_unique_id for one in sent.photo}) == len(ladder)
    for one in sent.photo:
        downloaded = await bot.download(one)
        assert downloaded is not None
        content = downloaded.read()
        assert len(content) == one.file_size
        with Image.open(BytesIO(content)) as image:
            assert (image.format, image.size) == ("JPEG", (one.width, one.height))


@pytest.mark.row(47)
async def test_one_file_has_many_file_ids_and_one_unique_id(bot: Bot, anna: SandboxPerson) -> None:
    first = await bot.send_photo(anna.id, BufferedInputFile(picture(), "x.png"))
    assert first.photo
    again = await bot.send_photo(anna.id, first.photo[0].file_id)
    assert again.photo
    assert [one.file_unique_id for one in again.photo] == [one.file_unique_id for one in first.photo]
    assert not {one.file_id for one in again.photo} & {one.file_id for one in first.photo}
    anew = await bot.send_photo(anna.id, BufferedInputFile(picture(), "x.png"))
    assert anew.photo
    assert anew.photo[-1].file_unique_id != first.photo[-1].file_unique_id


@pytest.mark.row(48)
async def test_photos_are_encoded_anew_and_documents_keep_their_bytes(
    bot: Bot, telegram: Sandbox, anna: SandboxPerson
) -> None:
    buffer = BytesIO()
    exif = Image.Exif()
    exif[274] = 6  # turned by a quarter
    exif[271] = "Camera"
    Image.new("RGB", (200, 100), "navy").save(buffer, "JPEG", exif=exif)
    original = buffer.getvalue()
    as_photo = await anna.sends_photo(original)
    as_document = await anna.sends_document(original, "мост.jpg")
    received = await telegram.picture(as_photo)
    assert received != original
    with Image.open(BytesIO(received)) as image:
        assert image.size == (100, 200)
        assert not image.getexif()
    assert await telegram.picture(as_document) == original
    document = (await bot.get_updates())[1].message.document  # type: ignore[union-attr]
    assert document is not None
    assert (document.file_name, document.mime_type) == ("мост.jpg", "image/jpeg")
    assert document.thumbnail is not None
    downloaded = await bot.download(document)
    assert downloaded is not None
    assert downloaded.read() == original


async def test_transparency_becomes_white(telegram: Sandbox, anna: SandboxPerson) -> None:
    buffer = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(buffer, "PNG")
    received = await telegram.picture(await anna.sends_photo(buffer.getvalue()))
    with Image.open(BytesIO(received)) as image:
        assert image.getpixel((10, 10)) == (255, 255, 255)


async def test_a_document_that_is_no_picture_has_no_thumbnail(bot: Bot, anna: SandboxPerson) -> None:
    sent = await bot.send_document(anna.id, BufferedInputFile(b"%PDF-1.4", "план.pdf"), caption="план")
    assert sent.document is not None
    assert (sent.document.mime_type, sent.document.thumbnail, sent.caption) == ("application/pdf", None, "план")
    broken = await bot.send_document(anna.id, BufferedInputFile(b"no picture", "x.jpg"))
    assert broken.document is not None
    assert (broken.document.mime_type, broken.document.thumbnail) == ("image/jpeg", None)


async def test_a_wrong_path_or_token_downloads_nothing(wire: Wire, anna: SandboxPerson) -> None:
    file_id = await photo_id(wire, anna.id)
    path = (await wire("getFile", file_id=file_id)).result["file_path"]
    assert (await wire.request("GET", f"/file/bot1:X/{path}")).refusal == "Unauthorized"
    assert (await wire.request("GET", f"/file/bot{wire.token}/photos/nothing.jpg")).refusal == "Not Found"
