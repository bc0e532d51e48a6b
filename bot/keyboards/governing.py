"""Under a tag, a warning or something done: what can be done next, each with one tap."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks.governing import (
    DeleteTagTap,
    HealthTap,
    KeepApartTap,
    MergeTagsTap,
    ProposalTap,
    ResetTagsTap,
    Section,
    TagCardTap,
    UndoTagsTap,
    Word,
)
from bot.callbacks.refining import TagTap
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import clip
from engine.model import Kind, Tag
from engine.search.narrowing import number_of
from engine.tagging.governing.applying import Changed
from engine.tagging.governing.govern import Warned
from engine.tagging.governing.health import TagState

LABEL = 28


def card_keyboard(state: TagState, most: int) -> InlineKeyboardMarkup:
    number = tag_number(state.tag)
    rows = []
    for alike, count in state.alike[:most]:
        other = tag_number(alike.tag)
        merging = _("Merge into {tag} · {count}").format(tag=label(alike.tag), count=count)
        rows.append(
            [
                InlineKeyboardButton(text=merging, callback_data=MergeTagsTap(gone=number, into=other).pack()),
                InlineKeyboardButton(text=_("Keep both"), callback_data=KeepApartTap(one=number, other=other).pack()),
            ]
        )
    last = [InlineKeyboardButton(text=_("🗑 Delete"), callback_data=DeleteTagTap(tag=number).pack())]
    if state.photos:
        showing = TagTap(tag=number, here=False)
        last.insert(0, InlineKeyboardButton(text=_("Its photos"), callback_data=showing.pack()))
    return InlineKeyboardMarkup(inline_keyboard=[*rows, last, [health_button()]])


def warned_keyboard(warning: Warned, most: int) -> InlineKeyboardMarkup:
    rows = []
    for alike, count in warning.alike[:most]:
        text = _("Merge into {tag} · {count}").format(tag=label(alike.tag), count=count)
        rows.append([_word(warning, text, Word.MERGE, tag_number(alike.tag))])
    rows.append([_word(warning, _("Keep both"), Word.KEEP), _word(warning, _("Cancel"), Word.CANCEL)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def undo_keyboard(done: Changed) -> InlineKeyboardMarkup:
    row = [undo_button(done)]
    if done.tag is not None:
        opening = TagCardTap(tag=tag_number(done.tag))
        row.append(InlineKeyboardButton(text=label(done.tag), callback_data=opening.pack()))
    return InlineKeyboardMarkup(inline_keyboard=[row, [health_button()]])


def reset_keyboard(number: int) -> InlineKeyboardMarkup:
    sure = InlineKeyboardButton(text=_("Yes, all of them"), callback_data=ResetTagsTap(source=number, sure=True).pack())
    return InlineKeyboardMarkup(inline_keyboard=[[sure], [health_button()]])


def undo_button(done: Changed) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=_("↶ Undo"), callback_data=UndoTagsTap(change_id=done.change_id).pack())


def health_button() -> InlineKeyboardButton:
    return InlineKeyboardButton(text=_("Health of the tags"), callback_data=HealthTap(section=Section.SUMMARY).pack())


def label(tag: Tag) -> str:
    return f"#{clip(tag.name(spoken()), LABEL)}"


def tag_number(tag: Tag) -> int:
    return number_of(Kind.TAG, tag.slug)


def _word(warning: Warned, text: str, word: Word, into: int = 0) -> InlineKeyboardButton:
    tap = ProposalTap(proposal_id=warning.proposal_id, word=word, into=into)
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
