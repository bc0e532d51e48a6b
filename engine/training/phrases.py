"""How a scene's facts become phrases, in Russian and in English; `captions` joins them."""

from __future__ import annotations

from random import Random

from engine.training.grammar import Adjective, adjective, decline
from engine.training.scene import CROWD, Scene, SceneObject
from engine.training.wording import (
    A_CROWD,
    CITY_EN,
    CITY_RU,
    COUNTS_EN,
    COUNTS_RU,
    CROWDED_RU,
    DESERTED_RU,
    HOURS_RU,
    NEUTRAL_EN,
    NEUTRAL_RU,
    NOBODY,
    OBJECTS,
    SEASONS_EN,
    SEASONS_RU,
    SOMEBODY,
    TIMES_EN,
    TIMES_RU,
    WEATHER_ADJECTIVES_RU,
    WEATHERS,
)
from engine.training.wording_sights import SIGHTS_EN, SIGHTS_RU

_LEADS_RU = (
    ("nominative", ""), ("genitive", "фото"), ("accusative", "вид на"), ("genitive", "снимок"),
    ("accusative", "покажи"), ("genitive", "картинка"), ("nominative", "где"),
)  # fmt: skip
_LEADS_EN = ("", "a ", "the ", "photo of a ", "picture of the ", "near the ", "at the ", "view of the ", "show me a ",
             "by the ", "over the ", "in the ", "on the ", "behind the ", "some ")  # fmt: skip

People = tuple[int, int] | None


def russian(scene: Scene, chance: Random, facts: set[str], people: People, thing: SceneObject | None) -> list[str]:
    """Phrases that together say exactly these facts, in an order that Russian finds natural."""
    adjectives: list[Adjective] = []
    parts: list[str] = []
    left = set(facts)
    if "weather" in left and chance.random() < 0.35 and WEATHER_ADJECTIVES_RU[scene.weather]:
        adjectives.append(adjective(chance.choice(WEATHER_ADJECTIVES_RU[scene.weather])))
        left.discard("weather")
    if "sight" in left:
        parts.append(_sight_ru(scene, chance, left, people, adjectives))
    elif left & {"season", "time"} or adjectives:
        parts.append(_hour_ru(scene, chance, left, adjectives))
    if "season" in left:
        parts.append(chance.choice(SEASONS_RU[scene.season][1]))
    if "time" in left:
        parts.append(chance.choice(TIMES_RU[scene.time_of_day][1]))
    if "people" in left:
        parts.append(_people(people, chance, 0))
    if "weather" in left:
        parts.append(chance.choice(WEATHERS[scene.weather][0]))
    if thing is not None:
        parts.append(chance.choice(OBJECTS[thing][1 if parts and chance.random() < 0.5 else 0]))
    return parts


def _sight_ru(scene: Scene, chance: Random, left: set[str], people: People, adjectives: list[Adjective]) -> str:
    """The sight with what of the other facts fits into its phrase; those facts leave `left`."""
    nominative, genitive, accusative, place, gender = chance.choice(SIGHTS_RU[scene.sight])
    nouns = {"season": SEASONS_RU[scene.season][2], "time": TIMES_RU[scene.time_of_day][2]}
    if not adjectives and chance.random() < 0.16 and left & nouns.keys():
        fact = chance.choice(sorted(left & nouns.keys()))
        left.discard(fact)
        return f"{chance.choice(nouns[fact])} {place}"
    for fact, forms in (("season", SEASONS_RU[scene.season][0]), ("time", TIMES_RU[scene.time_of_day][0])):
        if fact in left and chance.random() < 0.45:
            adjectives.append(chance.choice(forms))
            left.discard(fact)
    if people in {(0, 0), (CROWD, CROWD)} and chance.random() < 0.35:
        adjectives.append(adjective(chance.choice(DESERTED_RU if people == (0, 0) else CROWDED_RU)))
        left.discard("people")
    if not adjectives and chance.random() < 0.25:
        return place
    if chance.random() < 0.1:
        adjectives.append(adjective(chance.choice(NEUTRAL_RU)))
    chance.shuffle(adjectives)
    case, lead = chance.choices(_LEADS_RU, [0.7, 0.09, 0.08, 0.04, 0.04, 0.03, 0.02])[0]
    noun = {"nominative": nominative, "genitive": genitive, "accusative": accusative}[case]
    return " ".join([*([lead] if lead else []), *(decline(forms, gender, case) for forms in adjectives), noun])


