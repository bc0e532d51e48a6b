"""What people do here beside searching: the use cases that need nothing but the bank's ports, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from engine.people.register import AcceptTerms, ReadTerms
from engine.ports import Begin, Clock, Events


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Each field is given to the handlers under its name."""

    read_terms: ReadTerms
    accept_terms: AcceptTerms


def make_acts(*, begin: Begin, events: Events, clock: Clock) -> Acts:
    return Acts(
        read_terms=ReadTerms(begin=begin),
        accept_terms=AcceptTerms(begin=begin, events=events, clock=clock),
    )
