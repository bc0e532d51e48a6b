"""What the bank knows when it reads a question: its vocabulary, the words of its captions, and how much it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from engine.model import Tag
from engine.query import Kind
from engine.search import fact_words, request_words
from engine.search.lemmas import Token, is_known, lemmas, tokens
from engine.search.phrases import Phrasebook
from engine.search.spelling import SHORTEST, Spelling, other_layout
from engine.tagging.vocabulary import by_name

ENOUGH = 0.9
"""A fact said in words becomes a condition where so many of the published photos have it on record. Elsewhere it
stays a word, for a condition would hide the photos of which nobody wrote it down."""

_ALWAYS = frozenset({Kind.ORIENTATION, Kind.SIZE, Kind.SORT, Kind.SAME, Kind.ASKING})
"""Known of every photo, or no fact about photos at all."""
_EXPLICIT = frozenset({Kind.TAKEN, Kind.COLOUR, Kind.LICENCE, Kind.PHOTOGRAPHER})
"""Said in so many words that nothing else can be meant: a condition as soon as any photo has it on record."""


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """`words` maps every word of captions, folded, to the number of photos; `known` the share of photos with a fact."""

    tags: tuple[Tag, ...] = ()
    words: Mapping[str, int] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    known: Mapping[Kind, float] = field(default_factory=dict)

    def is_hard(self, kind: Kind) -> bool:
        share = self.known.get(kind, 0.0)
        return kind in _ALWAYS or (share > 0 if kind in _EXPLICIT else share >= ENOUGH)

    def knows(self, token: Token) -> bool:
        """Some photo's caption or tag has this word, in whatever form."""
        return not self._lemmas.isdisjoint(token.lemmas)

    def correct(self, token: Token) -> str | None:
        """What an unknown word was meant to be; None for every word that is one."""
        if self.knows(token) or is_known(token.text) or not fact_lemmas().isdisjoint(token.lemmas):
            return None
        return self._typed_with_another_layout(token.text) or self._spelling.meant(token.text)

    def _typed_with_another_layout(self, word: str) -> str | None:
        """Whole words of the bank only, in any inflection: keys hit by chance rarely make one."""
        typed = other_layout(word)
        known = len(word) >= SHORTEST and typed.isalpha() and not self._lemmas.isdisjoint(lemmas(typed))
        return typed if known else None

    def warm_up(self) -> None:
        """Does now, in whichever thread this is, what the first question would wait for."""
        assert self.tag_phrases
        assert self.names
        assert self.tags_by_name is not None
        self.correct(next(tokens("прогрев")))
        assert self._spelling
        assert fact_lemmas()

    @cached_property
    def tag_phrases(self) -> Phrasebook[Tag]:
        """Names before aliases: no alias hides another tag's name."""
        book: Phrasebook[Tag] = Phrasebook()
        for tag in self.tags:
            for name in (tag.ru, tag.en, tag.slug.replace("_", " ")):
                book.add(name, tag)
        for tag in self.tags:
            for alias in tag.aliases:
                book.add(alias, tag)
        return book

    @cached_property
    def tags_by_name(self) -> Mapping[str, Tag]:
        """Made once: folding hundreds of names costs a question some milliseconds."""
        return by_name(self.tags)

    @cached_property
    def names(self) -> Phrasebook[tuple[Kind, str]]:
        """Photographers, places and licences, each by its whole name."""
        book: Phrasebook[tuple[Kind, str]] = Phrasebook()
        for kind, names in (
            (Kind.PHOTOGRAPHER, self.photographers),
            (Kind.PLACE, self.places),
            (Kind.LICENCE, self.licences),
        ):
            for name in names:
                book.add(name, (kind, name))
        return book

    @cached_property
    def _lemmas(self) -> frozenset[str]:
        return frozenset(lemma for word in self._surfaces for lemma in lemmas(word))

    @cached_property
    def _surfaces(self) -> dict[str, int]:
        found = dict(self.words)
        names = [name for tag in self.tags for name in (tag.ru, tag.en, *tag.aliases)]
        for name in (*names, *self.places, *self.photographers):
            for token in tokens(name):
                folded = token.text.casefold().replace("ё", "е")
                found[folded] = found.get(folded, 0) + 1
        return found

    @cached_property
    def _spelling(self) -> Spelling:
        facts = {token.text.replace("ё", "е"): 0 for text in fact_words.FACT_WORDS.values() for token in tokens(text)}
        return Spelling({**facts, **self._surfaces})


@cache
def fact_lemmas() -> frozenset[str]:
    """Every word that can be part of a fact, a number, a negation, or says nothing at all."""
    texts = [
        *fact_words.FACT_WORDS.values(),
        *fact_words.COLOUR_WORDS.values(),
        *fact_words.NUMBERS.values(),
        fact_words.COLOUR_NOUNS,
        fact_words.NEGATORS,
        fact_words.FILLERS,
        fact_words.PEOPLE_NOUNS,
        fact_words.GROUPS,
        fact_words.AT_LEAST,
        fact_words.MORE_THAN,
        fact_words.AT_MOST,
        fact_words.FEWER_THAN,
        fact_words.BETWEEN,
        *fact_words.MARKERS.values(),
        request_words.ASKING,
        request_words.PICTURES,
        request_words.PURPOSES,
        " ".join(fact_words.STOP_WORDS),
    ]
    return frozenset(lemma for text in texts for token in tokens(text) for lemma in token.lemmas)
