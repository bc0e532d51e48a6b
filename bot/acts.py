"""What people do here beside searching: the use cases that need nothing but the bank's ports, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from engine.blocking import Worker
from engine.people.register import AcceptTerms, ReadTerms
from engine.ports import Begin, Clock, Events, Files
from engine.rights.download import DownloadPhoto

LARGEST_DOCUMENT = 50_000_000
"""Bytes that Telegram takes from a bot: 50 MB, read in the smaller way."""


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Each field is given to the handlers under its name."""

    read_terms: ReadTerms
    accept_terms: AcceptTerms
    download_photo: DownloadPhoto


def make_acts(
    *, begin: Begin, files: Files, images: Worker, events: Events, clock: Clock, largest: int = LARGEST_DOCUMENT
) -> Acts:
    return Acts(
        read_terms=ReadTerms(begin=begin),
        accept_terms=AcceptTerms(begin=begin, events=events, clock=clock),
        download_photo=DownloadPhoto(
            begin=begin, files=files, images=images, events=events, clock=clock, largest=largest
        ),
    )
