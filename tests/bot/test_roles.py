"""Roles in the chat."""

from __future__ import annotations

import pytest

from engine.model import Role
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.test_review import becomes
from tests.people.acting import waiting

TEXT = {"text": "x", "photo": None}
OWNER, OTHER = 1005, 1001


async def owner(chat: Chat, bank: Bank) -> Chat:
    await chat.types("/start")
    chat.person["id"] = OWNER
    await becomes(chat, bank, Role.OWNER)
    return chat


async def test_a_moderator_is_made_by_id_or_by_a_forwarded_message_and_told(at_home: Chat, bank: Bank) -> None:
    await owner(at_home, bank)
    (card,) = await at_home.types(f"/roles {OTHER}")
    assert card.text.startswith(f"{OTHER} · посетитель")
    _answered, made, told = await at_home.presses(card.data("модератор"), **TEXT)
    assert made.text.startswith(f"{OTHER} · модератор")
    assert told.text == "Ваша роль в этом фотобанке теперь: модератор"
    user = {"id": OTHER, "is_bot": False, "first_name": "Анна"}
    forwarded = at_home.message(text="привет", forward_origin={"type": "user", "date": 1, "sender_user": user})
    (again,) = await at_home.types("/roles", reply_to_message=forwarded)
    assert again.text.startswith(f"{OTHER} · модератор")
    _answered, listed = await at_home.presses(again.data("Все роли"), **TEXT)
    assert listed.labels() == [[f"{OWNER} · владелец"], [f"{OTHER} · модератор"]]


async def test_a_revoked_moderators_open_buttons_stop_working_at_once(at_home: Chat, bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    await becomes(at_home, bank, Role.MODERATOR)
    (card,) = await at_home.types("/review")
    await owner(at_home, bank)
    (person,) = await at_home.types(f"/roles {OTHER}")
    await at_home.presses(person.data("участник"), **TEXT)
    at_home.person["id"] = OTHER
    for label in ("✓ Опубликовать", "✕ Отклонить", "Пропустить", "Позже…"):
        (toast,) = await at_home.presses(card.data(label))
        assert toast.text == "Это для вас закрыто."
    async with bank.database.begin() as work:
        assert (await work.photos.get([red]))[red].state == "in_review"


async def test_the_last_owner_cannot_be_removed(at_home: Chat, bank: Bank) -> None:
    await owner(at_home, bank)
    (own,) = await at_home.types(f"/roles {OWNER}")
    (refused,) = await at_home.presses(own.data("участник"), **TEXT)
    assert refused.text.startswith("Это последний владелец")


@pytest.mark.parametrize("text", ["/roles 77", "/roles @nobody", "/roles 9999999999999999999"])
async def test_who_has_never_written_is_not_found(at_home: Chat, bank: Bank, text: str) -> None:
    await owner(at_home, bank)
    (said,) = await at_home.types(text)
    assert said.text.startswith("Этого человека я не знаю")


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER, Role.MODERATOR])
async def test_nobody_but_owners_gives_roles_whatever_they_forge(at_home: Chat, bank: Bank, role: Role) -> None:
    await becomes(at_home, bank, role)
    for data in ("ro:1:", "ro:1:3", "rl"):
        assert [said.text for said in await at_home.presses(data, **TEXT)] == ["Это для вас закрыто."]
    for command in ("/roles", "/roles 1001"):
        assert [said.text for said in await at_home.types(command)] == ["Это для вас закрыто."]


async def test_a_partner_is_let_to_upload_and_told_and_no_longer_when_the_role_ends(at_home: Chat, bank: Bank) -> None:
    await becomes(at_home, bank, Role.PARTNER)
    (refused,) = await at_home.types("/upload")
    assert refused.text == "Это для вас закрыто."
    await owner(at_home, bank)
    (card,) = await at_home.types(f"/roles {OTHER}")
    _answered, made, told = await at_home.presses(card.data("Разрешить загрузку фотографий"), **TEXT)
    assert "может загружать" in made.text
    assert "/upload" in told.text
    at_home.person["id"] = OTHER
    (began,) = await at_home.types("/upload")
    assert "/done" in began.text
    (help_,) = await at_home.types("/help")
    assert "/upload" in help_.text
    assert "/review" not in help_.text
    at_home.person["id"] = OWNER
    (card,) = await at_home.types(f"/roles {OTHER}")
    await at_home.presses(card.data("участник"), **TEXT)
    at_home.person["id"] = OTHER
    for command in ("/upload", "/done"):
        assert [said.text for said in await at_home.types(command)] == ["Это для вас закрыто."]
    at_home.person["id"] = OWNER
    (card,) = await at_home.types(f"/roles {OTHER}")
    _answered, made, *_told = await at_home.presses(card.data("партнёр"), **TEXT)
    assert "может загружать" not in made.text, "whoever becomes a partner again is asked for anew"


async def test_only_partners_are_let_to_upload_and_only_by_owners(at_home: Chat, bank: Bank) -> None:
    await becomes(at_home, bank, Role.MODERATOR)
    assert [said.text for said in await at_home.presses("ru:1:1", **TEXT)] == ["Это для вас закрыто."]
    await owner(at_home, bank)
    async with bank.database.begin() as work:
        person = await work.people.by_telegram_id(OTHER)
    assert person is not None
    (toast,) = await at_home.presses(f"ru:{person.person_id}:1", **TEXT)
    assert toast.text.startswith("Этого человека я не знаю")


async def test_an_owner_takes_a_role_back_from_the_log_and_the_person_is_told(at_home: Chat, bank: Bank) -> None:
    await owner(at_home, bank)
    (card,) = await at_home.types(f"/roles {OTHER}")
    await at_home.presses(card.data("модератор"), **TEXT)
    (log,) = await at_home.types("/audit day 2026-05-01")
    assert "посетитель → модератор" in log.text
    at_home.person["id"] = OTHER
    (read,) = await at_home.types("/audit day 2026-05-01")
    assert read.labels() == []
    assert [said.text for said in await at_home.presses(log.data("↶ 1"), **TEXT)] == ["Это для вас закрыто."]
    at_home.person["id"] = OWNER
    _answered, done, told = await at_home.presses(log.data("↶ 1"), **TEXT)
    assert done.text.startswith("Отменено: роль")
    assert told.text == "Ваша роль в этом фотобанке теперь: посетитель"
    (after,) = await at_home.types("/audit day 2026-05-01")
    assert "запись 1 отменена" in after.text
