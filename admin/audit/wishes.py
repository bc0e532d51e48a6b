"""Taking back from the audit log what was to become of a wish."""

from __future__ import annotations

import datetime as dt
from typing import Any

from admin.review.ports import Deed, ReviewWork
from admin.wishes.ports import Standing, WishId, WishState
from engine.errors import Superseded


def standing_as_json(wish_id: WishId, standing: Standing) -> dict[str, Any]:
    """By its number: the words of a wish that fewer people share one day would stay in the log."""
    return {
        "wish": wish_id,
        "state": standing.state.value,
        "state_at": standing.state_at.isoformat(),
        "looked_at": standing.looked_at.isoformat(),
        "photo": standing.photo_id,
    }


async def take_wish_back(work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
    """An UndoDeed. Raises Superseded too where a photo has answered the wish since."""
    wish_id, before = WishId(deed.after["wish"]), deed.before
    current = await work.wishes.standing(wish_id)
    if current is None or "state_at" not in before:
        raise Superseded
    if (current.state.value, current.state_at) != (deed.after["state"], deed.done_at):
        raise Superseded
    standing = Standing(
        state=WishState(before["state"]),
        state_at=dt.datetime.fromisoformat(before["state_at"]),
        looked_at=dt.datetime.fromisoformat(before["looked_at"]),
        photo_id=before["photo"],
    )
    await work.wishes.put_back(wish_id, standing)
