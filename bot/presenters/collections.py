"""Collections in words: the list, one with its photos, a link, a shared one, a ZIP."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from bot.clocks import long_day
from bot.keyboards.collections import (
    choose_keyboard,
    collection_keyboard,
    collections_keyboard,
    link_keyboard,
    really_delete_keyboard,
)
from bot.keyboards.portions import portion_of
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import FileMessage, PhotoMessage, TextMessage
from bot.presenters.sheet import sheet_of
from bot.presenters.terms import terms_text
from engine.library.collections import CollectionContent
from engine.library.ports import Collection, Link
from engine.library.sharing import SharedCollection
from engine.library.zipping import ZipPart
from engine.model import PhotoId
from engine.ports import Files
from engine.rights.terms import Terms

LINE = 80
"""Characters shown of each photo's caption."""
COLLECTIONS, PHOTOS = 10, 9
"""On a page: as many collections as a thumb reaches, as many photos as a contact sheet shows."""


def collections_of(collections: Sequence[Collection], page: int = 1) -> TextMessage:
    portion = portion_of(collections, page, COLLECTIONS)
    head = fill(_("<b>Your collections</b>"))
    hint = fill(_("/collection and a title begins a new one; on a photo's card, «To a collection» adds to one."))
    lines = [fill("{title} · {photos}", title=one.title, photos=_photos(one.photo_count)) for one in portion.shown]
    return TextMessage(text=join("\n", [head, *lines, hint]), keyboard=collections_keyboard(portion))


def choose_collection(collections: Sequence[Collection], photo_id: PhotoId, page: int = 1) -> TextMessage:
    portion = portion_of(collections, page, COLLECTIONS)
    return TextMessage(text=fill(_("To which collection?")), keyboard=choose_keyboard(portion, photo_id))


def collection_of(content: CollectionContent, page: int = 1) -> TextMessage:
    collection, portion = content.collection, portion_of(content.photos, page, PHOTOS)
    head = fill("<b>{title}</b> · {photos}", title=collection.title, photos=_photos(len(content.photos)))
    lines = [
        fill("{number}. {caption}", number=number, caption=clip(photo.caption(spoken()) or "—", LINE))
        for number, photo in portion.numbered
    ]
    hint = fill(_("⤒ puts a photo first, ✕ takes it out.")) if lines else Html()
    rename = fill(_("To rename it, send: /rename_{number} and the new title."), number=collection.collection_id)
    return TextMessage(text=join("\n", [head, *lines, hint, rename]), keyboard=collection_keyboard(collection, portion))


def really_delete(content: CollectionContent) -> TextMessage:
    """The photos themselves stay in the bank, which not everybody knows."""
    collection = content.collection
    lines = [
        fill(_("<b>Delete the collection?</b>")),
        fill("{title} · {photos}", title=collection.title, photos=_photos(len(content.photos))),
        fill(_("Links to it stop working. The photos stay in the photobank.")),
    ]
    return TextMessage(text=join("\n", lines), keyboard=really_delete_keyboard(collection))


def default_title() -> str:
    return _("Collection of {date}").format(date=long_day(dt.datetime.now(dt.UTC)))


def link_made(link: Link, username: str | None) -> TextMessage:
    address = f"https://t.me/{username}?start=c{link.token}"
    until = long_day(link.expires_at)
    said = fill(_("Whoever has this link sees the collection, until {date} or until you end it:"), date=until)
    return TextMessage(text=join("\n", [said, fill("{link}", link=address)]), keyboard=link_keyboard(address))


def links_ended() -> str:
    """For a toast: plain text."""
    return _("No link leads to this collection any more.")


def shared_of(shared: SharedCollection, files: Files) -> PhotoMessage | TextMessage:
    title = fill("<b>{title}</b>", title=shared.title)
    if not shared.page.hits:
        return TextMessage(text=join("\n", [title, fill(_("There are no photos in this collection now."))]))
    return sheet_of(shared.page, files, title)


def zip_of(part: ZipPart | Terms) -> FileMessage | TextMessage:
    if isinstance(part, Terms):
        return terms_text(part)
    title = fill("<b>{title}</b>", title=clip(part.title or _("What was found"), LINE))
    count = fill(
        _("Part {number}: {photos}, and credits.txt with their authors."),
        number=part.number,
        photos=_photos(part.photo_count),
    )
    return FileMessage(
        key=hashlib.sha256(part.content).hexdigest(),
        content=part.content,
        name=f"photobank-{part.name}-{part.number}.zip",
        caption=join("\n", [title, count]),
    )


def _photos(count: int) -> str:
    return ngettext("{count} photo", "{count} photos", count).format(count=count)
