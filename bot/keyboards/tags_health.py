"""Under the vocabulary's health: its sections, and in each a tap to act on every tag of it."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks.governing import (
    DeleteTagTap,
    HealthTap,
    KeepApartTap,
    MergeTagsTap,
    ResetTagsTap,
    Section,
    TagCardTap,
)
from bot.keyboards.governing import health_button, label, tag_number, undo_button
from bot.locales import gettext as _
from bot.presenters.markup import clip
from engine.model import Kind, Tag
from engine.search.narrowing import number_of
from engine.tagging.governing.applying import Changed
from engine.tagging.governing.health import AlikePair, TagsHealth
from engine.tagging.governing.ports import Source

MOST_SOURCES = 12


def summary_keyboard(health: TagsHealth, done: Changed | None = None) -> InlineKeyboardMarkup:
    sections = (
        (_("Probable duplicates"), Section.DUPLICATES, len(health.duplicates)),
        (_("Unused"), Section.UNUSED, len(health.unused)),
        (_("Overused"), Section.OVERUSED, len(health.overused)),
        (_("Who tagged"), Section.SOURCES, len(health.sources)),
    )
    rows = [
        [InlineKeyboardButton(text=f"{name} · {count}", callback_data=HealthTap(section=section).pack())]
        for name, section, count in sections
        if count
    ]
    if done is not None:
        rows.append([undo_button(done)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def pair_keyboard(pair: AlikePair, page: int, pages: int, done: Changed | None) -> InlineKeyboardMarkup:
    one, other = pair.tag, pair.alike.tag
    keeping = KeepApartTap(one=tag_number(one), other=tag_number(other), in_health=True)
    rows = [
        [_merging(one, other, pair.other_photos)],
        [_merging(other, one, pair.photos)],
        [InlineKeyboardButton(text=_("Keep both"), callback_data=keeping.pack())],
    ]
    if done is not None:
        rows.append([undo_button(done)])
    return InlineKeyboardMarkup(inline_keyboard=[*rows, *_turning(Section.DUPLICATES, page, pages), [health_button()]])


def listed_keyboard(section: Section, tags: Sequence[tuple[Tag, int]], page: int, pages: int) -> InlineKeyboardMarkup:
    rows = []
    for tag, count in tags:
        number = tag_number(tag)
        text = f"{label(tag)} · {count}" if count else label(tag)
        row = [InlineKeyboardButton(text=text, callback_data=TagCardTap(tag=number).pack())]
        if not count:
            row.append(InlineKeyboardButton(text="🗑", callback_data=DeleteTagTap(tag=number).pack()))
        rows.append(row)
    return InlineKeyboardMarkup(inline_keyboard=[*rows, *_turning(section, page, pages), [health_button()]])


def sources_keyboard(sources: Sequence[Source]) -> InlineKeyboardMarkup:
    rows = []
    for one in sources[:MOST_SOURCES]:
        asking = ResetTagsTap(source=number_of(Kind.TAG, one.source), sure=False)
        text = f"{clip(one.source, 40)} · {one.photo_count}"
        rows.append([InlineKeyboardButton(text=text, callback_data=asking.pack())])
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [health_button()]])


def _merging(gone: Tag, into: Tag, count: int) -> InlineKeyboardButton:
    tap = MergeTagsTap(gone=tag_number(gone), into=tag_number(into), in_health=True)
    return InlineKeyboardButton(
        text=_("Merge into {tag} · {count}").format(tag=label(into), count=count), callback_data=tap.pack()
    )


def _turning(section: Section, page: int, pages: int) -> list[list[InlineKeyboardButton]]:
    row = [
        InlineKeyboardButton(text=text.format(page=to), callback_data=HealthTap(section=section, page=to).pack())
        for text, to in ((_("◀ Page {page}"), page - 1), (_("Page {page} ▶"), page + 1))
        if 1 <= to <= pages
    ]
    return [row] if row else []
