"""Whether a message goes on with what was asked: by what it says and how it begins."""

from __future__ import annotations

import pytest

from engine.query import Query
from engine.search.continuing import Link, asked_anew, link_of, means_anew, without_opening
from engine.search.parsing import parse_query
from engine.search.refining import refine
from engine.search.understanding import understand
from tests.search.test_understanding import KNOWN


def ask(text: str) -> Query:
    return understand(parse_query(text), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "зимой",
        "а теперь зимой",
        "без людей",
        "и без трамвая",
        "красный",
        "с фонарями",
        "-трамвай",
        "вертикально",
        "то же, но ночью",
        "now in winter",
        "at night",
        "without people",
        "with lanterns",
        "red",
        "two people",
    ],
)
def test_conditions_and_what_only_says_more_go_on(text: str) -> None:
    assert link_of(ask(text), ask("мост")) is Link.ADDS


@pytest.mark.parametrize("text", ["собор", "собор зимой", "люди в парке", "Ferris wheel", "#парк", "winter palace"])
def test_another_subject_begins_anew(text: str) -> None:
    assert link_of(ask(text), ask("мост зимой")) is Link.NEW


@pytest.mark.parametrize("text", ["а теперь собор", "now a cathedral", "лучше собор"])
def test_a_subject_after_a_turn_takes_the_place_of_the_other(text: str) -> None:
    assert link_of(ask(text), ask("мост зимой")) is Link.CHANGES


def test_an_adjective_needs_something_that_it_is_said_of() -> None:
    assert link_of(ask("синий"), ask("красный")) is Link.NEW
    assert link_of(ask("синий"), ask("мост")) is Link.ADDS


@pytest.mark.parametrize(
    ("text", "words"), [("а теперь зимой", "зимой"), ("и с фонарями", "с фонарями"), ("now at night", "at night")]
)
def test_what_ties_a_message_to_the_last_one_is_not_searched_for(text: str, words: str) -> None:
    query = refine(Query(understood=()), without_opening(ask(text)))
    assert query.words == words


@pytest.mark.parametrize(
    ("text", "anew"),
    [("Новый поиск", True), ("new search.", True), ("заново", True), ("новый мост", False), ("сначала новые", False)],
)
def test_the_words_for_beginning_anew(text: str, anew: bool) -> None:
    assert means_anew(text) is anew


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Новый поиск: ночной мост", "ночной мост"),
        ("новый поиск ночной мост", "ночной мост"),
        ("new search - #bridge", "#bridge"),
        ("новый поиск:мост", "мост"),
        ("новый поиск", None),
        ("новый поиск:", None),
        ("новый мост", None),
        ("newsearch bridge", None),
    ],
)
def test_a_new_search_may_be_asked_in_the_same_breath(text: str, question: str | None) -> None:
    assert asked_anew(text) == question
