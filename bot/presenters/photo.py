"""An opened photo: its preview, what it shows, where and when, whose it is, on what terms, and its numbers."""

from __future__ import annotations

from babel.dates import format_date

from bot.callbacks import Back
from bot.keyboards.photo import more_keyboard, photo_keyboard
from bot.keyboards.tags import card_tags_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import PhotoMessage, Preview
from bot.presenters.understood import hashtags
from engine.library.card import Numbers, PhotoCard
from engine.model import Metadata, Photo, PhotoId
from engine.ports import Files

CAPTION = 400
LINE = 100
"""Characters shown of the caption and of each fact; with the tags they stay within a photo message's 1,024."""


def photo_of(card: PhotoCard, files: Files, *, back: Back | None = None) -> PhotoMessage:
    """`back` is the page that *back* leads to; `username` the bot's own, for the link."""
    photo = card.photo
    caption = photo.caption(spoken())
    title = fill("<b>{caption}</b>", caption=clip(caption, CAPTION)) if caption else Html()
    lines = [
        title,
        _place_and_date(photo),
        _people(photo.metadata),
        hashtags(photo_tag.tag for photo_tag in photo.tags),
        _rights(photo),
        _numbers(card.numbers),
    ]
    return PhotoMessage(
        picture=Preview(content_hash=photo.content_hash, path=files.preview_path(photo.content_hash)),
        caption=join("\n", lines),
        keyboard=photo_keyboard(card, back),
    )


def tags_of(card: PhotoCard, files: Files, back: Back | None) -> PhotoMessage:
    """The photo with every one of its tags to search by."""
    photo = card.photo
    return PhotoMessage(
        picture=Preview(content_hash=photo.content_hash, path=files.preview_path(photo.content_hash)),
        caption=join("\n", [fill(_("<b>Tags of the photo</b>")), fill(_("A press searches by the tag."))]),
        keyboard=card_tags_keyboard(photo, back),
    )


def more_of(card: PhotoCard, files: Files, *, username: str | None, back: Back | None) -> PhotoMessage:
    """The photo with what is needed less often."""
    photo = card.photo
    return PhotoMessage(
        picture=Preview(content_hash=photo.content_hash, path=files.preview_path(photo.content_hash)),
        caption=photo_of(card, files).caption,
        keyboard=more_keyboard(card, back, link_to(photo.photo_id, username)),
    )


def link_to(photo_id: PhotoId, username: str | None) -> str | None:
    """Opens the photo for whoever follows it."""
    return f"https://t.me/{username}?start=p{photo_id}" if username else None


def _place_and_date(photo: Photo) -> Html:
    place = fill("{place}", place=clip(photo.metadata.place, LINE)) if photo.metadata.place else Html()
    taken_at = photo.metadata.taken_at
    date = fill("{date}", date=format_date(taken_at, "long", locale=spoken().value)) if taken_at else Html()
    return join(", ", [place, date])


def _people(facts: Metadata) -> Html:
    """Nothing where nobody counted."""
    if facts.crowd:
        return fill(_("A crowd"))
    if facts.people_count is None:
        return Html()
    if facts.people_count == 0:
        return fill(_("No people"))
    sentence = ngettext("{count} person", "{count} people", facts.people_count)
    return fill(sentence, count=facts.people_count)


def _rights(photo: Photo) -> Html:
    rights = photo.rights
    maker = fill(_("Photo: {name}"), name=clip(rights.photographer, LINE)) if rights.photographer else Html()
    terms = fill(_("Licence: {licence}"), licence=clip(rights.licence, LINE)) if rights.licence else Html()
    return join(" · ", [maker, terms])


def _numbers(numbers: Numbers) -> Html:
    """`Views: 12 · Favourites: 1`: only what there is to tell."""
    told = (
        (_("Views: {count}"), numbers.views),
        (_("Downloads: {count}"), numbers.downloads),
        (_("Favourites: {count}"), numbers.favourites),
    )
    return join(" · ", (fill(sentence, count=count) for sentence, count in told if count))
