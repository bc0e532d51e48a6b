"""What is done about digests: use cases that need nothing but the bank's ports and settings, made in one place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from admin.digest.deciding import DecideIssue
from admin.digest.ports import BeginDigest
from admin.digest.reacting import CountReactions
from admin.digest.schedules import EditSchedules
from admin.digest.settling import SettleIssue
from engine.model import Language
from engine.ports import Clock, Events


@dataclass(frozen=True, kw_only=True)
class Digesting:
    """Each field is given to the handlers under its name."""

    edit_schedules: EditSchedules
    decide_issue: DecideIssue
    settle_issue: SettleIssue
    count_reactions: CountReactions


def make_digesting(
    *,
    begin: BeginDigest,
    events: Events,
    clock: Clock,
    zone: ZoneInfo,
    languages: tuple[Language, ...],
    has_channel: bool,
    grace: dt.timedelta,
) -> Digesting:
    return Digesting(
        edit_schedules=EditSchedules(
            begin=begin,
            events=events,
            clock=clock,
            zone=zone,
            languages=languages,
            has_channel=has_channel,
            grace=grace,
        ),
        decide_issue=DecideIssue(begin=begin, events=events, clock=clock, grace=grace),
        settle_issue=SettleIssue(begin=begin, events=events, clock=clock, grace=grace),
        count_reactions=CountReactions(begin=begin, events=events, clock=clock),
    )
