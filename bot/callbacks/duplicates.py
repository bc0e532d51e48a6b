"""Buttons under a pair of photos that are alike."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.callbacks import Id
from engine.duplicates.ports import Verdict

VERDICTS = tuple(Verdict)


class VerdictTap(CallbackData, prefix="dv"):
    """A verdict on a pair, by its number."""

    pair_id: Id
    verdict: Annotated[int, Field(ge=0, lt=len(VERDICTS))]


class NextPairTap(CallbackData, prefix="dn"):
    """Whatever pair waits now."""
