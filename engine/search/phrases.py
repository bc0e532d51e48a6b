"""Phrases recognised in a text whatever the inflection of their words; the longest one wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from engine.search.lemmas import Token, fold_word, tokens

Meaning = TypeVar("Meaning")


class Phrasebook(Generic[Meaning]):
    """Phrases by the forms of their first word. A phrase that is added twice keeps its first meaning."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[int, tuple[frozenset[str], ...], Meaning]]] = defaultdict(list)
        self._seen: set[tuple[frozenset[str], ...]] = set()

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Words of a phrase that begins with `=` stand for themselves only, not for what they are forms of."""
        exact = phrase.strip().startswith("=")
        pattern = tuple(frozenset({fold_word(token.text)} if exact else token.lemmas) for token in tokens(phrase))
        if not pattern or pattern in self._seen:
            return
        self._seen.add(pattern)
        for lemma in pattern[0]:
            self._by_first[lemma].append((len(self._seen), pattern, meaning))

    def at(self, text: Sequence[Token], place: int) -> tuple[int, Meaning] | None:
        """How many words from `place` on are a phrase, and what it means; the longest, then the first added."""
        best: tuple[int, int, Meaning] | None = None
        for lemma in text[place].lemmas:
            for order, pattern, meaning in self._by_first.get(lemma, ()):
                # «днём» may be a form of «день» as well: which of the two counts is no matter of lemmas' order.
                better = best is None or (len(pattern), -order) > best[:2]
                if better and _matches(pattern, text, place):
                    best = len(pattern), -order, meaning
        return None if best is None else (best[0], best[2])

    def within(self, text: Sequence[Token]) -> list[tuple[int, int, Meaning]]:
        """Every phrase of a text from left to right, none overlapping: first word, number of words, meaning."""
        found, place = [], 0
        while place < len(text):
            match = self.at(text, place)
            if match is not None:
                found.append((place, *match))
            place += match[0] if match else 1
        return found


def _matches(pattern: Sequence[frozenset[str]], text: Sequence[Token], place: int) -> bool:
    words = text[place : place + len(pattern)]
    return len(words) == len(pattern) and all(
        not forms.isdisjoint(word.lemmas) for forms, word in zip(pattern, words, strict=True)
    )
