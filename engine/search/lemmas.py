"""Words in any inflection brought to common forms: Russian by a dictionary, everything else by a stemmer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CYRILLIC = re.compile(r"[а-яё]")
UNLIKELY = 0.1
"""Readings of a word that its dictionary holds for less likely are not followed: «парка» is no ancient goddess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word where it stands in a text: `text[start:end]`; `lemmas` are its possible common forms."""

    text: str
    start: int
    end: int
    lemmas: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text, in order; punctuation only parts them, a hyphen too."""
    for match in _WORD.finditer(text):
        yield Token(text=match[0], start=match.start(), end=match.end(), lemmas=lemmas(match[0]))


def fold_word(word: str) -> str:
    """Caseless, «ё» as «е», without an English possessive."""
    return word.casefold().replace("ё", "е").replace("’", "'").removesuffix("'s").strip("_'") or word


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The common forms of one word, the likeliest first, never none: «людей» is «человек», "bridges" is "bridg".

    Two words mean the same when their forms meet, so «ночью» keeps both the adverb and the noun «ночь».
    """
    folded = fold_word(word)
    if not _CYRILLIC.search(folded):
        return (_stemmer().stemWord(folded),)
    readings = _dictionary().parse(folded)
    forms = dict.fromkeys(reading.normal_form.replace("ё", "е") for reading in readings if reading.score >= UNLIKELY)
    return tuple(forms) or (folded,)


def is_known(word: str) -> bool:
    """The Russian dictionary has this word; nothing is said about other languages."""
    return bool(_CYRILLIC.search(word.casefold())) and bool(_dictionary().word_is_known(word.casefold()))


def is_adjective(word: str) -> bool:
    """A Russian word that only says what something is like; nothing is said about other languages."""
    folded = fold_word(word)
    if not _CYRILLIC.search(folded):
        return False
    return _dictionary().parse(folded)[0].tag.POS in {"ADJF", "ADJS", "PRTF", "PRTS", "COMP", "ADVB"}


@cache
def _dictionary() -> Any:
    """Fifteen megabytes, about a second to load: `lemmas("слово")` in a worker does it ahead of the first question."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _stemmer() -> Any:
    """Porter's second stemmer (snowballstem.org): "bridges" and "bridge" meet in "bridg"."""
    import snowballstemmer

    return snowballstemmer.stemmer("english")
