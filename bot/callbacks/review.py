"""Buttons of the review: the toggles of a card, what may be typed for it, and the decision."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from admin.review.reviewing import Flaw
from admin.review.times import When
from bot.callbacks import Id
from bot.callbacks.refining import Name

FLAWS = tuple(Flaw)
WHENS = tuple(When)


class ReviewAct(IntEnum):
    """What is to be done with the photo of a card."""

    SHOW = 0
    APPROVE = 1
    SKIP = 2
    FLAWS = 3
    CAPTION_RU = 4
    CAPTION_EN = 5
    TAG = 6
    REASON = 7
    SIMILAR = 8
    LATER = 9
    TIME = 10
    TOGETHER = 11
    APPROVE_TOGETHER = 12


class ReviewTap(CallbackData, prefix="rv"):
    photo_id: Id
    act: ReviewAct


class ProposalTap(CallbackData, prefix="rt"):
    """A tag or a fact of the card, by its number, wanted or not."""

    photo_id: Id
    number: Name
    wanted: bool


class FlawTap(CallbackData, prefix="rf"):
    """A rejection, by the number of the flaw."""

    photo_id: Id
    flaw: Annotated[int, Field(ge=0, lt=len(FLAWS))]


class PlanTap(CallbackData, prefix="rp"):
    """A publication to come, by the number of its time."""

    photo_id: Id
    when: Annotated[int, Field(ge=0, lt=len(WHENS))]


class WithdrawTap(CallbackData, prefix="rw"):
    """A withdrawal, by the number of the flaw; without one, the choice of it."""

    photo_id: Id
    flaw: Annotated[int, Field(ge=0, lt=len(FLAWS))] | None = None


class TryAgainTap(CallbackData, prefix="ra"):
    """What indexing gave up."""


class NextReviewTap(CallbackData, prefix="rn"):
    """Whatever waits now."""
