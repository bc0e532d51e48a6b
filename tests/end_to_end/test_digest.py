"""A digest from the owner's wish to a reader's tap: planned, looked at, posted, followed, loved, and called back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from engine.model import PhotoState, Role
from tests.end_to_end.conftest import polling
from tests.end_to_end.test_telling import known

SOON = 60
"""Seconds: the job looks every few, and a busy machine takes its time."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    telegram: Sandbox
    photobank: Photobank
    owner: SandboxPerson
    moderator: SandboxPerson
    reader: SandboxPerson
    in_channel: SandboxPerson
    """The reader, in the channel."""

    async def posts(self, count: int) -> list[Seen]:
        """Once there are so many."""

        def there() -> bool:
            return len(self.telegram.inbox(self.in_channel.chat_id).messages) >= count

        await self.telegram.wait_until(there, f"{count} posts", SOON)
        return await self.in_channel.chat()


@pytest.fixture
async def scene(photobank: Photobank) -> AsyncIterator[Scene]:
    settings = photobank.settings.model_copy(
        update={"channel_id": "@moscow_photobank", "digests": ("daily 0 9 * * *",), "least_people": 1}
    )
    async with Sandbox.started() as telegram, polling(photobank, telegram, settings):
        owner, moderator, reader = [await telegram.person(name) for name in ("Owner", "Олег", "Анна")]
        await known(photobank, owner)
        await known(photobank, moderator, Role.MODERATOR)
        channel = await telegram.gathering("Moscow Photobank")
        yield Scene(
            telegram=telegram,
            photobank=photobank,
            owner=owner,
            moderator=moderator,
            reader=reader,
            in_channel=reader.in_chat(channel),
        )


async def makes_an_issue(scene: Scene) -> Seen:
    """The weekly one, planned and made by the owner; as the moderator is told of it."""
    await scene.owner.says("/digest")
    listed = await scene.owner.sees("Дайджесты")
    assert "Свежие снимки дня" in listed.text, "the settings name it"
    await scene.owner.says("/digest weekly 0 12 * * MON")
    await scene.owner.taps("Собрать выпуск сейчас", on=await scene.owner.sees("Тренды недели"))
    await scene.owner.sees("Выпуск собирается")
    return await scene.moderator.sees("ждёт модератора", within=SOON)


async def test_a_digest_from_the_owners_wish_to_a_readers_tap(scene: Scene) -> None:
    card = await makes_an_issue(scene)
    await scene.moderator.taps("✕ 1", on=card)
    left = await scene.moderator.sees(lambda seen: seen.edited and "✕ 5" in seen.buttons)
    await scene.moderator.taps("Опубликовать", on=left)
    first, *others = await scene.posts(6)
    assert first.text.startswith("Свежие снимки")
    assert "5. " in first.text
    words = others[-1]
    ((button,),) = words.rows
    await scene.reader.says(f"/start {(button.url or '').partition('start=')[2]}")
    await scene.reader.sees(lambda seen: seen.has_photo)
    await scene.in_channel.reacts(words, "🔥")

    async def counted() -> tuple[int, int]:
        async with scene.photobank.database.begin() as work:
            (issue, *_) = await work.issues.latest(1)
            return (await work.issues.numbers([issue.issue_id]))[issue.issue_id]

    await scene.owner.says("/digest")
    listed = await scene.owner.sees("переходов: 1")
    assert await counted() in {(1, 0), (1, 1)}
    assert "вышел" in listed.text


async def test_a_photo_withdrawn_later_is_edited_out_of_the_posted_issue(scene: Scene) -> None:
    card = await makes_an_issue(scene)
    await scene.moderator.taps("Опубликовать", on=card)
    await scene.posts(7)
    async with scene.photobank.database.begin(writes=True) as work:
        (issue, *_) = await work.issues.latest(1)
        await work.photos.set_state(issue.photo_ids[2], PhotoState.WITHDRAWN, issue.due_at)
        await work.commit()
    await scene.in_channel.sees(lambda seen: seen.edited and "3. изъята" in seen.text, within=SOON)


async def test_a_lost_answer_asks_the_owner_and_their_word_lets_it_go_on(scene: Scene) -> None:
    await scene.telegram.fails("sendMediaGroup", "lost_answer")
    card = await makes_an_issue(scene)
    await scene.moderator.taps("Опубликовать", on=card)
    question = await scene.owner.sees("не получил ответа", within=SOON)
    assert len(await scene.posts(6)) == 6, "the album is there, and nothing after it"
    await scene.owner.taps("Есть в канале", on=question)
    await scene.posts(7)
    albums = await scene.telegram.calls("sendMediaGroup")
    assert len(albums) == 1
