"""What is to be said, before anything is drawn or sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aiogram.types import InlineKeyboardMarkup

from admin.charts.plate import Plate
from bot.presenters.markup import Html
from engine.images.chart import Drawn
from engine.images.contact_sheet import SheetCell
from engine.images.side_by_side import Beside
from engine.model import ContentHash, SearchId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A contact sheet. `key` names the drawn picture, so that one already uploaded is not drawn again."""

    key: str
    cells: tuple[SheetCell, ...]
    shows: tuple[ContentHash, ...] = ()
    """The photos in its slots, and below the page of the search that it is."""
    search_id: SearchId | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A photo's preview; the path is that of a JPEG file."""

    content_hash: ContentHash
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A drawn card with a few words: what a photo message shows when it has no photo."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers over some days."""

    drawn: Drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two photos and what tells them apart."""

    left: Beside
    right: Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture that was drawn before and kept: a PNG or a JPEG."""

    content: bytes


Picture = Sheet | Preview | Card | Chart | SideBySide | Plate | Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoMessage:
    """One picture with a caption of at most 1,024 characters and buttons."""

    picture: Picture
    caption: Html
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumMessage:
    """2 to 10 pictures that belong together; an album has no buttons. Telegram shows one caption below all of them if
    no other picture has one."""

    items: tuple[PhotoMessage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMessage:
    """A document, which nobody recompresses. `key` names the content, so that it is uploaded once."""

    key: str
    content: bytes
    name: str
    caption: Html
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMessage:
    """Words with buttons; at most 4,096 characters. Without `previews` no link in it is shown as a page."""

    text: Html
    keyboard: InlineKeyboardMarkup | None = None
    previews: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueMessage:
    """A point on the map with a name; degrees."""

    latitude: float
    longitude: float
    title: str
    address: str


Said = PhotoMessage | AlbumMessage | FileMessage | TextMessage | VenueMessage
