"""Collections in the chat."""

from __future__ import annotations

import pytest
from aiogram.types import BufferedInputFile

from bot.callbacks import LARGEST_ID, CollectionAct, CollectionsTap, CollectionTap, CollectTap, PlaceTap, PutTap
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.telegram import Said
from tests.bot.test_library import registers

TEXT = {"text": "Подборка", "photo": None}
FORGED = (*(f"k:1:{act.value}:1" for act in CollectionAct), "kp:1:1:1:1", "ku:1")


async def begun(chat: Chat, bank: Bank) -> Said:
    """A registered person's collection with two photos, put in from their cards."""
    one, two = await bank.take("red", "green")
    await registers(chat)
    _answered, choice = await chat.presses(f"c:{one}")
    assert choice.labels() == [["Новая подборка"]]
    _answered, made = await chat.presses(choice.data("Новая подборка"), **TEXT)
    assert made.text.startswith("Подборка от ")
    _answered, choice = await chat.presses(f"c:{two}")
    _answered, filled = await chat.presses(choice.buttons[0][0].callback_data or "", **TEXT)
    return filled


async def test_a_collection_is_filled_from_cards_ordered_and_renamed(at_home: Chat, bank: Bank) -> None:
    filled = await begun(at_home, bank)
    assert filled.labels() == [
        ["⤒ 1", "✕ 1", "⤒ 2", "✕ 2"],
        ["Посмотреть фотографии"],
        ["Скачать как ZIP", "Отчёт, CSV"],
        ["Поделиться", "Закрыть ссылки"],
        ["Удалить подборку"],
    ]
    _answered, moved = await at_home.presses(filled.data("⤒ 2"), **TEXT)
    assert moved.data("⤒ 1") == filled.data("⤒ 2")
    _answered, less = await at_home.presses(moved.data("✕ 2"), **TEXT)
    assert "1 фотография" in less.text
    (renamed,) = await at_home.types("/rename_1 Мосты <зимой>")
    assert renamed.text.startswith("Мосты <зимой> · 1 фотография")
    (listed,) = await at_home.types("/collections")
    assert listed.labels() == [["Мосты <зимой>"]]
    _answered, opened = await at_home.presses(listed.data("Мосты <зимой>"), **TEXT)
    _answered, asked = await at_home.presses(opened.data("Удалить подборку"), **TEXT)
    assert asked.labels() == [["Да, удалить"], ["↩ Назад"]]
    _answered, kept = await at_home.presses(asked.data("↩ Назад"), **TEXT)
    assert kept.text == opened.text
    _answered, left = await at_home.presses(asked.data("Да, удалить"), **TEXT)
    assert left.labels() == []


async def test_a_collection_is_looked_through_as_a_sheet_below(at_home: Chat, bank: Bank) -> None:
    filled = await begun(at_home, bank)
    _answered, sheet = await at_home.presses(filled.data("Посмотреть фотографии"), **TEXT)
    assert (sheet.kind, sheet.labels()) == ("SendPhoto", [["1", "2"]])
    assert sheet.text.startswith("Подборка от ")


async def test_a_long_collection_is_leafed_through_and_emptied_from_its_end(at_home: Chat, bank: Bank) -> None:
    ids = await bank.take(*((number * 20, 40, 90) for number in range(10)))
    await registers(at_home)
    (made,) = await at_home.types("/collection Мосты")
    for photo_id in ids:
        _answered, made = await at_home.presses(f"cp:{photo_id}:1", **TEXT)
    assert made.labels()[:2] == [["⤒ 10", "✕ 10"], ["◀ Страница 1"]], "what was put in is in sight"
    _answered, first = await at_home.presses(made.data("◀ Страница 1"), **TEXT)
    assert [label for row in first.labels()[:3] for label in row][::2] == [f"⤒ {number}" for number in range(1, 10)]
    _answered, fewer = await at_home.presses(made.data("✕ 10"), **TEXT)
    assert fewer.labels()[0] == ["⤒ 1", "✕ 1", "⤒ 2", "✕ 2", "⤒ 3", "✕ 3"], "its page is gone"


