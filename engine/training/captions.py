"""Captions of every shape for a scene, each with the claim it makes; and texts that no scene fulfils."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from engine.model import Language
from engine.training.claims import Claim
from engine.training.foreign import foreign_text
from engine.training.scene import CROWD, Scene, SceneObject, Sight
from engine.training.wording import (
    A_CROWD,
    CITY_EN,
    CITY_RU,
    COUNTS_EN,
    COUNTS_RU,
    NOBODY,
    OBJECTS,
    SEASONS_EN,
    SEASONS_RU,
    SIGHTS_EN,
    SIGHTS_RU,
    SOMEBODY,
    TIMES_EN,
    TIMES_RU,
    WEATHERS,
    Adjective,
)

_GENDERS = "mfnp"
_GENITIVE = {"m": "ого", "f": "ой", "n": "ого", "p": "ых"}
_SOFT_GENITIVE = {"m": "его", "f": "ей", "n": "его", "p": "их"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text and what it claims."""

    text: str
    claim: Claim


def caption(scene: Scene, chance: Random, language: Language) -> Text:
    """A short query or a sentence that is true of the scene; it says one to four of its facts."""
    facts = _choose(scene, chance)
    parts, claim = (_russian if language is Language.RU else _english)(scene, chance, facts)
    if chance.random() < 0.3:
        chance.shuffle(parts)
    text = (", " if chance.random() < 0.2 else " ").join(parts)
    return Text(text=_typo(text, chance) if chance.random() < 0.12 else text, claim=claim)


def foreign(chance: Random, language: Language) -> Text:
    """A text about something else, or about nothing."""
    return Text(text=foreign_text(chance, language), claim=Claim(nothing=True))


def _choose(scene: Scene, chance: Random) -> set[str]:
    likely = {"sight": 0.72, "season": 0.36, "time": 0.38, "people": 0.3, "weather": 0.16}
    if scene.sight is Sight.METRO:
        likely["weather"] = 0.0
    facts = {name for name, share in likely.items() if chance.random() < share}
    if scene.objects and chance.random() < 0.5:
        facts.add("objects")
    if not facts:
        facts = {chance.choice(["sight", "season", "time"])}
    return set(chance.sample(sorted(facts), min(4, len(facts))))


def _claim(scene: Scene, facts: set[str], people: tuple[int, int] | None, thing: SceneObject | None) -> Claim:
    return Claim(
        sight=scene.sight if "sight" in facts else None,
        season=scene.season if "season" in facts else None,
        time_of_day=scene.time_of_day if "time" in facts else None,
        weather=scene.weather if "weather" in facts else None,
        people=people,
        objects=frozenset([thing]) if thing else frozenset(),
    )


def _people(scene: Scene, chance: Random, language: Language) -> tuple[str, tuple[int, int]]:
    side = 0 if language is Language.RU else 1
    counts = COUNTS_RU if language is Language.RU else COUNTS_EN
    count = scene.people_count
    if count == 0:
        return chance.choice(NOBODY[side]), (0, 0)
    if scene.crowd and chance.random() < 0.7:
        return chance.choice(A_CROWD[side]), (CROWD, CROWD)
    if count in counts and chance.random() < 0.5:
        return chance.choice(counts[count]), (count, count)
    return chance.choice(SOMEBODY[side]), (1, CROWD)


def _thing(scene: Scene, chance: Random, facts: set[str]) -> SceneObject | None:
    return chance.choice(sorted(scene.objects)) if "objects" in facts else None


def decline(adjective: Adjective, gender: str, case: str) -> str:
    """Nominative from the table; genitive and accusative by the rules for hard and soft stems."""
    form = adjective[_GENDERS.index(gender)]
    base = adjective[0]
    if case == "nominative" or not base.endswith(("ый", "ий", "ой")):
        return form
    soft = base.endswith(("ний", "щий"))
    if case == "genitive":
        return base[:-2] + (_SOFT_GENITIVE if soft else _GENITIVE)[gender]
    if gender == "f":
        return base[:-2] + ("юю" if base.endswith("ний") else "ую")
    return form