def _hour_ru(scene: Scene, chance: Random, left: set[str], adjectives: list[Adjective]) -> str:
    """Without a sight: «зимняя ночь», «туманным утром», «весенний город», «осень»."""
    noun, instrumental, gender = chance.choice(HOURS_RU[scene.time_of_day])
    season = SEASONS_RU[scene.season]
    if "time" in left and (adjectives or ("season" in left and chance.random() < 0.6)):
        if "season" in left and chance.random() < 0.8:
            adjectives.append(chance.choice(season[0][:1] if chance.random() < 0.6 else season[0]))
            left.discard("season")
        left.discard("time")
        case = "nominative" if chance.random() < 0.6 else "instrumental"
        words = [decline(forms, gender, case) for forms in adjectives]
        return " ".join([*words, noun if case == "nominative" else instrumental])
    if adjectives or chance.random() < 0.3:
        for fact, forms in (("season", season[0]), ("time", TIMES_RU[scene.time_of_day][0])):
            if fact in left and (not adjectives or chance.random() < 0.6):
                adjectives.append(chance.choice(forms))
                left.discard(fact)
        city, gender = chance.choice(CITY_RU)
        return " ".join([*(decline(forms, gender, "nominative") for forms in adjectives), city])
    fact = chance.choice(sorted(left & {"season", "time"}))
    left.discard(fact)
    return chance.choice(season[2] if fact == "season" else TIMES_RU[scene.time_of_day][2])


def english(scene: Scene, chance: Random, facts: set[str], people: People, thing: SceneObject | None) -> list[str]:
    """Phrases that together say exactly these facts."""
    adjectives: list[str] = []
    parts: list[str] = []
    for fact, (forms, adverbs, nouns) in (
        ("season", SEASONS_EN[scene.season]),
        ("time", TIMES_EN[scene.time_of_day]),
    ):
        if fact not in facts:
            continue
        if "sight" in facts and chance.random() < 0.45:
            adjectives.append(chance.choice(forms))
        elif ("sight" in facts and chance.random() < 0.75) or chance.random() < 0.25:
            parts.append(chance.choice(adverbs))
        else:
            parts.append(chance.choice(nouns))
    if "sight" in facts:
        if chance.random() < 0.1:
            adjectives.append(chance.choice(NEUTRAL_EN))
        chance.shuffle(adjectives)
        noun = " ".join([*adjectives, chance.choice(SIGHTS_EN[scene.sight])])
        sight = chance.choices(_LEADS_EN, [10, 2, 2, *[1] * (len(_LEADS_EN) - 3)])[0] + noun
        parts.insert(len(parts) if chance.random() < 0.2 else 0, sight)
    elif parts and chance.random() < 0.2:
        parts.append(chance.choice(CITY_EN))
    if "people" in facts:
        parts.append(_people(people, chance, 1))
    if "weather" in facts:
        phrase = chance.choice(WEATHERS[scene.weather][1])
        parts.insert(0 if chance.random() < 0.4 else len(parts), phrase)
    if thing is not None:
        parts.append(chance.choice(OBJECTS[thing][3 if parts and chance.random() < 0.5 else 2]))
    return parts


def _people(people: People, chance: Random, side: int) -> str:
    """`side` 0 is Russian, 1 English."""
    counts = COUNTS_EN if side else COUNTS_RU
    if people == (0, 0):
        return chance.choice(NOBODY[side])
    if people == (CROWD, CROWD):
        return chance.choice(A_CROWD[side])
    if people is not None and people[0] == people[1]:
        return chance.choice(counts[people[0]])
    return chance.choice(SOMEBODY[side])
