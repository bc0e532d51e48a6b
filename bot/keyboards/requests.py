"""Under what people ask of those who moderate."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Back
from bot.callbacks.requests import TROUBLES, PartnerTap, ReportTap, SettleTap
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
    rows = [
        [
            InlineKeyboardButton(
                text=trouble_name(trouble), callback_data=ReportTap(photo_id=photo_id, trouble=number).pack()
            )
        ]
        for number, trouble in enumerate(TROUBLES)
    ]
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
