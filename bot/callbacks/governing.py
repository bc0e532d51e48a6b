"""Buttons of those who govern the vocabulary: tags by their numbers, changes and proposals by their ids."""

from __future__ import annotations

from enum import IntEnum

from aiogram.filters.callback_data import CallbackData

from bot.callbacks import Id, Page
from bot.callbacks.refining import Name


class TagCardTap(CallbackData, prefix="gc"):
    """One tag with all that can be done with it."""

    tag: Name


class DeleteTagTap(CallbackData, prefix="gd"):
    tag: Name


class MergeTagsTap(CallbackData, prefix="gm"):
    """One tag into another; back to the duplicates where it was pressed there."""

    gone: Name
    into: Name
    in_health: bool = False


class KeepApartTap(CallbackData, prefix="gk"):
    """Two tags that are alike stay two."""

    one: Name
    other: Name
    in_health: bool = False


class Word(IntEnum):
    """What a moderator says to a proposal."""

    KEEP = 0
    MERGE = 1
    CANCEL = 2


class ProposalTap(CallbackData, prefix="gp"):
    """The word on a proposal; `into` is the tag that takes the names instead."""

    proposal_id: Id
    word: Word
    into: Name = 0


class UndoTagsTap(CallbackData, prefix="gu"):
    change_id: Id


class Section(IntEnum):
    """What needs a hand in the vocabulary."""

    SUMMARY = 0
    DUPLICATES = 1
    UNUSED = 2
    OVERUSED = 3
    SOURCES = 4


class HealthTap(CallbackData, prefix="gh"):
    section: Section
    page: Page = 1


class ResetTagsTap(CallbackData, prefix="gr"):
    """All tags of one model, by the number of its name; asked once more before."""

    source: Name
    sure: bool
