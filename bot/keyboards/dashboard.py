"""The buttons under a picture of the dashboard: leafing, sections, days, how it is shown, and what can be taken."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from admin.dashboard.sections import DAYS, UNCOMPARED
from admin.dashboard.single import PartnerName
from bot.callbacks import LANGUAGES
from bot.callbacks.dashboard import SECTIONS, About, DashboardTap, SingleTap, Wanted
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.dashboard.words import title_of
from bot.presenters.markup import clip

MOST_PARTNERS = 50
LABEL = 40


def dashboard_keyboard(tap: DashboardTap) -> InlineKeyboardMarkup:
    if tap.wanted is Wanted.SECTIONS:
        return _sections(tap)
    here = tap.model_copy(update={"wanted": Wanted.PICTURE})
    section, count = tap.section, len(SECTIONS)
    place = _("{number} of {count}").format(number=section + 1, count=count)
    leafing = [
        _button("◀", here, section=(section - 1) % count),
        _button(f"☰ {place}", here, wanted=Wanted.SECTIONS),
        _button("▶", here, section=(section + 1) % count),
    ]
    looks = [
        _button(_other_language(tap), here, language=1 - tap.language),
        _button("☀" if tap.dark else "☾", here, dark=not tap.dark),
    ]
    if SECTIONS[section] not in UNCOMPARED:
        compared = _("✓ Compared") if tap.compares else _("Compare")
        looks.insert(0, _button(compared, here, compares=not tap.compares))
    taken = [
        _button("CSV", here, wanted=Wanted.CSV),
        _button("XLSX", here, wanted=Wanted.XLSX),
        _button(_("All as an album"), here, wanted=Wanted.ALBUM),
    ]
    return InlineKeyboardMarkup(inline_keyboard=[leafing, _days(here), looks, taken])


def single_keyboard(tap: SingleTap) -> InlineKeyboardMarkup:
    here = tap.model_copy(update={"wanted": Wanted.PICTURE})
    shown = [
        _button(_other_language(tap), here, language=1 - tap.language),
        _button("☀" if tap.dark else "☾", here, dark=not tap.dark),
        _button("CSV", here, wanted=Wanted.CSV),
        _button("XLSX", here, wanted=Wanted.XLSX),
    ]
    return InlineKeyboardMarkup(inline_keyboard=[_days(here), shown])


def partners_keyboard(partners: list[PartnerName], language: int) -> InlineKeyboardMarkup:
    """A row for each; Telegram takes a hundred buttons at most."""
    rows = [
        [
            InlineKeyboardButton(
                text=clip(one.name or str(one.person.telegram_id), LABEL),
                callback_data=SingleTap(about=About.PARTNER, number=one.person.person_id, language=language).pack(),
            )
        ]
        for one in partners[:MOST_PARTNERS]
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _sections(tap: DashboardTap) -> InlineKeyboardMarkup:
    here = tap.model_copy(update={"wanted": Wanted.PICTURE})
    buttons = [_button(title_of(section), here, section=number) for number, section in enumerate(SECTIONS)]
    rows = [buttons[number : number + 2] for number in range(0, len(buttons), 2)]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _days(tap: DashboardTap | SingleTap) -> list[InlineKeyboardButton]:
    buttons = []
    for number, days in enumerate(DAYS):
        name = _("Today") if days == 1 else ngettext("{days} day", "{days} days", days).format(days=days)
        buttons.append(_button(f"✓ {name}" if number == tap.days else name, tap, days=number))
    return buttons


def _other_language(tap: DashboardTap | SingleTap) -> str:
    return LANGUAGES[1 - tap.language].value.upper()


def _button(text: str, tap: DashboardTap | SingleTap, **changes: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=tap.model_copy(update=changes).pack())
