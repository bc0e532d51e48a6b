"""What people ask of a city photobank in the course of a year: topics with their seasons, in several wordings."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from random import Random

SIGHTS = (
    *("kremlin", "cathedral", "bridge", "embankment", "high_rise", "park", "fountain", "metro", "theatre", "museum"),
    *("ferris_wheel", "monastery", "market", "tower", "estate", "stadium", "zoo", "circus", "university", "library"),
    *("gallery", "palace", "tv_tower", "railway_station", "airport", "hotel", "restaurant", "cafe", "cinema", "gate"),
)
"""Tags of the first vocabulary, the most photographed first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Wordings in two languages; `weight` of all that is asked; which share of the bank answers it."""

    ru: tuple[str, ...]
    en: tuple[str, ...]
    weight: float
    supply: float
    tags: tuple[str, ...] = ()
    peak: int | None = None
    """The day of the year around which it is asked most, if any."""
    width: float = 45.0
    rises: float = 0.0
    """How many times more it is asked at the end of the year than in the beginning, less one; below 0 it falls."""


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    topic: str
    tags: tuple[str, ...]
    supply: float


TOPICS = (
    Topic(("мост ночью", "ночной мост", "мосты ночью"), ("bridge at night", "night bridge"), 9, 0.02, ("bridge",)),
    Topic(("кремль", "Кремль на закате", "вид на кремль"), ("kremlin", "kremlin at sunset"), 10, 0.03, ("kremlin",)),
    Topic(("снежный кремль", "кремль зимой"), ("snowy kremlin", "kremlin in winter"), 7, 0.01, ("kremlin",), 10, 35),
    Topic(("собор", "собор зимой", "храм"), ("cathedral", "church"), 8, 0.04, ("cathedral",)),
    Topic(("осенний парк", "парк осенью", "листопад"), ("autumn park", "fall leaves"), 9, 0.02, ("park",), 285, 28),
    Topic(("сирень", "цветущие яблони"), ("lilac", "apple blossom"), 5, 0.004, (), 140, 14),
    Topic(("каток", "каток на площади"), ("ice rink", "skating rink"), 6, 0.004, (), 1, 30),
    Topic(("новогодняя ёлка", "новогодние огни"), ("christmas tree", "christmas lights"), 9, 0.005, (), 363, 18),
    Topic(("салют", "фейерверк над рекой"), ("fireworks",), 5, 0.004, (), 249, 8),
    Topic(("парад", "девятое мая"), ("victory day parade",), 4, 0.002, (), 129, 8),
    Topic(("день города",), ("city day",), 4, 0.003, (), 249, 9),
    Topic(("фонтан", "фонтаны летом"), ("fountain",), 6, 0.02, ("fountain",), 195, 50),
    Topic(
        ("набережная", "вечерняя набережная"), ("embankment", "riverside evening"), 7, 0.03, ("embankment",), 190, 60
    ),
    Topic(("метро", "станция метро"), ("metro", "subway station"), 7, 0.03, ("metro",)),
    Topic(("высотка", "высотки ночью"), ("skyscraper", "high-rise at night"), 6, 0.02, ("high_rise",)),
    Topic(("колесо обозрения",), ("ferris wheel",), 4, 0.006, ("ferris_wheel",), 200, 60, 1.5),
    Topic(("трамвай", "красный трамвай"), ("tram", "red tram"), 4, 0.008),
    Topic(("теплоход", "речная прогулка"), ("river boat",), 4, 0.008, (), 185, 45),
    Topic(("туман", "туманное утро"), ("fog", "foggy morning"), 4, 0.006, (), 300, 50),
    Topic(("дождь", "зонты под дождём"), ("rain", "umbrellas"), 4, 0.008),
    Topic(("театр", "большой театр"), ("theatre", "bolshoi theatre"), 5, 0.008, ("theatre",)),
    Topic(("музей",), ("museum",), 4, 0.01, ("museum",)),
    Topic(("рынок", "ярмарка"), ("market", "fair"), 4, 0.008, ("market",), 260, 60),
    Topic(("монастырь",), ("monastery",), 3, 0.01, ("monastery",)),
    Topic(("уличные музыканты",), ("street musicians",), 2, 0.002, (), 190, 60, 1.2),
    Topic(("крыши", "вид с крыши"), ("rooftops", "view from a roof"), 4, 0.006, (), None, 45, 2.5),
    Topic(("электробус",), ("electric bus",), 1.5, 0.001, (), None, 45, 4.0),
    Topic(("самокаты",), ("scooters",), 2, 0.001, (), 180, 60, -0.7),
    Topic(("маски", "люди в масках"), ("people in masks",), 2.5, 0.002, (), None, 45, -0.9),
    Topic(("дроны над городом", "шоу дронов"), ("drone show",), 1.6, 0, (), 249, 25, 3.0),
    Topic(("белка в парке", "белки"), ("squirrel", "squirrels in the park"), 3, 0, ("park",)),
    Topic(("северное сияние",), ("northern lights",), 1.2, 0, (), 20, 60),
    Topic(("пляж",), ("beach",), 1.6, 0, (), 185, 35),
    Topic(("карта метро", "схема метро"), ("metro map",), 2.4, 0),
    Topic(("речной трамвай электрический",), ("electric river tram",), 1.8, 0, (), None, 45, 3.0),
    Topic(("лыжня", "лыжники в парке"), ("cross-country skiing",), 1.8, 0, (), 25, 30),
)
WHEN = {
    "ru": ("", " ночью", " утром", " зимой", " летом", " под дождём", " на закате", " без людей", " сверху"),
    "en": ("", " at night", " in the morning", " in winter", " in summer", " in the rain", " at sunset", " aerial"),
}
WHAT = {
    "ru": ("улица", "переулок", "двор", "бульвар", "арка", "лестница", "фонарь", "окно", "афиша", "мозаика"),
    "en": ("street", "lane", "courtyard", "boulevard", "arch", "stairs", "lantern", "window", "poster", "mosaic"),
}
WHERE = {
    "ru": ("Арбат", "Зарядье", "Сокольники", "Хамовники", "Замоскворечье", "Таганка", "Лефортово", "ВДНХ"),
    "en": ("Arbat", "Zaryadye", "Sokolniki", "Khamovniki", "Zamoskvorechye", "Taganka", "Lefortovo", "VDNKh"),
}


def ask(chance: Random, date: dt.date, language: str) -> Asked:
    """Two of three ask what many ask; the others have a street, a house and a mood of their own."""
    if chance.random() < 0.34:
        return _seldom(chance, language)
    day = date.timetuple().tm_yday
    topic = chance.choices(TOPICS, _weights(date.toordinal(), day))[0]
    wordings = topic.ru if language == "ru" else topic.en
    text = wordings[min(len(wordings) - 1, int(chance.expovariate(1.1)))]
    if chance.random() < 0.12:
        text += chance.choice(WHEN[language])
    return Asked(text=text, topic=topic.ru[0], tags=topic.tags, supply=topic.supply)


def _seldom(chance: Random, language: str) -> Asked:
    place, when = chance.choice(WHERE[language]), chance.choice(WHEN[language])
    text = f"{chance.choice(WHAT[language])} {place}{when}"
    if chance.random() < 0.45:
        text = f"{text} {chance.randrange(1, 160)}"
    return Asked(text=text, topic=place, tags=(), supply=0 if chance.random() < 0.12 else 0.003)


_kept: dict[int, list[float]] = {}


def _weights(ordinal: int, day: int) -> list[float]:
    if ordinal not in _kept:
        _kept.clear()
        _kept[ordinal] = [topic.weight * _season(topic, day) * _trend(topic, ordinal) for topic in TOPICS]
    return _kept[ordinal]


def _season(topic: Topic, day: int) -> float:
    if topic.peak is None:
        return 1.0
    apart = min(abs(day - topic.peak), 365 - abs(day - topic.peak))
    return 0.06 + 2.4 * math.exp(-((apart / topic.width) ** 2))


def _trend(topic: Topic, ordinal: int) -> float:
    """What rises or falls does most of it in the last two months."""
    late = 1 / (1 + math.exp(-(ordinal - dt.date(2026, 11, 5).toordinal()) / 9))
    return 1 + topic.rises * late
