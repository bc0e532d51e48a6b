"""Wordings grouped by meaning: «мост ночью» and "bridge at night" are one, «мост днём» is another. Pure.

Three things are looked at, the surest first. What the parser understood (night, nobody, not in winter) must be the
same. So must the vocabulary's tags, where both wordings name some. What else is said must be the same words in whatever
form, or lie as near in the encoder's space as different things do not. To part what means the same costs a second row;
to join what does not would tell a lie, so every doubt parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.model import Kind, Query, Span, Vector, Vectors
from engine.search.fact_words import STOP_WORDS
from engine.search.lemmas import Token, fold_word, lemmas, tokens
from engine.search.lexicon import Lexicon

Fact = tuple[str, str, bool]
"""Kind, value, and whether it was denied."""
Forms = frozenset[str]
"""The possible common forms of one word."""

_NO_MEANING = frozenset({Kind.SORT, Kind.SAME, Kind.ASKING})
"""How to answer, not what is sought."""
_IDLE = frozenset(
    lemma
    for token in tokens(
        "время час пора сезон погода когда красивый красиво лучший хороший "
        "time hours season weather when beautiful beautifully nice pretty best good"
    )
    for lemma in token.lemmas
)
"""Words that say nothing beside a fact or a name: «в ночное время» is «ночью», and no wish is for ugly bridges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What the parser understood of a wording.

    `subject` is the text that is left without the facts, `rest` what is left of it without the tags' names; both are
    to be embedded, unless they are empty. `words` are the rest's, as far as they say something.
    """

    facts: frozenset[Fact] = frozenset()
    tags: frozenset[str] = frozenset()
    words: frozenset[Forms] = frozenset()
    subject: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """Words as somebody typed them, and how often.

    The vectors are those of the sense's `subject` and `rest`, of norm 1, or None where these are empty.
    """

    text: str
    count: int
    sense: Sense
    subject: Vector | None = None
    rest: Vector | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meaning:
    """Wordings that mean the same, the most frequent first, equally frequent ones by the alphabet."""

    wordings: tuple[Wording, ...]

    @property
    def text(self) -> str:
        """How most people say it."""
        return self.wordings[0].text

    @property
    def count(self) -> int:
        return sum(wording.count for wording in self.wordings)


def sense_of(query: Query, lexicon: Lexicon) -> Sense:
    """What an understood query asks for, samples left aside. Languages meet in facts and tags."""
    facts: set[Fact] = set()
    tags: set[str] = set()
    subject: list[str] = []
    rest: list[Token] = []
    for span in query.understood or ():
        if span.kind is Kind.TAG and not span.negated:
            tags.update(span.value.split("|"))
            subject.append(span.value.replace("_", " "))
        elif span.kind in {Kind.WORDS, Kind.UNKNOWN_TAG} and not span.negated:
            text = (span.corrected or span.text).lstrip("#").replace("_", " ")
            named, left = _named(text, lexicon)
            tags |= named
            rest += left
            subject += (token.text for token in tokens(text) if _says_something(token))
        elif span.kind not in _NO_MEANING:
            facts.add(_fact(span))
    numbers = [token for token in rest if any(letter.isdigit() for letter in token.text)]
    # Encoders hardly read numbers, and «трамвай 5» is not «трамвай 7».
    facts.update(("number", fold_word(token.text), False) for token in numbers)
    return Sense(
        facts=frozenset(facts),
        tags=frozenset(tags),
        words=frozenset(frozenset(token.lemmas) for token in rest if token not in numbers),
        subject=" ".join(subject),
        rest=" ".join(token.text for token in rest),
    )


def _named(text: str, lexicon: Lexicon) -> tuple[set[str], list[Token]]:
    """The tags that a text names, and its other words."""
    words = list(tokens(text))
    found = lexicon.tag_phrases.within(words)
    named = {place for first, length, _tag in found for place in range(first, first + length)}
    left = [word for place, word in enumerate(words) if place not in named and _says_something(word)]
    return {tag.slug for _first, _length, tag in found}, left


def _says_something(token: Token) -> bool:
    return token.text.casefold() not in STOP_WORDS and _IDLE.isdisjoint(token.lemmas)


def _fact(span: Span) -> Fact:
    if span.kind is Kind.PEOPLE and (span.value, span.negated) == ("1-", True):
        return span.kind.value, "0", False  # «без людей» and «безлюдный»
    if span.kind is Kind.WORDS:
        return span.kind.value, " ".join(lemmas(token.text)[0] for token in tokens(span.value)), span.negated
    return span.kind.value, span.value, span.negated


def same_from(apart: Iterable[Vectors]) -> float:
    """The cosine from which an encoder says that two texts mean the same: no two different things lie so near.

    Each of `apart`, shape (texts, dimension), holds texts about different things in one language. An encoder's
    cosines mean nothing by themselves, so its own background is the measure. Measured for the bundled encoder with
    `engine.reindex.unrelated.UNRELATED`: 0.953. Other nonsense that it never saw lies at most at 0.940, and of pairs of
    graded queries that mean the same in two languages, half lie above 0.975.
    """
    highest = -1.0
    for vectors in apart:
        if len(vectors) > 1:
            highest = max(highest, float((vectors @ vectors.T)[np.triu_indices(len(vectors), 1)].max()))
    return float(np.nextafter(np.float32(highest), np.float32(2))) if highest > -1 else 1.0


def grouped(wordings: Iterable[Wording], same_from: float) -> tuple[Meaning, ...]:
    """Every wording in one meaning, the most frequent meaning first; the order of `wordings` does not matter.

    The most frequent wording of a meaning stands for it and each other one means the same as that one, so that no
    chain of small steps joins what is far apart. A text that comes twice counts as often as both.
    """
    meanings = Meanings(same_from)
    members: list[list[Wording]] = []
    for wording in sorted(_once(wordings), key=most_asked_first):
        place = meanings.like(wording)
        if place is None:
            place = meanings.add(wording)
            members.append([])
        members[place].append(wording)
    found = [Meaning(wordings=tuple(same)) for same in members]
    return tuple(sorted(found, key=lambda meaning: (-meaning.count, meaning.text)))


def _once(wordings: Iterable[Wording]) -> Iterator[Wording]:
    by_text: dict[str, list[Wording]] = defaultdict(list)
    for wording in wordings:
        by_text[wording.text].append(wording)
    for text, same in by_text.items():
        first = same[0]
        yield Wording(
            text=text, count=sum(w.count for w in same), sense=first.sense, subject=first.subject, rest=first.rest
        )


def most_asked_first(wording: Wording) -> tuple[int, str]:
    """A key to sort by."""
    return -wording.count, wording.text


@dataclass
class _Rows:
    """Vectors that come one by one, as one matrix, each with the meaning's number."""

    places: list[int] = field(default_factory=list)
    _matrix: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), np.float32))

    def add(self, place: int, vector: Vector) -> None:
        if len(self.places) == len(self._matrix):
            room = np.empty((max(8, len(self._matrix)), len(vector)), np.float32)
            self._matrix = np.concatenate([self._matrix, room]) if self.places else room
        self._matrix[len(self.places)] = vector
        self.places.append(place)

    def nearest(self, vector: Vector) -> tuple[float, int] | None:
        """The highest cosine, and whose; of equal ones the first."""
        if not self.places:
            return None
        cosines = self._matrix[: len(self.places)] @ vector
        best = int(cosines.argmax())
        return float(cosines[best]), -self.places[best]


class Meanings:
    """Meanings that are known, each by the wording that stands for it; they are numbered from 0 as they are added."""

    def __init__(self, same_from: float) -> None:
        self._same_from = same_from
        self._count = 0
        self._by_form: dict[tuple[object, ...], list[tuple[int, Sense]]] = defaultdict(list)
        self._subjects: dict[tuple[object, ...], _Rows] = defaultdict(_Rows)
        self._rests: dict[tuple[object, ...], _Rows] = defaultdict(_Rows)

    def add(self, wording: Wording) -> int:
        """From now on others are like this one."""
        place, sense = self._count, wording.sense
        self._count += 1
        for key in _form_keys(wording):
            self._by_form[key].append((place, sense))
        if wording.subject is not None:
            self._subjects[sense.facts, bool(sense.tags)].add(place, wording.subject)
        if wording.rest is not None and sense.tags:
            self._rests[sense.facts, sense.tags].add(place, wording.rest)
        return place

    def like(self, wording: Wording) -> int | None:
        """The number of the meaning that it has: in the same words, else the nearest; None where it is a new one."""
        sense = wording.sense
        for key in _form_keys(wording):
            for place, other in self._by_form.get(key, ()):
                if _same_words(sense.words, other.words):
                    return place
        near = []
        if wording.subject is not None:
            # A wording that names a tag is compared with those that name none; what stands beside the same tags, alone:
            # «Крымский мост» and «Большой мост» would else be one because of the bridge.
            near.append(self._subjects[sense.facts, False].nearest(wording.subject))
            if not sense.tags:
                near.append(self._subjects[sense.facts, True].nearest(wording.subject))
        if wording.rest is not None and sense.tags:
            near.append(self._rests[sense.facts, sense.tags].nearest(wording.rest))
        cosine, place = max((one for one in near if one is not None), default=(-1.0, 0))
        return -place if cosine >= self._same_from else None


def _form_keys(wording: Wording) -> Sequence[tuple[object, ...]]:
    """Wordings in the same words share one of these, whatever the forms."""
    sense = wording.sense
    if not sense.words:
        # Where nothing was understood at all, only the very same text is the same.
        return [(sense.facts, sense.tags)] if sense.facts or sense.tags else [("", wording.text)]
    return [(sense.facts, sense.tags, form) for word in sense.words for form in sorted(word)]


def _same_words(some: frozenset[Forms], others: frozenset[Forms]) -> bool:
    """Each word of either is a form of one of the other's; word order does not matter."""
    return all(any(not one.isdisjoint(other) for other in others) for one in some) and all(
        any(not one.isdisjoint(other) for other in some) for one in others
    )
