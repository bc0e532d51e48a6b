"""Withdrawing in the chat: what was shown is called back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import AnswerCallbackQuery, EditMessageMedia, SendPhoto

from admin.digest.ports import Contents, NewPiece, PieceKind, PieceState, Post
from engine.model import Language, PhotoId, Role
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.telegram import Said
from tests.bot.test_review import becomes
from tests.conftest import NOON
from tests.digest.room import recipe

TEXT = {"text": "x", "photo": None}


async def test_what_a_visitor_was_shown_is_edited_when_the_photo_is_withdrawn(at_home: Chat, bank: Bank) -> None:
    red, _green = await bank.take("red", "green")
    at_home.speaks("en")
    (sheet,) = await at_home.types("red")
    assert isinstance(sheet.method, SendPhoto)
    (card,) = await at_home.types(f"/start p{red}")
    _answered, more = await at_home.presses(card.data("More…"))
    assert "Withdraw the photo" not in [label for row in more.labels() for label in row]
    at_home.person["id"] = 1002
    at_home.speaks("ru")
    await becomes(at_home, bank, Role.MODERATOR)
    (own,) = await at_home.types(f"/start p{red}")
    _answered, own = await at_home.presses(own.data("Ещё…"))
    _answered, why = await at_home.presses(own.data("Снять с публикации"))
    assert why.text.startswith(f"Почему снимаем фотографию № {red}?")
    at_home.most_calls = 5  # every message that shows the photo is changed
    said = await at_home.presses(why.data("Неясны права"), **TEXT)
    edits = [one for one in said if isinstance(one.method, EditMessageMedia)]
    texts = [one.text for one in edits]
    assert len(edits) == 5, "the sheet, both cards, and the two messages whose buttons were pressed"
    assert "Эта фотография снята с показа" in texts
    assert "This photo was withdrawn" in texts
    report = said[-1].text
    assert "Отозвано в чатах: 5" in report
    at_home.person["id"] = 1001
    (gone,) = await at_home.types(f"/start p{red}")
    assert "no longer" in gone.text or "больше нет" in gone.text


async def test_what_telegram_does_not_let_edit_is_said(at_home: Chat, bank: Bank) -> None:
    (red,) = await bank.take("red")
    await at_home.types(f"/start p{red}")
    await becomes(at_home, bank, Role.MODERATOR)
    refusal = TelegramBadRequest(AnswerCallbackQuery(callback_query_id="1"), "message can't be edited")
    at_home.telegram.faults["EditMessageMedia"] = [refusal]
    said = (await at_home.types(f"/withdraw {red} Просил владелец"))[-1]
    assert "Telegram не дал изменить: 1" in said.text
    (again,) = await at_home.types(f"/withdraw_{red} Просил владелец")
    assert again.text == f"Фотография № {red} не опубликована."
    (asked,) = await at_home.types(f"/withdraw {red}")
    assert asked.labels()


async def posted(bank: Bank, photo_ids: Sequence[PhotoId], *, known: bool = True) -> None:
    """An album of these photos in the channel; where, is not `known` if the answer to it was lost."""
    async with bank.database.begin(writes=True) as work:
        schedule_id = await work.schedules.add(recipe(), NOON)
        await work.issues.add(schedule_id, NOON, NOON)
        (issue,) = await work.issues.latest(1)
        album = NewPiece(kind=PieceKind.ALBUM, photo_ids=tuple(photo_ids), texts={Language.RU: "Любимое"})
        contents = Contents(first=NOON.date(), last=NOON.date(), photo_ids=tuple(photo_ids))
        await work.issues.build(issue.issue_id, contents, [album])
        built = await work.issues.get(issue.issue_id)
        assert built is not None
        (piece,) = built.pieces
        await work.issues.settle(piece.piece_id, PieceState.SENT, from_=[piece.state])
        posts = [Post(chat_id=-100, message_id=100 + one, photo_id=one) for one in photo_ids]
        await work.issues.put_posts(piece.piece_id, posts if known else [])
        await work.commit()


async def withdraws(chat: Chat, bank: Bank, photo_id: PhotoId) -> list[Said]:
    chat.most_calls = 9
    await becomes(chat, bank, Role.MODERATOR)
    return await chat.types(f"/withdraw {photo_id} Просил владелец")


async def test_posts_of_digests_are_called_back_and_counted(at_home: Chat, bank: Bank) -> None:
    red, green = await bank.take("red", "green")
    await posted(bank, [red, green])
    said = await withdraws(at_home, bank, red)
    assert "Отозвано в выпусках дайджеста: 1" in said[-1].text
    edited = [one.method for one in said if isinstance(one.method, EditMessageMedia)]
    assert [(one.chat_id, one.message_id) for one in edited] == [(-100, 100 + red)]


async def test_a_post_that_telegram_does_not_let_change_or_that_nobody_can_find_is_the_moderators(
    at_home: Chat, bank: Bank
) -> None:
    red, green = await bank.take("red", "green")
    await posted(bank, [red])
    await posted(bank, [green], known=False)
    refusal = TelegramBadRequest(AnswerCallbackQuery(callback_query_id="1"), "message can't be edited")
    at_home.telegram.faults["EditMessageMedia"] = [refusal]
    for photo_id in (red, green):
        said = (await withdraws(at_home, bank, photo_id))[-1].text
        assert "Выпуски дайджеста, где она осталась, удалите их сами: 1" in said
        assert "Отозвано в выпусках" not in said


async def test_posts_that_cannot_be_reached_now_are_said_to_be_called_back_yet(at_home: Chat, bank: Bank) -> None:
    (red,) = await bank.take("red")
    await posted(bank, [red])
    method = AnswerCallbackQuery(callback_query_id="1")
    at_home.telegram.faults["EditMessageMedia"] = [TelegramForbiddenError(method, "bot was kicked")]
    said = await withdraws(at_home, bank, red)
    assert "Выпуски дайджеста, которые я ещё отзову: 1" in said[-1].text


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
async def test_nobody_below_a_moderator_withdraws_whatever_they_forge(at_home: Chat, bank: Bank, role: Role) -> None:
    (red,) = await bank.take("red")
    await becomes(at_home, bank, role)
    for data in (f"rw:{red}:", f"rw:{red}:0"):
        assert [one.text for one in await at_home.presses(data)] == ["Это для вас закрыто."]
    assert [one.text for one in await at_home.types(f"/withdraw {red} да")] == ["Это для вас закрыто."]
    async with bank.database.begin() as work:
        assert (await work.photos.get([red]))[red].state == "published"
