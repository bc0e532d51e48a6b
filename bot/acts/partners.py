"""What those do who use many photos: use cases that need nothing but the bank's ports, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from engine.blocking import Worker
from engine.library.days import ReadDays
from engine.library.zipping import ZipSearch
from engine.ports import Begin, Clock, Events, Files
from engine.rights.usage import ReadUsage


@dataclass(frozen=True, kw_only=True)
class Partners:
    """Each field is given to the handlers under its name."""

    read_days: ReadDays
    read_usage: ReadUsage
    zip_search: ZipSearch


def make_partners(
    *, begin: Begin, files: Files, images: Worker, events: Events, clock: Clock, largest: int
) -> Partners:
    return Partners(
        read_days=ReadDays(begin=begin, clock=clock),
        read_usage=ReadUsage(begin=begin),
        zip_search=ZipSearch(begin=begin, files=files, images=images, events=events, clock=clock, largest=largest),
    )
