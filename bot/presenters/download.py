"""A file that is handed over, with what was changed in it said; or the terms that stand before it."""

from __future__ import annotations

from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import FileMessage, TextMessage
from bot.presenters.terms import terms_before
from engine.images.giving import Change, Size
from engine.rights.credit import credit_line
from engine.rights.download import Given, TermsNeeded


def download_of(outcome: Given | TermsNeeded) -> FileMessage | TextMessage:
    match outcome:
        case TermsNeeded():
            return terms_before(outcome)
        case Given():
            return _file(outcome)


def _file(given: Given) -> FileMessage:
    file = given.file
    size = fill(_("{width}×{height} pixels"), width=file.width, height=file.height)
    credit = fill("<code>{credit}</code>", credit=credit_line(given.photo.rights, spoken()))
    suffix = "-screen" if given.size is Size.SCREEN else ""
    return FileMessage(
        key=file.key,
        content=file.content,
        name=f"photobank-{given.photo.photo_id}{suffix}{file.suffix}",
        caption=join("\n", [credit, size, _change(file.change)]),
    )


def _change(change: Change | None) -> Html:
    match change:
        case None:
            return Html()
        case Change.AS_JPEG:
            return fill(
                _("The original is in a format that not everybody can open: this is it as a JPEG, at its best.")
            )
        case Change.REDUCED:
            return fill(_("The original is larger than Telegram lets through: this is the largest JPEG that passes."))
