"""Answering inline queries: what the limits are, and what each result will become."""

from __future__ import annotations

import asyncio
import re

from aiogram.methods import AnswerInlineQuery
from aiogram.types import InlineQueryResultsButton

from bot.sandbox.errors import Json, bad_request, not_spoken
from bot.sandbox.inline import InlineAnswer, Offer
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.methods.results import offer_of

MOST_RESULTS = 50
MOST_BYTES = 64
"""Of a result's id, of the next offset and of a button's start parameter."""
CACHED_FOR_S = 300


async def answer_inline_query(call: Call, method: AnswerInlineQuery) -> bool:
    """Words in capitals are of the closed server: assumed."""
    if len(method.results) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    button = _button(method.button) if method.button else None
    if len((method.next_offset or "").encode()) > MOST_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_ids([result.id for result in method.results])
    asked = call.world.inline.waiting(method.inline_query_id)
    offers: list[Offer] = await asyncio.gather(*(offer_of(call.world.files, result) for result in method.results))
    answer = InlineAnswer(
        offers=tuple(offers),
        next_offset=method.next_offset or "",
        button=button,
        cache_time=CACHED_FOR_S if method.cache_time is None else max(0, method.cache_time),
        is_personal=bool(method.is_personal),
    )
    call.world.inline.answer(asked, answer)
    call.world.events.emit("inline_answer", **answer.shown(asked.query_id, from_cache=False))
    return True


def _check_ids(result_ids: list[str]) -> None:
    for result_id in result_ids:
        if not result_id:
            raise bad_request("RESULT_ID_EMPTY")
        if len(result_id.encode()) > MOST_BYTES:
            raise bad_request("RESULT_ID_INVALID")
    if len(set(result_ids)) < len(result_ids):
        raise bad_request("RESULT_ID_DUPLICATE")


def _button(button: InlineQueryResultsButton) -> Json:
    """Leads into the private chat, with a parameter for /start."""
    if button.web_app is not None:
        raise not_spoken("buttons that open a web app")
    parameter = button.start_parameter or ""
    if not button.text:
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    if not parameter:
        raise bad_request("can't use empty start_parameter")
    if len(parameter) > MOST_BYTES:
        raise bad_request("too long start_parameter specified")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", parameter):
        raise bad_request("unallowed characters in start_parameter are used")
    return {"text": button.text, "start_parameter": parameter}


HANDLERS: Handlers = {AnswerInlineQuery: answer_inline_query}
