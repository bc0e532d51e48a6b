"""Which words an encoder has learned: what it makes of any other word is an accident. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from engine.search.fact_words import STOP_WORDS
from engine.search.lemmas import Token, fold_word, lemmas, tokens
from engine.search.lexicon import fact_lemmas
from engine.search.spelling import is_one_slip_from

SLIPS_FROM = 6
"""Letters of a word in which one slip leaves little doubt: of 204 texts of nonsense two then have a word that is a slip
away from one that the bundled encoder knows; with spelling's own rules, from four letters on, nine."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """`known` holds common forms of words, None where an encoder has learned whole languages; `long` words that are
    read through a slip of the pen as well."""

    known: frozenset[str] | None = None
    long: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: Sequence[str] | None) -> Self:
        """By an encoder's own list of words, in whatever forms. Looks hundreds of them up: off the event loop."""
        if words is None:
            return cls()
        long = tuple(word for word in words if len(word) >= SLIPS_FROM)
        return cls(frozenset(lemma for word in words for lemma in lemmas(word)), long)

    def share(self, text: str) -> float:
        """Of the words that say something, those that are known, 0..1; 1 where none says anything. Numbers say nothing.

        Words for facts are known to every encoder, for it was asked about them (`engine.tagging.zero_shot`).
        """
        asked = [
            token
            for token in tokens(text)
            if fold_word(token.text) not in STOP_WORDS and not any(letter.isdigit() for letter in token.text)
        ]
        return sum(self._knows(token) for token in asked) / len(asked) if asked else 1.0

    def _knows(self, token: Token) -> bool:
        if self.known is None or not self.known.isdisjoint(token.lemmas) or not fact_lemmas().isdisjoint(token.lemmas):
            return True
        word = fold_word(token.text)
        return len(word) >= SLIPS_FROM and is_one_slip_from(word, self.long)


ALL_WORDS = Hearing()
