"""The first words, commands, and whatever the bot has no other answer to: nothing stays without one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.chat import PHOTO_SIZES, Chat, document

FILE = {"file_id": "x", "file_unique_id": "y", "file_size": 9}
NOT_FOR_SEARCHING = "По такому я пока искать не умею. Пришлите слова, #тег или фотографию, и я поищу."
PERSON = {"id": 7, "is_bot": False, "first_name": "Олег"}

SENT: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": FILE | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
    },
    "voice": {"voice": FILE | {"duration": 1}},
    "audio": {"audio": FILE | {"duration": 1}},
    "video": {"video": FILE | {"width": 9, "height": 9, "duration": 1}},
    "video note": {"video_note": FILE | {"length": 9, "duration": 1}},
    "animation": {
        "animation": FILE | {"width": 9, "height": 9, "duration": 1},
        "document": document(mime_type="image/gif"),
    },
    "contact": {"contact": {"phone_number": "+7", "first_name": "Олег"}},
    "poll": {
        "poll": {
            "id": "1",
            "question": "Где?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "book": {"document": document(mime_type="application/pdf", file_name="книга.pdf")},
    "archive": {"document": document(mime_type="application/zip", file_name="фото.zip")},
    "something new": {},
}

ANNOUNCED: dict[str, dict[str, Any]] = {
    "pinned message": {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": 1001, "type": "private"}}},
    "new member": {"new_chat_members": [PERSON]},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
}


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_start_says_what_this_is_and_offers_examples(chat: Chat, language: str) -> None:
    chat.speaks(language)
    (welcome,) = await chat.types("/start")
    title = {"ru": "Город в фотографиях.", "en": "The city in photographs."}[language]
    assert welcome.text.startswith(title)
    assert sum(len(row) for row in welcome.buttons) == 4


async def test_start_takes_a_payload(chat: Chat) -> None:
    (welcome,) = await chat.types("/start from_the_poster")
    assert welcome.text.startswith("Город в фотографиях.")


@pytest.mark.parametrize(("language", "word"), [("ru", "Теги."), ("en", "Tags.")])
async def test_help_explains_every_way_to_ask(chat: Chat, language: str, word: str) -> None:
    chat.speaks(language)
    (guide,) = await chat.types("/help")
    assert word in guide.text


@pytest.mark.parametrize("text", ["/hepl", "/", "/старт", "/start@other_bot", "//", "/ мост"])
async def test_an_unknown_command_is_told_so(chat: Chat, text: str) -> None:
    (answer,) = await chat.types(text)
    assert answer.text == "Такой команды я не знаю. Что я умею, расскажет /help."


async def test_a_corrected_command_is_obeyed(chat: Chat) -> None:
    (guide,) = await chat.edits(text="/help")
    assert "Теги." in guide.text


@pytest.mark.parametrize("kind", SENT)
async def test_what_cannot_be_searched_by_gets_one_polite_sentence(chat: Chat, kind: str) -> None:
    (answer,) = await chat.sends(**SENT[kind])
    assert answer.text == NOT_FOR_SEARCHING
    assert chat.bank.queries == []


async def test_the_polite_sentence_is_in_the_persons_language(chat: Chat) -> None:
    chat.speaks("fr")
    (answer,) = await chat.sends(**SENT["sticker"])
    assert answer.text == "I cannot search by that yet. Send me words, a #tag or a photograph, and I will look."


async def test_an_album_of_videos_gets_one_sentence(chat: Chat) -> None:
    answers = [await chat.sends(**SENT["video"], media_group_id="album") for _ in range(3)]
    assert [len(said) for said in answers] == [1, 0, 0]


@pytest.mark.parametrize("kind", ANNOUNCED)
async def test_what_nobody_said_is_not_answered(chat: Chat, kind: str) -> None:
    assert await chat.sends(**ANNOUNCED[kind]) == []


async def test_a_moving_live_location_is_not_answered_at_every_step(chat: Chat) -> None:
    assert await chat.edits(location={"latitude": 55.75, "longitude": 37.62}) == []


async def test_a_chat_without_a_language_is_answered_in_the_banks(chat: Chat) -> None:
    chat.speaks(None)
    (answer,) = await chat.sends(**SENT["voice"])
    assert answer.text == NOT_FOR_SEARCHING


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("😀" * 4096, "Для поиска это слишком длинно: уложитесь, пожалуйста, в 500 знаков."),
        ("мост " * 800, "Для поиска это слишком длинно: уложитесь, пожалуйста, в 500 знаков."),
        ("😀😀😀", "Здесь нечего искать. Напишите, что должно быть на фотографии, например: мост ночью."),
        ("#", "Здесь нечего искать. Напишите, что должно быть на фотографии, например: мост ночью."),
        ("   ", "Здесь нечего искать. Напишите, что должно быть на фотографии, например: мост ночью."),
        ("\u0000\u0001\u200b", "Здесь нечего искать. Напишите, что должно быть на фотографии, например: мост ночью."),
        ("?!.,", "Здесь нечего искать. Напишите, что должно быть на фотографии, например: мост ночью."),
    ],
)
async def test_a_text_with_nothing_to_search_for_is_explained(chat: Chat, text: str, sentence: str) -> None:
    (answer,) = await chat.types(text)
    assert answer.text == sentence


@pytest.mark.parametrize(
    "text",
    [
        "\u202eтсом\u202c ночью",
        "גשר בלילה",
        "мо\u0000ст\u0007",
        "<b>мост</b> & <script>",
        "мост</b>",
        "{words} {0} %s %(count)d",
        "a" * 500,
        "&lt;&amp;" * 50,
    ],
)
async def test_odd_words_are_searched_for_and_shown_as_they_are(chat: Chat, text: str) -> None:
    (sheet,) = await chat.types(text)
    assert sheet.kind == "SendPhoto"
    assert sheet.text.splitlines()[0].rstrip("…") in chat.bank.queries[0].words


async def test_five_hundred_tags_are_too_many_and_a_hundred_are_shown_in_part(chat: Chat) -> None:
    (refused,) = await chat.types(" ".join(f"#тег{n}" for n in range(500)))
    assert refused.text.startswith("Для поиска это слишком длинно")
    (answer,) = await chat.types("".join(f"#т{n}" for n in range(100)))
    assert len(answer.text) < 700


async def test_a_photo_with_an_endless_caption_is_refused_without_being_fetched(chat: Chat) -> None:
    (answer,) = await chat.sends(photo=PHOTO_SIZES, caption="мост " * 200)
    assert answer.text.startswith("Для поиска это слишком длинно")
