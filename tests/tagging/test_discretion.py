"""People in a picture are people: no age, no gender, no origin."""

from __future__ import annotations

import pytest

from engine.tagging.captioning.discretion import is_discreet


@pytest.mark.parametrize(
    "text",
    [
        "Двое мужчин стоят на мосту.",
        "Девушка с собакой у фонтана.",
        "Дети катаются на карусели.",
        "Старый прохожий идёт по набережной.",
        "Группа китайцев у собора.",
        "A young couple on the bridge.",
        "Three women at the market.",
        "An elderly person near the fountain.",
        "An Asian tourist takes a picture.",
        "He is looking at the river.",
    ],
)
def test_sentences_that_tell_age_gender_or_origin_are_caught(text: str) -> None:
    assert not is_discreet(text)


@pytest.mark.parametrize(
    "text",
    [
        "Мост через реку зимней ночью, вокруг ни души.",
        "Старый мост и молодая зелень на набережной.",
        "Гуляют семь человек, рядом сидит кошка.",
        "Толпа людей у стен монастыря.",
        "An old bridge over the river, seven people walk.",
        "A crowd near the theatre at night.",
        "The monument stands in the old town.",
    ],
)
def test_sentences_about_places_and_numbers_of_people_pass(text: str) -> None:
    assert is_discreet(text)
