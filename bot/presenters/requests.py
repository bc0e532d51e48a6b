"""Reports and partners' requests, in words: to whoever asks, and to those who decide."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup

from admin.requests import Settled
from bot.callbacks import Back
from bot.keyboards.requests import (
    partner_keyboard,
    refusal_keyboard,
    settling_keyboard,
    trouble_name,
    troubles_keyboard,
)
from bot.locales import gettext as _
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import PhotoMessage, Preview, TextMessage
from bot.presenters.photo import CAPTION, link_to
from engine.library.card import PhotoCard
from engine.model import Photo, PhotoId
from engine.people.requests import PartnerRequest, Report, Trouble
from engine.ports import Files


def what_is_wrong(card: PhotoCard, files: Files, back: Back | None) -> PhotoMessage:
    photo = card.photo
    return PhotoMessage(
        picture=Preview(content_hash=photo.content_hash, path=files.preview_path(photo.content_hash)),
        caption=join("\n", [fill(_("<b>What is wrong?</b>")), fill(_("Those who keep the photobank will look."))]),
        keyboard=troubles_keyboard(photo.photo_id, back),
    )


def in_own_words(photo_id: PhotoId) -> TextMessage:
    return TextMessage(text=fill(_("Write in one message: /report_{number} and what is wrong."), number=photo_id))


def reported(*, again: bool) -> str:
    """Plain text, for a toast too."""
    if again:
        return _("You have told us already, and it is being looked into.")
    return _("Thank you. Somebody will look at it and tell you what became of it.")


def report_for_moderators(report: Report, photo: Photo, files: Files, username: str | None) -> PhotoMessage:
    line = _photo_line(photo.photo_id, username)
    return _report(report, photo, files, line, keyboard=settling_keyboard(report.report_id))


def settled(outcome: Settled, files: Files, *, withdrawn: bool) -> PhotoMessage:
    """In the place of what asked to be settled."""
    said = fill("{said}", said=outcome_of(outcome, withdrawn=withdrawn))
    return _report(outcome.reports[0], outcome.photo, files, said)


def outcome_of(outcome: Settled, *, withdrawn: bool) -> str:
    """For a toast."""
    number = outcome.photo.photo_id
    if withdrawn:
        return _("Photo {number} is withdrawn.").format(number=number)
    return _("Photo {number} stays as it is.").format(number=number)


def _report(
    report: Report, photo: Photo, files: Files, *ends: Html, keyboard: InlineKeyboardMarkup | None = None
) -> PhotoMessage:
    lines = [
        fill(_("<b>A problem is reported: {trouble}</b>"), trouble=trouble_name(report.trouble)),
        fill("«{words}»", words=report.words) if report.words else Html(),
        *ends,
    ]
    return PhotoMessage(
        picture=Preview(content_hash=photo.content_hash, path=files.preview_path(photo.content_hash)),
        caption=join("\n", lines),
        keyboard=keyboard,
    )


def answer_to_reporter(report: Report, *, withdrawn: bool) -> TextMessage:
    if withdrawn:
        sentence = _("You reported photo {number}: it was taken out of the photobank. Thank you.")
    elif report.trouble is Trouble.WRONG:
        sentence = _("You reported photo {number}: it was looked at. Thank you.")
    else:
        sentence = _("You reported photo {number}: it was looked at and stays in the photobank.")
    return TextMessage(text=fill(sentence, number=report.photo_id))


def waiting_for_decision(request: PartnerRequest) -> TextMessage:
    sentence = _("Your request for {organisation} is with those who decide. You will hear from me.")
    return TextMessage(text=fill(sentence, organisation=request.organisation))


def partner_already() -> TextMessage:
    return TextMessage(text=fill(_("You have a partner's access already.")))


def request_for_moderators(request: PartnerRequest) -> TextMessage:
    lines = [
        fill(_("<b>{organisation}</b> asks for a partner's access."), organisation=clip(request.organisation, CAPTION)),
        fill(_("To refuse with a reason: /refuse_{number} and the reason."), number=request.request_id),
    ]
    return TextMessage(text=join("\n", lines), keyboard=partner_keyboard(request.request_id))


def why_refused(request: PartnerRequest) -> TextMessage:
    """For whoever is about to refuse: whoever asked is told why."""
    lines = [
        fill(_("Why is <b>{organisation}</b> refused?"), organisation=clip(request.organisation, CAPTION)),
        fill(_("In your own words: /refuse_{number} and the reason."), number=request.request_id),
    ]
    return TextMessage(text=join("\n", lines), keyboard=refusal_keyboard(request.request_id))


def decided(request: PartnerRequest, *, granted: bool) -> TextMessage:
    if granted:
        sentence = _("<b>{organisation}</b>: a partner's access is granted.")
    else:
        sentence = _("<b>{organisation}</b>: a partner's access is refused.")
    return TextMessage(text=fill(sentence, organisation=request.organisation))


def decision(request: PartnerRequest, reason: str, *, granted: bool) -> TextMessage:
    """For whoever asked."""
    if granted:
        sentence = _("{organisation} is a partner now: downloads in bulk and /usage are open to you.")
        return TextMessage(text=fill(sentence, organisation=request.organisation))
    lines = [
        fill(_("A partner's access for {organisation} was declined."), organisation=request.organisation),
        fill(_("The reason: {reason}"), reason=reason) if reason else Html(),
        fill(_("You may ask again in a week.")),
    ]
    return TextMessage(text=join("\n", lines))


def _photo_line(photo_id: PhotoId, username: str | None) -> Html:
    link = link_to(photo_id, username)
    if link is None:
        return fill(_("Photo {number}"), number=photo_id)
    return fill(_('<a href="{link}">Photo {number}</a>'), link=link, number=photo_id)
