"""Albums: sent by the bot in one call, received from a person one update at a time."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto

from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import picture
from tests.sandbox.wire import Wire


def photo(name: str = "x") -> dict[str, Any]:
    return {"type": "photo", "media": f"attach://{name}"}


@pytest.mark.parametrize(
    ("media", "refusal"),
    [
        pytest.param([photo()] * 11, "too many messages to send as an album", marks=pytest.mark.row(49), id="eleven"),
        pytest.param([], "there are no messages to send", marks=pytest.mark.row(49), id="none"),
        pytest.param(
            [photo(), {"type": "document", "media": "attach://x"}],
            "document can't be mixed with other media types",
            marks=pytest.mark.row(50),
            id="row 50",
        ),
        pytest.param(
            [photo(), photo("missing")],
            'failed to send message #2 with the error message "there is no photo in the request"',
            marks=pytest.mark.row(51),
            id="missing",
        ),
        pytest.param(
            [photo("empty"), photo()],
            'failed to send message #1 with the error message "IMAGE_PROCESS_FAILED"',
            marks=pytest.mark.row(51),
            id="no picture",
        ),
    ],
)
async def test_albums_that_are_refused(wire: Wire, anna: SandboxPerson, media: Any, refusal: str) -> None:
    answer = await wire("sendMediaGroup", chat_id=anna.id, media=media, x=picture(), empty=b"nothing")
    assert answer.refusal == f"Bad Request: {refusal}"
    assert [seen for seen in await anna.chat() if seen.from_bot] == []


async def test_kinds_that_the_stand_in_does_not_speak_are_refused_by_name(wire: Wire, anna: SandboxPerson) -> None:
    media: list[Any] = [photo(), {"type": "video", "media": "attach://x"}]
    answer = await wire("sendMediaGroup", chat_id=anna.id, media=media, x=picture())
    assert (answer.status, "video" in answer.refusal) == (501, True)


@pytest.mark.row(49)
async def test_one_item_is_sent_without_an_album(wire: Wire, anna: SandboxPerson) -> None:
    (message,) = (await wire("sendMediaGroup", chat_id=anna.id, media=[photo()], x=picture())).result
    assert "media_group_id" not in message


async def test_an_album_shares_its_id(bot: Bot, anna: SandboxPerson) -> None:
    media = [InputMediaPhoto(media=BufferedInputFile(picture(), "x.png"), caption=str(n)) for n in range(3)]
    album = await bot.send_media_group(anna.id, list(media))
    assert len({message.media_group_id for message in album}) == 1
    assert isinstance(album[0].media_group_id, str)
    assert [message.caption for message in album] == ["0", "1", "2"]
    documents = [InputMediaDocument(media=BufferedInputFile(b"x", "x.bin")) for _ in range(2)]
    other = await bot.send_media_group(anna.id, list(documents))
    assert {message.media_group_id for message in other}.isdisjoint({album[0].media_group_id, None})


@pytest.mark.row(52)
async def test_a_persons_album_comes_as_one_update_each(bot: Bot, anna: SandboxPerson) -> None:
    sent = await anna.sends_album([picture(colour=colour) for colour in ("red", "green", "blue")], "три моста")
    messages = [update.message for update in await bot.get_updates() if update.message]
    assert [message.message_id for message in messages] == [seen.id for seen in sent]
    assert len({message.media_group_id for message in messages}) == 1
    assert isinstance(messages[0].media_group_id, str)
    assert [message.caption for message in messages] == ["три моста", None, None]
