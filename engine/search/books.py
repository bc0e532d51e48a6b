"""The words that a text is read by, as phrasebooks made once: facts, names, denials, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from engine.query import Kind
from engine.search import fact_words
from engine.search.lemmas import tokens
from engine.search.phrases import Phrasebook

Fact = tuple[Kind, str, bool]
"""Kind, value, and whether the words can mean nothing else."""


@cache
def facts() -> Phrasebook[Fact]:
    """Every fact's words; the sure ones first, so that they win over the doubtful."""
    book: Phrasebook[Fact] = Phrasebook()
    for sure in (True, False):
        for (kind, value), texts in fact_words.FACT_WORDS.items():
            for phrase in texts.partition("~")[0 if sure else 2].split(","):
                book.add(phrase, (kind, value, sure))
    return book


@cache
def names() -> Phrasebook[str]:
    return _book({"name": fact_words.NAMES})


@cache
def colours() -> Phrasebook[str]:
    return _book(fact_words.COLOUR_WORDS)


def _book(meanings: dict[str, str]) -> Phrasebook[str]:
    book: Phrasebook[str] = Phrasebook()
    for meaning, phrases in meanings.items():
        for phrase in phrases.split(","):
            book.add(phrase, meaning)
    return book


@cache
def markers() -> Phrasebook[Kind]:
    book: Phrasebook[Kind] = Phrasebook()
    for kind, words in fact_words.MARKERS.items():
        for word in words.split(","):
            book.add(word, kind)
    return book


def _forms(words: Sequence[str]) -> frozenset[str]:
    return frozenset(lemma for word in words for token in tokens(word) for lemma in token.lemmas)


@cache
def negators() -> frozenset[str]:
    return _forms(fact_words.NEGATORS.split(","))


@cache
def particles() -> frozenset[str]:
    return frozenset(word.strip() for word in fact_words.PARTICLES.split(","))


@cache
def between() -> Phrasebook[str]:
    return _book({"between": fact_words.BETWEEN})


@cache
def fillers() -> frozenset[str]:
    return _forms(fact_words.FILLERS.split(","))


@cache
def never_denied() -> frozenset[str]:
    return frozenset(word.strip() for word in fact_words.NEVER_DENIED.split(","))


@cache
def colour_nouns() -> frozenset[str]:
    return _forms(fact_words.COLOUR_NOUNS.split(","))
