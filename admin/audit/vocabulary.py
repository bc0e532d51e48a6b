"""Taking back from the audit log what was done with the vocabulary."""

from __future__ import annotations

import datetime as dt

from admin.review.ports import Deed, ReviewWork
from engine.errors import Superseded
from engine.tagging.governing.undoing import CannotUndo, take_change_back

VOCABULARY = "vocabulary"


async def take_back_change(work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
    """An UndoDeed."""
    await work.governance.lock()
    try:
        await take_change_back(work, deed.after["change_id"], now)
    except CannotUndo:
        raise Superseded from None
