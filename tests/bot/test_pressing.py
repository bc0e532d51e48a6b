"""Pressing what stands under a sheet or a photo."""

from __future__ import annotations

import pytest
from aiogram.methods import AnswerCallbackQuery, EditMessageMedia
from aiogram.types import BufferedInputFile, CopyTextButton

from bot.callbacks import LARGEST_ID, ExampleTap, OpenPageTap, OpenPhotoTap, SimilarTap
from engine.errors import ModelUnavailable
from tests.bot.chat import Chat
from tests.bot.telegram import Said


async def sheet(chat: Chat) -> Said:
    (said,) = await chat.types("ночной мост #зима")
    return said


def is_answered_and_edited(said: list[Said]) -> bool:
    return [type(one.method) for one in said] == [AnswerCallbackQuery, EditMessageMedia]


async def test_turning_the_page_edits_the_same_message(chat: Chat) -> None:
    said = await chat.presses((await sheet(chat)).data("Страница 2 ▶"))
    assert is_answered_and_edited(said)
    assert said[1].text.splitlines() == [
        "ночной мост · #зима",
        "Нашлось 12 фотографий, страница 2 из 2",
        "Похоже: 1–3",
    ]
    assert said[1].labels() == [["1", "2", "3"], ["◀ Страница 1"], ["Уточнить"]]
    assert said[1].method.message_id == 77  # type: ignore[attr-defined]


async def test_a_number_opens_the_photo_in_the_same_message(chat: Chat) -> None:
    said = await chat.presses((await sheet(chat)).data("3"))
    assert is_answered_and_edited(said)
    assert said[1].text.splitlines() == [
        "Мост номер 3 <ночью> & зимой",
        "Набережная, 1 мая 2026\u202fг.",
        "2 человека",
        "#зима #Красная_площадь",
        "Фото: Анна <Ли> · Лицензия: CC BY 4.0",
        "Просмотры: 7 · Скачивания: 3 · В избранном: 1",
    ]
    assert said[1].labels() == [
        ["Похожие", "👍", "👎", "Теги: 2"],
        ["☆ В избранное", "В подборку"],
        ["Скачать для экрана", "Скачать оригинал"],
        ["Взять подпись", "Ещё…"],
        ["↩ К странице"],
    ]


async def test_a_photo_is_told_in_the_language_of_whoever_opens_it(chat: Chat) -> None:
    chat.speaks("en")
    data = (await chat.types("bridge"))[0].data("3")
    _answered, card = await chat.presses(data)
    assert card.text.splitlines() == [
        "Bridge number 3 <at night> & in winter",
        "Набережная, May 1, 2026",
        "2 people",
        "#winter #Red_Square",
        "Photo: Анна <Ли> · Licence: CC BY 4.0",
        "Views: 7 · Downloads: 3 · Favourites: 1",
    ]
    assert card.labels() == [
        ["Similar", "👍", "👎", "Tags: 2"],
        ["☆ To favourites", "To a collection"],
        ["Download for screen", "Download the original"],
        ["Copy the credit", "More…"],
        ["↩ Back to the page"],
    ]
    _answered, more = await chat.presses(card.data("More…"))
    assert more.labels() == [
        ["More like this", "Less like this"],
        ["Copy the link", "Share"],
        ["Report a problem"],
        ["↩ Back to the photo"],
    ]
    assert more.text == card.text
    _answered, again = await chat.presses(more.data("↩ Back to the photo"))
    assert again.labels() == card.labels()


async def test_the_credit_can_be_copied_word_for_word(chat: Chat) -> None:
    _answered, card = await chat.presses((await sheet(chat)).data("1"))
    assert card.buttons[3][0].copy_text == CopyTextButton(text="Фото: Анна <Ли> / Городской фотобанк, CC BY 4.0")


async def test_back_leads_to_the_very_page(chat: Chat) -> None:
    _answered, second = await chat.presses((await sheet(chat)).data("Страница 2 ▶"))
    _answered, card = await chat.presses(second.data("2"))
    assert card.text.startswith("Мост номер 11")
    said = await chat.presses(card.data("↩ К странице"))
    assert is_answered_and_edited(said)
    assert said[1].text == second.text


async def test_similar_turns_the_message_into_a_sheet_without_the_photo_itself(chat: Chat) -> None:
    _answered, card = await chat.presses((await sheet(chat)).data("1"))
    said = await chat.presses(card.data("Похожие"))
    assert is_answered_and_edited(said)
    assert said[1].text.splitlines()[0] == "Похожие на выбранную фотографию"
    _answered, first = await chat.presses(said[1].data("1"))
    assert first.text.startswith("Мост номер 2")


