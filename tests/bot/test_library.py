"""Favourites, shelves, history and links to photos, in the chat."""

from __future__ import annotations

import pytest

from bot.callbacks import LARGEST_ID, AcceptTap, DeleteHistoryTap, DownloadTap, FavouriteTap, RepeatTap
from tests.bank import Bank
from tests.bot.chat import Chat


async def registers(chat: Chat) -> None:
    (terms,) = await chat.types("/register")
    await chat.presses(terms.data("Принимаю и регистрируюсь"))


async def test_a_photo_is_marked_on_its_card_and_stands_on_the_shelf(at_home: Chat, bank: Bank) -> None:
    await bank.take("red", "green")
    await registers(at_home)
    (sheet,) = await at_home.types("red")
    _answered, card = await at_home.presses(sheet.data("1"))
    answered, marked = await at_home.presses(card.data("☆ В избранное"))
    assert answered.text == "Добавлено в избранное: /favourites"
    assert "В избранном: 1" in marked.text
    assert marked.labels()[-1] == ["↩ К странице"]
    (shelf,) = await at_home.types("/favourites")
    assert shelf.text.splitlines()[:2] == ["Избранное", "1 фотография"]
    await at_home.presses(marked.data("★ В избранном"))
    (empty,) = await at_home.types("/favourites")
    assert empty.text.startswith("Здесь пока пусто")


@pytest.mark.parametrize("command", ["/fresh", "/random"])
async def test_a_visitor_looks_through_the_bank(at_home: Chat, bank: Bank, command: str) -> None:
    (empty,) = await at_home.types(command)
    assert empty.text == "В фотобанке пока нет фотографий."
    await bank.take("red", "green")
    (shelf,) = await at_home.types(command)
    assert shelf.labels() == [["1", "2"]]


async def test_what_is_for_members_is_refused_to_visitors_however_they_ask(at_home: Chat, bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await at_home.types("red")
    sentence = "Это для зарегистрированных. /register — одно нажатие."
    for command in ("/favourites", "/history"):
        assert [said.text for said in await at_home.types(command)] == [sentence]
    for forged in (f"f:{photo_id}:1::1", "r:1", "h:1", "h:"):
        assert [said.text for said in await at_home.presses(forged)] == [sentence]


async def test_the_history_is_asked_again_and_deleted(at_home: Chat, bank: Bank) -> None:
    await bank.take("red")
    await registers(at_home)
    for words in ("red", "green"):
        await at_home.types(words)
    (history,) = await at_home.types("/history")
    assert [line.split(" · ")[0] for line in history.text.splitlines()[2:]] == ["1. green", "2. red"]
    assert history.labels() == [["1", "✕ 1", "2", "✕ 2"], ["Удалить всё"]]
    _answered, again = await at_home.presses(history.data("2"), text="История", photo=None)
    assert again.kind == "SendPhoto"
    _answered, left = await at_home.presses(history.data("✕ 1"), text="История", photo=None)
    assert left.labels() == [["1", "✕ 1"], ["Удалить всё"]]
    _answered, none = await at_home.presses(left.data("Удалить всё"), text="История", photo=None)
    assert none.text.startswith("История пуста")


async def test_a_link_opens_the_photo_for_whoever_follows_it(at_home: Chat, bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    (sheet,) = await at_home.types("red")
    _answered, opened = await at_home.presses(sheet.data("1"))
    _answered, card = await at_home.presses(opened.data("Ещё…"))
    links = [button.copy_text.text for row in card.buttons for button in row if button.copy_text]
    assert f"https://t.me/city_bank_bot?start=p{photo_id}" in links
    (opened,) = await at_home.types(f"/start p{photo_id}")
    assert opened.kind == "SendPhoto"
    assert opened.labels()[-2:] == [["Скачать для экрана", "Скачать оригинал"], ["Взять подпись", "Ещё…"]]


@pytest.mark.parametrize("payload", ["p999", "p9223372036854775808", "p0", "p1x", "p-1", "drop_table"])
async def test_a_forged_or_stale_link_is_answered_politely(at_home: Chat, payload: str) -> None:
    (said,) = await at_home.types(f"/start {payload}")
    assert said.text == "Этой фотографии в фотобанке больше нет." or "Город в фотографиях" in said.text


@pytest.mark.parametrize(
    "tap",
    [
        AcceptTap(version=9999, registers=True, photo_id=LARGEST_ID, size=1),
        DownloadTap(photo_id=LARGEST_ID, size=1),
        FavouriteTap(photo_id=LARGEST_ID, wanted=True, search_id=LARGEST_ID, page=9999),
        RepeatTap(search_id=LARGEST_ID),
        DeleteHistoryTap(search_id=LARGEST_ID),
        DeleteHistoryTap(),
    ],
)
def test_callback_data_fits_with_the_largest_ids(
    tap: AcceptTap | DownloadTap | FavouriteTap | RepeatTap | DeleteHistoryTap,
) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap


async def test_the_history_names_a_search_with_what_was_said_and_pressed_since(at_home: Chat, bank: Bank) -> None:
    await bank.take("red")
    await registers(at_home)
    await at_home.types("красный")
    await at_home.types("а теперь зимой")
    (history,) = await at_home.types("/history")
    searches = [line.partition(" · ")[0] for line in history.text.splitlines()[2:]]
    assert searches == ["1. красный зимой", "2. красный"]
