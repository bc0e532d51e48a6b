"""Whether a message goes on with what was asked before, and how: pure, by what it says and how it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from engine.query import Kind, Query, Span
from engine.search.fact_words import COLOUR_WORDS, STOP_WORDS
from engine.search.lemmas import fold_word, is_adjective, tokens
from engine.search.refining import spans_of

_ADDING_WORDS = "и ещё еще также тоже плюс но только and also plus but only too"
_ADDING = frozenset(_ADDING_WORDS.split())
"""«и с фонарями»: added to what was asked."""
_CHANGING_WORDS = "а теперь лучше тогда now instead rather what how about"
_CHANGING = frozenset(_CHANGING_WORDS.split())
"""«а теперь собор»: asked in the place of what was asked, with everything else as it was."""
_MODIFYING_WORDS = (
    "с со без на в во у под над около возле рядом среди за перед вдоль через из при "
    "with without on in at near by under over among behind along across from inside outside"
)
_MODIFYING = frozenset(_MODIFYING_WORDS.split())
"""What begins with one of these says more about something that was named before."""

_FACTS = frozenset(
    {
        Kind.PEOPLE,
        Kind.SEASON,
        Kind.TIME_OF_DAY,
        Kind.WEATHER,
        Kind.ORIENTATION,
        Kind.COLOUR,
        Kind.TAKEN,
        Kind.LICENCE,
        Kind.PHOTOGRAPHER,
        Kind.SIZE,
        Kind.SORT,
        Kind.SAME,
        Kind.ASKING,
    }
)


_ANEW = re.compile(
    r"(?:новый (?:поиск|запрос)|начать (?:заново|сначала)|заново|new (?:search|query)|start (?:over|again))[\s.!]*",
    re.IGNORECASE,
)


def means_anew(text: str) -> bool:
    """Nothing but the words for beginning a new search."""
    return _ANEW.fullmatch(text.strip()) is not None


_ANEW_WITH = re.compile(r"(?:новый (?:поиск|запрос)|new search)(?:\s*[:,.!–—-]+\s*|\s+)(?=\S)", re.IGNORECASE)


def asked_anew(text: str) -> str | None:
    """The question after the words for beginning a new search, «новый поиск: мост»; None where it begins otherwise."""
    found = _ANEW_WITH.match(text.strip())
    return None if found is None else text.strip()[found.end() :]


class Link(StrEnum):
    """How a message stands to what was asked before."""

    NEW = "new"
    ADDS = "adds"
    CHANGES = "changes"
    """The subject is another one, the conditions stay."""


def link_of(change: Query, previous: Query) -> Link:
    """A message that names a subject of its own is new, unless it begins as a continuation.

    Facts, denials, adjectives and what begins with a preposition only say more about what is there; adjectives need
    something that they are said of.
    """
    spans = change.understood or ()
    if not spans:
        return Link.NEW
    if change.continues:
        return Link.ADDS
    first = next((fold_word(token.text) for span in spans for token in tokens(span.text)), "")
    says_more = previous.samples or any(_names_something(span) for span in spans_of(previous))
    names = any(_names_something(span) or (_is_words(span) and not says_more) for span in spans)
    if first in _CHANGING:
        return Link.CHANGES if names else Link.ADDS
    return Link.NEW if names and first not in _ADDING | _MODIFYING else Link.ADDS


def begins_as_more(change: Query) -> bool:
    """It says in so many words that it goes on: «и такое», «то же»."""
    first = next((fold_word(token.text) for span in change.understood or () for token in tokens(span.text)), "")
    return change.continues or first in _ADDING | _CHANGING


def without_opening(change: Query) -> Query:
    """The message without the words that only tie it to the one before: «а теперь зимой» is «зимой»."""
    spans, opening = [], True
    for span in change.understood or ():
        text = _after_opening(span.text) if opening and span.kind is Kind.WORDS and not span.negated else span.text
        opening = opening and not text
        if text == span.text:
            spans.append(span)
        elif text:
            spans.append(replace(span, text=text, corrected=span.corrected and _after_opening(span.corrected)))
    return replace(change, understood=tuple(spans))


def without_subject(previous: Query, spans: tuple[Span, ...]) -> Query:
    """What is left of the query when another subject takes the place of its own: conditions and denials."""
    kept = tuple(span for span in spans if not _names_something(span))
    return replace(previous, understood=kept, samples=())


def _after_opening(text: str) -> str:
    for token in tokens(text):
        if fold_word(token.text) not in _ADDING | _CHANGING:
            return text[token.start :]
    return ""


def _names_something(span: Span) -> bool:
    if span.negated or span.kind in _FACTS:
        return False
    return span.kind is not Kind.WORDS or any(_nouns(span.corrected or span.text))


def _is_words(span: Span) -> bool:
    return span.kind is Kind.WORDS and not span.negated and bool(_after_opening(span.text))


def _nouns(text: str) -> Iterator[str]:
    """Words that say something and are no adjectives."""
    openings = _ADDING | _CHANGING
    for token in tokens(text):
        word = fold_word(token.text)
        if word not in STOP_WORDS and word not in openings and word not in _COLOURS and not is_adjective(word):
            yield word


_COLOURS = frozenset(word.strip() for words in COLOUR_WORDS.values() for word in words.split(","))
