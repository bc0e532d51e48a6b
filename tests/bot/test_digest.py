"""The digest in the chat: the owner's schedules, an issue before moderators, lost answers, readers from the channel."""

from __future__ import annotations

import datetime as dt

import pytest

from admin.digest.ports import (
    Contents,
    DigestKind,
    IssueId,
    IssueState,
    NewPiece,
    PieceKind,
    PieceState,
    Post,
    Recipe,
    ScheduleId,
    Trend,
)
from bot.callbacks import LARGEST_ID
from bot.callbacks.digest import DropPhotoTap, IssueAct, IssueTap, LostTap, ScheduleAct, ScheduleTap
from engine.model import Language, PhotoId, Role
from tests.bank import Bank
from tests.bot.chat import MOST_CALLS, Chat
from tests.bot.test_partners import is_now
from tests.bot.test_wiring import REACTIONS
from tests.conftest import NOON
from tests.digest.room import MOSCOW

TEXT = {"text": "Дайджесты", "photo": None}
GRACE = dt.timedelta(hours=6)


async def is_owner(chat: Chat, bank: Bank) -> None:
    await chat.types("/start")
    await is_now(chat, bank, Role.OWNER)


async def waiting(bank: Bank, languages: tuple[Language, ...] = (Language.RU,)) -> tuple[IssueId, list[PhotoId]]:
    """An issue with two photos that waits for moderators."""
    photos = await bank.take("red", "blue")
    recipe = Recipe(kind=DigestKind.WEEKLY, cron="0 12 * * MON", zone=MOSCOW, languages=languages, is_automatic=False)
    contents = Contents(
        first=dt.date(2026, 4, 20),
        last=dt.date(2026, 4, 26),
        photo_ids=tuple(photos),
        rising=(Trend(words="red", people=9, people_before=1),),
        least_people=3,
    )
    texts = dict.fromkeys(languages, "<b>Неделя</b> в городе")
    pieces = [
        NewPiece(kind=PieceKind.ALBUM, photo_ids=tuple(photos), texts={languages[0]: "<b>Любимое</b>"}),
        NewPiece(kind=PieceKind.TEXT, texts=texts),
    ]
    async with bank.database.begin(writes=True) as work:
        schedule_id = await work.schedules.add(recipe, NOON)
        await work.issues.add(schedule_id, NOON, NOON + GRACE)
        (issue,) = await work.issues.latest(1)
        await work.issues.build(issue.issue_id, contents, pieces)
        await work.issues.move(issue.issue_id, IssueState.WAITING)
        await work.commit()
    return issue.issue_id, photos


async def test_the_owner_plans_a_digest_and_changes_it_by_buttons(at_home: Chat, bank: Bank) -> None:
    await is_owner(at_home, bank)
    (none,) = await at_home.types("/digest")
    assert "Ни один не запланирован." in none.text
    (planned,) = await at_home.types("/digest weekly 0 12 * * MON")
    assert "Тренды недели" in planned.text
    assert "Ближайшие: пн 4 мая, 12:00; пн 11 мая, 12:00; пн 18 мая, 12:00" in planned.text
    assert "сначала смотрит модератор" in planned.text
    _answered, both = await at_home.presses(planned.data("RU + EN"), **TEXT)
    assert "RU + EN" in both.text
    _answered, automatic = await at_home.presses(both.data("Публиковать без вопросов"), **TEXT)
    assert "выходит без вопросов" in automatic.text
    _answered, resting = await at_home.presses(automatic.data("Приостановить"), **TEXT)
    assert "Приостановлен." in resting.text
    _answered, going = await at_home.presses(resting.data("Возобновить"), **TEXT)
    assert "Ближайшие" in going.text
    _answered, made = await at_home.presses(going.data("Собрать выпуск сейчас"), **TEXT)
    assert "Выпуск собирается" in made.text
    _answered, ended = await at_home.presses(made.data("Удалить"), **TEXT)
    assert "Ни один не запланирован." in ended.text
    assert "собирается" in ended.text, "the issue that was begun stays in the list"


