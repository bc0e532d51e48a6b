"""Changing a query instead of asking anew: «то же, но зимой», and what a query may do without. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.model import PhotoId
from engine.query import Kind, PhotoSample, Query, Span
from engine.search.fact_words import STOP_WORDS
from engine.search.lemmas import fold_word, tokens
from engine.search.understanding import assemble, is_loose

MOST_RELAXATIONS = 6

_ONE_AT_A_TIME = frozenset(
    {
        Kind.SEASON,
        Kind.TIME_OF_DAY,
        Kind.WEATHER,
        Kind.PEOPLE,
        Kind.ORIENTATION,
        Kind.COLOUR,
        Kind.TAKEN,
        Kind.SIZE,
        Kind.SORT,
    }
)
"""A photo has one of each: to ask for another one takes the place of what was asked before."""


def refine(previous: Query, change: Query, best: PhotoId | None = None) -> Query:
    """`previous` as `change` wants it: what the change says replaces what it contradicts and is added to the rest.

    A picture that was sent is not kept; where the previous query had one, `best`, its best hit, stands for it.
    """
    changed = change.understood or ()
    replaced = {span.kind for span in changed} & _ONE_AT_A_TIME
    kept = [span for span in spans_of(previous) if span.kind not in replaced]
    spans = [span for span in (*kept, *changed) if span.kind is not Kind.SAME and not is_loose(span)]
    samples = tuple(sample for sample in previous.samples if isinstance(sample, PhotoSample))
    if len(samples) < len(previous.samples) and best is not None:
        samples = (*samples, PhotoSample(photo_id=best))
    base = replace(
        previous,
        samples=samples,
        not_samples=tuple(sample for sample in previous.not_samples if isinstance(sample, PhotoSample)),
    )
    return assemble(spans, base)


def spans_of(query: Query) -> tuple[Span, ...]:
    """How it was understood; a query from before that was kept is its words and its tags."""
    if query.understood is not None:
        return query.understood
    words = [Span(text=query.words, kind=Kind.WORDS)] if query.words else []
    tags = [Span(text=f"#{slug}", kind=Kind.TAG, value=slug, hard=True) for slug in query.tags]
    return (*words, *tags)


def relaxed(query: Query) -> list[tuple[Span, Query]]:
    """The query without one of its spans, or without one word of several, each with what was dropped.

    Conditions first, for they are what hides photos; at most MOST_RELAXATIONS, and none that asks nothing.
    """
    spans = spans_of(query)
    ways = [*_without_one(spans, hard=True), *_without_one(spans, hard=False)]
    found = []
    for dropped, left in ways:
        query_left = assemble(left, replace(query, sort=query.sort))
        if not query_left.is_empty and query_left != query:
            found.append((dropped, query_left))
    return found[:MOST_RELAXATIONS]


def _without_one(spans: Sequence[Span], *, hard: bool) -> Iterator[tuple[Span, list[Span]]]:
    for place, span in enumerate(spans):
        before, after = list(spans[:place]), list(spans[place + 1 :])
        if span.kind in {Kind.SORT, Kind.SAME} or span.hard is not hard:
            continue
        words = _words(span) if span.kind is Kind.WORDS and not span.negated else []
        if len(words) < 2:
            yield span, [*before, *after]
        for number, word in enumerate(words if len(words) > 1 else []):
            text = " ".join([*words[:number], *words[number + 1 :]])
            left = Span(text=text, kind=Kind.WORDS)
            yield Span(text=word, kind=Kind.WORDS), [*before, left, *after]


def _words(span: Span) -> list[str]:
    found = [token.text for token in tokens(span.corrected or span.text)]
    return [word for word in found if fold_word(word) not in STOP_WORDS]
