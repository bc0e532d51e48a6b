"""Facets: what the found photos have in common, counted, so that one tap can narrow them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from engine.filters import CROWD_FROM, PEOPLE_BUCKETS
from engine.model import Facet
from engine.query import Kind
from engine.search.counting import value_of
from engine.search.written import Term

_KINDS = (
    Kind.SEASON,
    Kind.TIME_OF_DAY,
    Kind.WEATHER,
    Kind.ORIENTATION,
    Kind.COLOUR,
    Kind.TAKEN,
    Kind.PLACE,
    Kind.PHOTOGRAPHER,
    Kind.LICENCE,
)


COMMONEST = 40
"""Values of one kind that are kept: nobody taps through more, and a search may find hundreds of tags."""


def facets_of(counts: Mapping[Term, int]) -> tuple[Facet, ...]:
    """From how many photos have each term: people by their buckets, then the other facts, then tags.

    Within a kind the commonest value comes first, equal ones in order of the alphabet. Nobody counts nothing.
    """
    by_kind: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for term, count in counts.items():
        kind, value = _parts(term)
        by_kind[kind].append((-count, value))
    facets = _people({value: -less for less, value in by_kind[Kind.PEOPLE.value]})
    for fact in _KINDS:
        facets += _sorted(fact, by_kind[fact.value])
    return (*facets, *_sorted(Kind.TAG, by_kind["#"]))


@cache
def _parts(term: Term) -> tuple[str, str]:
    """Kind and value; a bank has some thousands of terms, and every search counts hundreds of them."""
    if term.startswith("#"):
        return "#", term[1:]
    kind, _, value = term.partition(":")
    return kind, value


def _people(counts: Mapping[str, int]) -> list[Facet]:
    """Each bucket's counts together; every count of people that a photo can have lies in one bucket."""
    facets = []
    for bucket in PEOPLE_BUCKETS:
        last = CROWD_FROM if bucket.at_most is None else bucket.at_most
        found = sum(counts.get(str(number), 0) for number in range(bucket.at_least, last + 1))
        if found:
            facets.append(Facet(kind=Kind.PEOPLE, value=value_of(bucket), count=found))
    return facets


def _sorted(kind: Kind, values: list[tuple[int, str]]) -> list[Facet]:
    """Of counts below zero and values. The bare `kind:` only says that something is on record."""
    order = [(less, value) for less, value in sorted(values) if value and less][:COMMONEST]
    return [Facet(kind=kind, value=value, count=-less) for less, value in order]
