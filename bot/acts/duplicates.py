"""What moderators decide about photos that are alike, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from admin.duplicates.settling import OpenDuplicates, SettleDuplicate
from admin.review.ports import BeginReview
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class Settling:
    """Each field is given to the handlers under its name."""

    open_duplicates: OpenDuplicates
    settle_duplicate: SettleDuplicate


def make_settling(*, begin: BeginReview, events: Events, clock: Clock) -> Settling:
    return Settling(
        open_duplicates=OpenDuplicates(begin=begin, clock=clock),
        settle_duplicate=SettleDuplicate(begin=begin, events=events, clock=clock),
    )
