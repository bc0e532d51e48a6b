"""What the evaluation asks: balanced, answerable, and unlike anything that training says."""

from __future__ import annotations

import re
from random import Random

from engine.model import Language
from engine.training.captions import caption, foreign
from engine.training.queries import calibration_texts, judged_queries, nonsense_queries
from engine.training.random_scenes import random_scene


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower().replace("ё", "е")))


def test_there_are_sixty_queries_in_each_language_and_sixty_of_nonsense() -> None:
    queries = judged_queries()
    assert [sum(query.language is language for query in queries) for language in Language] == [60, 60]
    assert len({_words(query.text) for query in queries}) == 120
    assert len(set(nonsense_queries())) == 60


def test_thresholds_are_set_by_other_nonsense_than_is_measured() -> None:
    assert not set(nonsense_queries()) & set(calibration_texts())


def test_training_says_nothing_that_the_evaluation_asks() -> None:
    asked = {_words(query.text) for query in judged_queries()}
    nonsense = {_words(text) for text in nonsense_queries() + calibration_texts()}
    chance = Random(7)
    scenes = [random_scene(seed) for seed in range(8000)]
    written = {_words(caption(scene, chance, language).text) for scene in scenes for language in Language}
    foreigners = {_words(foreign(chance, language).text) for _ in scenes for language in Language}
    assert len(written) > 10_000
    assert not written & asked
    assert not foreigners & nonsense
