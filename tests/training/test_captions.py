"""Training's texts: true of their scenes, varied, and never what the evaluation asks."""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pytest

from engine.model import Language, Season, TimeOfDay, Weather
from engine.training.captions import bag_of_words, caption, foreign
from engine.training.claims import Claim, match
from engine.training.foreign import foreign_text
from engine.training.grammar import adjective, decline
from engine.training.phrases import russian
from engine.training.queries import calibration_texts, judged_queries, nonsense_queries
from engine.training.random_scenes import random_scene
from engine.training.scene import CROWD, Scene, SceneObject, Sight
from engine.training.slips import slipped

SCENES = [random_scene(6_000_000 + k) for k in range(1500)]


def _texts(language: Language) -> list[str]:
    chance = Random(7)
    return [caption(scene, chance, language).text for scene in SCENES for _ in range(4)]


@pytest.mark.parametrize("language", list(Language))
def test_a_caption_is_true_of_its_scene(language: Language) -> None:
    chance = Random(3)
    for scene in SCENES[:500]:
        text = caption(scene, chance, language)
        assert text.claim.fits(scene), text


@pytest.mark.parametrize("language", list(Language))
def test_captions_hardly_repeat_and_some_are_one_word(language: Language) -> None:
    texts = _texts(language)
    assert len(set(texts)) > 0.75 * len(texts)
    assert 0.02 < sum(" " not in text for text in texts) / len(texts) < 0.5


def test_no_caption_is_worded_like_a_query_of_the_evaluation() -> None:
    asked = {bag_of_words(query.text) for query in judged_queries()}
    written = {bag_of_words(text) for language in Language for text in _texts(language)}
    assert not asked & written


def test_a_wording_that_chance_would_give_is_refused_when_the_evaluation_asks_it() -> None:
    winter = Scene(
        seed=1, sight=Sight.METRO, season=Season.WINTER, time_of_day=TimeOfDay.NIGHT, weather=Weather.CLEAR,
        people_count=3, objects=frozenset(),
    )  # fmt: skip
    said = {bag_of_words(" ".join(russian(winter, Random(k), {"season", "time"}, None, None))) for k in range(3000)}
    assert bag_of_words("зимняя ночь") in said, "the grammar itself can say it"
    chance = Random(5)
    assert all(
        bag_of_words(caption(winter, chance, Language.RU).text) != bag_of_words("ночь, зимняя") for _ in range(3000)
    )


def test_foreign_texts_fit_no_scene_and_use_no_word_of_the_nonsense_queries() -> None:
    chance = Random(11)
    texts = [foreign(chance, language) for language in Language for _ in range(2000)]
    assert not match(SCENES[:50], [text.claim for text in texts]).any()
    glue = {"для", "в", "на", "of", "for", "string"}  # the last comes of the syllables str and ing
    kept_back = {
        w for text in nonsense_queries() + calibration_texts() for w in re.findall(r"\w+", text.lower())
    } - glue
    written = {word for text in texts for word in text.text.split()}
    assert not kept_back & written


def test_the_evaluation_asks_as_much_in_russian_as_in_english() -> None:
    queries = judged_queries()
    assert [sum(query.language is language for query in queries) for language in Language] == [60, 60]
    assert len({bag_of_words(query.text) for query in queries}) == 120
    assert len(set(nonsense_queries())) == 60
    assert not set(nonsense_queries()) & set(calibration_texts())


def test_foreign_text_is_the_same_for_the_same_chance() -> None:
    assert foreign_text(Random(1), Language.RU) == foreign_text(Random(1), Language.RU)


@pytest.mark.parametrize(
    ("masculine", "gender", "case", "expected"),
    [
        ("зимний", "f", "nominative", "зимняя"),
        ("зимний", "f", "accusative", "зимнюю"),
        ("ночной", "m", "genitive", "ночного"),
        ("осенний", "n", "instrumental", "осенним"),
        ("туманный", "f", "instrumental", "туманной"),
        ("цветущий", "p", "genitive", "цветущих"),
        ("городской", "p", "instrumental", "городскими"),
        ("городской", "p", "nominative", "городские"),
        ("хороший", "n", "nominative", "хорошее"),
        ("большой", "n", "nominative", "большое"),
    ],
)
def test_adjectives_agree_with_their_noun(masculine: str, gender: str, case: str, expected: str) -> None:
    assert decline(adjective(masculine), gender, case) == expected


def test_a_slip_changes_one_place_of_a_word() -> None:
    for seed in range(200):
        text = slipped("колесо обозрения", Random(seed))
        assert abs(len(text) - len("колесо обозрения")) <= 1
        assert text[0] == "к"
    assert slipped("три", Random(1)) == "три"


def test_a_claim_holds_exactly_where_all_it_says_holds() -> None:
    claim = Claim(sight=Sight.BRIDGE, people=(0, 0), objects=frozenset([SceneObject.BOAT]))
    matched = match(SCENES, [claim, Claim(people=(CROWD, CROWD)), Claim(nothing=True), Claim()])
    expected = [s.sight is Sight.BRIDGE and s.people_count == 0 and SceneObject.BOAT in s.objects for s in SCENES]
    np.testing.assert_array_equal(matched[:, 0], expected)
    np.testing.assert_array_equal(matched[:, 1], [s.crowd for s in SCENES])
    assert not matched[:, 2].any()
    assert matched[:, 3].all()
