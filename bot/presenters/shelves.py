"""Shelves: what their pages are called, and what is said of an empty one."""

from __future__ import annotations

from bot.locales import gettext as _
from bot.presenters.markup import Html, fill
from engine.model import Shelf


def shelf_title(shelf: Shelf | None) -> Html:
    match shelf:
        case None:
            return Html()
        case Shelf.FAVOURITES:
            return fill(_("<b>Favourites</b>"))
        case Shelf.FRESH:
            return fill(_("<b>The newest</b>"))
        case Shelf.RANDOM:
            return fill(_("<b>At random</b>"))
        case Shelf.COLLECTION:
            return fill(_("<b>Collection</b>"))
        case Shelf.NEAR:
            return fill(_("<b>Near</b>"))
        case Shelf.ALERT:
            return fill(_("<b>New for your saved search</b>"))
        case Shelf.INLINE:
            return fill(_("<b>From another chat</b>"))


def empty_shelf(shelf: Shelf) -> Html:
    if shelf is Shelf.FAVOURITES:
        return fill(_("Nothing here yet: open a photo and press ☆, and you will find it here again."))
    if shelf is Shelf.NEAR:
        return fill(_("The bank has no photos from around there."))
    return fill(_("There are no photos in the bank yet."))
