"""Asking: in words and tags, with a photograph, or by one of the examples.

An edited message is a new question: whoever corrects a slip of the pen expects the answer to the corrected words.
"""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import or_f
from aiogram.types import Message

from bot.callbacks import ExampleTap
from bot.filters import ImageDocument
from bot.keyboards.start import examples
from bot.presenters.sheet import answer_with
from bot.presenters.start import stale_button
from bot.receiving import query_with_sample, words_of
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor
from engine.ports import Files
from engine.search.parsing import parse_query
from engine.search.search_photos import SearchPhotos

router = Router(name="search")


@router.message(F.text)
@router.edited_message(F.text)
async def search_by_words(
    message: Message, bot: Bot, actor: Actor, search_photos: SearchPhotos, files: Files, sender: Sender
) -> None:
    query = parse_query(words_of(message, (await bot.me()).username))
    page = await search_photos(actor, query)
    await sender.answer(message, answer_with(page, files))


@router.message(or_f(F.photo, ImageDocument()))
@router.edited_message(or_f(F.photo, ImageDocument()))
async def search_by_photo(
    message: Message, bot: Bot, actor: Actor, search_photos: SearchPhotos, files: Files, sender: Sender
) -> None:
    query = await query_with_sample(message, bot, sender)
    page = await search_photos(actor, query)
    await sender.answer(message, answer_with(page, files, from_album=message.media_group_id is not None))


@router.callback_query(ExampleTap.filter())
async def search_by_example(
    _event: object, callback_data: ExampleTap, tap: Tap, actor: Actor, search_photos: SearchPhotos, files: Files
) -> None:
    if callback_data.number >= len(examples()):
        await tap.acknowledge(stale_button())
        return
    page = await search_photos(actor, parse_query(examples()[callback_data.number]))
    await tap.answer(answer_with(page, files))