@pytest.mark.parametrize("words", ["weekly", "weekly * * * * *", "yearly 0 12 * * *", "0 12 * * MON"])
async def test_a_schedule_that_is_none_is_asked_for_again(at_home: Chat, bank: Bank, words: str) -> None:
    await is_owner(at_home, bank)
    (refused,) = await at_home.types(f"/digest {words}")
    assert "выражением cron" in refused.text


async def test_a_moderator_reads_changes_and_approves_an_issue(at_home: Chat, bank: Bank) -> None:
    issue_id, photos = await waiting(bank)
    await at_home.types("/start")
    await is_now(at_home, bank, Role.MODERATOR)
    _answered, card = await at_home.presses(f"gi:{issue_id}:0", **TEXT)
    assert "ждёт модератора" in card.text
    assert "Неделя в городе" in card.text
    _answered, dropped = await at_home.presses(card.data("✕ 1"), **TEXT)
    assert "✕ 2" not in str(dropped.labels())
    (worded,) = await at_home.types(
        f"/digest_{issue_id}_ru Иначе <сказано>", entities=[{"type": "bold", "offset": 13, "length": 5}]
    )
    assert "Иначе <сказано>" in worded.text
    async with bank.database.begin() as work:
        issue = await work.issues.get(issue_id)
    assert issue is not None
    assert issue.photo_ids == tuple(photos[1:])
    assert issue.wording is not None
    assert issue.wording.texts == {Language.RU: "<b>Иначе</b> &lt;сказано&gt;"}
    at_home.most_calls = 3  # what the channel gets as several messages is shown as several
    _answered, *shown = await at_home.presses(worded.data("Как в канале"), **TEXT)
    at_home.most_calls = MOST_CALLS
    assert [said.kind for said in shown] == ["SendPhoto", "SendMessage"]
    assert shown[0].text.startswith("Любимое\n1. ")
    assert shown[1].text == "Иначе <сказано>"
    _answered, approved = await at_home.presses(worded.data("Опубликовать"), **TEXT)
    assert "выйдет" in approved.text
    assert approved.labels() == []
    (toast,) = await at_home.presses(worded.data("Не публиковать"), **TEXT)
    assert "уже решили" in toast.text


async def test_an_issue_is_put_off_until_the_morning(at_home: Chat, bank: Bank) -> None:
    issue_id, _photos = await waiting(bank)
    await at_home.types("/start")
    await is_now(at_home, bank, Role.MODERATOR)
    _answered, later = await at_home.presses(f"gi:{issue_id}:4", **TEXT)
    assert "Когда опубликовать?" in later.text
    _answered, put_off = await at_home.presses(later.data("Утром, в 9:00"), **TEXT)
    assert "выйдет 2 мая, 09:00" in put_off.text


@pytest.mark.parametrize("is_there", [True, False])
async def test_only_the_owner_answers_for_a_lost_piece_and_once(at_home: Chat, bank: Bank, is_there: bool) -> None:
    issue_id, _photos = await waiting(bank)
    async with bank.database.begin(writes=True) as work:
        issue = await work.issues.get(issue_id)
        assert issue is not None
        piece_id = issue.pieces[0].piece_id
        await work.issues.settle(piece_id, PieceState.UNCERTAIN, from_=[PieceState.PLANNED])
        await work.issues.move(issue_id, IssueState.STOPPED, trouble="timeout")
        await work.commit()
    data = LostTap(issue_id=issue_id, piece_id=piece_id, is_there=is_there).pack()
    await at_home.types("/start")
    await is_now(at_home, bank, Role.MODERATOR)
    assert [said.text for said in await at_home.presses(data, **TEXT)] == ["Это для вас закрыто."]
    await is_now(at_home, bank, Role.OWNER)
    _answered, thanked = await at_home.presses(data, **TEXT)
    assert "Спасибо." in thanked.text
    (late,) = await at_home.presses(data, **TEXT)
    assert "уже решили" in late.text
    async with bank.database.begin() as work:
        issue = await work.issues.get(issue_id)
    assert issue is not None
    assert issue.pieces[0].state is (PieceState.SENT if is_there else PieceState.PLANNED)


