"""A page of hits as one message: the contact sheet, how the query was understood, how sure the matches are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.keyboards.sheet import sheet_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.bands import bands_line
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import Card, PhotoMessage, Sheet, TextMessage
from bot.presenters.nothing import nothing_card, nothing_on_a_card, nothing_to_show
from bot.presenters.shelves import empty_shelf, shelf_title
from bot.presenters.understood import same_frame, slips, understood
from engine.images.contact_sheet import LARGE_CELLS, SheetCell
from engine.model import Hit, HitPage, Shelf
from engine.ports import Files
from engine.search.ranking import FOUND_LIMIT

LAID_OUT = frozenset({Shelf.FAVOURITES, Shelf.FRESH, Shelf.RANDOM, Shelf.COLLECTION, Shelf.NEAR})
"""Shelves whose photos nobody searched for."""


def answer_with(page: HitPage, files: Files) -> PhotoMessage | TextMessage:
    """For a message of its own, which may be text when nothing was found."""
    return sheet_of(page, files) if page.hits else nothing_to_show(page)


def shelf_answer(page: HitPage, files: Files) -> PhotoMessage | TextMessage:
    """For a shelf that somebody asked for."""
    if page.hits or page.shelf is None:
        return answer_with(page, files)
    return TextMessage(text=empty_shelf(page.shelf))


def turn_into(page: HitPage, files: Files) -> PhotoMessage:
    """For a message that is edited: a photo cannot become text, so nothing found is a drawn card."""
    return sheet_of(page, files) if page.hits else nothing_on_a_card(page)


def sheet_of(page: HitPage, files: Files, title: Html | None = None) -> PhotoMessage:
    """`title` in the place of the shelf's own."""
    lines = [
        title or shelf_title(page.shelf),
        understood(page),
        slips(page),
        same_frame(page),
        _count_line(page),
        bands_line(page),
        _similar_line(page),
        fill(_("Tap a number to see the photo, its author and its licence.")) if page.invites else Html(),
    ]
    return PhotoMessage(picture=picture_of(page, files), caption=join("\n", lines), keyboard=sheet_keyboard(page))


def picture_of(page: HitPage, files: Files) -> Sheet | Card:
    """The contact sheet; a drawn card where there is nothing to put on one."""
    if not page.hits:
        return nothing_card()
    cells = cells_of(page.hits, files)
    shows = tuple(hit.photo.content_hash for hit in page.hits if hit.photo is not None)
    return Sheet(key=_key(page.hits, cells), cells=cells, shows=shows, search_id=page.search_id, page=page.page)


def _count_line(page: HitPage) -> Html:
    if page.found == 0:
        return fill(_("Nothing matches well. These are only the nearest that the bank has."))
    if page.shelf in LAID_OUT:
        found = fill(ngettext("{count} photo", "{count} photos", page.found), count=page.found)
    elif page.found >= FOUND_LIMIT:
        found = fill(_("At least {count} photos found"), count=FOUND_LIMIT)
    else:
        found = fill(ngettext("{count} photo found", "{count} photos found", page.found), count=page.found)
    if page.page_count == 1:
        return found
    place = fill(_("page {page} of {pages}"), page=page.page, pages=page.page_count)
    return join(", ", [found, place])


def _similar_line(page: HitPage) -> Html:
    """`Similar frames stand behind 2 (+4), 7 (+1)`."""
    numbers = ", ".join(f"{hit.number} (+{hit.similar_count})" for hit in page.hits if hit.similar_count)
    return fill(_("Similar frames stand behind {numbers}"), numbers=numbers) if numbers else Html()


def cells_of(hits: Sequence[Hit], files: Files) -> tuple[SheetCell, ...]:
    """A slot for each hit, with the copy that suits its size on the sheet."""
    copy_path = files.preview_path if len(hits) <= LARGE_CELLS else files.thumbnail_path
    return tuple(
        SheetCell(number=hit.number, copy=copy_path(hit.photo.content_hash), band=hit.band)
        if hit.photo
        else SheetCell(number=hit.number, copy=None, band=hit.band, note=_("withdrawn"))
        for hit in hits
    )


def _key(hits: tuple[Hit, ...], cells: tuple[SheetCell, ...]) -> str:
    """The picture's content: ordered photos with their bands; words appear on it only where one was withdrawn."""
    slots = [
        f"{hit.photo.content_hash if hit.photo else cell.note}/{hit.band.value}"
        for hit, cell in zip(hits, cells, strict=True)
    ]
    return "|".join(slots)
