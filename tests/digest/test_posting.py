"""Posting over HTTP to the stand-in: what each kind of trouble tells about a send, and that none is tried twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from admin.digest.ports import DigestKind, IssueState, PieceKind
from admin.digest.recalling import RecallPosts
from bot.composing import ComposeDigest
from bot.posting import PostToChannel, Unnoted
from bot.sandbox.client import Sandbox
from bot.sandbox.meeting import SandboxGathering
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from bot.sending import Sender
from engine.blocking import Worker
from engine.model import ContentHash, PhotoId, PhotoState
from storage.file_ids import FileIds
from storage.files import FolderFiles
from tests.conftest import jpeg
from tests.digest.room import MONDAY, OWNER, Room, recipe

SENDS = {PieceKind.ALBUM: "sendMediaGroup", PieceKind.CHART: "sendPhoto"}
"""In one language the words stand under the chart."""
SURELY_NOT = {"429"}
"""Of all the stand-in's troubles this is the only one after which nobody need look."""


@dataclass(kw_only=True)
class Newsroom:
    """A room whose channel is the stand-in's, and somebody who reads it."""

    room: Room
    telegram: Sandbox
    channel: SandboxGathering
    reader: SandboxPerson

    async def posts(self) -> list[Seen]:
        return await self.reader.chat()

    async def asked(self, method: str) -> list[int]:
        """The status of each such call."""
        return [call["status"] for call in await self.telegram.calls(method)]


@pytest.fixture
async def newsroom(room: Room, tmp_path: Path) -> AsyncIterator[Newsroom]:
    files, images = FolderFiles(tmp_path / "files"), Worker("images")
    for number in (1, 2, 3):
        await files.put_copies(
            ContentHash(f"{number:064x}"), preview=jpeg((60 * number, 90, 120)), thumbnail=jpeg((60 * number, 90, 120))
        )
    async with Sandbox.started() as telegram:
        channel = await telegram.gathering("Moscow Photobank")
        # Short, so that a send that is never answered is given up soon.
        session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.api_url), timeout=3)
        bot = Bot(telegram.token, session=session)

        async def username() -> str | None:
            return "city_bank_bot"

        room.channel = PostToChannel(
            bot=bot,
            sender=Sender(file_ids=FileIds(room.database), images=images, sent=Unnoted()),
            files=files,
            username=username,
            chats=dict.fromkeys(DigestKind, "@moscow_photobank"),
        )
        room.compose = ComposeDigest(images=images, username=username)
        await room.planned(recipe())
        room.clock.now = MONDAY
        anna = await telegram.person("Анна")
        yield Newsroom(room=room, telegram=telegram, channel=channel, reader=anna.in_chat(channel))
        await session.close()
        images.close()


async def test_an_issue_is_an_album_with_credits_and_a_chart_with_words_and_a_way_into_the_bot(
    newsroom: Newsroom,
) -> None:
    await newsroom.room.work()
    assert await newsroom.room.states() == [IssueState.POSTED]
    first, second, third, chart = await newsroom.posts()
    assert first.message.media_group_id == second.message.media_group_id == third.message.media_group_id is not None
    assert first.text.startswith("Самое любимое за неделю · 23")
    assert "1. " in first.text
    assert "3. " in first.text
    assert (second.text, third.text) == ("", "")
    assert chart.has_photo
    assert "▲ мост ночью · 40 человек, было 10" in chart.text
    assert '<a href="https://t.me/city_bank_bot?start=d1_q0">мост ночью</a>' in chart.html
    ((button,),) = chart.rows
    assert (button.text, button.url) == ("Открыть фотобанк", "https://t.me/city_bank_bot?start=d1_b")


