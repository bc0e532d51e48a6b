"""From a parsed text to what it asks, by the bank's own vocabulary; and back from spans to a query, for chips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import reduce
from typing import TypeVar

from engine.filters import Colour, Filters, Orientation, People, Season, Sort, TimeOfDay, Weather
from engine.query import Kind, Query, Span
from engine.search import fact_words
from engine.search.counting import intersect, others_than, ranges_of, value_of_ranges
from engine.search.lemmas import tokens
from engine.search.lexicon import Lexicon
from engine.search.literals import days_of
from engine.search.reading import read, read_denied

Value = TypeVar("Value", bound=StrEnum)

_SPOKEN = frozenset({Kind.WORDS, Kind.SEASON, Kind.TIME_OF_DAY, Kind.WEATHER, Kind.PEOPLE, Kind.COLOUR, Kind.PLACE})
"""Kinds whose words the encoder understands too, so they stay in the words even where they became conditions."""
_LOOSE = frozenset({"и", "а", "но", "только", "and", "but", "only"})
"""Words that join what was taken out, and dangle without it; at the end, prepositions do too."""


def understand(query: Query, lexicon: Lexicon) -> Query:
    """The query as its text means it, with `understood` set; one that was understood before stays as it is.

    Typed tags become slugs, or stay in `unknown_tags`. Nothing is ever raised, whatever the text.
    """
    if query.understood is not None:
        return _as_of_today(query, lexicon)
    spans = [*read(query.words, lexicon), *(read_denied(text, lexicon) for text in query.not_words)]
    spans += _spans_of(query.filters)
    names = lexicon.tags_by_name

    def tag(typed: str, *, negated: bool = False) -> Span:
        known = names.get(typed)
        corrected = None
        if known is None:
            [*words] = tokens(typed.replace("_", " "))
            corrected = lexicon.correct(words[0]) if len(words) == 1 else None
            match = lexicon.tag_phrases.at(list(tokens(corrected or typed.replace("_", " "))), 0) if words else None
            known = match[1] if match is not None and match[0] == len(words) else None
        kind, value = (Kind.TAG, known.slug) if known is not None else (Kind.UNKNOWN_TAG, typed)
        return Span(
            text=f"#{typed}",
            kind=kind,
            value=value,
            negated=negated,
            hard=True,
            corrected=corrected and f"#{corrected}",
        )

    spans += [tag(typed) for typed in query.tags]
    if query.any_tags:
        either = [tag(typed) for typed in query.any_tags]
        slugs = [span.value for span in either if span.kind is Kind.TAG]
        kind = Kind.TAG if slugs else Kind.UNKNOWN_TAG
        value = "|".join(dict.fromkeys(slugs)) if slugs else either[0].value
        spans.append(Span(text=" | ".join(span.text for span in either), kind=kind, value=value, hard=True))
    spans += [tag(typed, negated=True) for typed in query.no_tags]
    return assemble(spans, query)


def _as_of_today(query: Query, lexicon: Lexicon) -> Query:
    """A query that was understood before a tag in it was merged into another asks for that other one."""
    known = {tag.slug for tag in lexicon.tags}
    asked = {slug for span in query.understood or () if span.kind is Kind.TAG for slug in span.value.split("|")}
    names = {slug: tag.slug for slug in asked - known if (tag := lexicon.tags_by_name.get(slug)) is not None}
    if not names:
        return query
    spans = [
        replace(span, value="|".join(names.get(slug, slug) for slug in span.value.split("|")))
        if span.kind is Kind.TAG
        else span
        for span in query.understood or ()
    ]
    return assemble(spans, query)


def assemble(spans: Sequence[Span], query: Query) -> Query:
    """What these spans ask, beside the query's samples. `understand` is this after reading; a chip that is removed or
    flipped is this with the other spans."""
    hard_tags = [span for span in spans if span.kind is Kind.TAG]
    sorts = [Sort(span.value) for span in spans if span.kind is Kind.SORT]
    return replace(
        query,
        words=_words(spans),
        not_words=tuple(dict.fromkeys(_denied(span) for span in spans if span.negated and not span.hard)),
        tags=_each(span.value for span in hard_tags if not span.negated and "|" not in span.value),
        any_tags=_each(slug for span in hard_tags if "|" in span.value for slug in span.value.split("|")),
        no_tags=_each(span.value for span in hard_tags if span.negated),
        unknown_tags=_each(s.value for s in spans if s.kind is Kind.UNKNOWN_TAG and not s.negated),
        filters=_filters([span for span in spans if span.hard]),
        sort=sorts[-1] if sorts else query.sort,
        continues=any(span.kind is Kind.SAME for span in spans),
        understood=tuple(spans),
    )


def _spans_of(filters: Filters) -> Iterator[Span]:
    """Filters that came with the query rather than with its text."""
    days = (filters.taken_from, filters.taken_until)
    for kind, values in (
        (Kind.SEASON, filters.seasons),
        (Kind.TIME_OF_DAY, filters.times_of_day),
        (Kind.WEATHER, filters.weathers),
        (Kind.ORIENTATION, filters.orientations),
        (Kind.COLOUR, filters.colours),
        (Kind.PLACE, filters.places),
        (Kind.LICENCE, filters.licences),
        (Kind.PHOTOGRAPHER, filters.photographers),
    ):
        yield from (Span(text="", kind=kind, value=str(value), hard=True) for value in values)
    if filters.people:
        yield Span(text="", kind=Kind.PEOPLE, value=value_of_ranges(filters.people), hard=True)
    if any(days):
        yield Span(text="", kind=Kind.TAKEN, value="/".join(str(day or "") for day in days), hard=True)
    if filters.longer_side is not None:
        yield Span(text="", kind=Kind.SIZE, value=str(filters.longer_side), hard=True)


def is_loose(span: Span) -> bool:
    """Nothing but words that join: «но» of «то же, но зимой»."""
    return span.kind is Kind.WORDS and all(token.text.casefold() in _LOOSE for token in tokens(span.text))


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _words(spans: Sequence[Span]) -> str:
    parts = []
    for span in spans:
        nobody = span.kind is Kind.PEOPLE and span.value == "0"
        spoken = span.kind in _SPOKEN and not (span.hard and nobody)
        if spoken and not span.negated:
            parts += (span.corrected or span.text).split()
    while parts and parts[0].casefold() in _LOOSE:
        del parts[0]
    while parts and parts[-1].casefold() in _LOOSE | fact_words.STOP_WORDS:
        del parts[-1]
    words = " ".join(parts).rstrip(",;:–—- ")
    meaningful = any(token.text.casefold() not in fact_words.STOP_WORDS for token in tokens(words))
    return words if meaningful else ""


def _denied(span: Span) -> str:
    """What photos should not look like: a fact by its plainest word, anything else as it was typed."""
    known = fact_words.FACT_WORDS.get((span.kind, span.value))
    return span.value if known is None else known.replace("~", ",").split(",")[0].strip()


def _filters(spans: Sequence[Span]) -> Filters:
    days = [days_of(span.value) for span in spans if span.kind is Kind.TAKEN and not span.negated]
    sizes = [int(span.value) for span in spans if span.kind is Kind.SIZE]
    return Filters(
        people=_people([span for span in spans if span.kind is Kind.PEOPLE]),
        seasons=_any_of(Season, spans, Kind.SEASON),
        times_of_day=_any_of(TimeOfDay, spans, Kind.TIME_OF_DAY),
        weathers=_any_of(Weather, spans, Kind.WEATHER),
        orientations=_any_of(Orientation, spans, Kind.ORIENTATION),
        colours=_any_of(Colour, spans, Kind.COLOUR),
        taken_from=max((first for first, _ in days if first), default=None),
        taken_until=min((last for _, last in days if last), default=None),
        places=_named(spans, Kind.PLACE),
        licences=_named(spans, Kind.LICENCE),
        photographers=_named(spans, Kind.PHOTOGRAPHER),
        longer_side=max(sizes, default=None),
    )


def _named(spans: Sequence[Span], kind: Kind) -> tuple[str, ...]:
    """Those asked for; denied ones are kept away from by what is written (`engine.search.clues.denied_ways`)."""
    return _each(span.value for span in spans if span.kind is kind and not span.negated)


def _any_of(values: type[Value], spans: Sequence[Span], kind: Kind) -> tuple[Value, ...]:
    """Any of those asked for; where only denied ones are named, all the others. Who asks for and denies the same
    value is taken by what was asked for."""
    asked = {span.value for span in spans if span.kind is kind and not span.negated}
    denied = {span.value for span in spans if span.kind is kind and span.negated}
    if not asked and not denied:
        return ()
    left = (asked or set(values)) - denied or asked
    return tuple(value for value in values if value in left)


def _people(spans: Sequence[Span]) -> tuple[People, ...]:
    """Counts that fit every span; where none does, the last span's."""
    allowed: tuple[People, ...] = ()
    for span in spans:
        fits = ranges_of(span.value)
        if span.negated:
            fits = reduce(intersect, [others_than(counts) for counts in fits])
        allowed = (intersect(allowed, fits) or fits) if allowed else fits
    return allowed
