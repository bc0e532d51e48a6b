"""Taking a verdict about a pair back: both photos are as they were, and the pair waits again."""

from __future__ import annotations

import datetime as dt

from admin.audit.undoing import put_back
from admin.review.ports import Deed, ReviewWork
from admin.review.snapshot import snapshot
from engine.errors import Superseded
from engine.model import PhotoId


async def take_back_verdict(work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
    """An UndoDeed. Raises Superseded where one of the two photos was changed since."""
    before, after = deed.before, deed.after
    photos = await work.photos.get([PhotoId(int(number)) for number in after["photos"]])
    if {str(photo_id): snapshot(photo) for photo_id, photo in photos.items()} != after["photos"]:
        raise Superseded
    if before["moved"] is not None:
        await work.duplicates.move_back(before["goes"], before["stays"], before["moved"])
    for photo_id, photo in photos.items():
        await put_back(work, photo, before["photos"][str(photo_id)], now)
    await work.duplicates.unjudge(before["pair_id"])
