"""One press of a button: answered once and first, then shown in the message it belongs to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery, Message

from bot.presenters.markup import clip, fill
from bot.presenters.messages import PhotoMessage, Said, TextMessage
from bot.sending import Sender

TOAST = 200
"""Characters that Telegram shows over the chat; beyond READ_AT_ONCE they wait until the person closes them."""
READ_AT_ONCE = 70
UNEDITABLE = ("message to edit not found", "message can't be edited", "message media can't be edited")


@dataclass(kw_only=True)
class Tap:
    """Made for each callback query. Exactly one answer goes to Telegram, before anything is edited."""

    bot: Bot
    callback: CallbackQuery
    sender: Sender
    answered: bool = False

    async def acknowledge(self, toast: str | None = None) -> bool:
        """Answers the press; False if it was answered before, and then the toast is not shown."""
        if self.answered:
            return False
        self.answered = True
        await self.sender.call(
            self.bot,
            AnswerCallbackQuery(
                callback_query_id=self.callback.id,
                text=clip(toast, TOAST) if toast else None,
                show_alert=len(toast) > READ_AT_ONCE if toast else None,
            ),
        )
        return True

    async def acknowledge_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.acknowledge()

    async def tell(self, words: str) -> None:
        """In a toast; in a message below, where the press took so long that it had to be answered before."""
        if not await self.acknowledge(words):
            await self.answer(TextMessage(text=fill("{words}", words=words)))

    async def edit(self, said: PhotoMessage | TextMessage, toast: str | None = None) -> None:
        """Changes the message of the button; where Telegram does not let it be changed so, answers below.

        What the toast says is told in any case: below what was changed, where the press had to be answered before.
        """
        is_told = await self.acknowledge(toast)
        await self._show(said)
        if toast is not None and not is_told:
            await self.tell(toast)

    async def _show(self, said: PhotoMessage | TextMessage) -> None:
        message = self.callback.message
        if isinstance(message, Message) and (message.text is not None or isinstance(said, PhotoMessage)):
            try:
                await self.sender.edit(message, said)
            except TelegramBadRequest as error:
                if not any(words in error.message for words in UNEDITABLE):
                    raise
            else:
                return
        await self.answer(said)

    async def answer(self, said: Said) -> None:
        """A new message below the one of the button; nothing where that one is in no chat of ours."""
        await self.acknowledge()
        if self.callback.message is not None:
            await self.sender.answer(self.callback.message, said)
