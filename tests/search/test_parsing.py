"""Whatever a keyboard can produce becomes a Query or one of two sentences."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EmptyQuery, TextTooLong
from engine.model import Query
from engine.search.parsing import MAX_CHARACTERS, fold, parse_query, tidy


def test_words_stay_as_typed_apart_from_spaces() -> None:
    assert parse_query("  Ночной\n\t мост ") == Query(words="Ночной мост")


def test_tags_are_taken_out_of_the_words_wherever_they_stand() -> None:
    assert parse_query("#Мост ночью #зима, река") == Query(words="ночью , река", tags=("мост", "зима"))


def test_a_tag_typed_twice_counts_once() -> None:
    assert parse_query("#мост #МОСТ #bridge").tags == ("мост", "bridge")


def test_yo_and_separators_do_not_distinguish_tags() -> None:
    assert fold("Чёртово  колесо") == fold("чертово_колесо") == fold("Чертово-Колесо")


@pytest.mark.parametrize("text", ["", "   ", "#", "# #", "\u202e\u200b", "🌉" * 40, "...", "\x00\x07", "#---"])
def test_nothing_to_search_for_is_said_so(text: str) -> None:
    with pytest.raises(EmptyQuery):
        parse_query(text)


def test_a_text_that_is_an_article_is_refused_with_the_limit() -> None:
    with pytest.raises(TextTooLong) as caught:
        parse_query("слово " * 400)
    assert caught.value.facts == {"limit": MAX_CHARACTERS}


def test_four_thousand_emoji_get_a_sentence() -> None:
    with pytest.raises(TextTooLong):
        parse_query("🙂" * 4096)


def test_bidirectional_overrides_and_control_characters_disappear() -> None:
    assert parse_query("\u202eмост\u202c \x00ночью\ufeff").words == "мост ночью"


def test_right_to_left_words_are_kept() -> None:
    assert parse_query("גשר בלילה").words == "גשר בלילה"


@given(st.text(max_size=700))
def test_any_text_gives_a_query_or_a_sentence(text: str) -> None:
    try:
        query = parse_query(text)
    except (EmptyQuery, TextTooLong):
        return
    assert not query.is_empty
    assert len(set(query.tags)) == len(query.tags)
    assert all(tag == fold(tag) and tag for tag in query.tags)
    assert not any(unicodedata.category(c) == "Cc" for c in query.words)


@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
