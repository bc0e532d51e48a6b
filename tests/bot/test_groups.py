"""In a group the bot speaks when spoken to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.chat import PHOTO_SIZES, Chat
from tests.bot.telegram import BOT

OURS = {"message_id": 5, "date": 1, "chat": {"id": -1007, "type": "supergroup"}, "from": BOT.model_dump()}
THEIRS = OURS | {"from": {"id": 9, "is_bot": False, "first_name": "Олег"}}


@pytest.fixture
def group(chat: Chat) -> Chat:
    chat.group = {"id": -1007, "type": "supergroup", "title": "Редакция"}
    return chat


@pytest.mark.parametrize(
    "said",
    [
        {"text": "кто видел мост?"},
        {"text": "/help@other_bot"},
        {"text": "/weather"},
        {"text": "/"},
        {"text": "@city_bank мост"},
        {"photo": PHOTO_SIZES, "caption": "смотрите"},
        {"text": "да", "reply_to_message": THEIRS},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)
async def test_what_is_said_to_others_passes_unread(group: Chat, said: dict[str, Any]) -> None:
    assert await group.sends(**said) == []
    assert group.bank.actors == []


@pytest.mark.parametrize("text", ["/help", "/help@City_Bank_Bot", "/start"])
async def test_commands_are_answered(group: Chat, text: str) -> None:
    assert len(await group.types(text)) == 1


async def test_a_foreign_command_with_our_name_is_told_that_it_is_unknown(group: Chat) -> None:
    (answer,) = await group.types("/weather@city_bank_bot")
    assert answer.text == "Такой команды я не знаю. Что я умею, расскажет /help."


async def test_a_mention_asks_and_is_not_part_of_the_question(group: Chat) -> None:
    (sheet,) = await group.types("@City_Bank_Bot ночной мост")
    assert group.bank.queries[0].words == "ночной мост"
    reply = sheet.method.reply_parameters  # type: ignore[attr-defined]
    assert reply is not None
    assert reply.allow_sending_without_reply


async def test_a_reply_to_the_bot_asks(group: Chat) -> None:
    await group.types("собор", reply_to_message=OURS)
    assert group.bank.queries[0].words == "собор"


async def test_a_photo_with_a_mention_is_searched_by(group: Chat) -> None:
    said = await group.sends(photo=PHOTO_SIZES, caption="@city_bank_bot зимой")
    assert said[-1].text.startswith("Похожие на вашу фотографию · зимой")


async def test_a_topic_is_answered_in_the_topic(group: Chat) -> None:
    (answer,) = await group.types("/help", message_thread_id=33, is_topic_message=True)
    assert answer.method.message_thread_id == 33  # type: ignore[attr-defined]


async def test_a_channels_own_posts_are_left_alone(chat: Chat) -> None:
    post = {"message_id": 1, "date": 1, "chat": {"id": -1009, "type": "channel", "title": "Новости"}, "text": "мост"}
    assert await chat.feed("channel_post", post) == []
    assert "channel_post" not in chat.dispatcher.resolve_used_update_types()


async def test_a_post_that_a_channel_forwards_into_its_group_is_not_a_question(group: Chat) -> None:
    message = group.message(text="@city_bank_bot мост", sender_chat={"id": -1009, "type": "channel"})
    del message["from"]
    assert await group.feed("message", message) == []
