"""Changing a query instead of asking anew: «то же, но зимой», and what a query may do without. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.query import Kind, Query, Sample, Span
from engine.search.fact_words import STOP_WORDS
from engine.search.lemmas import fold_word, tokens
from engine.search.understanding import assemble, is_loose

MOST_RELAXATIONS = 6
MOST_SAMPLES = 10
"""An album's worth; when more are shown, the oldest go."""

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


def refine(previous: Query, change: Query) -> Query:
    """`previous` as `change` wants it: what the change says replaces what it contradicts and is added to the rest.

    A sample is added to the others, and what was unlike is then like, or the reverse.
    """
    changed = change.understood or ()
    replaced = {span.kind for span in changed} & _ONE_AT_A_TIME
    said = {(span.kind, span.value) for span in changed if span.value}
    kept = [span for span in spans_of(previous) if span.kind not in replaced and (span.kind, span.value) not in said]
    spans = [span for span in (*kept, *changed) if span.kind not in {Kind.SAME, Kind.ASKING} and not is_loose(span)]
    base = replace(
        previous,
        samples=_joined(previous.samples, change.samples, without=change.not_samples),
        not_samples=_joined(previous.not_samples, change.not_samples, without=change.samples),
        continues=False,
    )
    return assemble(spans, base)


def _joined(old: Sequence[Sample], new: Sequence[Sample], *, without: Sequence[Sample]) -> tuple[Sample, ...]:
    return tuple(one for one in dict.fromkeys((*old, *new)) if one not in without)[-MOST_SAMPLES:]


def spans_of(query: Query) -> tuple[Span, ...]:
    """How it was understood; a query from before that was kept is its words and its tags."""
    if query.understood is not None:
        return query.understood
    words = [Span(text=query.words, kind=Kind.WORDS)] if query.words else []
    tags = [Span(text=f"#{slug}", kind=Kind.TAG, value=slug, hard=True) for slug in query.tags]
    return (*words, *tags)


def relaxed(query: Query) -> list[tuple[Span | Sample, Query]]:
    """The query without one of its spans or samples, or without one word of several, each with what was dropped.

    Conditions first, for they are what hides photos; at most MOST_RELAXATIONS, and none that asks nothing. The same
    query gives the same list.
    """
    spans = spans_of(query)
    ways = [*_without_one(spans, hard=True), *_without_one(spans, hard=False)]
    found: list[tuple[Span | Sample, Query]] = []
    for dropped, left in ways:
        query_left = assemble(left, query)
        if not query_left.is_empty and query_left != query:
            found.append((dropped, query_left))
    for sample in query.samples:
        query_left = replace(query, samples=tuple(one for one in query.samples if one != sample))
        if not query_left.is_empty:
            found.append((sample, query_left))
    return found[:MOST_RELAXATIONS]


def _without_one(spans: Sequence[Span], *, hard: bool) -> Iterator[tuple[Span, list[Span]]]:
    for place, span in enumerate(spans):
        before, after = list(spans[:place]), list(spans[place + 1 :])
        if span.kind in {Kind.SORT, Kind.SAME, Kind.ASKING} or span.hard is not hard:
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
