"""Captions of every shape for a scene, each with the claim it makes; and texts that no scene fulfils."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from random import Random

from engine.model import Language
from engine.training.claims import Claim
from engine.training.foreign import foreign_text
from engine.training.phrases import english, russian
from engine.training.queries import judged_queries
from engine.training.scene import CROWD, Scene, Sight
from engine.training.slips import slipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text and what it claims."""

    text: str
    claim: Claim


def caption(scene: Scene, chance: Random, language: Language) -> Text:
    """A short query or a sentence that is true of the scene; it says one to four of its facts.

    Never one of the evaluation's queries, whatever the case, punctuation or order of words.
    """
    while True:
        text = _caption(scene, chance, language)
        if bag_of_words(text.text) not in _kept_back():
            return text


def foreign(chance: Random, language: Language) -> Text:
    """A text about something else, or about nothing."""
    return Text(text=foreign_text(chance, language), claim=Claim(nothing=True))


def bag_of_words(text: str) -> tuple[str, ...]:
    """The words in alphabetical order, in lower case and without «ё»."""
    return tuple(sorted(re.findall(r"\w+", text.lower().replace("ё", "е"))))


@cache
def _kept_back() -> frozenset[tuple[str, ...]]:
    return frozenset(bag_of_words(query.text) for query in judged_queries())


def _caption(scene: Scene, chance: Random, language: Language) -> Text:
    facts = _choose(scene, chance)
    thing = chance.choice(sorted(scene.objects)) if "objects" in facts else None
    people = _people(scene, chance) if "people" in facts else None
    parts = (russian if language is Language.RU else english)(scene, chance, facts, people, thing)
    if chance.random() < 0.3:
        chance.shuffle(parts)
    text = (", " if chance.random() < 0.2 else " ").join(parts)
    claim = Claim(
        sight=scene.sight if "sight" in facts else None,
        season=scene.season if "season" in facts else None,
        time_of_day=scene.time_of_day if "time" in facts else None,
        weather=scene.weather if "weather" in facts else None,
        people=people,
        objects=frozenset([thing]) if thing else frozenset(),
    )
    return Text(text=slipped(text, chance) if chance.random() < 0.22 else text, claim=claim)


def _choose(scene: Scene, chance: Random) -> set[str]:
    # What a glance overlooks is also said alone, or it would always hide behind the sight that is said with it.
    alone = chance.random()
    if scene.objects and alone < 0.1:
        return {"objects"}
    if 0.1 <= alone < 0.18:
        return {"people" if scene.sight is Sight.METRO or chance.random() < 0.6 else "weather"}
    likely = {"sight": 0.7, "season": 0.38, "time": 0.4, "people": 0.28, "weather": 0.22}
    if scene.sight is Sight.METRO:
        likely["weather"] = 0.0
    facts = {name for name, share in likely.items() if chance.random() < share}
    if scene.objects and chance.random() < 0.4:
        facts.add("objects")
    if not facts:
        facts = {chance.choice(["sight", "season", "time"])}
    return set(chance.sample(sorted(facts), min(4, len(facts))))


def _people(scene: Scene, chance: Random) -> tuple[int, int]:
    """What to claim of the people: nobody, the number up to five, a crowd, or that there are some."""
    count = scene.people_count
    if count == 0:
        return 0, 0
    if scene.crowd and chance.random() < 0.7:
        return CROWD, CROWD
    if count <= 5 and chance.random() < 0.65:
        return count, count
    return 1, CROWD
