"""Experiments as the settings declare them, and who sees which variant."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import load_settings
from engine.errors import BadSetting
from engine.experiments import USUAL, Shown, experiments_from, shown_to, variant_facts, variant_of

TWO = "small-sheet: sheet 9 | 6; taking: buttons usual | download-first"


def test_experiments_are_read_from_one_line_of_the_settings() -> None:
    found = experiments_from(f" {TWO} ; w:weights 1/0.3|1.5/0.3 | 0.5/0; hint: wording usual | inviting;")
    assert [(one.name, one.what.value, one.variants) for one in found] == [
        ("small-sheet", "sheet", ("9", "6")),
        ("taking", "buttons", ("usual", "download-first")),
        ("w", "weights", ("1/0.3", "1.5/0.3", "0.5/0")),
        ("hint", "wording", ("usual", "inviting")),
    ]
    assert experiments_from("  ") == ()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("sheet 9 | 6", "is written as NAME: WHAT"),
        ("Sheet: sheet 9 | 6", "small letters"),
        ("a: colour red | blue", "is about one of sheet, buttons, weights, wording"),
        ("a: sheet 9", "two or more different variants"),
        ("a: sheet 9 | 9", "two or more different variants"),
        ("a: sheet 9 | 12", "there are 6 and 9"),
        ("a: weights 1/0.3 | heavy", "two numbers from 0 to 3"),
        ("a: weights 1/0.3 | 1/nan", "two numbers from 0 to 3"),
        ("a: weights 1/0.3 | 4/0", "two numbers from 0 to 3"),
        ("a: sheet 9 | 6; a: wording usual | inviting", "the same name"),
        ("a: sheet 9 | 6; b: sheet 6 | 9", "about the same thing"),
    ],
)
def test_a_wrong_one_is_named_with_the_setting_in_one_sentence(wrong: str, says: str) -> None:
    with pytest.raises(BadSetting) as refused:
        load_settings(experiments=wrong)
    assert refused.value.facts["name"] == "PHOTOBANK_EXPERIMENTS"
    assert says in str(refused.value.facts["reason"])


def test_the_environment_declares_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTOBANK_EXPERIMENTS", TWO)
    assert [one.name for one in load_settings().experiments] == ["small-sheet", "taking"]


def test_a_person_stays_in_one_variant_for_good() -> None:
    (sheet, _taking) = experiments_from(TWO)
    assert [variant_of(sheet, person) for person in range(1, 9)] == ["9", "9", "6", "6", "9", "6", "6", "6"]


@given(st.integers(-(2**63), 2**63 - 1))
def test_what_somebody_sees_depends_on_nothing_but_who_they_are(person: int) -> None:
    once, again = shown_to(experiments_from(TWO), person), shown_to(experiments_from(TWO), person)
    assert once == again
    assert (once.page_size == 6) == (dict(once.variants)["small-sheet"] == "6")
    assert once.downloads_first == (dict(once.variants)["taking"] == "download-first")


def test_variants_get_as_many_people_and_experiments_are_independent_of_each_other() -> None:
    counts = Counter(shown_to(experiments_from(TWO), person).variants for person in range(8000))
    assert len(counts) == 4
    assert all(1850 <= count <= 2150 for count in counts.values())


def test_without_experiments_everybody_sees_the_usual_and_events_say_nothing() -> None:
    assert shown_to((), 5) == USUAL == Shown()
    assert variant_facts(USUAL) == {}
    assert variant_facts(Shown(variants=(("a", "6"),))) == {"variants": {"a": "6"}}
