"""What was taken around a point, with distances; and where a photo was taken, on the map."""

from __future__ import annotations

from dataclasses import replace

from babel.numbers import format_decimal

from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import PhotoMessage, TextMessage, VenueMessage
from bot.presenters.nothing import nothing_card
from bot.presenters.sheet import sheet_of
from bot.presenters.shelves import empty_shelf
from engine.library.near import Around
from engine.model import Photo, Shelf
from engine.ports import Files

TITLE = 60
KILOMETRE = 1000


def around_of(around: Around, files: Files) -> PhotoMessage | TextMessage:
    if not around.page.hits:
        return TextMessage(text=empty_shelf(Shelf.NEAR))
    return _sheet(around, files)


def around_into(around: Around, files: Files) -> PhotoMessage:
    """For a message that is edited, which has to stay a picture."""
    if not around.page.hits:
        return PhotoMessage(picture=nothing_card(), caption=empty_shelf(Shelf.NEAR))
    return _sheet(around, files)


def on_map(photo: Photo) -> VenueMessage | None:
    """None where nobody knows where it was taken."""
    point = photo.metadata.coordinates
    if point is None:
        return None
    title = photo.metadata.place or photo.caption(spoken()) or _("Photo {number}").format(number=photo.photo_id)
    return VenueMessage(
        latitude=point.latitude,
        longitude=point.longitude,
        title=title[:TITLE],
        address=_("Photo {number}").format(number=photo.photo_id),
    )


def _sheet(around: Around, files: Files) -> PhotoMessage:
    sheet = sheet_of(around.page, files)
    distances = [
        fill("{number}:\u00a0{distance}", number=hit.number, distance=_distance(around.distances[hit.photo_id]))
        for hit in around.page.hits
        if hit.photo_id in around.distances
    ]
    return replace(sheet, caption=join("\n", [sheet.caption, join(" · ", distances)]))


def _distance(metres: float) -> Html:
    """To ten metres below a kilometre, to a hundred above."""
    if metres < KILOMETRE:
        return fill(_("{metres} m"), metres=max(10, int(round(metres, -1))))
    kilometres = format_decimal(round(metres / KILOMETRE, 1), locale=spoken().value)
    return fill(_("{kilometres} km"), kilometres=kilometres)
