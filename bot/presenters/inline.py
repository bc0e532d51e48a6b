"""Photos as they are offered in other chats: by what Telegram has of them, with credit and the way back."""

from __future__ import annotations

import re

from aiogram.enums import ParseMode
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
)

from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import clip, fill, join
from bot.presenters.photo import CAPTION, link_to
from engine.model import Photo, PhotoId, SearchId
from engine.rights.credit import credit_line
from engine.search.inline import Offers

TITLE = 60
BUTTON = 60
"""Characters that a client shows over its offers on a phone."""


def offered(offers: Offers, username: str | None) -> list[InlineQueryResultCachedPhoto]:
    return [_result(photo, file_id, username, offers.search_id) for photo, file_id in offers.photos]


def result_id(photo_id: PhotoId, search_id: SearchId | None) -> str:
    """What the client says of a choice: the photo, and the search that offered it."""
    return str(photo_id) if search_id is None else f"{photo_id}-{search_id}"


RESULT_ID = re.compile(r"([1-9]\d{0,17})(?:-([1-9]\d{0,17}))?")


def nothing_offered() -> InlineQueryResultsButton:
    return InlineQueryResultsButton(text=_("Nothing found. Ask me in our chat"), start_parameter="inline")


def refused(sentence: str) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(text=clip(sentence, BUTTON), start_parameter="inline")


def _result(
    photo: Photo, file_id: str, username: str | None, search_id: SearchId | None
) -> InlineQueryResultCachedPhoto:
    caption, link = photo.caption(spoken()), link_to(photo.photo_id, username)
    credit = credit_line(photo.rights, spoken())
    lines = [
        fill("{caption}", caption=clip(caption, CAPTION)) if caption else fill(""),
        fill("<i>{credit}</i>", credit=credit),
    ]
    button = InlineKeyboardButton(text=_("Open in the photobank"), url=link) if link else None
    return InlineQueryResultCachedPhoto(
        id=result_id(photo.photo_id, search_id),
        photo_file_id=file_id,
        title=clip(caption, TITLE) if caption else None,
        description=clip(credit, TITLE),
        caption=join("\n", lines),
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]) if button else None,
    )
