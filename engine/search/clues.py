"""What a query asks for, as clues to look up in what is written; and a photo's own words, tags and facts as terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.filters import CROWD_FROM, orientation_of
from engine.model import Photo, Tag
from engine.query import Kind, Query, Span
from engine.search.counting import ranges_of
from engine.search.fact_words import STOP_WORDS
from engine.search.lemmas import Token, fold_word, tokens
from engine.search.lexicon import Lexicon
from engine.search.literals import years_of
from engine.search.written import Clue, Term, Way, WrittenIndex, fact_term, tag_term

_ON_RECORD = frozenset({Kind.SEASON, Kind.TIME_OF_DAY, Kind.WEATHER, Kind.PEOPLE, Kind.COLOUR, Kind.PLACE})


def clues_of(query: Query, lexicon: Lexicon) -> tuple[Clue, ...]:
    """A clue for each thing that the words ask for, apart from what became a condition: that every hit fulfils.

    A query of conditions alone has none.
    """
    return tuple(clue for span in query.understood or () for clue in _of_span(span, lexicon))


def is_fulfilled(query: Query) -> bool:
    """Something positive that the words asked for became a condition, so that every hit has it."""
    return any(span.hard and not span.negated and span.kind in _ON_RECORD for span in query.understood or ())


def denied_ways(query: Query) -> tuple[Way, ...]:
    """What may not be written about any hit: each denied word, in any inflection, each denied name and year."""
    return tuple(way for span in query.understood or () if span.negated for way in _denied_by(span))


def _denied_by(span: Span) -> Iterator[Way]:
    if span.kind is Kind.WORDS:
        yield tuple(frozenset(token.lemmas) for token in tokens(span.value))
    elif span.kind in {Kind.PLACE, Kind.PHOTOGRAPHER, Kind.LICENCE}:
        yield (frozenset({fact_term(span.kind, span.value)}),)
    elif span.kind is Kind.TAKEN:
        yield (frozenset(fact_term(Kind.TAKEN, str(year)) for year in years_of(span.value)),)


def _of_span(span: Span, lexicon: Lexicon) -> Iterator[Clue]:
    if span.negated or span.hard:
        return
    text = list(tokens(span.corrected or span.text))
    if span.kind in _ON_RECORD:
        # «заснеженный» may be written, and winter on record says as much.
        fact = (frozenset(_fact_terms(span)),)
        tag = [way for _, length, tag in lexicon.tag_phrases.within(text) if length == len(text) for way in _tag(tag)]
        yield Clue(text=span.text, ways=(_words(text), fact, *tag), tagged=(fact, *tag))
    elif span.kind is Kind.WORDS:
        yield from _of_words(text, lexicon)


def _of_words(text: list[Token], lexicon: Lexicon) -> Iterator[Clue]:
    """The vocabulary's phrases, then every other word that says something."""
    phrases = {first: (length, tag) for first, length, tag in lexicon.tag_phrases.within(text)}
    place = 0
    while place < len(text):
        length, tag = phrases.get(place, (1, None))
        words = text[place : place + length]
        if tag is not None:
            tagged = tuple(_tag(tag))
            names = [_words(list(tokens(name))) for name in (tag.ru, tag.en)]
            yield Clue(text=_text(words), ways=(_words(words), *tagged, *names), tagged=tagged)
        elif fold_word(words[0].text) not in STOP_WORDS:
            yield Clue(text=_text(words), ways=(_words(words),))
        place += length


def _tag(tag: Tag) -> Iterator[Way]:
    yield (frozenset({tag_term(tag.slug)}),)


def _words(text: list[Token]) -> Way:
    return tuple(frozenset(token.lemmas) for token in text if fold_word(token.text) not in STOP_WORDS)


def _text(words: list[Token]) -> str:
    return " ".join(word.text for word in words)


def _fact_terms(span: Span) -> Iterator[Term]:
    if span.kind is not Kind.PEOPLE:
        yield fact_term(span.kind, span.value)
        return
    for people in ranges_of(span.value):
        last = CROWD_FROM if people.at_most is None else min(people.at_most, CROWD_FROM)
        for count in range(min(people.at_least, CROWD_FROM), last + 1):
            yield fact_term(Kind.PEOPLE, str(count))


def terms_of(photo: Photo) -> Iterator[Term]:
    """Everything that is written about a photo, some of it more than once."""
    for text in texts_of(photo):
        for token in tokens(text):
            yield from token.lemmas
    for photo_tag in photo.tags:
        yield tag_term(photo_tag.tag.slug)
    facts, rights = photo.metadata, photo.rights
    count = CROWD_FROM if facts.people_count is None and facts.crowd else facts.people_count
    for kind, value in (
        (Kind.SEASON, facts.season),
        (Kind.TIME_OF_DAY, facts.time_of_day),
        (Kind.WEATHER, facts.weather),
        (Kind.PEOPLE, None if count is None else str(min(count, CROWD_FROM))),
        (Kind.COLOUR, photo.colour),
        (Kind.ORIENTATION, orientation_of(photo.width, photo.height)),
        (Kind.PLACE, facts.place),
        (Kind.PHOTOGRAPHER, rights.photographer),
        (Kind.LICENCE, rights.licence),
        (Kind.TAKEN, None if facts.taken_at is None else str(facts.taken_at.year)),
    ):
        if value is not None:
            yield fact_term(kind, value)
            yield fact_term(kind)


def texts_of(photo: Photo) -> Iterator[str]:
    """What people, or a captioner, wrote about a photo in words."""
    yield from (caption.text for caption in photo.captions)
    yield from (text for text in (photo.metadata.place, photo.metadata.sight) if text)


def words_of(photo: Photo) -> Iterator[str]:
    """Words as written, for spelling: each once, folded, nothing short or with digits."""
    found = {fold_word(token.text) for text in texts_of(photo) for token in tokens(text)}
    return (word for word in found if len(word) >= 3 and word.isalpha())


def lexicon_of(index: WrittenIndex, tags: Iterable[Tag]) -> Lexicon:
    """What the bank knows when it reads a question."""
    return Lexicon(
        tags=tuple(tags),
        words=dict(index.words),
        places=tuple(index.values(Kind.PLACE)),
        licences=tuple(index.values(Kind.LICENCE)),
        photographers=tuple(index.values(Kind.PHOTOGRAPHER)),
        known={kind: index.known(kind) for kind in Kind},
    )
