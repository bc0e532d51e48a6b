"""Under a review card: its toggles, what may be typed, and the decision in the last row, under the thumb."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from admin.review.card import ReviewCard
from admin.review.proposals import BY_PERSON, Proposal
from bot.callbacks.review import (
    FLAWS,
    WHENS,
    FlawTap,
    NextReviewTap,
    PlanTap,
    ProposalTap,
    ReviewAct,
    ReviewTap,
    WithdrawTap,
)
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.facts import value_name
from bot.presenters.markup import clip
from engine.model import PhotoId

ROW = 2
LABEL = 26
MARKS = "①②③④⑤⑥⑦⑧⑨"
PEN = "✎"


def review_keyboard(card: ReviewCard) -> InlineKeyboardMarkup:
    photo_id = card.photo.photo_id
    sources = sources_of(card)
    toggles = [_toggle(photo_id, one, sources) for one in card.proposals]
    rows = [toggles[at : at + ROW] for at in range(0, len(toggles), ROW)]
    if card.awaits is not None:
        rows.append([_button(_("Cancel typing"), photo_id, ReviewAct.SHOW)])
    rows.append(
        [
            _button(_("✎ Russian caption"), photo_id, ReviewAct.CAPTION_RU),
            _button(_("✎ English caption"), photo_id, ReviewAct.CAPTION_EN),
        ]
    )
    rows.append(
        [_button(_("+ Tag"), photo_id, ReviewAct.TAG), _button(_("Similar photos"), photo_id, ReviewAct.SIMILAR)]
    )
    rows.append(
        [
            _button(_("✕ Reject"), photo_id, ReviewAct.FLAWS),
            _button(_("Skip"), photo_id, ReviewAct.SKIP),
            _button(_("Later…"), photo_id, ReviewAct.LATER),
        ]
    )
    rows.append([_button(_("✓ Publish"), photo_id, ReviewAct.APPROVE)])
    if card.together:
        label = _("✓ Publish with the {count} that came with it").format(count=card.together)
        rows.append([_button(label, photo_id, ReviewAct.TOGETHER)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def together_keyboard(card: ReviewCard) -> InlineKeyboardMarkup:
    photo_id, count = card.photo.photo_id, card.together + 1
    label = ngettext("✓ Publish {count} photo", "✓ Publish all {count} photos", count).format(count=count)
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [_button(label, photo_id, ReviewAct.APPROVE_TOGETHER)],
            [_button(_("↩ Back to the photo"), photo_id, ReviewAct.SHOW)],
        ]
    )


def flaws_keyboard(photo_id: PhotoId) -> InlineKeyboardMarkup:
    names = flaw_names()
    flaws = [
        InlineKeyboardButton(text=names[flaw.value], callback_data=FlawTap(photo_id=photo_id, flaw=number).pack())
        for number, flaw in enumerate(FLAWS)
    ]
    return InlineKeyboardMarkup(
        inline_keyboard=[
            *(flaws[at : at + ROW] for at in range(0, len(flaws), ROW)),
            [_button(_("In my own words"), photo_id, ReviewAct.REASON)],
            [_button(_("↩ Back to the photo"), photo_id, ReviewAct.SHOW)],
        ]
    )


def times_keyboard(photo_id: PhotoId) -> InlineKeyboardMarkup:
    names = {
        "in_an_hour": _("In an hour"),
        "evening": _("At 18:00"),
        "tomorrow": _("Tomorrow at 9:00"),
        "monday": _("On Monday at 9:00"),
    }
    times = [
        InlineKeyboardButton(text=names[when.value], callback_data=PlanTap(photo_id=photo_id, when=number).pack())
        for number, when in enumerate(WHENS)
    ]
    return InlineKeyboardMarkup(
        inline_keyboard=[
            *(times[at : at + ROW] for at in range(0, len(times), ROW)),
            [_button(_("Another time"), photo_id, ReviewAct.TIME)],
            [_button(_("↩ Back to the photo"), photo_id, ReviewAct.SHOW)],
        ]
    )


def withdrawing_keyboard(photo_id: PhotoId) -> InlineKeyboardMarkup:
    names = flaw_names()
    flaws = [
        InlineKeyboardButton(text=names[flaw.value], callback_data=WithdrawTap(photo_id=photo_id, flaw=number).pack())
        for number, flaw in enumerate(FLAWS)
    ]
    return InlineKeyboardMarkup(inline_keyboard=[flaws[at : at + ROW] for at in range(0, len(flaws), ROW)])


def next_keyboard() -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=_("Look again"), callback_data=NextReviewTap().pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def flaw_names() -> dict[str, str]:
    """What a flaw is called, by its value."""
    return {
        "blurred": _("Blurred or dark"),
        "duplicate": _("We have it already"),
        "rights": _("Rights are unclear"),
        "privacy": _("Privacy"),
        "off_topic": _("Not for this photobank"),
    }


def sources_of(card: ReviewCard) -> Sequence[str]:
    """Models behind the card, in the order of their marks."""
    named = [source for one in card.proposals for source in one.sources]
    named += [caption.source for caption in card.captions]
    return [name for name in dict.fromkeys(named) if name != BY_PERSON]


def mark_of(source: str, sources: Sequence[str]) -> str:
    return PEN if source == BY_PERSON else MARKS[min(sources.index(source), len(MARKS) - 1)]


def _toggle(photo_id: PhotoId, one: Proposal, sources: Sequence[str]) -> InlineKeyboardButton:
    name = value_name(one.kind, one.value, {one.value: one.tag} if one.tag else None)
    marks = "".join(mark_of(source, sources) for source in one.sources)
    label = f"{'✓' if one.wanted else '○'} {clip(name, LABEL)} {marks}"
    tap = ProposalTap(photo_id=photo_id, number=one.number, wanted=not one.wanted)
    return InlineKeyboardButton(text=label, callback_data=tap.pack())


def _button(text: str, photo_id: PhotoId, act: ReviewAct) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=ReviewTap(photo_id=photo_id, act=act).pack())
