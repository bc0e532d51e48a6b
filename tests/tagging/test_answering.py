"""An answer of the captioner is believed field by field, and never beyond what the schema allows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model import Language, Season, TimeOfDay, Weather
from engine.tagging.captioning.answering import LONGEST_CAPTION, MOST_PEOPLE, answer_schema, read_answer
from engine.tagging.captioning.description import Description

TAGS = ("bridge", "night", "river")
SIGHTS = ("bridge", "cathedral")
WHOLE: dict[str, Any] = {
    "caption_ru": "Мост через реку зимней ночью.",
    "caption_en": "A bridge over a river on a winter night.",
    "people_count": 4,
    "crowd": False,
    "season": "winter",
    "time_of_day": "night",
    "weather": "snow",
    "place": "outdoor",
    "sight": "bridge",
    "objects": ["Boat", "lamp"],
    "tags": ["night", "bridge"],
}


def read(**changes: Any) -> Description:
    return read_answer(json.dumps({**WHOLE, **changes}), source="llava", tags=set(TAGS), sights=set(SIGHTS))


def test_a_whole_answer_is_believed_whole() -> None:
    said = read()
    assert [(caption.language, caption.text, caption.source) for caption in said.captions] == [
        (Language.RU, "Мост через реку зимней ночью.", "llava"),
        (Language.EN, "A bridge over a river on a winter night.", "llava"),
    ]
    assert (said.people_count, said.crowd, said.indoor) == (4, False, False)
    assert (said.season, said.time_of_day, said.weather) == (Season.WINTER, TimeOfDay.NIGHT, Weather.SNOW)
    assert (said.sight, said.objects, said.tags) == ("bridge", ("boat", "lamp"), ("night", "bridge"))


@pytest.mark.parametrize(
    ("field", "value", "attribute"),
    [
        ("people_count", -1, "people_count"),
        ("people_count", MOST_PEOPLE + 1, "people_count"),
        ("people_count", "four", "people_count"),
        ("people_count", True, "people_count"),
        ("people_count", 4.5, "people_count"),
        ("season", "monsoon", "season"),
        ("season", "unknown", "season"),
        ("time_of_day", None, "time_of_day"),
        ("weather", ["snow"], "weather"),
        ("place", "both", "indoor"),
        ("sight", "eiffel_tower", "sight"),
    ],
)
def test_what_is_out_of_range_is_unknown_and_spoils_nothing_else(field: str, value: Any, attribute: str) -> None:
    said = read(**{field: value})
    assert getattr(said, attribute) is None
    assert said.tags == ("night", "bridge")


def test_a_count_and_a_crowd_that_contradict_each_other_are_both_unknown() -> None:
    said = read(people_count=2, crowd=True)
    assert (said.people_count, said.crowd) == (None, None)
    assert (read(people_count=40, crowd=True).people_count, read(people_count=40, crowd=True).crowd) == (40, True)


def test_tags_outside_the_vocabulary_and_repeated_ones_are_dropped() -> None:
    assert read(tags=["night", "night", "ufo", 3, "river"]).tags == ("night", "river")


def test_a_caption_in_the_wrong_language_or_too_long_is_dropped() -> None:
    assert [caption.language for caption in read(caption_ru="A bridge.").captions] == [Language.EN]
    assert read(caption_ru="м" * (LONGEST_CAPTION + 1), caption_en="!!!").captions == ()


def test_control_characters_and_line_breaks_leave_one_line() -> None:
    said = read(caption_en="A bridge\nat \x00night.\t")
    assert said.captions[1].text == "A bridge at night."


def test_a_sentence_that_tells_who_people_are_is_dropped() -> None:
    said = read(caption_ru="Пожилая женщина у моста.", objects=["boat", "young man"])
    assert [caption.language for caption in said.captions] == [Language.EN]
    assert said.objects == ("boat",)


@pytest.mark.parametrize("text", ["", "{", '{"caption_ru": "Мост', "[]", "null", "7"])
def test_what_is_no_whole_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_answer(text, source="llava", tags=set(TAGS), sights=set(SIGHTS))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(WHOLE, _JSON)))
def test_whatever_stands_in_the_fields_the_description_holds_only_what_is_allowed(answer: dict[str, Any]) -> None:
    said = read_answer(json.dumps(answer), source="llava", tags=set(TAGS), sights=set(SIGHTS))
    assert set(said.tags) <= set(TAGS)
    assert said.sight is None or said.sight in SIGHTS
    assert said.people_count is None or 0 <= said.people_count <= MOST_PEOPLE
    assert all(caption.text.isprintable() and len(caption.text) <= LONGEST_CAPTION for caption in said.captions)


def test_the_schema_asks_for_every_field_and_offers_only_known_slugs() -> None:
    schema = answer_schema(TAGS, SIGHTS)
    assert set(schema["required"]) == set(WHOLE)
    assert schema["properties"]["tags"]["items"]["enum"] == list(TAGS)
    assert schema["properties"]["sight"]["enum"] == [*SIGHTS, "unknown"]
