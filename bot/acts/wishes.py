"""What those who moderate do about wishes, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from admin.review.ports import BeginReview
from admin.wishes.settling import ListWishes, OpenWish, SettleWish
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class Wishing:
    """Each field is given to the handlers under its name."""

    list_wishes: ListWishes
    open_wish: OpenWish
    settle_wish: SettleWish


def make_wishing(*, begin: BeginReview, events: Events, clock: Clock, least_people: int) -> Wishing:
    return Wishing(
        list_wishes=ListWishes(begin=begin, least_people=least_people),
        open_wish=OpenWish(begin=begin, least_people=least_people),
        settle_wish=SettleWish(begin=begin, least_people=least_people, events=events, clock=clock),
    )
