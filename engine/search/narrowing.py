"""Narrowing a search by one of its facets: which ones would, and the query with one of them. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from engine.model import Facet
from engine.query import Kind, Query, Span
from engine.search.refining import spans_of
from engine.search.understanding import assemble

KINDS = (
    Kind.SEASON,
    Kind.TIME_OF_DAY,
    Kind.WEATHER,
    Kind.PEOPLE,
    Kind.PLACE,
    Kind.TAG,
    Kind.COLOUR,
    Kind.ORIENTATION,
    Kind.TAKEN,
    Kind.PHOTOGRAPHER,
    Kind.LICENCE,
)
"""In the order in which they are offered; a number names one of them."""


def number_of(kind: Kind, value: str) -> int:
    """A stable number for one value of one kind, where only a number fits: 48 bits of its SHA-256."""
    return int.from_bytes(hashlib.sha256(f"{kind.value}:{value}".encode()).digest()[:6], "big")


def narrowing(facets: Sequence[Facet], found: int, query: Query) -> tuple[Facet, ...]:
    """Those that leave some of the found photos and not all of them, and are not asked for already."""
    asked = {(span.kind, span.value) for span in spans_of(query) if span.hard}
    return tuple(
        facet
        for facet in facets
        if facet.kind in KINDS and 0 < facet.count < found and (facet.kind, facet.value) not in asked
    )


def narrowed(query: Query, facet: Facet) -> Query:
    """The query with the facet as a condition, in the place of wider ones of its kind; words stay as they are."""
    kept = [
        span
        for span in spans_of(query)
        if facet.kind is Kind.TAG or span.kind is not facet.kind or not span.hard or span.negated
    ]
    text = f"#{facet.value}" if facet.kind is Kind.TAG else ""
    value = f"{facet.value}-01-01/{facet.value}-12-31" if facet.kind is Kind.TAKEN else facet.value
    return assemble([*kept, Span(text=text, kind=facet.kind, value=value, hard=True)], query)
