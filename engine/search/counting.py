"""Numbers of people in a text: «двое», "two people", «от 3 до 5 человек», "more than ten people"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from engine.filters import CROWD_FROM, People
from engine.search import fact_words
from engine.search.lemmas import Token
from engine.search.phrases import Phrasebook

MOST = 500
"""Larger numbers beside a word for people are no count of heads in a picture."""


def people_of(value: str) -> People:
    """`2`, `3-5`, `13-`: the ends of a range, both included. Raises ValueError for anything else."""
    first, dash, last = value.partition("-")
    return People(int(first), int(last) if last else (None if dash else int(first)))


def value_of(people: People) -> str:
    """The reverse of `people_of`."""
    if people.at_most is None:
        return f"{people.at_least}-"
    return str(people.at_least) if people.at_least == people.at_most else f"{people.at_least}-{people.at_most}"


def ranges_of(value: str) -> tuple[People, ...]:
    """`0|3-5`: either will do. Raises ValueError for anything else."""
    return tuple(people_of(one) for one in value.split("|"))


def value_of_ranges(people: Sequence[People]) -> str:
    """The reverse of `ranges_of`."""
    return "|".join(value_of(one) for one in people)


def intersect(some: Sequence[People], others: Sequence[People]) -> tuple[People, ...]:
    """Counts that lie in both; each argument means any of its ranges."""
    found = []
    for one in some:
        for other in others:
            ends = [end for end in (one.at_most, other.at_most) if end is not None]
            first, last = max(one.at_least, other.at_least), min(ends, default=None)
            if last is None or first <= last:
                found.append(People(first, last))
    return tuple(found)


def others_than(people: People) -> tuple[People, ...]:
    """Every count outside the range."""
    below = [People(0, people.at_least - 1)] if people.at_least > 0 else []
    above = [People(people.at_most + 1, None)] if people.at_most is not None else []
    return (*below, *above)


def count_at(text: Sequence[Token], place: int) -> tuple[int, People] | None:
    """How many words from `place` on are a number of people, and which; None where they are not."""
    group = _book("groups").at(text, place)
    bound, at = _bound(text, place + (group[0] if group is not None else 0))
    number, at = _number(text, at)
    if number is None:
        return None
    second, after = _number(text, at + (1 if _is(text, at, "до", "to", "или", "or", "-") else 0))
    if second is not None and second > number:
        at = after
    noun = _book("nouns").at(text, at) if at < len(text) else None
    if noun is None:
        return None
    length = at + noun[0] - place
    if second is not None and second > number:
        return length, People(number, second)
    match bound:
        case "at_least":
            return length, People(number, None)
        case "more_than":
            return length, People(number + 1, None)
        case "at_most":
            return length, People(0, number)
        case "fewer_than" if number > 0:
            return length, People(0, number - 1)
    return length, People(number, None) if number >= CROWD_FROM else People(number, number)


def _bound(text: Sequence[Token], place: int) -> tuple[str, int]:
    found = _book("bounds").at(text, place) if place < len(text) else None
    return (found[1], place + found[0]) if found is not None else ("", place)


def _number(text: Sequence[Token], place: int) -> tuple[int | None, int]:
    if place >= len(text):
        return None, place
    word = text[place].text
    if word.isascii() and word.isdigit():
        number = int(word)
        return (number, place + 1) if number <= MOST else (None, place)
    found = _book("numbers").at(text, place)
    return (int(found[1]), place + found[0]) if found is not None else (None, place)


def _is(text: Sequence[Token], place: int, *words: str) -> bool:
    return place < len(text) and text[place].text.casefold() in words


@cache
def _book(name: str) -> Phrasebook[str]:
    book: Phrasebook[str] = Phrasebook()
    if name == "nouns":
        _add(book, fact_words.PEOPLE_NOUNS, "people")
    elif name == "groups":
        _add(book, fact_words.GROUPS, "group")
    elif name == "numbers":
        for number, words in fact_words.NUMBERS.items():
            _add(book, words, str(number))
            for digit in range(1, 10) if number in range(20, 100) else ():
                for ten, one in zip(words.split(", "), _plainest(digit), strict=True):
                    _add(book, f"{ten} {one}", str(number + digit))
    else:
        _add(book, fact_words.AT_MOST, "at_most")
        _add(book, fact_words.AT_LEAST, "at_least")
        _add(book, fact_words.FEWER_THAN, "fewer_than")
        _add(book, fact_words.MORE_THAN, "more_than")
    return book


def _plainest(digit: int) -> tuple[str, str]:
    """Its first Russian and its first English word."""
    words = fact_words.NUMBERS[digit].split(", ")
    return words[0], next(word for word in words if word.isascii())


def _add(book: Phrasebook[str], phrases: str, meaning: str) -> None:
    for phrase in phrases.split(","):
        book.add(phrase, meaning)
