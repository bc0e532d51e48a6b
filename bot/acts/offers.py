"""What becomes of the owner's offers: use cases that need nothing but the bank's ports, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from admin.offers import EditOffers
from admin.review.ports import BeginReview
from engine.people.offers import FollowOffer, ShowOffer
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class Offering:
    """Each field is given to the handlers under its name."""

    show_offer: ShowOffer
    follow_offer: FollowOffer
    edit_offers: EditOffers


def make_offering(*, begin: BeginReview, events: Events, clock: Clock) -> Offering:
    return Offering(
        show_offer=ShowOffer(begin=begin, events=events, clock=clock),
        follow_offer=FollowOffer(begin=begin, events=events, clock=clock),
        edit_offers=EditOffers(begin=begin, events=events, clock=clock),
    )
