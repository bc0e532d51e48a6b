"""Buttons of the digest: the owner's schedules, an issue before moderators, the owner's answer about a lost one."""

from __future__ import annotations

from enum import IntEnum

from aiogram.filters.callback_data import CallbackData

from bot.callbacks import Id


class DigestsTap(CallbackData, prefix="gs"):
    """All schedules."""


class ScheduleAct(IntEnum):
    """What the owner does with a schedule."""

    OPEN = 0
    PAUSE = 1
    RESUME = 2
    AUTOMATIC = 3
    LOOKED_AT = 4
    RU = 5
    EN = 6
    BOTH = 7
    NOW = 8
    END = 9


class ScheduleTap(CallbackData, prefix="ga"):
    schedule_id: Id
    act: ScheduleAct


class IssueAct(IntEnum):
    """What a moderator does with an issue."""

    OPEN = 0
    SHOW = 1
    APPROVE = 2
    DECLINE = 3
    LATER = 4
    HOUR = 5
    EVENING = 6
    MORNING = 7


class IssueTap(CallbackData, prefix="gi"):
    issue_id: Id
    act: IssueAct


class DropPhotoTap(CallbackData, prefix="gx"):
    """A photo out of an issue."""

    issue_id: Id
    photo_id: Id


class LostTap(CallbackData, prefix="gl"):
    """Whether a piece is in the channel."""

    issue_id: Id
    piece_id: Id
    is_there: bool


class AgainTap(CallbackData, prefix="gt"):
    """An issue that Telegram refused, tried again."""

    issue_id: Id
