"""The dashboard in the chat: one message that is edited, tables and albums below it, and who may see what."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from aiogram.types import BufferedInputFile
from PIL import Image

from bot.callbacks import LARGEST_ID
from bot.callbacks.dashboard import SECTIONS, About, DashboardTap, SingleTap, Wanted
from engine.model import Kind, Role
from engine.search.narrowing import number_of
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.telegram import Said
from tests.bot.test_review import becomes

CLOSED = "Это для вас закрыто."


@pytest.fixture
def moderator(chat: Chat) -> Chat:
    chat.bank.role = Role.MODERATOR
    return chat


async def begins(chat: Chat) -> Said:
    (said,) = await chat.types("/dashboard")
    return said


def picture(said: Said) -> Image.Image:
    assert isinstance(said.photo, BufferedInputFile)
    return Image.open(BytesIO(said.photo.data))


async def test_the_dashboard_begins_with_an_overview_of_the_last_week(moderator: Chat) -> None:
    said = await begins(moderator)
    assert said.kind == "SendPhoto"
    assert picture(said).width == 1080
    assert said.text.splitlines()[0] == "Обзор · 7 дней: 25 апр. – 1 мая 2026\xa0г."
    assert "Поиск — вопрос, заданный в чате." in said.text
    assert said.labels() == [
        ["◀", "☰ 1 из 13", "▶"],
        ["Сегодня", "✓ 7 дней", "30 дней", "90 дней"],
        ["Сравнить", "EN", "☾"],
        ["CSV", "XLSX", "Всё альбомом"],
    ]


async def test_every_section_is_reached_by_leafing_and_the_message_stays_one(moderator: Chat) -> None:
    said = await begins(moderator)
    titles = [said.text.splitlines()[0].split(" · ")[0]]
    for _section in SECTIONS:
        _answered, said = await moderator.presses(said.data("▶"))
        assert said.kind == "EditMessageMedia"
        titles.append(said.text.splitlines()[0].split(" · ")[0])
    assert titles[0] == titles[-1] == "Обзор"
    assert len(set(titles)) == len(SECTIONS)


async def test_a_section_is_chosen_from_all_of_them(moderator: Chat) -> None:
    said = await begins(moderator)
    _answered, choice = await moderator.presses(said.data("☰ 1 из 13"))
    labels = [label for row in choice.labels() for label in row]
    assert len(labels) == len(SECTIONS)
    assert isinstance(choice.photo, str), "the picture stays, and is not uploaded again"
    _answered, speed = await moderator.presses(choice.data("Как быстро отвечаем"))
    assert speed.text.startswith("Как быстро отвечаем · 7 дней")


async def test_days_comparison_theme_and_language_are_changed_by_buttons(moderator: Chat) -> None:
    said = await begins(moderator)
    _answered, month = await moderator.presses(said.data("30 дней"))
    assert "30 дней: 2 апр. – 1 мая" in month.text
    _answered, compared = await moderator.presses(month.data("Сравнить"))
    assert compared.labels()[2][0] == "✓ Сравнение"
    _answered, dark = await moderator.presses(compared.data("☾"))
    assert picture(dark).convert("RGB").getpixel((5, 5)) == (0x1C, 0x20, 0x28)
    _answered, english = await moderator.presses(dark.data("EN"))
    assert english.text.splitlines()[0] == "Overview · 30 days: 2 Apr–1 May 2026"
    assert english.labels()[2] == ["✓ Compared", "RU", "☀"]
    _answered, today = await moderator.presses(english.data("Today"))
    assert today.text.startswith("Overview · Today, 1 May 2026")


async def test_the_same_picture_is_uploaded_once(moderator: Chat) -> None:
    said = await begins(moderator)
    again = await begins(moderator)
    _answered, other = await moderator.presses(said.data("▶"))
    _answered, back = await moderator.presses(other.data("◀"))
    assert isinstance(said.photo, BufferedInputFile)
    assert isinstance(again.photo, str)
    assert isinstance(other.photo, BufferedInputFile)
    assert isinstance(back.photo, str)


async def test_what_is_drawn_is_given_as_a_table(moderator: Chat) -> None:
    said = await begins(moderator)
    _answered, choice = await moderator.presses(said.data("☰ 1 из 13"))
    _answered, words = await moderator.presses(choice.data("О чём спрашивают"))
    _answered, table = await moderator.presses(words.data("CSV"))
    assert (table.kind, table.text) == ("SendDocument", "О чём спрашивают, 7 дней: 25 апр. – 1 мая 2026\xa0г.")
    assert isinstance(table.photo, BufferedInputFile)
    assert table.photo.filename == "photobank-top-2026-04-25-2026-05-01.csv"
    heads, first, *_others = csv.reader(StringIO(table.photo.data.decode("utf-8-sig")))
    assert heads[:3] == ["Слова", "Другие слова о том же", "Поиски"]
    assert first[:4] == ["мост ночью", "bridge at night", "450", "210"]
    _answered, book = await moderator.presses(words.data("XLSX"))
    assert isinstance(book.photo, BufferedInputFile)
    assert book.photo.filename == "photobank-top-2026-04-25-2026-05-01.xlsx"
    _answered, again = await moderator.presses(words.data("XLSX"))
    assert isinstance(again.photo, str), "the same table is uploaded once"


async def test_all_sections_come_as_albums_of_ten_at_most(moderator: Chat) -> None:
    said = await begins(moderator)
    _answered, first, second = await moderator.presses(said.data("Всё альбомом"))
    assert {first.kind, second.kind} == {"SendMediaGroup"}
    assert (len(first.album), len(second.album)) == (7, 6)
    assert first.text.startswith("Обзор · 7 дней")
    assert isinstance(first.album[0], str), "what was shown already is not uploaded again"


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
async def test_nobody_below_a_moderator_sees_the_dashboard_whatever_they_forge(chat: Chat, role: Role) -> None:
    chat.bank.role = role
    for command in ("/dashboard", "/photo_stats 1", "/tag_stats мост", "/partner_stats 1001"):
        assert [said.text for said in await chat.types(command)] == [CLOSED], command
    forged = [DashboardTap(wanted=wanted).pack() for wanted in Wanted]
    forged += [SingleTap(about=about, number=5, wanted=Wanted.CSV).pack() for about in (About.PHOTO, About.TAG)]
    for data in forged:
        assert [said.text for said in await chat.presses(data)] == [CLOSED], data


@pytest.mark.parametrize(
    "data",
    [
        "db:13:0:0:0:0:0",
        "db:-1:0:0:0:0:0",
        "db:0:4:0:0:0:0",
        "db:0:0:7:0:0:0",
        "db:0:0:0:2:0:0",
        "db:0:0:0:0:0:9",
        "db:0",
        "ds:3:1:0:0:0:0",
        "ds:0:0:0:0:0:0",
        f"ds:0:{LARGEST_ID + 1}:0:0:0:0",
    ],
)
async def test_what_no_button_carries_gets_a_toast(moderator: Chat, data: str) -> None:
    (toast,) = await moderator.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."


@pytest.mark.parametrize(
    "tap",
    [
        DashboardTap(section=11, days=3, compares=True, language=1, dark=True, wanted=Wanted.ALBUM),
        SingleTap(about=About.PARTNER, number=LARGEST_ID, days=3, language=1, dark=True, wanted=Wanted.XLSX),
    ],
)
def test_callback_data_is_numbers_and_fits_with_the_largest(tap: DashboardTap | SingleTap) -> None:
    assert len(tap.pack().encode()) <= 64
    assert all(part.isdigit() for part in tap.pack().split(":")[1:])
    assert type(tap).unpack(tap.pack()) == tap


async def test_a_photo_in_numbers(at_home: Chat, bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await becomes(at_home, bank, Role.MODERATOR)
    (said,) = await at_home.types(f"/photo_stats {photo_id}")
    assert said.text.startswith(f"Фото {photo_id} · 30 дней")
    assert said.labels() == [["Сегодня", "7 дней", "✓ 30 дней", "90 дней"], ["EN", "☾", "CSV", "XLSX"]]
    _answered, week = await at_home.presses(said.data("7 дней"))
    assert week.kind == "EditMessageMedia"
    _answered, table = await at_home.presses(week.data("CSV"))
    assert isinstance(table.photo, BufferedInputFile)
    assert table.photo.filename == f"photobank-photo-{photo_id}-2026-04-25-2026-05-01.csv"
    (missing,) = await at_home.types("/photo_stats")
    assert missing.text == "Напишите после команды номер фотографии: /photo_stats 12"
    for gone in ("999", str(LARGEST_ID)):
        (said,) = await at_home.types(f"/photo_stats {gone}")
        assert said.kind == "SendMessage"


async def test_a_tag_in_numbers_by_any_of_its_names(moderator: Chat) -> None:
    (said,) = await moderator.types("/tag_stats #мост")
    assert said.text.startswith("#мост · 30 дней")
    _answered, english = await moderator.presses(said.data("EN"))
    assert english.text.startswith("#bridge · 30 days")
    (missing,) = await moderator.types("/tag_stats")
    assert missing.text == "Напишите после команды название тега: /tag_stats мост"
    (unknown,) = await moderator.types("/tag_stats гиппопотам")
    assert "гиппопотам" in unknown.text
    assert number_of(Kind.TAG, "bridge") == int(english.data("CSV").split(":")[2])


async def test_a_partner_sees_their_own_numbers_and_a_moderator_chooses_whose(at_home: Chat, bank: Bank) -> None:
    await becomes(at_home, bank, Role.PARTNER)
    (own,) = await at_home.types("/partner_stats")
    assert own.text.startswith("Ваши числа · 30 дней")
    _answered, week = await at_home.presses(own.data("7 дней"))
    assert week.text.startswith("Ваши числа · 7 дней")
    at_home.person["id"] = 1005
    await becomes(at_home, bank, Role.PARTNER)
    assert [said.text for said in await at_home.presses(own.data("7 дней"))] == [CLOSED], "somebody else's numbers"
    at_home.person["id"] = 1006
    await becomes(at_home, bank, Role.MODERATOR)
    (choice,) = await at_home.types("/partner_stats")
    assert choice.labels() == [["1001"], ["1005"]]
    _answered, shown = await at_home.presses(choice.data("1001"), text="Чьи числа", photo=None)
    assert shown.text.startswith("Партнёр · 30 дней")
    (named,) = await at_home.types("/partner_stats 1001")
    assert named.text == shown.text
    (unknown,) = await at_home.types("/partner_stats 77")
    assert unknown.text.startswith("Этого человека я не знаю")


async def test_without_partners_it_says_so(moderator: Chat) -> None:
    (said,) = await moderator.types("/partner_stats")
    assert said.text == "Партнёров пока нет."


@pytest.mark.parametrize("command", ["/dashboard", "/photo_stats 1", "/partner_stats"])
async def test_numbers_are_for_private_chats_alone(moderator: Chat, command: str) -> None:
    moderator.group = {"id": -5, "type": "group", "title": "Редакция"}
    assert not any(said.kind == "SendPhoto" for said in await moderator.types(command))
