"""Answering taps."""

from __future__ import annotations

from aiogram.methods import AnswerCallbackQuery

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import Call, Handlers

MOST_TEXT = 200


async def answer_callback_query(call: Call, method: AnswerCallbackQuery) -> bool:
    if len(method.text or "") > MOST_TEXT:
        # The limit is documented, this word of the closed server is assumed.
        raise bad_request("MESSAGE_TOO_LONG")
    if method.url and not method.url.startswith((f"https://t.me/{call.world.profile.username}", "tg://")):
        # Anything else needs a game. The word is assumed, too.
        raise bad_request("URL_INVALID")
    tap = call.world.callbacks.answer(method.callback_query_id)
    call.world.events.emit(
        "callback_answer",
        chat_id=tap.chat_id,
        callback_query_id=method.callback_query_id,
        text=method.text,
        show_alert=bool(method.show_alert),
        url=method.url,
    )
    return True


HANDLERS: Handlers = {AnswerCallbackQuery: answer_callback_query}
