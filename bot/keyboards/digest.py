"""Under a post in the channel, under an issue before moderators, and under the owner's schedules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from admin.digest.ports import Issue, IssueState, Piece, Schedule
from admin.digest.schedules import Timetable
from admin.digest.words import BANK_TARGET
from bot.callbacks.digest import (
    AgainTap,
    DigestsTap,
    DropPhotoTap,
    IssueAct,
    IssueTap,
    LostTap,
    ScheduleAct,
    ScheduleTap,
)
from bot.locales import catalogue
from bot.locales import gettext as _
from engine.model import Language

IN_A_ROW = 6


def reader_keyboard(link: Callable[[str], str | None], languages: Sequence[Language]) -> InlineKeyboardMarkup | None:
    """One button that leads into the bot; None where there is no bot to lead to."""
    address = link(BANK_TARGET)
    if address is None:
        return None
    words = " · ".join(catalogue(one).gettext("Open the photobank") for one in languages)
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=words, url=address)]])


def issue_keyboard(issue: Issue) -> InlineKeyboardMarkup | None:
    """What a moderator may still do with it; None when it is decided."""
    if issue.state is not IssueState.WAITING:
        return None
    drops = [
        _button(f"✕ {number}", DropPhotoTap(issue_id=issue.issue_id, photo_id=photo_id))
        for number, photo_id in enumerate(issue.photo_ids, 1)
    ]
    return _rows(
        [
            _button(_("Post it"), _issue(issue, IssueAct.APPROVE)),
            _button(_("As in the channel"), _issue(issue, IssueAct.SHOW)),
        ],
        drops[:IN_A_ROW],
        drops[IN_A_ROW:],
        [
            _button(_("Later…"), _issue(issue, IssueAct.LATER)),
            _button(_("Not this time"), _issue(issue, IssueAct.DECLINE)),
        ],
    )


def later_keyboard(issue: Issue) -> InlineKeyboardMarkup:
    return _rows(
        [
            _button(_("In an hour"), _issue(issue, IssueAct.HOUR)),
            _button(_("This evening, 19:00"), _issue(issue, IssueAct.EVENING)),
        ],
        [_button(_("In the morning, 9:00"), _issue(issue, IssueAct.MORNING))],
        [_button(_("↩ The issue"), _issue(issue, IssueAct.OPEN))],
    )


def lost_keyboard(issue: Issue, piece: Piece) -> InlineKeyboardMarkup:
    """Only a person can look."""
    there = LostTap(issue_id=issue.issue_id, piece_id=piece.piece_id, is_there=True)
    again = LostTap(issue_id=issue.issue_id, piece_id=piece.piece_id, is_there=False)
    return _rows([_button(_("It is there"), there), _button(_("Send again"), again)])


def refused_keyboard(issue: Issue) -> InlineKeyboardMarkup:
    return _rows([_button(_("Try again"), AgainTap(issue_id=issue.issue_id))])


def digests_keyboard(
    timetables: Sequence[Timetable], issues: Sequence[Issue], name: Callable[[Schedule], str]
) -> InlineKeyboardMarkup:
    rows = [
        [_button(name(one.schedule), ScheduleTap(schedule_id=one.schedule.schedule_id, act=ScheduleAct.OPEN))]
        for one in timetables
    ]
    waiting = [one for one in issues if one.state is IssueState.WAITING]
    opened = [
        [_button(_("Issue {number} waits").format(number=one.issue_id), _issue(one, IssueAct.OPEN))] for one in waiting
    ]
    return _rows(*rows, *opened)


def schedule_keyboard(schedule: Schedule) -> InlineKeyboardMarkup:
    """Each button says what it makes of the schedule."""
    number, recipe = schedule.schedule_id, schedule.recipe

    def tap(act: ScheduleAct) -> ScheduleTap:
        return ScheduleTap(schedule_id=number, act=act)

    pause = (
        _button(_("Go on"), tap(ScheduleAct.RESUME))
        if schedule.is_paused
        else _button(_("Pause"), tap(ScheduleAct.PAUSE))
    )
    looks = (
        _button(_("Look at it first"), tap(ScheduleAct.LOOKED_AT))
        if recipe.is_automatic
        else _button(_("Post without asking"), tap(ScheduleAct.AUTOMATIC))
    )
    languages = {
        (Language.RU,): ScheduleAct.RU,
        (Language.EN,): ScheduleAct.EN,
        (Language.RU, Language.EN): ScheduleAct.BOTH,
    }
    names = {ScheduleAct.RU: "RU", ScheduleAct.EN: "EN", ScheduleAct.BOTH: "RU + EN"}
    speaking = [_button(names[act], tap(act)) for those, act in languages.items() if those != recipe.languages]
    last = [_button(_("↩ All digests"), DigestsTap())]
    if not schedule.by_settings:
        last.insert(0, _button(_("Delete"), tap(ScheduleAct.END)))
    return _rows([_button(_("Make an issue now"), tap(ScheduleAct.NOW)), pause], [looks], speaking, last)


def _issue(issue: Issue, act: IssueAct) -> IssueTap:
    return IssueTap(issue_id=issue.issue_id, act=act)


def _button(text: str, tap: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=tap.pack())


def _rows(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in rows if row])
