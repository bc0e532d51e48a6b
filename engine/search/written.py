"""What is written about photos, as an inverted index in memory: who has which words, tags and facts on record."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.model import PhotoId
from engine.query import Kind

Coverage = NDArray[np.float32]
"""By photo id, shape (highest id + 1,): which part of a query is written about the photo, 0..1."""
Having = NDArray[np.bool_]
"""By photo id, likewise."""

Term = str
"""A lemma as it is, `#slug`, or `kind:value` for a fact; `kind:` alone says that the fact is on record."""

Way = tuple[frozenset[Term], ...]
"""Terms that a photo has to have, all of them, each in any of its alternatives."""


def tag_term(slug: str) -> Term:
    return f"#{slug}"


def fact_term(kind: Kind, value: str = "") -> Term:
    return f"{kind.value}:{value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One thing that a query asks for. It is written about a photo that has every term of one of the ways; a term
    has alternatives. `tagged` are the ways among them that need no caption."""

    text: str
    ways: tuple[Way, ...]
    tagged: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """For every photo, how much of a query is written about it: anywhere, and in its tags and facts alone."""

    anywhere: Coverage
    tagged: Coverage

    def best(self, limit: int) -> list[PhotoId]:
        """Photos about which anything is written, the most covered first, then in order of id."""
        photo_ids = np.flatnonzero(self.anywhere > 0)
        if len(photo_ids) > limit:
            kept = np.argpartition(-self.anywhere[photo_ids], limit)[:limit]
            photo_ids = np.sort(photo_ids[kept])
        order = np.argsort(-self.anywhere[photo_ids], kind="stable")
        return [PhotoId(photo_id) for photo_id in photo_ids[order].tolist()]

    def of(self, photo_ids: Sequence[PhotoId]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Anywhere, and tagged, for each of these photos; nothing is written about one that never was here."""
        ids = np.asarray(photo_ids, np.int64)
        known = ids < len(self.anywhere)
        rows = np.where(known, ids, 0)
        return (
            np.where(known, self.anywhere[rows], 0.0).astype(np.float64),
            np.where(known, self.tagged[rows], 0.0).astype(np.float64),
        )


class WrittenIndex:
    """Terms of published photos. A photo that changed is put again, one that is published no more is removed."""

    def __init__(self) -> None:
        self._photos: dict[Term, array[int]] = defaultdict(lambda: array("i"))
        self._terms: dict[PhotoId, tuple[bytes, bytes]] = {}
        """Of each photo, its tags and facts, and its words, as the numbers of the terms, int32."""
        self._numbers: dict[Term, int] = {}
        self._numbered: list[Term] = []
        """Terms by their numbers, which they keep for ever."""
        self._size = 1
        self.words: dict[str, int] = defaultdict(int)
        """Words as people wrote them, folded, with how often; kept when a photo goes, for they are still words."""

    def __len__(self) -> int:
        return len(self._terms)

    def put(self, photo_id: PhotoId, terms: Iterable[Term], words: Iterable[str] = ()) -> None:
        """`terms` replace what was written about the photo before."""
        if photo_id in self._terms:
            self.remove(photo_id)
        else:
            for word in words:
                self.words[word] += 1
        kept = tuple(dict.fromkeys(terms))
        marks = [self._number(term) for term in kept if _is_mark(term)]
        said = [self._number(term) for term in kept if not _is_mark(term)]
        self._terms[photo_id] = (array("i", marks).tobytes(), array("i", said).tobytes())
        self._size = max(self._size, photo_id + 1)
        for term in kept:
            self._photos[term].append(photo_id)

    def remove(self, photo_id: PhotoId) -> None:
        for number in array("i", b"".join(self._terms.pop(photo_id, ()))):
            term = self._numbered[number]
            self._photos[term].remove(photo_id)
            if not self._photos[term]:
                del self._photos[term]

    def _number(self, term: Term) -> int:
        number = self._numbers.setdefault(term, len(self._numbered))
        if number == len(self._numbered):
            self._numbered.append(term)
        return number

    def count(self, term: Term) -> int:
        return len(self._photos[term]) if term in self._photos else 0

    def tally(self, photo_ids: Iterable[PhotoId]) -> dict[Term, int]:
        """How many of these photos have each tag and each fact."""
        marks = b"".join([self._terms.get(photo_id, _NOTHING)[0] for photo_id in photo_ids])
        counts = np.bincount(np.frombuffer(marks, np.int32))
        had = np.flatnonzero(counts)
        return dict(zip([self._numbered[number] for number in had.tolist()], counts[had].tolist(), strict=True))

    def values(self, kind: Kind) -> list[str]:
        """Every value of a fact that some photo has on record."""
        prefix = fact_term(kind)
        return sorted(term.removeprefix(prefix) for term in self._photos if term.startswith(prefix) and term != prefix)

    def known(self, kind: Kind) -> float:
        """Of how many of the photos the fact is on record, 0..1."""
        return self.count(fact_term(kind)) / len(self) if self._terms else 0.0

    def having(self, ways: Sequence[Way]) -> Having:
        """Photos that have every term of at least one way, in any of its alternatives."""
        found = np.zeros(self._size, np.bool_)
        for way in ways:
            if way and all(any(term in self._photos for term in alternatives) for alternatives in way):
                having = [self._any(alternatives) for alternatives in way]
                found |= np.logical_and.reduce(having) if len(having) > 1 else having[0]
        return found

    def _any(self, alternatives: Iterable[Term]) -> Having:
        some = np.zeros(self._size, np.bool_)
        for term in alternatives:
            if term in self._photos:
                some[np.frombuffer(self._photos[term], np.int32)] = True
        return some

    def cover(self, clues: Sequence[Clue]) -> Written:
        """Coverage by the clues, each weighing log((n + 1) / (photos that have it + ½)), at least LEAST_WEIGHT.

        Robertson & Spärck Jones, 1976: what is written about every photo says little about any. A clue that no photo
        has weighs the most, so that half an answer never counts as a whole one.
        """
        anywhere = [np.flatnonzero(self.having(clue.ways)) for clue in clues]
        tagged = [np.flatnonzero(self.having(clue.tagged)) for clue in clues]
        weights = [max(LEAST_WEIGHT, math.log((len(self) + 1) / (len(having) + 0.5))) for having in anywhere]
        return Written(anywhere=self._shares(anywhere, weights), tagged=self._shares(tagged, weights))

    def _shares(self, having: Sequence[NDArray[np.intp]], weights: Sequence[float]) -> Coverage:
        """From the photos that have each clue to which part of the weights each photo has; all of them are exactly 1.

        Only photos that have something are touched: of a big bank that is quicker than adding whole columns.
        """
        shares, whole = np.zeros(self._size, np.float32), sum(weights)
        for photo_ids, weight in zip(having, weights, strict=True):
            shares[photo_ids] += weight / whole
        if having:
            shares[having[0][shares[having[0]] > ALMOST_ALL]] = 1
        return shares


_NOTHING = (b"", b"")
LEAST_WEIGHT = 0.3
ALMOST_ALL = 1 - 1e-5
"""No clue weighs so little beside all the others that leaving it out is lost in rounding."""


def _is_mark(term: Term) -> bool:
    """A tag or a fact."""
    return ":" in term or term[0] == "#"
