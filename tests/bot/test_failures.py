"""Moderators are told what indexing gave up, once and in one message, and have it tried again by its button."""

from __future__ import annotations

from bot.telling_failures import TellFailures
from engine.ingest.failing import ReadGivenUp
from engine.model import PhotoId, Role
from engine.tagging.ports import StepFailure
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.telegram import Said
from tests.bot.test_review import becomes
from tests.conftest import NOON, noon
from tests.people.acting import waiting

TEXT = {"text": "x", "photo": None}


async def give_up(bank: Bank, step: str, reason: str, *photo_ids: PhotoId) -> None:
    async with bank.database.begin(writes=True) as work:
        for photo_id in photo_ids:
            failure = StepFailure(photo_id=photo_id, step=step, attempts=6, failed_at=NOON, next_at=None, reason=reason)
            await work.descriptions.fail(failure)
        await work.commit()


async def failure(bank: Bank, photo_id: PhotoId, step: str) -> StepFailure:
    async with bank.database.begin() as work:
        found = await work.descriptions.failure(photo_id, step)
    assert found is not None
    return found


async def job(chat: Chat, bank: Bank) -> list[Said]:
    """One round of it, and what was said."""
    before = len(chat.telegram.said)
    given_up = ReadGivenUp(begin=bank.database.begin, clock=noon)
    await TellFailures(read_given_up=given_up, teller=chat.dispatcher["teller"])()
    return chat.telegram.said[before:]


async def test_what_was_given_up_is_told_once_as_soon_as_somebody_can_be_told_and_tried_again(
    at_home: Chat, bank: Bank
) -> None:
    red, green, blue = await waiting(bank, "red", "green", "blue")
    await give_up(bank, "suggesting", "no <model>", red)
    await give_up(bank, "duplicates", "a damaged file", green, blue)
    await at_home.types("/start")
    assert await job(at_home, bank) == [], "a visitor is told nothing, and it waits"
    await becomes(at_home, bank, Role.MODERATOR)
    (told,) = await job(at_home, bank)
    assert told.text.splitlines() == [
        "Индексация сдалась на 3 фотографиях после нескольких попыток.",
        f"сравнение: a damaged file (№ {green}, {blue})",
        f"подбор тегов: no <model> (№ {red})",
    ]
    assert await job(at_home, bank) == []
    assert (await failure(bank, red, "suggesting")).next_at is None
    _answered, again = await at_home.presses(told.data("Попробовать снова"), **TEXT)
    assert again.text == "Пробую снова: 3 фотографии."
    assert again.labels() == []
    for photo_id, step in ((red, "suggesting"), (green, "duplicates"), (blue, "duplicates")):
        left = await failure(bank, photo_id, step)
        assert (left.attempts, left.next_at) == (0, NOON), "from the first delay on"


async def test_what_is_given_up_a_second_time_is_told_again_and_in_the_moderators_language(
    at_home: Chat, bank: Bank
) -> None:
    (red,) = await waiting(bank, "red")
    at_home.speaks("en")
    await becomes(at_home, bank, Role.MODERATOR)
    await give_up(bank, "embedding", "no file", red)
    (first,) = await job(at_home, bank)
    assert first.text.startswith("Indexing gave up on 1 photo, after several attempts.")
    await at_home.presses(first.data("Try again"), **TEXT)
    await give_up(bank, "embedding", "no file", red)
    (second,) = await job(at_home, bank)
    assert second.text == first.text
