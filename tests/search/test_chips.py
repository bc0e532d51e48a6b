"""Chips: every part of a query may be dropped, and turned into its opposite and back."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.errors import ChoiceGone, NothingLeft
from engine.filters import Filters, People, Season, Sort
from engine.model import Facet, PhotoId
from engine.query import Kind, PhotoSample, Query
from engine.search.chips import chips_of, flipped_chip, without_chip
from engine.search.clues import denied_ways
from engine.search.narrowing import narrowed, narrowing, number_of
from engine.search.understanding import understand
from tests.search.test_continuing import ask
from tests.search.test_understanding import UNRECORDED

SAMPLE = PhotoSample(photo_id=PhotoId(7))


def number(query: Query, kind: Kind) -> int:
    return next(chip.number for chip in chips_of(query) if getattr(chip.part, "kind", None) is kind)


def flipped(query: Query, kind: Kind) -> Query:
    return flipped_chip(query, number(query, kind))


def test_a_dropped_chip_leaves_the_others() -> None:
    query = ask("парк зимой без людей сначала новые")
    left = without_chip(query, number(query, Kind.SEASON))
    assert (left.words, left.filters, left.sort) == ("парк", Filters(people=(People(0, 0),)), Sort.NEWEST)
    assert without_chip(left, number(left, Kind.SORT)).sort is Sort.BEST


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("парк зимой", Kind.SEASON),
        ("парк #трамвай", Kind.TAG),
        ("трамвай ночью", Kind.WORDS),
        ("парк без людей", Kind.PEOPLE),
        ("парк в 2024 году", Kind.TAKEN),
        ("парк автор: Анна Ветрова", Kind.PHOTOGRAPHER),
    ],
)
def test_a_chip_turned_twice_asks_the_same_conditions_again(text: str, kind: Kind) -> None:
    query = ask(text)
    denied = flipped(query, kind)
    assert denied.conditions != query.conditions or denied.not_words
    again = flipped(denied, kind)
    assert again.conditions == query.conditions
    assert again.not_words == ()


def test_a_season_turned_round_means_the_others() -> None:
    assert Season.WINTER not in flipped(ask("парк зимой"), Kind.SEASON).filters.seasons


def test_nobody_turned_round_is_somebody() -> None:
    assert flipped(ask("парк без людей"), Kind.PEOPLE).filters.people == (People(1, None),)


def test_denied_names_and_years_are_kept_away_from_by_what_is_written() -> None:
    query = flipped(ask("парк автор: Анна Ветрова"), Kind.PHOTOGRAPHER)
    assert query.filters == Filters()
    assert denied_ways(query) == ((frozenset({"photographer:Анна Ветрова"}),),)
    years = flipped(ask("парк 2020–2021"), Kind.TAKEN)
    assert denied_ways(years) == ((frozenset({"taken:2020", "taken:2021"}),),)


def test_a_sample_is_turned_into_what_photos_should_not_be_like() -> None:
    query = Query(samples=(SAMPLE,), understood=())
    unlike = flipped_chip(query, 0)
    assert (unlike.samples, unlike.not_samples) == ((), (SAMPLE,))
    assert flipped_chip(unlike, 0) == query


def test_the_last_chip_stays_and_an_unknown_one_is_gone() -> None:
    query = ask("мост")
    with pytest.raises(NothingLeft):
        without_chip(query, 0)
    with pytest.raises(ChoiceGone):
        without_chip(query, 5)
    with pytest.raises(ChoiceGone):
        flipped(ask("парк сначала новые"), Kind.SORT)


def test_a_facet_takes_the_place_of_a_wider_condition_and_leaves_the_words() -> None:
    query = narrowed(ask("парк осенью или весной"), Facet(kind=Kind.SEASON, value="spring", count=3))
    assert query.filters.seasons == (Season.SPRING,)
    year = narrowed(ask("парк"), Facet(kind=Kind.TAKEN, value="2024", count=3))
    assert (year.words, year.filters.taken_until) == ("парк", dt.date(2024, 12, 31))


def test_only_facets_that_narrow_are_offered() -> None:
    facets = (
        Facet(kind=Kind.TAG, value="park", count=9),
        Facet(kind=Kind.TAG, value="tram", count=4),
        Facet(kind=Kind.SEASON, value="winter", count=2),
    )
    assert narrowing(facets, 9, ask("парк зимой")) == (facets[1],)
    assert number_of(Kind.TAG, "tram") == number_of(Kind.TAG, "tram") != number_of(Kind.SEASON, "tram")


def test_one_of_two_counts_of_people_is_a_chip_that_goes_and_turns_like_any_other() -> None:
    either = (People(0, 0), People(3, 5))
    query = understand(Query(words="парк зимой", filters=Filters(people=either)), UNRECORDED)
    assert query.filters.people == either
    left = without_chip(query, number(query, Kind.SEASON))
    assert left.filters == Filters(people=either), "another chip takes nothing with it"
    assert without_chip(query, number(query, Kind.PEOPLE)).filters.people == ()
    assert flipped(query, Kind.PEOPLE).filters.people == (People(1, 2), People(6, None))
