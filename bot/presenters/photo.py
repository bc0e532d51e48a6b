"""An opened photo: its preview, what it shows, where and when, whose it is and on what terms."""

from __future__ import annotations

from babel.dates import format_date

from bot.keyboards.photo import photo_keyboard
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import PhotoMessage, Preview
from bot.presenters.understood import hashtags
from engine.model import Photo, SearchId
from engine.ports import Files

CAPTION = 400
LINE = 100
"""Characters shown of the caption and of each fact; with the tags they stay within a photo message's 1,024."""


def photo_of(photo: Photo, files: Files, *, search_id: SearchId, page: int) -> PhotoMessage:
    """`search_id` and `page` are where *back* leads."""
    caption = photo.caption(spoken())
    title = fill("<b>{caption}</b>", caption=clip(caption, CAPTION)) if caption else Html()
    lines = [title, _place_and_date(photo), hashtags(photo_tag.tag for photo_tag in photo.tags), _rights(photo)]
    return PhotoMessage(
        picture=Preview(content_hash=photo.content_hash, path=files.preview_path(photo.content_hash)),
        caption=join("\n", lines),
        keyboard=photo_keyboard(photo, search_id, page),
    )


def _place_and_date(photo: Photo) -> Html:
    place = fill("{place}", place=clip(photo.metadata.place, LINE)) if photo.metadata.place else Html()
    taken_at = photo.metadata.taken_at
    date = fill("{date}", date=format_date(taken_at, "long", locale=spoken().value)) if taken_at else Html()
    return join(", ", [place, date])


def _rights(photo: Photo) -> Html:
    rights = photo.rights
    maker = fill(_("Photo: {name}"), name=clip(rights.photographer, LINE)) if rights.photographer else Html()
    terms = fill(_("Licence: {licence}"), licence=clip(rights.licence, LINE)) if rights.licence else Html()
    return join(" · ", [maker, terms])
