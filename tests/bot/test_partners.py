"""What partners use, in the chat."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from aiogram.types import BufferedInputFile

from bot.callbacks import LARGEST_ID
from bot.callbacks.partners import DaysTap, UsageTap, ZipSearchTap
from engine.model import Role
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.telegram import Said
from tests.bot.test_library import registers

TEXT = {"text": "Подборка", "photo": None}


async def is_partner(chat: Chat, bank: Bank) -> None:
    await registers(chat)
    await is_now(chat, bank, Role.PARTNER)


async def is_now(chat: Chat, bank: Bank, role: Role) -> None:
    """Somebody who has written to the bot is given a role."""
    async with bank.database.begin(writes=True) as work:
        person = await work.people.by_telegram_id(chat.person["id"])
        assert person is not None
        await work.people.set_role(person.person_id, role)
        await work.commit()


def table(said: Said) -> list[list[str]]:
    assert isinstance(said.photo, BufferedInputFile)
    return list(csv.reader(StringIO(said.photo.data.decode("utf-8-sig"))))


async def test_a_partner_sees_a_photos_days_and_comes_back_to_its_card(at_home: Chat, bank: Bank) -> None:
    await bank.take("red")
    await is_partner(at_home, bank)
    (sheet,) = await at_home.types("red")
    _answered, card = await at_home.presses(sheet.data("1"))
    _answered, more = await at_home.presses(card.data("Ещё…"))
    _answered, chart = await at_home.presses(more.data("30 дней"))
    assert chart.kind == "EditMessageMedia"
    assert chart.text == "30 дней. Просмотры: 0 · скачивания: 0 · в избранном: 0"
    assert isinstance(chart.photo, BufferedInputFile)
    _answered, back = await at_home.presses(chart.data("↩ К фотографии"))
    assert back.labels() == card.labels()


async def test_a_partner_takes_all_that_a_search_found(at_home: Chat, bank: Bank) -> None:
    await bank.take("red", (250, 5, 5))
    await is_partner(at_home, bank)
    (sheet,) = await at_home.types("red")
    _answered, panel = await at_home.presses(sheet.data("Уточнить"))
    _answered, part = await at_home.presses(panel.data("Скачать найденное, ZIP"))
    assert part.kind == "SendDocument"
    assert part.text.splitlines()[0] == "red"
    assert isinstance(part.photo, BufferedInputFile)
    assert part.photo.filename == "photobank-search-1-1.zip"


async def test_usage_is_a_table_in_the_persons_language(at_home: Chat, bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await is_partner(at_home, bank)
    (none,) = await at_home.types("/usage")
    assert none.text == "Пока ничего не скачано, отчитываться не о чем."
    await at_home.presses(f"d:{photo_id}:1")
    (report,) = await at_home.types("/usage")
    assert report.text == "Скачан 1 файл."
    heads, row = table(report)
    assert heads[:4] == ["Когда, часы: UTC", "Фотография", "Что на ней", "Размер"]
    assert row[1] == str(photo_id)
    assert row[3:6] == ["оригинал", "64", "48"]
    assert row[-1] == f"https://t.me/city_bank_bot?start=p{photo_id}"
    _answered, choice = await at_home.presses(f"c:{photo_id}")
    _answered, filled = await at_home.presses(choice.data("Новая подборка"), **TEXT)
    _answered, inside = await at_home.presses(filled.data("Отчёт, CSV"), **TEXT)
    assert table(inside) == [heads, row]


async def test_whoever_is_no_partner_sees_no_such_buttons_and_is_refused_whatever_they_forge(
    at_home: Chat, bank: Bank
) -> None:
    (photo_id,) = await bank.take("red")
    await registers(at_home)
    (sheet,) = await at_home.types("red")
    _answered, card = await at_home.presses(sheet.data("1"))
    _answered, more = await at_home.presses(card.data("Ещё…"))
    _answered, panel = await at_home.presses(sheet.data("Уточнить"))
    labels = [label for said in (card, more, panel) for row in said.labels() for label in row]
    assert not {"30 дней", "Скачать найденное, ZIP"} & set(labels)
    for data in (f"n:{photo_id}::1", "z:1"):
        (toast,) = await at_home.presses(data)
        assert toast.text == "Это для вас закрыто."
    assert [said.text for said in await at_home.types("/usage")] == ["Это для вас закрыто."]


@pytest.mark.parametrize("data", ["n:0::1", "n:1:x:1", "z:0", "z:", "ku:-1", "ku:"])
async def test_what_no_button_carries_gets_a_toast(at_home: Chat, data: str) -> None:
    (toast,) = await at_home.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."


@pytest.mark.parametrize(
    "tap",
    [
        DaysTap(photo_id=LARGEST_ID, search_id=LARGEST_ID, page=9999),
        ZipSearchTap(search_id=LARGEST_ID),
        UsageTap(collection_id=LARGEST_ID),
    ],
)
def test_callback_data_fits_with_the_largest_ids(tap: DaysTap | ZipSearchTap | UsageTap) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap
