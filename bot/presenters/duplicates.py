"""A pair of photos that are alike: both in one picture, in what they differ, and what may be decided."""

from __future__ import annotations

from babel.dates import format_date

from admin.duplicates.settling import DuplicateCard, DuplicateOutcome, NothingAlike, Side
from bot.keyboards.duplicates import next_pair_keyboard, verdict_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import Card, PhotoMessage, SideBySide
from engine.duplicates.likeness import Change, Likeness
from engine.duplicates.ports import Verdict
from engine.images.side_by_side import Beside
from engine.model import PhotoState
from engine.ports import Files

NAME = 34
"""Characters of an author's or a licence's name."""


def pair_of(outcome: DuplicateOutcome, files: Files) -> PhotoMessage:
    """A pair, or that none waits; both may stand in the place of the pair before."""
    if isinstance(outcome, NothingAlike):
        held = _("Other moderators have {count} before them.").format(count=outcome.held) if outcome.held else ""
        card = Card(title=_("No photos wait that are alike"), lines=(held,) if held else ())
        return PhotoMessage(
            picture=card,
            caption=fill("<b>{title}</b>", title=card.title),
            keyboard=next_pair_keyboard() if outcome.held else None,
        )
    sides = [_beside(side, files) for side in (outcome.old, outcome.new)]
    return PhotoMessage(
        picture=SideBySide(left=sides[0], right=sides[1]),
        caption=_caption(outcome),
        keyboard=verdict_keyboard(outcome),
    )


def settled(verdict: Verdict) -> str:
    """For a toast: plain text."""
    match verdict:
        case Verdict.KEEP_BOTH:
            return _("Both stay")
        case Verdict.REPLACE:
            return _("Replaced")
        case Verdict.MERGE:
            return _("Merged")
        case Verdict.REJECT:
            return _("Rejected")


def likeness_name(likeness: Likeness) -> str:
    match likeness:
        case Likeness.SAME_FILE:
            return _("The same file")
        case Likeness.SAME_PICTURE:
            return _("The same picture")
        case Likeness.SAME_SCENE:
            return _("The same scene")


def change_name(change: Change) -> str:
    match change:
        case Change.RE_ENCODED:
            return _("saved anew")
        case Change.RESIZED:
            return _("resized")
        case Change.CROPPED:
            return _("cropped")
        case Change.RECOLOURED:
            return _("recoloured")
        case Change.WATERMARKED:
            return _("with a watermark or an inset")
        case Change.MIRRORED:
            return _("mirrored")


def _caption(card: DuplicateCard) -> Html:
    compared, numbers = card.pair.compared, card.pair.compared.numbers
    rest = sum(card.waiting.values()) - 1
    left = ngettext("{count} more pair waits", "{count} more pairs wait", rest).format(count=rest)
    changes = ", ".join(change_name(change) for change in compared.changes)
    likeness = likeness_name(compared.likeness)
    better, lesser = card.better.photo.photo_id, card.lesser.photo.photo_id
    return join(
        "\n",
        [
            fill(_("<b>Alike photos</b> · {left}"), left=left),
            fill("{likeness}: {changes}", likeness=likeness, changes=changes) if changes else fill(likeness),
            fill(
                _("Shows the same on {percent} % of the common area; fingerprints differ in {bits} of 64 bits."),
                percent=round(100 * numbers.agreement),
                bits=numbers.bits,
            ),
            fill(_("<b>Better original: {number}</b>"), number=better),
            fill(
                _(
                    "Replace: {better} takes over links, marks, collections, numbers and tags of {lesser}. "
                    "Merge: tags and captions are joined, {lesser} goes. Reject: {new} goes."
                ),
                better=better,
                lesser=lesser,
                new=card.new.photo.photo_id,
            ),
        ],
    )


def _beside(side: Side, files: Files) -> Beside:
    photo, numbers = side.photo, side.numbers
    return Beside(
        copy=files.preview_path(photo.content_hash),
        title=_("No. {number}").format(number=photo.photo_id),
        lines=(
            _("published") if photo.state is PhotoState.PUBLISHED else _("waits for review"),
            _size(side),
            _("came {date}").format(date=format_date(photo.received_at, "medium", locale=spoken().value)),
            _date(side),
            _("author: {author}").format(author=clip(photo.rights.photographer, NAME))
            if photo.rights.photographer
            else _("author unknown"),
            _("licence: {licence}").format(licence=clip(photo.rights.licence, NAME))
            if photo.rights.licence
            else _("licence unknown"),
            _("views {views}, taken {downloads}, ★ {favourites}").format(
                views=numbers.views, downloads=numbers.downloads, favourites=numbers.favourites
            ),
        ),
    )


def _date(side: Side) -> str:
    taken_at = side.photo.metadata.taken_at
    if taken_at is None:
        return _("date unknown")
    return _("taken {date}").format(date=format_date(taken_at, "medium", locale=spoken().value))


def _size(side: Side) -> str:
    width, height, size = side.photo.width, side.photo.height, side.file.byte_count
    if size >= 1_000_000:
        return _("{width}×{height}, {megabytes} MB").format(
            width=width, height=height, megabytes=f"{size / 1_000_000:.1f}"
        )
    return _("{width}×{height}, {kilobytes} KB").format(width=width, height=height, kilobytes=max(1, size // 1000))
