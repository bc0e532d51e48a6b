"""Under what people ask of those who moderate."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Back
from bot.callbacks.requests import TROUBLES, PartnerTap, RefuseTap, ReportTap, SettleTap
from bot.keyboards.photo import card_button
from bot.locales import gettext as _
from engine.model import PhotoId
from engine.people.requests import ReportId, RequestId, Trouble


def trouble_name(trouble: Trouble) -> str:
    match trouble:
        case Trouble.WRONG:
            return _("A wrong caption or tag")
        case Trouble.RIGHTS:
            return _("It is mine: rights")
        case Trouble.PERSON:
            return _("I am on it")
        case Trouble.OTHER:
            return _("Something else")


def troubles_keyboard(photo_id: PhotoId, back: Back | None) -> InlineKeyboardMarkup:
    search_id, page = (back.search_id, back.page) if back else (None, 1)
    taps = [
        ReportTap(photo_id=photo_id, trouble=number, search_id=search_id, page=page) for number in range(len(TROUBLES))
    ]
    rows = [[InlineKeyboardButton(text=trouble_name(tap.named), callback_data=tap.pack())] for tap in taps]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [card_button(photo_id, back)]])


def settling_keyboard(report_id: ReportId) -> InlineKeyboardMarkup:
    withdraw, leave = (SettleTap(report_id=report_id, withdrawn=withdrawn) for withdrawn in (True, False))
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=_("Withdraw the photo"), callback_data=withdraw.pack()),
                InlineKeyboardButton(text=_("Nothing wrong"), callback_data=leave.pack()),
            ]
        ]
    )


def refusal_reasons() -> tuple[str, ...]:
    """What most refusals say, in the language of whoever reads."""
    return (
        _("We could not find out about this organisation."),
        _("Partners are media, guides and tourist organisations."),
        _("A member's registration is enough for what you need."),
    )


def refusal_keyboard(request_id: RequestId) -> InlineKeyboardMarkup:
    reasons = [
        InlineKeyboardButton(text=reason, callback_data=RefuseTap(request_id=request_id, reason=number).pack())
        for number, reason in enumerate(refusal_reasons())
    ]
    grant = PartnerTap(request_id=request_id, granted=True)
    granting = InlineKeyboardButton(text=_("Grant"), callback_data=grant.pack())
    return InlineKeyboardMarkup(inline_keyboard=[*([reason] for reason in reasons), [granting]])


def partner_keyboard(request_id: RequestId) -> InlineKeyboardMarkup:
    grant, refuse = (PartnerTap(request_id=request_id, granted=granted) for granted in (True, False))
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=_("Grant"), callback_data=grant.pack()),
                InlineKeyboardButton(text=_("Refuse"), callback_data=refuse.pack()),
            ]
        ]
    )
