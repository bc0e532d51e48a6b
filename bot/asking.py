"""A message as a question: its words, its pictures, what it points at, and what it goes on from."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from aiogram import Bot
from aiogram.types import Document, Message, PhotoSize

from bot.receiving import best_size, fetch_sample, without_mention
from bot.references import answered, has_links, linked_photos, words_without_links
from bot.sending import Sender
from engine.errors import BadInput, EmptyQuery
from engine.model import PhotoSample, Query, Sample
from engine.search.continuing import asked_anew
from engine.search.conversation import Place, Talk
from engine.search.parsing import parse_query


class LinkNotOpened(BadInput):
    notice = "I do not open other sites. Please send me the picture itself, or say in words what it shows."


async def question_of(messages: Sequence[Message], bot: Bot, sender: Sender, place: Place) -> tuple[Query, Talk]:
    """One message, or the parts of an album in their order.

    The caption of a forwarded picture is somebody else's and about something else, and that of one chosen from the
    bot's own offers is the bank's: they narrow nothing. Forwarded words without a picture are all there is to ask by.
    Raises EmptyQuery, TextTooLong, LinkNotOpened, FileTooBig, PictureNotFetched.
    """
    first, username = messages[0], (await bot.me()).username
    links = (one for message in messages for one in linked_photos(message, username))
    known: list[Sample] = [PhotoSample(photo_id=one) for one in links]
    files = [] if known else [file for message in messages if (file := _file_of(message)) is not None]
    shows = bool(files or known)
    pointed = answered(first, bot.id)
    if pointed.file is not None:
        files.append(pointed.file)
    if pointed.photo_id is not None:
        known.append(PhotoSample(photo_id=pointed.photo_id))
    is_quoted = first.forward_origin is not None or (first.via_bot is not None and first.via_bot.id == bot.id)
    said = "" if is_quoted and shows else _words(messages, username)
    anew = asked_anew(said)
    query = _parsed(first, said if anew is None else anew, words_needed=not (files or known))
    sent = await asyncio.gather(*(fetch_sample(file, bot, sender) for file in files))
    query = replace(query, samples=tuple(dict.fromkeys((*known, *sent))))
    if pointed.search_id is not None and anew is None:
        return query, Talk(place=place, changed=pointed.search_id)
    # What is said under somebody's picture is about that picture, whatever was talked about before.
    return query, Talk(place=place, anew=anew is not None or (bool(query.samples) and not shows))


def _parsed(message: Message, words: str, *, words_needed: bool) -> Query:
    try:
        return parse_query(words)
    except EmptyQuery:
        if not words_needed:
            return Query()
        if has_links(message):
            raise LinkNotOpened from None
        raise


def _words(messages: Sequence[Message], username: str | None) -> str:
    """Of an album, the first caption there is."""
    texts = (without_mention(message, words_without_links(message), username) for message in messages)
    return next((text for text in texts if text.strip()), "")


def _file_of(message: Message) -> PhotoSize | Document | None:
    return message.document or (best_size(message.photo) if message.photo else None)