async def test_many_collections_are_leafed_through_to_open_one_or_to_add_to_one(at_home: Chat, bank: Bank) -> None:
    (red,) = await bank.take("red")
    await registers(at_home)
    for number in range(1, 12):
        await at_home.types(f"/collection Подборка {number}")
    (listed,) = await at_home.types("/collections")
    assert listed.labels()[0] == ["Подборка 11"]
    assert listed.labels()[-1] == ["Страница 2 ▶"]
    _answered, further = await at_home.presses(listed.data("Страница 2 ▶"), **TEXT)
    assert further.labels() == [["Подборка 1"], ["◀ Страница 1"]]
    _answered, choice = await at_home.presses(f"c:{red}")
    _answered, further = await at_home.presses(choice.data("Страница 2 ▶"), **TEXT)
    _answered, filled = await at_home.presses(further.data("Подборка 1"), **TEXT)
    assert filled.text.startswith("Подборка 1 · 1 фотография")


async def test_a_link_is_handed_on_and_ended(at_home: Chat, bank: Bank) -> None:
    filled = await begun(at_home, bank)
    _answered, shared = await at_home.presses(filled.data("Поделиться"), **TEXT)
    payload = shared.text.partition("start=")[2].strip()
    at_home.person["id"] = 1002
    (sheet,) = await at_home.types(f"/start {payload}")
    assert sheet.kind == "SendPhoto"
    assert sheet.labels() == [["1", "2"]]
    at_home.person["id"] = 1001
    (toast,) = await at_home.presses(filled.data("Закрыть ссылки"), **TEXT)
    assert toast.text == "Ссылки на эту подборку больше не действуют."
    at_home.person["id"] = 1002
    (gone,) = await at_home.types(f"/start {payload}")
    assert gone.text == "Эта ссылка больше не действует: её срок вышел или её закрыли."


async def test_a_collection_is_taken_as_a_zip(at_home: Chat, bank: Bank) -> None:
    filled = await begun(at_home, bank)
    said = await at_home.presses(filled.data("Скачать как ZIP"), **TEXT)
    assert [one.kind for one in said] == ["AnswerCallbackQuery", "SendDocument"]
    assert isinstance(said[1].photo, BufferedInputFile)
    assert said[1].photo.filename == "photobank-collection-1-1.zip"
    assert "2 фотографии и credits.txt" in said[1].text


async def test_visitors_and_strangers_are_refused_whatever_they_forge(at_home: Chat, bank: Bank) -> None:
    await begun(at_home, bank)
    at_home.person["id"] = 1002
    for data in ("c:1", "cp:1:1", "cp:1:", *FORGED, "ks:1:1"):
        (toast,) = await at_home.presses(data, **TEXT)
        assert toast.text == "Это для зарегистрированных. /register — одно нажатие."
    await registers(at_home)
    for data in ("cp:1:1", *FORGED, "k:999:0:1"):
        (toast,) = await at_home.presses(data, **TEXT)
        assert toast.text == "Этой подборки больше нет."


@pytest.mark.parametrize(
    "data", ["k:1:7:1", "k:1:-1:1", "k:0:1:1", "k:1", "k:1:0:0", "kp:1:1:maybe:1", "ks:0:", "cp:0:1", "c:x"]
)
async def test_what_no_button_carries_gets_a_toast(at_home: Chat, data: str) -> None:
    (toast,) = await at_home.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."


@pytest.mark.parametrize("text", ["/rename_1", "/rename_x Мосты", "/collection", f"/collection {'x' * 81}"])
async def test_a_title_that_is_none_is_asked_for_again(at_home: Chat, text: str) -> None:
    await registers(at_home)
    (said,) = await at_home.types(text)
    assert said.text == "Дайте, пожалуйста, название в одну строку, не длиннее 80 знаков."


@pytest.mark.parametrize(
    "tap",
    [
        CollectTap(photo_id=LARGEST_ID),
        PutTap(photo_id=LARGEST_ID, collection_id=LARGEST_ID),
        PutTap(photo_id=LARGEST_ID),
        CollectionTap(collection_id=LARGEST_ID, act=CollectionAct.DELETE, page=9999),
        PlaceTap(collection_id=LARGEST_ID, photo_id=LARGEST_ID, first=True, page=9999),
        CollectionsTap(page=9999, photo_id=LARGEST_ID),
    ],
)
def test_callback_data_fits_with_the_largest_ids(
    tap: CollectTap | PutTap | CollectionTap | CollectionsTap | PlaceTap,
) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap
