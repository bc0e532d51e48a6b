"""Tags that mean the same: found when a tag is made or edited, and over the whole vocabulary for its health.

Five kinds of sameness, from the surest to the weakest: the same name; the same words in another form («мосты»); the
same sound in the other alphabet ("Zaryadye"); one slip of the keyboard; nearly the same embedding. The first that
holds is the one that is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from engine.model import Tag, Vectors
from engine.search.lemmas import is_known, tokens
from engine.search.parsing import fold
from engine.search.spelling import sound

SHORTEST_SLIP = 6
"""Shorter names have too many neighbours: «кот» and «кит» are both animals, "beach" and "bench" both tags."""
TWO_SLIPS_FROM = 10
"""Letters from which two slips are still one name."""
MOST_FORMS = 8
"""Combinations of words' possible lemmas that are kept of one name."""
RARE_SHARE = 0.01
"""How many of a vocabulary's own tags may lie so near to another that an embedding alone calls them alike."""


class Sameness(StrEnum):
    """Why two tags are taken for one."""

    NAME = "name"
    FORM = "form"
    SOUND = "sound"
    SPELLING = "spelling"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A tag that is there already, and the two names by which it looks the same as the new one."""

    tag: Tag
    sameness: Sameness
    new_name: str
    known_name: str


class AlikeTags:
    """An index over a vocabulary. `vectors` has shape (tags, dimension): each tag's mean embedding, rows of norm 1."""

    def __init__(self, tags: Sequence[Tag], vectors: Vectors | None = None, meaning_from: float | None = None) -> None:
        self._tags = tuple(tags)
        self._vectors = vectors
        self._meaning_from = meaning_from
        self._folded = self._by(lambda name: [fold(name)])
        self._forms = self._by(_forms)
        self._sounds = self._by(lambda name: [_sound(name)])

    def like(self, new: Tag, vector: NDArray[np.float32] | None = None) -> list[Alike]:
        """Tags other than `new` itself (by its slug), the surest first, each once.

        `vector` is the new tag's embedding, shape (dimension,), if meanings are to be compared too.
        """
        found: dict[int, Alike] = {}
        for sameness, name, others in self._matches(new):
            for place, known in others:
                if place not in found and self._tags[place].slug != new.slug:
                    found[place] = Alike(tag=self._tags[place], sameness=sameness, new_name=name, known_name=known)
        for place in self._near(vector):
            if place not in found and self._tags[place].slug != new.slug:
                tag = self._tags[place]
                found[place] = Alike(tag=tag, sameness=Sameness.MEANING, new_name=new.ru, known_name=tag.ru)
        return list(found.values())

    def _by(self, keys: Callable[[str], Iterable[str]]) -> Mapping[str, list[tuple[int, str]]]:
        """Places and names of the vocabulary by what they are compared by; a name may have several keys, or none."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for place, tag in enumerate(self._tags):
            for name in _names_of(tag):
                for key in keys(name):
                    if key:
                        found[key].append((place, name))
        return dict(found)

    def _matches(self, new: Tag) -> Iterable[tuple[Sameness, str, list[tuple[int, str]]]]:
        names = _names_of(new)
        for name in names:
            yield Sameness.NAME, name, self._folded.get(fold(name), [])
        for name in names:
            for form in _forms(name):
                yield Sameness.FORM, name, self._forms.get(form, [])
        for name in names:
            yield Sameness.SOUND, name, self._sounds.get(_sound(name), [])
        for name in names:
            yield Sameness.SPELLING, name, self._slips(fold(name))

    def _slips(self, name: str) -> list[tuple[int, str]]:
        """Names within one keystroke, two for long ones; swapped letters are one (OSA).

        A name of words that the dictionary has is no slip: «библиотекарь» is not «библиотека». First letters are rarely
        mistyped.
        """
        if len(name) < SHORTEST_SLIP or all(is_known(token.text) for token in tokens(name)):
            return []
        slips = 2 if len(name) >= TWO_SLIPS_FROM else 1
        near = process.extract(name, self._folded.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
        likely = (known for known, _, _ in near if len(known) >= SHORTEST_SLIP and known[0] == name[0])
        return [one for known in likely for one in self._folded[known]]

    def _near(self, vector: NDArray[np.float32] | None) -> list[int]:
        if vector is None or self._vectors is None or self._meaning_from is None or not len(self._vectors):
            return []
        cosines = self._vectors @ vector
        near = np.flatnonzero(cosines >= self._meaning_from)
        return [int(place) for place in near[np.argsort(-cosines[near], kind="stable")]]


def meaning_from(vectors: Vectors) -> float:
    """The cosine from which two tags count as alike by meaning: hardly any two of a kept vocabulary lie so near.

    `vectors` has shape (tags, dimension), rows of norm 1. An encoder's cosines mean nothing by themselves, so its own
    vocabulary, in which somebody has kept all these concepts apart, is the measure.
    """
    if len(vectors) < 2:
        return 1.0
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    return float(np.quantile(cosines.max(axis=1), 1 - RARE_SHARE))


def _names_of(tag: Tag) -> list[str]:
    return list(dict.fromkeys((tag.ru, tag.en, tag.slug.replace("_", " "), *tag.aliases)))


@lru_cache(maxsize=100_000)
def _forms(name: str) -> list[str]:
    """Every reading of the name as a set of lemmas; word order and inflection do not matter.

    Kept, for the index is made anew with every change of one name among thousands.
    """
    readings = islice(product(*(token.lemmas for token in tokens(name))), MOST_FORMS)
    return list(dict.fromkeys(" ".join(sorted(reading)) for reading in readings))


@lru_cache(maxsize=100_000)
def _sound(name: str) -> str:
    return " ".join(sound(token.text) for token in tokens(name))