@pytest.mark.parametrize("kind", ["429", "500", "502", "timeout", "drop", "drop_upload", "lost_answer"])
@pytest.mark.parametrize("piece", list(SENDS))
async def test_after_any_trouble_each_post_is_there_once(newsroom: Newsroom, piece: PieceKind, kind: str) -> None:
    """The owner looks into the channel where nobody else can tell, and nothing is sent before they have answered."""
    room, method = newsroom.room, SENDS[piece]
    await newsroom.telegram.fails(method, kind, retry_after=30)
    await room.work()
    assert len(await newsroom.asked(method)) == 1, "tried once, whatever came of it"
    (issue,) = await room.issues()
    if kind in SURELY_NOT:
        assert issue.state is IssueState.APPROVED
    else:
        assert issue.state is IssueState.STOPPED
        assert issue.uncertain is not None
        assert issue.uncertain.kind is piece
        there = len(await newsroom.posts())
        is_there = there == (3 if piece is PieceKind.ALBUM else 4)
        assert is_there is (kind == "lost_answer")
        room.clock.forward(hours=1)
        assert await room.work() == []
        await room.settle.answer(OWNER, issue.uncertain.piece_id, issue.issue_id, is_there=is_there)
    room.clock.forward(seconds=30)
    await room.work()
    assert await room.states() == [IssueState.POSTED]
    assert len(await newsroom.posts()) == 4


async def test_a_telegram_that_cannot_be_reached_is_waited_for_without_a_question(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """No connection came about: nothing can have been posted, and it is tried again in a minute."""
    room = newsroom.room
    channel = room.channel
    assert isinstance(channel, PostToChannel)
    nowhere = AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:9"))
    right, channel.bot.session = channel.bot.session, nowhere
    await room.work()
    await nowhere.close()
    assert await room.states() == [IssueState.APPROVED]
    channel.bot.session = right
    room.clock.forward(minutes=1)
    await room.work()
    assert await room.states() == [IssueState.POSTED]


async def test_a_bot_that_is_no_administrator_is_told_to_the_owner_and_tries_again_when_asked(
    newsroom: Newsroom,
) -> None:
    await newsroom.channel.has_bot_as("member")
    await newsroom.room.work()
    (issue,) = await newsroom.room.issues()
    assert issue.trouble == "Bad Request: need administrator rights in the channel chat"
    assert issue.uncertain is None
    await newsroom.channel.has_bot_as("administrator")
    await newsroom.room.settle.again(OWNER, issue.issue_id)
    await newsroom.room.work()
    assert len(await newsroom.posts()) == 4


async def test_a_withdrawn_photo_is_edited_out_of_its_album_and_out_of_the_credits(newsroom: Newsroom) -> None:
    """The first of an album carries the caption of all; another one leaves a line that says so."""
    room = newsroom.room
    await room.work()
    before = await newsroom.posts()
    recall = RecallPosts(begin=room.database.begin, clock=room.clock, channel=room.channel)
    assert (await recall()).edited == 0
    for number, gone in ((2, "2. изъята"), (1, "1. изъята")):
        await withdraw(room, PhotoId(number))
        recalled = await recall()
        assert (recalled.edited, recalled.refused) == (1, 0)
        now = await newsroom.posts()
        assert gone in now[0].text
        assert "3. " in now[0].text
        assert photo_of(now[number - 1]) != photo_of(before[number - 1])
    assert photo_of(now[2]) == photo_of(before[2])
    assert now[1].text == "", "a second caption would hide the first"
    assert (await recall()).edited == 0


async def test_a_post_that_somebody_deleted_is_told_as_not_called_back_and_left_alone(newsroom: Newsroom) -> None:
    room = newsroom.room
    await room.work()
    owner = (await newsroom.telegram.person("Owner")).in_chat(newsroom.channel)
    await owner.deletes((await newsroom.posts())[1])
    await withdraw(room, PhotoId(2))
    recall = RecallPosts(begin=room.database.begin, clock=room.clock, channel=room.channel)
    recalled = await recall()
    assert (recalled.edited, recalled.refused) == (0, 1)
    assert (await recall()).refused == 0


def photo_of(seen: Seen) -> str:
    assert seen.message.photo is not None
    return seen.message.photo[-1].file_unique_id


async def withdraw(room: Room, photo_id: PhotoId) -> None:
    async with room.database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, room.clock())
        await work.commit()
