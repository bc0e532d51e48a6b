"""An answer of the captioner is believed field by field, and never beyond what the schema allows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.filters import People
from engine.model import Language, Season, TimeOfDay, Weather
from engine.tagging.captioning.answering import LONGEST_CAPTION, MOST_PEOPLE, answer_schema, read_answer
from engine.tagging.description import Description, bucket_of, disagree

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
    assert (said.people, said.indoor) == (People(4, 4), False)
    assert (said.season, said.time_of_day, said.weather) == (Season.WINTER, TimeOfDay.NIGHT, Weather.SNOW)
    assert (said.sight, said.objects, said.tags) == ("bridge", ("boat", "lamp"), ("night", "bridge"))


@pytest.mark.parametrize(
    ("field", "value", "attribute"),
    [
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


@pytest.mark.parametrize("count", [-1, MOST_PEOPLE + 1, "four", True, 4.5, None])
def test_a_count_out_of_range_leaves_only_whether_it_is_a_crowd(count: Any) -> None:
    assert read(people_count=count).people == People(0, 12)
    assert read(people_count=count, crowd=True).people == People(13, None)
    assert read(people_count=count, crowd="yes").people is None


def test_a_count_and_a_crowd_that_contradict_each_other_are_unknown() -> None:
    assert read(people_count=2, crowd=True).people is None
    assert read(people_count=40, crowd=False).people is None
    assert read(people_count=40, crowd=True).people == People(13, None), "nobody counts a crowd"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (People(4, 4), People(3, 5), False),
        (People(2, 2), People(3, 5), True),
        (People(13, None), People(6, 12), True),
        (People(13, None), People(40, 40), False),
        (None, People(3, 5), False),
    ],
)
def test_estimates_disagree_when_no_number_fits_both(one: People | None, other: People, expected: bool) -> None:
    first, second = Description(source="a", people=one), Description(source="b", people=other)
    assert disagree(first, second) is disagree(second, first) is expected


def test_every_count_lies_in_one_bucket_and_a_wider_range_in_none() -> None:
    assert [bucket_of(People(count, count)) for count in (0, 4, 12, 40)] == [
        People(0, 0),
        People(3, 5),
        People(6, 12),
        People(13, None),
    ]
    assert bucket_of(People(0, 12)) is None


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
    assert said.people is None or said.people.at_least <= MOST_PEOPLE
    assert all(caption.text.isprintable() and len(caption.text) <= LONGEST_CAPTION for caption in said.captions)


def test_the_schema_asks_for_every_field_and_offers_only_known_slugs() -> None:
    schema = answer_schema(TAGS, SIGHTS)
    assert set(schema["required"]) == set(WHOLE)
    assert schema["properties"]["tags"]["items"]["enum"] == list(TAGS)
    assert schema["properties"]["sight"]["enum"] == [*SIGHTS, "unknown"]
