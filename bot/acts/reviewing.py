"""What moderators do about photos that wait and about published ones, made in one place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from admin.audit.offers import take_offer_back
from admin.audit.reading import ReadAudit
from admin.audit.roles import TakeRoleBack, take_uploading_back
from admin.audit.undoing import TakeBack, Undoable, Undoables, undoables_of_photos
from admin.audit.vocabulary import VOCABULARY, take_back_change
from admin.audit.wishes import take_wish_back
from admin.duplicates.settling import DEED as DUPLICATE
from admin.duplicates.undoing import take_back_verdict
from admin.publication import PublishDue, WithdrawPhotos
from admin.review.card import Desk
from admin.review.ports import BeginReview, DeedKind
from admin.review.reviewing import ChangeReviewed, DecideReviewed, OpenReview, ReadAwaited, ReadQueue, TypeIntoReview
from admin.review.suggested import StoredSuggestions
from admin.review.together import ApproveTogether
from engine.ingest.failing import TryAgain
from engine.people.permissions import Act
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class Reviewing:
    """Each field is given to the handlers under its name."""

    open_review: OpenReview
    read_queue: ReadQueue
    read_awaited: ReadAwaited
    change_reviewed: ChangeReviewed
    decide_reviewed: DecideReviewed
    approve_together: ApproveTogether
    type_into_review: TypeIntoReview
    withdraw_photos: WithdrawPhotos
    publish_due: PublishDue
    read_audit: ReadAudit
    take_back: TakeBack
    try_again: TryAgain


def make_reviewing(
    *, begin: BeginReview, events: Events, clock: Clock, zone: dt.tzinfo, owner_ids: frozenset[int]
) -> Reviewing:
    desk = Desk(suggestions=StoredSuggestions())
    change = ChangeReviewed(begin=begin, desk=desk, clock=clock)
    decide = DecideReviewed(begin=begin, desk=desk, events=events, clock=clock, zone=zone)
    undoables = make_undoables(owner_ids)
    return Reviewing(
        read_audit=ReadAudit(begin=begin, undoables=undoables, clock=clock, zone=zone),
        take_back=TakeBack(begin=begin, undoables=undoables, events=events, clock=clock),
        try_again=TryAgain(begin=begin, clock=clock),
        open_review=OpenReview(begin=begin, desk=desk, clock=clock),
        read_queue=ReadQueue(begin=begin, clock=clock),
        read_awaited=ReadAwaited(begin=begin, clock=clock),
        change_reviewed=change,
        decide_reviewed=decide,
        approve_together=ApproveTogether(decide=decide),
        type_into_review=TypeIntoReview(change=change, decide=decide),
        withdraw_photos=WithdrawPhotos(begin=begin, events=events, clock=clock),
        publish_due=PublishDue(begin=begin, events=events, clock=clock),
    )


def make_undoables(owner_ids: frozenset[int]) -> Undoables:
    return {
        **undoables_of_photos(),
        DUPLICATE: Undoable(undo=take_back_verdict),
        VOCABULARY: Undoable(undo=take_back_change),
        DeedKind.ROLE: Undoable(undo=TakeRoleBack(owner_ids=owner_ids), act=Act.GIVE_ROLES),
        DeedKind.UPLOADING: Undoable(undo=take_uploading_back, act=Act.GIVE_ROLES),
        DeedKind.WISH: Undoable(undo=take_wish_back, act=Act.KEEP_WISHES),
        DeedKind.OFFER: Undoable(undo=take_offer_back, act=Act.EDIT_OFFERS),
    }