def _russian(scene: Scene, chance: Random, facts: set[str]) -> tuple[list[str], Claim]:
    case, lead = chance.choices(
        [
            ("nominative", ""),
            ("genitive", "фото"),
            ("accusative", "вид на"),
            ("genitive", "снимок"),
            ("accusative", "покажи"),
        ],
        [0.72, 0.1, 0.08, 0.05, 0.05],
    )[0]
    adjectives: list[Adjective] = []
    parts: list[str] = []
    for fact, table in (("season", SEASONS_RU.get(scene.season)), ("time", TIMES_RU.get(scene.time_of_day))):
        if fact not in facts or table is None:
            continue
        forms, adverbs, nouns = table
        if "sight" in facts and chance.random() < 0.5:
            adjectives.append(chance.choice(forms))
        elif "sight" in facts or chance.random() < 0.25:
            parts.append(chance.choice(adverbs))
        else:
            parts.append(chance.choice(nouns))
    if "sight" in facts:
        nominative, genitive, accusative, place, gender = chance.choice(SIGHTS_RU[scene.sight])
        if not adjectives and chance.random() < 0.22:
            parts.insert(0, place)
        else:
            noun = {"nominative": nominative, "genitive": genitive, "accusative": accusative}[case]
            words = [decline(adjective, gender, case) for adjective in adjectives]
            parts.insert(0, " ".join([*([lead] if lead else []), *words, noun]))
    elif chance.random() < 0.15:
        parts.insert(0, chance.choice(CITY_RU))
    people = None
    if "people" in facts:
        phrase, people = _people(scene, chance, Language.RU)
        parts.append(phrase)
    if "weather" in facts:
        parts.append(chance.choice(WEATHERS[scene.weather][0]))
    thing = _thing(scene, chance, facts)
    if thing is not None:
        parts.append(chance.choice(OBJECTS[thing][1 if parts and chance.random() < 0.5 else 0]))
    return parts, _claim(scene, facts, people, thing)


def _english(scene: Scene, chance: Random, facts: set[str]) -> tuple[list[str], Claim]:
    adjectives: list[str] = []
    parts: list[str] = []
    for fact, table in (("season", SEASONS_EN.get(scene.season)), ("time", TIMES_EN.get(scene.time_of_day))):
        if fact not in facts or table is None:
            continue
        forms, adverbs, nouns = table
        if "sight" in facts and chance.random() < 0.5:
            adjectives.append(chance.choice(forms))
        elif "sight" in facts or chance.random() < 0.25:
            parts.append(chance.choice(adverbs))
        else:
            parts.append(chance.choice(nouns))
    if "sight" in facts:
        noun = " ".join([*adjectives, chance.choice(SIGHTS_EN[scene.sight])])
        lead = chance.choices(
            ["", "a ", "the ", "photo of a ", "picture of the ", "near the ", "at the ", "view of the ", "show me a "],
            [0.5, 0.09, 0.09, 0.06, 0.05, 0.05, 0.06, 0.06, 0.04],
        )[0]
        parts.insert(0, lead + noun)
    elif chance.random() < 0.15:
        parts.insert(0, chance.choice(CITY_EN))
    people = None
    if "people" in facts:
        phrase, people = _people(scene, chance, Language.EN)
        parts.append(phrase)
    if "weather" in facts:
        parts.append(chance.choice(WEATHERS[scene.weather][1]))
    thing = _thing(scene, chance, facts)
    if thing is not None:
        parts.append(chance.choice(OBJECTS[thing][3 if parts and chance.random() < 0.5 else 2]))
    return parts, _claim(scene, facts, people, thing)


def _typo(text: str, chance: Random) -> str:
    """One slip of the finger in a word of at least five letters."""
    places = [k for k in range(1, len(text) - 2) if text[k - 1 : k + 3].isalpha()]
    if not places:
        return text
    k = chance.choice(places)
    slip = chance.random()
    if slip < 0.35:
        return text[:k] + text[k + 1] + text[k] + text[k + 2 :]
    if slip < 0.7:
        return text[:k] + text[k + 1 :]
    return text[:k] + text[k] + text[k:]
