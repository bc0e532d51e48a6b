"""The one translator of errors: a sentence for the person, and a line in the log only for what nobody foresaw."""

from __future__ import annotations

import logging
import secrets

from aiogram import Bot, Router
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.filters import ExceptionTypeFilter
from aiogram.methods import AnswerInlineQuery
from aiogram.types import ErrorEvent, InlineQuery

from bot.presenters.inline import refused as refused_inline
from bot.presenters.messages import TextMessage
from bot.presenters.notices import notice, toast
from bot.presenters.start import wrong
from bot.sending import Sender
from bot.taps import Tap
from engine.errors import PhotobankError

log = logging.getLogger(__name__)
router = Router(name="errors")


@router.error(ExceptionTypeFilter(PhotobankError))
async def refused(event: ErrorEvent, bot: Bot, sender: Sender, tap: Tap | None = None) -> None:
    error = event.exception
    assert isinstance(error, PhotobankError)
    await _tell(event, bot, sender, tap, TextMessage(text=notice(error)), toast(error))


@router.error(ExceptionTypeFilter(TelegramForbiddenError))
async def shut_out(event: ErrorEvent) -> None:
    """Blocked, removed or never started: their right, and no error of ours."""
    log.info("a chat is closed to the bot: %s", event.exception)


@router.error(ExceptionTypeFilter(TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError))
async def unreachable(event: ErrorEvent) -> None:
    """After all tries; whoever waits cannot be told either. A gateway's page in place of an answer is no answer."""
    log.warning("Telegram could not be reached: %s", str(event.exception).split("\n", 1)[0])


@router.error()
async def unforeseen(event: ErrorEvent, bot: Bot, sender: Sender, tap: Tap | None = None) -> None:
    number = secrets.token_hex(4)
    log.error("unforeseen error %s in update %d", number, event.update.update_id, exc_info=event.exception)
    said = wrong(number)
    await _tell(event, bot, sender, tap, TextMessage(text=said), said)


def _nothing_offered(asked: InlineQuery, toast: str) -> AnswerInlineQuery:
    """Kept by no client: the next moment it may be otherwise."""
    return AnswerInlineQuery(
        inline_query_id=asked.id, results=[], cache_time=0, is_personal=True, button=refused_inline(toast)
    )


async def _tell(event: ErrorEvent, bot: Bot, sender: Sender, tap: Tap | None, said: TextMessage, toast: str) -> None:
    """A toast on a press that is not answered yet, a line over an inline question's offers, else a message."""
    try:
        if tap is not None:
            if not await tap.acknowledge(toast):
                await tap.answer(said)
        elif (message := event.update.message or event.update.edited_message) is not None:
            await sender.answer(message, said)
        elif (asked := event.update.inline_query) is not None:
            await sender.call(bot, _nothing_offered(asked, toast))
    except (TelegramAPIError, ClientDecodeError) as error:
        log.info("an error could not be told: %s", error)
