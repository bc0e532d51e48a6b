"""Inline mode: the bot's name and a few words in any chat offer photos, and one that is chosen is sent there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerInlineQuery
from aiogram.types import ChosenInlineResult, InlineQuery

from bot.middlewares.newest import Asking
from bot.ports import preview_key
from bot.presenters.inline import RESULT_ID, nothing_offered, offered, refused
from bot.presenters.notices import toast
from bot.sending import REFUSED_FILE_ID, Sender
from engine.errors import PhotobankError
from engine.model import Actor, Photo, PhotoId, SearchId
from engine.search.inline import AskInline, NoteChosen, Offers

router = Router(name="inline")

CACHED_S = 10
"""So long clients repeat an answer by themselves; a photo that was withdrawn is offered no longer than that."""


@router.inline_query()
async def asked_inline(
    inline_query: InlineQuery, bot: Bot, actor: Actor, asking: Asking, ask_inline: AskInline, sender: Sender
) -> None:
    async def showable(photos: Sequence[Photo]) -> Mapping[PhotoId, str]:
        keys = {preview_key(photo.content_hash): photo.photo_id for photo in photos}
        return {keys[key]: file_id for key, file_id in (await sender.file_ids.known(bot.id, list(keys))).items()}

    offers, button = Offers(), None
    try:
        offers = await ask_inline(actor, inline_query.query, inline_query.offset, showable)
        if not offers.photos and not inline_query.offset:
            button = nothing_offered()
    except PhotobankError as error:
        button = refused(toast(error))
    if asking.is_stale:
        return
    answer = AnswerInlineQuery(
        inline_query_id=inline_query.id,
        results=list(offered(offers, (await bot.me()).username)),
        cache_time=CACHED_S,
        # In the person's language, and its pages are those of a search of theirs.
        is_personal=True,
        next_offset=offers.next_offset,
        button=button,
    )
    try:
        await sender.call(bot, answer)
    except TelegramBadRequest as error:
        if not any(words in error.message.lower() for words in REFUSED_FILE_ID):
            raise
        # Telegram has lost some of them and does not say which: they are sent to the store, or shown, again.
        for photo, _file_id in offers.photos:
            await sender.file_ids.forget(bot.id, preview_key(photo.content_hash))
        await sender.call(
            bot, answer.model_copy(update={"results": [], "next_offset": "", "button": nothing_offered()})
        )


@router.chosen_inline_result()
async def chosen(chosen_inline_result: ChosenInlineResult, actor: Actor, note_chosen: NoteChosen) -> None:
    if result := RESULT_ID.fullmatch(chosen_inline_result.result_id):
        await note_chosen(actor, PhotoId(int(result[1])), SearchId(int(result[2])) if result[2] else None)
