"""Asking in words, tags and with photographs."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.types import BufferedInputFile

from engine.errors import BrokenImage, ModelUnavailable
from engine.model import Band, Language, Reason, SentSample
from tests.bot.chat import PHOTO_SIZES, Chat, document
from tests.conftest import jpeg


async def test_words_are_answered_with_one_contact_sheet(chat: Chat) -> None:
    (sheet,) = await chat.types("ночной мост")
    assert sheet.kind == "SendPhoto"
    assert isinstance(sheet.photo, BufferedInputFile)
    assert sheet.text.splitlines() == [
        "ночной мост",
        "Нашлось 12 фотографий, страница 1 из 2",
        "Точно: 1–4 · похоже: 5–9",
    ]
    assert sheet.labels() == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["Страница 2 ▶"], ["Уточнить"]]
    assert chat.bank.queries[0].words == "ночной мост"


async def test_the_answer_is_in_the_language_of_whoever_asks(chat: Chat) -> None:
    chat.speaks("en-GB")
    (sheet,) = await chat.types("bridge at night #winter")
    assert sheet.text.splitlines() == [
        "bridge at night · #winter",
        "12 photos found, page 1 of 2",
        "Exact: 1–4 · close: 5–9",
    ]
    assert chat.bank.actors[0].language is Language.EN


async def test_a_tag_is_shown_by_its_name_in_the_readers_language(chat: Chat) -> None:
    chat.bank.reason = Reason.TAGS
    (sheet,) = await chat.types("#red_square")
    assert sheet.text.splitlines() == ["#Красная_площадь", "Нашлось 12 фотографий, страница 1 из 2"]
    assert chat.bank.queries[0].tags == ("red_square",)


async def test_words_that_match_nothing_well_say_so_above_the_nearest_photos(chat: Chat) -> None:
    chat.bank.bands = [Band.FAR] * 9
    (sheet,) = await chat.types("квантовая хромодинамика")
    assert sheet.kind == "SendPhoto"
    assert sheet.text.splitlines()[1:] == ["Подходящего не нашлось. Это лишь самое близкое, что есть в фотобанке."]


async def test_far_photos_on_a_page_of_found_ones_are_named_as_far(chat: Chat) -> None:
    chat.bank.bands = [Band.EXACT, Band.CLOSE, Band.CLOSE, Band.FAR]
    (sheet,) = await chat.types("мост")
    assert sheet.text.splitlines()[1:] == ["Нашлись 3 фотографии", "Точно: 1 · похоже: 2–3 · далеко: 4"]
    assert sheet.labels() == [["1", "2"], ["3", "4"], ["Уточнить"]]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "Нашлась 1 фотография"),
        (2, "Нашлись 2 фотографии"),
        (5, "Нашлось 5 фотографий"),
        (21, "Нашлась 21 фотография, страница 1 из 3"),
        (500, "Нашлось не меньше 500 фотографий, страница 1 из 56"),
    ],
)
async def test_photos_are_counted_as_russian_counts(chat: Chat, count: int, sentence: str) -> None:
    chat.bank.bands = [Band.EXACT] * count
    (sheet,) = await chat.types("мост")
    assert sheet.text.splitlines()[1] == sentence


async def test_nothing_found_is_said_honestly_with_examples_to_press(chat: Chat) -> None:
    chat.bank.bands = []
    (answer,) = await chat.types("мост")
    assert answer.kind == "SendMessage"
    assert answer.text.splitlines() == [
        "мост",
        "Ничего не нашлось.",
        "Попробуйте слова попроще или что-нибудь из этого:",
    ]
    assert answer.labels() == [
        ["ночной мост", "собор зимой"],
        ["осенний парк", "салют над рекой"],
        ["Сообщить, когда такие появятся"],
        ["Уточнить"],
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("#салют", "Тега #салют в фотобанке нет. Попробуйте то же слово без #."),
        ("#салют #кот", "Тегов #салют #кот в фотобанке нет. Попробуйте те же слова без #."),
        ("#зима", "Фотографий с этим тегом сейчас нет. Попробуйте слова без #."),
        ("#зима #red_square", "Нет фотографии сразу со всеми этими тегами. Попробуйте убрать один из них."),
    ],
)
async def test_a_tag_that_finds_nothing_is_explained(chat: Chat, text: str, hint: str) -> None:
    chat.bank.bands = []
    (answer,) = await chat.types(text)
    assert answer.text.splitlines()[-1] == hint


async def test_a_photo_is_searched_by_in_a_size_that_is_enough(chat: Chat) -> None:
    get_file, sheet = await chat.sends(photo=PHOTO_SIZES)
    assert get_file.method.file_id == "photo-1280"  # type: ignore[attr-defined]
    assert sheet.text.splitlines()[0] == "Похожие на вашу фотографию"
    (sample,) = chat.bank.queries[0].samples
    assert isinstance(sample, SentSample)
    assert sample.image == jpeg("blue")


async def test_a_photo_of_which_only_a_large_size_exists_is_fetched_all_the_same(chat: Chat) -> None:
    get_file, _sheet = await chat.sends(photo=PHOTO_SIZES[-1:])
    assert get_file.method.file_id == "photo-2560"  # type: ignore[attr-defined]


async def test_words_under_a_photo_narrow_the_search(chat: Chat) -> None:
    _get_file, sheet = await chat.sends(photo=PHOTO_SIZES, caption="зимой #зима")
    assert sheet.text.splitlines()[0] == "Похожие на вашу фотографию · зимой · #зима"
    (query,) = chat.bank.queries
    assert (query.words, query.tags, len(query.samples)) == ("зимой", ("зима",), 1)


@pytest.mark.parametrize("caption", ["", "  ", "🌃", "#"])
async def test_a_caption_without_a_word_leaves_a_photo_as_it_is(chat: Chat, caption: str) -> None:
    answers = await chat.sends(photo=PHOTO_SIZES, caption=caption)
    assert [answer.kind for answer in answers] == ["GetFile", "SendPhoto"]
    assert chat.bank.queries[0].words == ""


async def test_the_caption_of_a_forwarded_photo_does_not_narrow(chat: Chat) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Новости"}
    answers = await chat.sends(photo=PHOTO_SIZES, caption="Новость " * 99, forward_origin=origin)
    assert [answer.kind for answer in answers] == ["GetFile", "SendPhoto"]
    assert chat.bank.queries[0].words == ""


async def test_forwarded_words_without_a_picture_are_searched_for(chat: Chat) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Подруга"}
    (sheet,) = await chat.types("ночной мост", forward_origin=origin)
    assert sheet.kind == "SendPhoto"
    assert chat.bank.queries[0].words == "ночной мост"


@pytest.mark.parametrize(
    "sent",
    [
        document(mime_type="image/heic", file_name="IMG_1.HEIC"),
        document(mime_type="application/octet-stream"),
        document(mime_type="application/pdf", file_name="скан.JPG"),
        document(),
    ],
)
async def test_a_document_that_may_be_a_picture_is_searched_by(chat: Chat, sent: dict[str, object]) -> None:
    _get_file, sheet = await chat.sends(document=sent)
    assert sheet.kind == "SendPhoto"
    assert chat.bank.queries[0].samples[0].image == jpeg("green")  # type: ignore[union-attr]


async def test_a_document_that_is_no_picture_after_all_is_refused_politely(chat: Chat) -> None:
    chat.bank.error = BrokenImage()
    _get_file, answer = await chat.sends(document=document(mime_type="image/jpeg"))
    assert answer.text == "Изображение повреждено или пришло не целиком. Пришлите его, пожалуйста, ещё раз."


async def test_a_document_beyond_what_a_bot_may_fetch_is_not_asked_for(chat: Chat) -> None:
    (answer,) = await chat.sends(document=document(mime_type="image/png", file_size=21 * 1024 * 1024))
    assert "не больше 20 МБ" in answer.text


async def test_an_album_is_one_question_about_all_of_its_photos(chat: Chat) -> None:
    chat.telegram.files["second"] = jpeg("red")
    parts = [
        {"photo": PHOTO_SIZES, "media_group_id": "album", "caption": "зимой"},
        {"photo": [PHOTO_SIZES[3] | {"file_id": "second"}], "media_group_id": "album"},
        {"photo": PHOTO_SIZES, "media_group_id": "album"},
    ]
    await asyncio.gather(*(chat.sends(**part) for part in parts))
    kinds = [said.kind for said in chat.telegram.said]
    assert kinds == ["GetFile"] * 3 + ["SendPhoto"]
    assert chat.telegram.said[-1].text.splitlines()[0] == "Похожие на 2 фотографии · зимой"
    (query,) = chat.bank.queries
    assert (len(query.samples), query.words) == (2, "зимой")


async def test_a_part_that_comes_after_its_album_is_no_question_of_its_own(chat: Chat) -> None:
    await chat.sends(photo=PHOTO_SIZES, media_group_id="album")
    assert await chat.sends(photo=PHOTO_SIZES, media_group_id="album") == []


async def test_an_example_answers_below_the_welcome(chat: Chat) -> None:
    (welcome,) = await chat.types("/start")
    acknowledged, sheet = await chat.presses(welcome.data("собор зимой"))
    assert (acknowledged.kind, sheet.kind) == ("AnswerCallbackQuery", "SendPhoto")
    assert chat.bank.queries[0].words == "собор зимой"


async def test_an_edited_question_is_a_new_question(chat: Chat) -> None:
    (sheet,) = await chat.edits(text="собор зимой")
    assert sheet.kind == "SendPhoto"
    assert chat.bank.queries[0].words == "собор зимой"


async def test_an_edited_caption_asks_again(chat: Chat) -> None:
    _get_file, sheet = await chat.edits(photo=PHOTO_SIZES, caption="летом", media_group_id="album")
    assert sheet.text.startswith("Похожие на вашу фотографию · летом")


async def test_a_notice_tells_its_facts(chat: Chat) -> None:
    chat.bank.error = ModelUnavailable(name="xlm-roberta <base>")
    (answer,) = await chat.types("мост")
    assert answer.text.startswith("Кодировщика xlm-roberta <base> нет на этой машине")


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("Привет!", "/start"),
        ("Good morning", "/start"),
        ("Что ты умеешь?", "/help"),
        ("как скачать?", "/help"),
        ("What can you do?", "/help"),
        ("удали мои данные", "/forget_me"),
        ("Delete my data.", "/forget_me"),
    ],
)
async def test_what_is_said_in_the_place_of_a_command_is_no_search(chat: Chat, said: str, command: str) -> None:
    (answer,) = await chat.types(said)
    (to_the_command,) = await chat.types(command)
    assert (answer.text, answer.labels()) == (to_the_command.text, to_the_command.labels())
    assert chat.bank.queries == []


async def test_thanks_are_answered_and_nothing_is_searched_for(chat: Chat) -> None:
    (answer,) = await chat.types("Спасибо большое!")
    assert answer.text == "Пожалуйста. Напишите, когда понадобится ещё фотография."
    assert chat.bank.queries == []


@pytest.mark.parametrize("said", ["мост, спасибо", "привет из Москвы", "ещё собаку", "следующая станция"])
async def test_whoever_says_more_than_that_is_searching(chat: Chat, said: str) -> None:
    await chat.types(said)
    assert len(chat.bank.queries) == 1


async def test_more_turns_the_page_of_the_sheet_that_was_shown_last(chat: Chat) -> None:
    await chat.types("мост")
    (second,) = await chat.types("Покажи ещё")
    assert second.kind == "SendPhoto"
    assert second.text.splitlines()[1] == "Нашлось 12 фотографий, страница 2 из 2"
    (no_third,) = await chat.types("дальше")
    assert no_third.text == "Больше страниц нет."
    assert len(chat.bank.queries) == 1


async def test_more_of_nothing_asks_what_to_look_for(chat: Chat) -> None:
    (answer,) = await chat.types("ещё")
    assert answer.text == "Листать пока нечего. Что должно быть на фотографии?"
    assert answer.labels()