async def test_nobody_forges_a_way_to_the_digest(at_home: Chat, bank: Bank) -> None:
    issue_id, photos = await waiting(bank)
    await at_home.types("/start")
    closed = ["Это для вас закрыто."]
    for command in ("/digest", "/digest weekly 0 12 * * MON", f"/digest_{issue_id}_ru Моё"):
        assert [said.text for said in await at_home.types(command)] == closed
    forged = [f"ga:1:{act.value}" for act in ScheduleAct] + [f"gi:{issue_id}:{act.value}" for act in IssueAct]
    for data in [*forged, "gs", f"gx:{issue_id}:{photos[0]}", f"gl:{issue_id}:1:1", f"gt:{issue_id}"]:
        assert [said.text for said in await at_home.presses(data, **TEXT)] == closed, data


async def test_a_piece_of_another_issue_is_not_settled_by_a_forged_button(at_home: Chat, bank: Bank) -> None:
    issue_id, _photos = await waiting(bank)
    await is_owner(at_home, bank)
    (toast,) = await at_home.presses(f"gl:{issue_id}:{LARGEST_ID}:1", **TEXT)
    assert "уже решили" in toast.text


async def test_readers_who_follow_links_get_there_and_are_counted_once_each(at_home: Chat, bank: Bank) -> None:
    issue_id, photos = await waiting(bank)
    (card,) = await at_home.types(f"/start d{issue_id}_p{photos[0]}")
    assert card.kind == "SendPhoto"
    (found,) = await at_home.types(f"/start d{issue_id}_q0")
    assert "red" in found.text
    (fresh,) = await at_home.types(f"/start d{issue_id}_b")
    assert fresh.kind == "SendPhoto"
    for _ in range(2):
        await at_home.types(f"/start d{issue_id}_b")
    async with bank.database.begin() as work:
        assert await work.issues.numbers([issue_id]) == {issue_id: (1, 0)}
    told = [event.facts["target"] for event in bank.told if event.kind == "followed_digest"]
    assert told == [f"p{photos[0]}", "q0", "b", "b", "b"]


async def test_a_forged_link_leads_into_the_bank_and_is_not_counted(at_home: Chat, bank: Bank) -> None:
    issue_id, _photos = await waiting(bank)
    for payload in (f"d{issue_id}_q7", "d999_b"):
        (fresh,) = await at_home.types(f"/start {payload}")
        assert fresh.kind == "SendPhoto", payload
    (gone,) = await at_home.types(f"/start d{issue_id}_p999")
    assert "больше нет" in gone.text
    async with bank.database.begin() as work:
        assert await work.issues.numbers([issue_id]) == {issue_id: (0, 0)}


async def test_reactions_in_the_channel_are_counted_and_answered_with_nothing(at_home: Chat, bank: Bank) -> None:
    issue_id, photos = await waiting(bank)
    async with bank.database.begin(writes=True) as work:
        issue = await work.issues.get(issue_id)
        assert issue is not None
        posts = [Post(chat_id=-100, message_id=7, photo_id=photos[0])]
        await work.issues.put_posts(issue.pieces[0].piece_id, posts)
        await work.commit()
    assert await at_home.feed("message_reaction_count", REACTIONS) == []
    async with bank.database.begin() as work:
        assert await work.issues.numbers([issue_id]) == {issue_id: (0, 2)}


@pytest.mark.parametrize("data", ["ga:1:10", "ga:0:1", "gi:1:8", "gx:1:", "gl:1:1:maybe", "gt:"])
async def test_what_no_button_carries_gets_a_toast(at_home: Chat, data: str) -> None:
    (toast,) = await at_home.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."


@pytest.mark.parametrize(
    "tap",
    [
        ScheduleTap(schedule_id=ScheduleId(LARGEST_ID), act=ScheduleAct.END),
        IssueTap(issue_id=LARGEST_ID, act=IssueAct.MORNING),
        DropPhotoTap(issue_id=LARGEST_ID, photo_id=LARGEST_ID),
        LostTap(issue_id=LARGEST_ID, piece_id=LARGEST_ID, is_there=True),
    ],
)
def test_callback_data_fits_with_the_largest_ids(tap: ScheduleTap | IssueTap | DropPhotoTap | LostTap) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap
