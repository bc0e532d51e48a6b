"""Inline mode: the query, what may be offered, how long it is kept, and what a choice becomes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InputTextMessageContent,
)

from bot.sandbox.answered import InlineOffers
from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import picture
from tests.sandbox.wire import Answer, Wire

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
OPEN = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть", callback_data="open:7")]])
Ask = Callable[..., Awaitable[str]]


@pytest.fixture
def ask(telegram: Sandbox, anna: SandboxPerson) -> Ask:
    """Asks, and gives the id of the query."""

    async def asking(query: str = "мост", offset: str = "", person: int = anna.id, chat: int = anna.id) -> str:
        body = {"person_id": person, "chat_id": chat, "query": query, "offset": offset}
        return str((await telegram.post("inline", body))["inline_query_id"])

    return asking


async def next_query(bot: Bot, offset: int | None = None) -> InlineQuery:
    [update] = await bot.get_updates(offset=offset, timeout=5)
    assert update.inline_query is not None
    return update.inline_query


def article(number: int, **more: Any) -> InlineQueryResultArticle:
    words = InputTextMessageContent(message_text=f"Фото {number}")
    return InlineQueryResultArticle(id=str(number), title=f"№{number}", input_message_content=words, **more)


def raw(result_id: str = "1") -> dict[str, Any]:
    return {"type": "article", "id": result_id, "title": "x", "input_message_content": {"message_text": "x"}}


async def test_a_person_asks_anywhere_and_sees_what_the_bot_offers(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson
) -> None:
    asking = asyncio.ensure_future(anna.asks_inline("ночной мост"))
    query = await next_query(bot)
    assert (query.query, query.offset, query.from_user.id, query.chat_type) == ("ночной мост", "", anna.id, "sender")
    assert await bot.answer_inline_query(query.id, [article(1), article(2)])
    offers = await asking
    assert (offers.titles, offers.next_offset, offers.button, offers.from_cache) == (["№1", "№2"], "", None, False)
    chosen = await offers.chooses(1)
    assert (chosen.text, chosen.message.via_bot and chosen.message.via_bot.id) == ("Фото 2", bot.id)
    assert chosen.message.from_user
    assert chosen.message.from_user.id == anna.id


@pytest.mark.row(69)
async def test_a_choice_is_told_only_if_feedback_is_on(
    telegram: Sandbox, bot: Bot, wire: Wire, anna: SandboxPerson, ask: Ask
) -> None:
    query_id = await ask()
    await bot.answer_inline_query(query_id, [article(1, reply_markup=OPEN), article(2)])
    await telegram.post(f"inline/{query_id}/choose", {"result_id": "1"})
    kinds = [set(update) - {"update_id"} for update in (await wire("getUpdates")).result]
    assert kinds == [{"inline_query"}, {"message"}]
    telegram.world.updates.forget()
    await telegram.switches(inline_feedback=True)
    for result_id in "12":
        await telegram.post(f"inline/{query_id}/choose", {"result_id": result_id})
    updates = (await wire("getUpdates")).result
    told = [update["chosen_inline_result"] for update in updates if "message" not in update]
    assert [(choice["result_id"], choice["query"], "inline_message_id" in choice) for choice in told] == [
        ("1", "мост", True),
        ("2", "мост", False),
    ]


@pytest.mark.row(66)
async def test_at_most_fifty_results(wire: Wire, ask: Ask) -> None:
    results = [raw(str(number)) for number in range(51)]
    answer = await wire("answerInlineQuery", inline_query_id=await ask(), results=results)
    assert answer.refusal == "Bad Request: too many inline query results specified"
    assert (await wire("answerInlineQuery", inline_query_id=await ask("2"), results=results[:50])).result is True


@pytest.mark.row(67)
async def test_a_query_is_answered_once_and_in_time(telegram: Sandbox, wire: Wire, ask: Ask) -> None:
    async def answered(query_id: str) -> Answer:
        return await wire("answerInlineQuery", inline_query_id=query_id, results=[])

    once = await ask()
    assert (await answered(once)).result is True
    assert (await answered(once)).refusal == TOO_OLD
    assert (await answered("1")).refusal == TOO_OLD
    late = await ask("поздно")
    await telegram.clock.forward(11)
    assert (await answered(late)).refusal == TOO_OLD


@pytest.mark.row(68)
@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"next_offset": "я" * 33}, "NEXT_OFFSET_INVALID"),
        ({"results": [raw("")]}, "RESULT_ID_EMPTY"),
        ({"results": [raw("я" * 33)]}, "RESULT_ID_INVALID"),
        ({"results": [raw("1"), raw("1")]}, "RESULT_ID_DUPLICATE"),
        ({"results": [raw("1") | {"title": ""}]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": "{"}, "can't parse results JSON object"),
        ({"results": [{"type": "photo", "id": "1", "photo_file_id": "AAAA"}]}, "wrong remote file identifier"),
        ({"button": {"text": "Войти", "start_parameter": "a b"}}, "unallowed characters in start_parameter are used"),
        ({"button": {"text": "Войти", "start_parameter": "a" * 65}}, "too long start_parameter specified"),
        ({"button": {"text": "Войти"}}, "can't use empty start_parameter"),
    ],
)
async def test_limits_of_an_answer(wire: Wire, ask: Ask, parameters: dict[str, Any], refusal: str) -> None:
    query_id = await ask()
    answer = await wire("answerInlineQuery", **{"inline_query_id": query_id, "results": [], **parameters})
    assert answer.refusal.startswith(f"Bad Request: {refusal}")
    largest: dict[str, Any] = {"next_offset": "я" * 32, "results": [raw("я" * 32)]}
    assert (await wire("answerInlineQuery", inline_query_id=query_id, **largest)).result is True


@pytest.mark.row(68)
async def test_a_client_asks_with_256_letters_at_most(telegram: Sandbox, ask: Ask) -> None:
    await ask("я" * 256)
    with pytest.raises(ControlRefused, match="256 letters"):
        await ask("я" * 257)


@pytest.mark.row(68)
async def test_an_answer_is_kept_for_300_seconds_by_words_and_offset(
    telegram: Sandbox, bot: Bot, wire: Wire, ask: Ask, anna: SandboxPerson
) -> None:
    await bot.answer_inline_query(await ask(), [article(1)], next_offset="10")
    telegram.world.updates.forget()
    offers = await anna.asks_inline("мост")
    assert (offers.from_cache, offers.titles, offers.next_offset) == (True, ["№1"], "10")
    assert (await (await telegram.person("James")).asks_inline("мост")).from_cache
    assert (await wire("getWebhookInfo")).result["pending_update_count"] == 0
    await ask("мост", "10")
    await ask("река")
    await telegram.clock.forward(301)
    await ask("мост")
    queries = [update["inline_query"] for update in (await wire("getUpdates")).result]
    assert [(query["query"], query["offset"]) for query in queries] == [("мост", "")], "the others are too old by now"


@pytest.mark.row(68)
async def test_a_personal_answer_is_kept_for_its_person_only(
    bot: Bot, ask: Ask, anna: SandboxPerson, wire: Wire
) -> None:
    await bot.answer_inline_query(await ask(), [article(1)], is_personal=True, cache_time=60)
    assert (await anna.asks_inline("мост")).from_cache
    await ask("мост", person=1002, chat=1002)
    updates = (await wire("getUpdates")).result
    assert [update["inline_query"]["from"]["id"] for update in updates] == [anna.id, 1002]


@pytest.mark.row(68)
async def test_pages_follow_by_offset(telegram: Sandbox, bot: Bot, anna: SandboxPerson) -> None:
    async def answer() -> None:
        offset = None
        for page in range(2):
            [update] = await bot.get_updates(offset=offset, timeout=5)
            offset = update.update_id + 1
            assert update.inline_query
            assert update.inline_query.offset == ("" if page == 0 else "дальше")
            following = "дальше" if page == 0 else ""
            await bot.answer_inline_query(update.inline_query.id, [article(page)], next_offset=following)

    answering = asyncio.ensure_future(answer())
    first = await anna.asks_inline("мост")
    second: InlineOffers = await first.turns_page()
    assert (first.titles, second.titles, second.next_offset) == (["№0"], ["№1"], "")
    await answering


@pytest.mark.row(58)
async def test_a_query_waits_half_a_minute_and_a_choice_ten(telegram: Sandbox, bot: Bot, wire: Wire, ask: Ask) -> None:
    async def kinds() -> list[str]:
        updates = (await wire("getUpdates", offset=0)).result
        return [kind for update in updates for kind in update if kind not in ("update_id", "message")]

    await telegram.switches(inline_feedback=True)
    query_id = await ask()
    await bot.answer_inline_query(query_id, [article(1)])
    await telegram.post(f"inline/{query_id}/choose", {"result_id": "1"})
    await telegram.clock.forward(29)
    assert await kinds() == ["inline_query", "chosen_inline_result"]
    await telegram.clock.forward(2)
    assert await kinds() == ["chosen_inline_result"]
    await telegram.clock.forward(568)
    assert await kinds() == ["chosen_inline_result"]
    await telegram.clock.forward(2)
    assert await kinds() == []


async def test_a_photo_is_offered_by_its_id_and_shown_by_its_preview(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson, ask: Ask
) -> None:
    sent = await bot.send_photo(anna.id, BufferedInputFile(picture(1600, 900), "p.png"))
    assert sent.photo
    result = InlineQueryResultCachedPhoto(
        id="p", photo_file_id=sent.photo[-1].file_id, caption="<b>Мост</b>", parse_mode="HTML", reply_markup=OPEN
    )
    query_id = await ask()
    assert (await telegram.get(f"inline/{query_id}")) is None
    await bot.answer_inline_query(query_id, [result], cache_time=0)
    [shown] = (await telegram.get(f"inline/{query_id}"))["results"]
    assert shown["preview"] in [size.file_unique_id for size in sent.photo]
    chosen = await telegram.post(f"inline/{query_id}/choose", {"result_id": "p"})
    assert (chosen["caption"], chosen["caption_entities"][0]["type"]) == ("Мост", "bold")
    assert [size["file_unique_id"] for size in chosen["photo"]] == [size.file_unique_id for size in sent.photo]


async def test_what_was_not_offered_cannot_be_chosen(telegram: Sandbox, bot: Bot, ask: Ask) -> None:
    query_id = await ask()
    with pytest.raises(ControlRefused, match="no result 1"):
        await telegram.post(f"inline/{query_id}/choose", {"result_id": "1"})
    with pytest.raises(ControlRefused, match="no inline query 5"):
        await telegram.get("inline/5")


async def test_a_person_may_let_the_bot_know_where_they_ask(bot: Bot, anna: SandboxPerson) -> None:
    asking = asyncio.ensure_future(anna.asks_inline("рядом", at=(55.75, 37.62)))
    query = await next_query(bot)
    await bot.answer_inline_query(query.id, [article(1)])
    assert query.location is not None
    assert (query.location.latitude, query.location.longitude) == (55.75, 37.62)
    assert (await asking).results[0]["id"] == "1"
    with pytest.raises(ControlRefused, match="there is no such place"):
        await anna.asks_inline("нигде", at=(91, 0))