async def test_nothing_similar_is_a_drawn_card_because_a_photo_cannot_become_text(chat: Chat) -> None:
    _answered, card = await chat.presses((await sheet(chat)).data("1"))
    chat.bank.bands = []
    said = await chat.presses(card.data("Похожие"))
    assert is_answered_and_edited(said)
    assert isinstance(said[1].photo, BufferedInputFile)
    assert said[1].text.splitlines() == ["Похожие на выбранную фотографию", "Ничего не нашлось."]


async def test_a_withdrawn_photo_keeps_its_slot_and_opens_into_a_sentence(chat: Chat) -> None:
    first = await sheet(chat)
    chat.bank.withdrawn = {2}
    _answered, again = await chat.presses(OpenPageTap(search_id=1, page=1).pack())
    assert again.labels() == first.labels()
    (toast,) = await chat.presses(again.data("2"))
    assert toast.text == "Этой фотографии в фотобанке больше нет."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("p", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("p:1", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("p:один:2", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("p:1:0", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("p:-1:1", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        (f"p:{LARGEST_ID + 1}:1", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("o:1:1", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("e:77", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("drop table photos; --", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("\u202e\u0000🌃", "Эта кнопка больше не работает. Спросите, пожалуйста, заново."),
        ("p:1:99", "Больше страниц нет."),
        ("p:777:1", "Этот поиск уже не хранится. Спросите, пожалуйста, заново."),
        (f"p:{LARGEST_ID}:1", "Этот поиск уже не хранится. Спросите, пожалуйста, заново."),
        ("o:5000:1:1", "Этой фотографии в фотобанке больше нет."),
        (f"s:{LARGEST_ID}:", "Этой фотографии в фотобанке больше нет."),
    ],
)
async def test_a_stale_or_forged_button_gets_a_toast(chat: Chat, data: str, sentence: str) -> None:
    await sheet(chat)
    (toast,) = await chat.presses(data)
    assert (toast.kind, toast.text) == ("AnswerCallbackQuery", sentence)


async def test_a_toast_speaks_the_language_of_whoever_pressed(chat: Chat) -> None:
    chat.speaks("en")
    (toast,) = await chat.presses("p:777:1")
    assert toast.text == "That search is no longer kept. Please ask again."


async def test_another_persons_search_stays_closed(chat: Chat) -> None:
    data = (await sheet(chat)).data("Страница 2 ▶")
    chat.person["id"] = 1002
    (toast,) = await chat.presses(data)
    assert toast.text == "Этот поиск уже не хранится. Спросите, пожалуйста, заново."


async def test_a_game_button_is_answered_too(chat: Chat) -> None:
    (toast,) = await chat.feed("callback_query", chat.press(None) | {"game_short_name": "chess"})
    assert toast.kind == "AnswerCallbackQuery"


async def test_a_long_sentence_waits_until_it_is_read(chat: Chat) -> None:
    chat.bank.error = ModelUnavailable(name="x" * 300)
    (toast,) = await chat.presses(OpenPageTap(search_id=1, page=1).pack())
    assert isinstance(toast.method, AnswerCallbackQuery)
    assert (len(toast.text), toast.method.show_alert) == (200, True)


async def test_a_button_under_a_message_that_telegram_hides_is_answered_below(chat: Chat) -> None:
    await sheet(chat)
    hidden = {"chat": {"id": 1001, "type": "private"}, "message_id": 77, "date": 0}
    said = await chat.feed("callback_query", chat.press("p:1:2") | {"message": hidden})
    assert [one.kind for one in said] == ["AnswerCallbackQuery", "SendPhoto"]


async def test_a_button_under_an_inline_message_does_no_harm(chat: Chat) -> None:
    await sheet(chat)
    said = await chat.feed("callback_query", chat.press("p:1:2") | {"inline_message_id": "inline"})
    assert [one.kind for one in said] == ["AnswerCallbackQuery"]


@pytest.mark.parametrize(
    "tap",
    [
        OpenPageTap(search_id=LARGEST_ID, page=9999),
        OpenPhotoTap(photo_id=LARGEST_ID, search_id=LARGEST_ID, page=9999),
        SimilarTap(photo_id=LARGEST_ID),
        ExampleTap(number=99),
    ],
)
def test_callback_data_fits_with_the_largest_ids(
    tap: OpenPageTap | OpenPhotoTap | SimilarTap | ExampleTap,
) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap
