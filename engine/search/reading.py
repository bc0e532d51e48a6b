"""A text into spans: which words are facts, names, denials or slips of the pen. Pure, and total on any text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from engine.query import Kind, Span
from engine.search import books, fact_words
from engine.search.counting import count_at, value_of
from engine.search.lemmas import Token, lemmas, tokens
from engine.search.lexicon import Lexicon
from engine.search.literals import Literal, literals
from engine.search.request_words import asking_at, purpose_at

_JOINT = re.compile(r"\w[-‐‑]$|^[-‐‑]\w")
"""A hyphen between two letters, at the edge of one of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A span over the words `first … first + length - 1`."""

    length: int
    kind: Kind
    value: str
    sure: bool = True
    negated: bool = False


def read(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """Every letter and digit of the text lies in exactly one span, in the order of the text.

    What is taken for nothing else is WORDS, and so is a text that only says that something is wanted. Denials («без»,
    "not") count only where they deny something that the bank has a word for; "no parking" stays as it is.
    """
    spans: list[Span] = []
    start = 0
    for literal in literals(text):
        spans += _Reader(text, start, literal.start, lexicon).spans()
        spans.append(_of_literal(text, literal, lexicon))
        start = literal.end
    spans += _Reader(text, start, len(text), lexicon).spans()
    if all(span.kind is Kind.ASKING for span in spans):
        return tuple(replace(span, kind=Kind.WORDS, hard=False) for span in spans)
    return tuple(spans)


def read_denied(text: str, lexicon: Lexicon) -> Span:
    """One word or phrase that somebody put a minus before: whatever it is, it is denied."""
    reader = _Reader(text, 0, len(text), lexicon)
    denied = reader.denied_at(0) if reader.words else None
    whole = denied is not None and denied.length == len(reader.words)
    found = denied if denied is not None and whole else _Found(length=0, kind=Kind.WORDS, value=text, negated=True)
    hard = found.kind is Kind.TAG or (found.sure and found.kind is not Kind.WORDS and lexicon.is_hard(found.kind))
    return Span(text=f"-{text}", kind=found.kind, value=found.value, negated=found.negated, hard=hard)


def _of_literal(text: str, literal: Literal, lexicon: Lexicon) -> Span:
    return Span(
        text=text[literal.start : literal.end],
        kind=literal.kind,
        value=literal.value,
        hard=lexicon.is_hard(literal.kind),
    )


@dataclass
class _Reader:
    """Reads one stretch of a text from left to right."""

    text: str
    start: int
    end: int
    lexicon: Lexicon
    words: list[Token] = field(init=False)
    slips: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.words = []
        for token in tokens(self.text[self.start : self.end]):
            # «Санкт-Петербург»: what is written as one name is no slip of the pen in one half of it.
            meant = None if self._is_joined(token) else self.lexicon.correct(token)
            if meant is not None:
                self.slips[len(self.words)] = meant
            self.words.append(
                Token(
                    text=meant or token.text,
                    start=token.start + self.start,
                    end=token.end + self.start,
                    lemmas=lemmas(meant) if meant else token.lemmas,
                )
            )

    def _is_joined(self, token: Token) -> bool:
        around = self.text[: self.start + token.start][-2:], self.text[self.start + token.end :][:2]
        return any(_JOINT.search(one) is not None for one in around)

    def spans(self) -> list[Span]:
        place = run = self._asking() if self.start == 0 else 0
        spans = [self._span(0, _Found(length=place, kind=Kind.ASKING, value=""))] if place else []
        while place < len(self.words):
            found = self._at(place)
            if found is None:
                place += 1
                continue
            if found.kind is not Kind.WORDS or found.negated:
                spans += self._run(run, place)
                spans.append(self._span(place, found))
                run = place + found.length
            place += found.length
        return spans + self._run(run, len(self.words))

    def _asking(self) -> int:
        """How many words the text begins with only say that something is wanted: «есть ли у вас фото»."""
        place = 0
        while place < len(self.words) and (length := asking_at(self.words, place)):
            other = self._at(place)
            if other is not None and other.length >= length:
                break
            place += length
        return place

    def _at(self, place: int) -> _Found | None:
        """What begins at this word; a found span of plain WORDS is a name to be left whole."""
        if (name := books.names().at(self.words, place)) is not None:
            return _Found(length=name[0], kind=Kind.WORDS, value="")
        candidates = [
            found
            for found in (self._fact(place), self._count(place), self._named(place), self._colour(place))
            if found is not None and (found.kind is not Kind.SAME or place == 0)
        ]
        if purpose := purpose_at(self.words, place):
            candidates.append(_Found(length=purpose, kind=Kind.ASKING, value=""))
        best = max(candidates, key=lambda found: found.length, default=None)
        if best is None and (denied := self._denial(place)) is not None:
            return denied
        tag = self.lexicon.tag_phrases.at(self.words, place)
        if tag is not None and (best is None or tag[0] > best.length):
            # «ночной клуб» is one thing, and no hour.
            return _Found(length=tag[0], kind=Kind.WORDS, value="")
        return best

    def _fact(self, place: int) -> _Found | None:
        match = books.facts().at(self.words, place)
        if match is None:
            return None
        length, (kind, value, sure) = match
        return _Found(length=length, kind=kind, value=value, sure=sure)

    def _count(self, place: int) -> _Found | None:
        match = count_at(self.words, place)
        return None if match is None else _Found(length=match[0], kind=Kind.PEOPLE, value=value_of(match[1]))

    def _named(self, place: int) -> _Found | None:
        """A photographer's, a place's or a licence's whole name, with the word that announces it."""
        marker = books.markers().at(self.words, place)
        skipped = marker[0] if marker is not None else 0
        if place + skipped >= len(self.words):
            return None
        match = self.lexicon.names.at(self.words, place + skipped)
        if match is None or (marker is not None and marker[1] is not match[1][0]):
            return None
        return _Found(length=skipped + match[0], kind=match[1][0], value=match[1][1])

    def _colour(self, place: int) -> _Found | None:
        """«в синих тонах», "in shades of blue"."""
        at = place + (self.words[place].text.casefold() in {"в", "in"})
        for colour, noun in ((at, at + 1), (at + 1, at)):
            of = noun == at and colour < len(self.words) and self.words[colour].text.casefold() == "of"
            colour += of
            if max(colour, noun) < len(self.words) and not books.colour_nouns().isdisjoint(self.words[noun].lemmas):
                match = books.colours().at(self.words, colour)
                if match is not None:
                    return _Found(length=max(colour, noun) + 1 - place, kind=Kind.COLOUR, value=match[1])
        return None

    def _denial(self, place: int) -> _Found | None:
        """A negator, fillers, and what the bank has a word for."""
        if books.negators().isdisjoint(self.words[place].lemmas):
            return None
        at = place + 1
        if self.words[place].text.casefold() in books.particles():
            between = books.between().at(self.words, at) if at < len(self.words) else None
            at += between[0] if between is not None else 0
        while at < len(self.words) and not books.fillers().isdisjoint(self.words[at].lemmas):
            at += 1
        if at >= len(self.words) or self.words[at].text.casefold() in books.never_denied():
            return None
        found = self.denied_at(at)
        return None if found is None else replace(found, length=at - place + found.length)

    def denied_at(self, place: int) -> _Found | None:
        """What a denial just before this word denies: a fact, else a tag, else a word that some caption has."""
        for found in (self._count(place), self._fact(place)):
            if found is not None and found.kind not in {Kind.SAME, Kind.SORT, Kind.SIZE}:
                # «без людей» denies any number of them, and so does «ни одного человека»: that asks for none.
                if found.kind is Kind.PEOPLE and found.value in {"1", "1-"}:
                    nobody = self.lexicon.is_hard(Kind.PEOPLE)
                    return replace(found, value="0" if nobody else "1-", negated=not nobody)
                return replace(found, negated=True)
        tag = self.lexicon.tag_phrases.at(self.words, place)
        if tag is not None:
            return _Found(length=tag[0], kind=Kind.TAG, value=tag[1].slug, negated=True)
        word = self.words[place]
        if self.lexicon.knows(word) and word.text.casefold() not in fact_words.STOP_WORDS:
            return _Found(length=1, kind=Kind.WORDS, value=word.text, negated=True)
        return None

    def _span(self, place: int, found: _Found) -> Span:
        """A fact that may mean something else is soft; so is one that the bank has on record of too few photos."""
        hard = found.kind is Kind.TAG or (found.sure and found.kind is not Kind.WORDS)
        if found.kind not in {Kind.TAG, Kind.WORDS}:
            hard = hard and self.lexicon.is_hard(found.kind)
        text, corrected = self._written(place, place + found.length)
        return Span(
            text=text, kind=found.kind, value=found.value, negated=found.negated, hard=hard, corrected=corrected
        )

    def _run(self, first: int, last: int) -> list[Span]:
        if first >= last:
            return []
        text, corrected = self._written(first, last)
        return [Span(text=text, kind=Kind.WORDS, corrected=corrected)]

    def _written(self, first: int, last: int) -> tuple[str, str | None]:
        """The text as typed, and as it was read where that differs."""
        start, end = self.words[first].start, self.words[last - 1].end
        if not any(place in self.slips for place in range(first, last)):
            return self.text[start:end], None
        meant, at = "", start
        for place in range(first, last):
            word = self.words[place]
            meant += self.text[at : word.start] + word.text
            at = word.end
        return self.text[start:end], meant
