"""Buttons of the dashboard: numbers only, so that every picture can be asked for again from its own buttons."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from admin.charts.plate import Theme
from admin.dashboard.sections import DAYS, Asked, Section
from bot.callbacks import LANGUAGES, Id
from engine.model import Language

SECTIONS = tuple(Section)
THEMES = (Theme.LIGHT, Theme.DARK)

DaysNumber = Annotated[int, Field(ge=0, lt=len(DAYS))]
LanguageNumber = Annotated[int, Field(ge=0, lt=len(LANGUAGES))]


class Wanted(IntEnum):
    """What is to come of a press: the picture, the choice of sections, a table, all sections."""

    PICTURE = 0
    SECTIONS = 1
    CSV = 2
    XLSX = 3
    ALBUM = 4


class About(IntEnum):
    """What a single figure is of."""

    PHOTO = 0
    TAG = 1
    PARTNER = 2


class DashboardTap(CallbackData, prefix="db"):
    """Everything that a picture of the dashboard depends on, and what is to come of it."""

    section: Annotated[int, Field(ge=0, lt=len(SECTIONS))] = 0
    days: DaysNumber = 1
    compares: bool = False
    language: LanguageNumber = 0
    dark: bool = False
    wanted: Wanted = Wanted.PICTURE

    @property
    def asked(self) -> Asked:
        return Asked(section=SECTIONS[self.section], days=DAYS[self.days], compares=self.compares)

    @property
    def spoken(self) -> Language:
        return LANGUAGES[self.language]

    @property
    def theme(self) -> Theme:
        return THEMES[self.dark]


class SingleTap(CallbackData, prefix="ds"):
    """One photo, tag or partner by its number, and how it is to be shown."""

    about: About
    number: Id
    days: DaysNumber = 2
    language: LanguageNumber = 0
    dark: bool = False
    wanted: Wanted = Wanted.PICTURE

    @property
    def spoken(self) -> Language:
        return LANGUAGES[self.language]

    @property
    def theme(self) -> Theme:
        return THEMES[self.dark]
