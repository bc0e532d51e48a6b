"""A query as chips: each thing that was understood, to be removed or turned into its opposite. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.errors import ChoiceGone, NothingLeft
from engine.filters import Sort
from engine.query import Kind, Query, Sample, Span
from engine.search.lemmas import tokens
from engine.search.literals import years_of
from engine.search.refining import spans_of
from engine.search.understanding import assemble, is_loose

_NEVER_DENIED = frozenset({Kind.UNKNOWN_TAG, Kind.SORT, Kind.SIZE, Kind.SAME, Kind.ASKING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """`number` is its place among all parts of this query, from 0: the same whenever it is asked for."""

    number: int
    part: Span | Sample
    negated: bool
    can_flip: bool


def chips_of(query: Query) -> tuple[Chip, ...]:
    """What a person may change: samples, then spans in the order of the text, without words that only join."""
    return tuple(_chips(query))


def without_chip(query: Query, number: int) -> Query:
    """Raises ChoiceGone where there is no such chip, NothingLeft where it is the only one."""
    chip = _chip(query, number)
    left = _replaced(query, chip, ())
    if left.is_empty:
        raise NothingLeft
    return left


def flipped_chip(query: Query, number: int) -> Query:
    """What was asked for is denied, or the reverse. Raises ChoiceGone where that cannot be."""
    chip = _chip(query, number)
    if not chip.can_flip:
        raise ChoiceGone
    if isinstance(chip.part, Span):
        return _replaced(query, chip, tuple(_opposite(chip.part)))
    without = _replaced(query, chip, ())
    if chip.negated:
        return replace(without, samples=(*without.samples, chip.part))
    return replace(without, not_samples=(*without.not_samples, chip.part))


def _chips(query: Query) -> Iterator[Chip]:
    samples, not_samples = query.samples, query.not_samples
    for number, sample in enumerate((*samples, *not_samples)):
        yield Chip(number=number, part=sample, negated=number >= len(samples), can_flip=True)
    for number, span in enumerate(spans_of(query), start=len(samples) + len(not_samples)):
        if span.kind not in {Kind.SAME, Kind.ASKING} and not is_loose(span):
            yield Chip(number=number, part=span, negated=span.negated, can_flip=_can_flip(span))


def _chip(query: Query, number: int) -> Chip:
    for chip in chips_of(query):
        if chip.number == number:
            return chip
    raise ChoiceGone


def _can_flip(span: Span) -> bool:
    if span.kind is Kind.TAKEN:
        return bool(years_of(span.value))
    return span.kind not in _NEVER_DENIED


def _replaced(query: Query, chip: Chip, by: Sequence[Span]) -> Query:
    if not isinstance(chip.part, Span):
        return replace(
            query,
            samples=tuple(one for one in query.samples if one != chip.part),
            not_samples=tuple(one for one in query.not_samples if one != chip.part),
        )
    place = chip.number - len(query.samples) - len(query.not_samples)
    spans = spans_of(query)
    return assemble((*spans[:place], *by, *spans[place + 1 :]), replace(query, sort=Sort.BEST))


def _opposite(span: Span) -> Iterator[Span]:
    if span.kind is Kind.PEOPLE and span.value in {"0", "1-"} and not span.negated:
        yield replace(span, text="", value="1-" if span.value == "0" else "0", corrected=None)
    elif span.kind is Kind.TAG:
        for slug in span.value.split("|"):
            yield Span(text=f"#{slug}", kind=Kind.TAG, value=slug, negated=not span.negated, hard=True)
    elif span.kind is Kind.WORDS:
        words = " ".join(token.text for token in tokens(span.value if span.negated else span.corrected or span.text))
        yield Span(text=words, kind=Kind.WORDS, value="" if span.negated else words, negated=not span.negated)
    else:
        yield replace(span, text=_bare(span), negated=not span.negated, corrected=None)


def _bare(span: Span) -> str:
    """«не зимой», turned round, leaves no denial among the words that the encoder reads."""
    return "" if span.negated else span.corrected or span.text
