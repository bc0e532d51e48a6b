"""What is read of the statistics, made in one place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from admin.dashboard.ports import Statistics
from admin.dashboard.reading import GroupByMeaning, ReadDashboard
from admin.dashboard.single import ReadPartnerStats, ReadPhotoStats, ReadTagStats
from engine.ports import Begin, Clock


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """Each field is given to the handlers under its name."""

    read_dashboard: ReadDashboard
    read_photo_stats: ReadPhotoStats
    read_tag_stats: ReadTagStats
    read_partner_stats: ReadPartnerStats


def make_dashboard(
    *,
    statistics: Statistics,
    group: GroupByMeaning,
    begin: Begin,
    clock: Clock,
    zone: dt.tzinfo,
    least_people: int,
) -> Dashboard:
    return Dashboard(
        read_dashboard=ReadDashboard(
            statistics=statistics, group=group, begin=begin, clock=clock, zone=zone, least_people=least_people
        ),
        read_photo_stats=ReadPhotoStats(statistics=statistics, begin=begin, clock=clock, zone=zone),
        read_tag_stats=ReadTagStats(statistics=statistics, begin=begin, clock=clock, zone=zone),
        read_partner_stats=ReadPartnerStats(statistics=statistics, begin=begin, clock=clock, zone=zone),
    )
