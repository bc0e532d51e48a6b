"""What is asked of a photo's embedding: a few questions, each with its values in several wordings and two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.filters import PEOPLE_BUCKETS, People
from engine.model import Season, TimeOfDay, Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`wordings` has the texts of every value, by its name; several, because one wording may be off by chance."""

    name: str
    wordings: Mapping[str, tuple[str, ...]]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(self.wordings)


def name_of(people: People) -> str:
    """A bucket as it is written: 0, 1, 2, 3-5, 6-12, 13+."""
    if people.at_most is None:
        return f"{people.at_least}+"
    return str(people.at_least) if people.at_least == people.at_most else f"{people.at_least}-{people.at_most}"


BUCKETS: Mapping[str, People] = {name_of(bucket): bucket for bucket in PEOPLE_BUCKETS}

SEASON = Question(
    name="season",
    wordings={
        Season.WINTER: ("зимой", "зимний город", "снежная зима", "winter", "the city in winter"),
        Season.SPRING: ("весной", "весенний город", "весна в городе", "spring", "the city in spring"),
        Season.SUMMER: ("летом", "летний город", "лето в городе", "summer", "the city in summer"),
        Season.AUTUMN: ("осенью", "осенний город", "золотая осень", "autumn", "the city in autumn"),
    },
)
TIME_OF_DAY = Question(
    name="time_of_day",
    wordings={
        TimeOfDay.MORNING: ("утром", "утренний город", "ранним утром", "morning", "early in the morning"),
        TimeOfDay.DAY: ("днём", "дневной город", "в полдень", "daytime", "in daylight"),
        TimeOfDay.EVENING: ("вечером", "вечерний город", "на закате", "evening", "in the evening"),
        TimeOfDay.NIGHT: ("ночью", "ночной город", "огни ночного города", "night", "at night"),
    },
)
WEATHER = Question(
    name="weather",
    wordings={
        Weather.CLEAR: ("ясное небо", "ясная погода", "clear sky", "fine weather"),
        Weather.CLOUDY: ("небо в облаках", "пасмурно", "cloudy sky", "overcast"),
        Weather.RAIN: ("идёт дождь", "дождливая погода", "rain", "rainy weather"),
        Weather.SNOW: ("идёт снег", "снегопад", "snow is falling", "snowfall"),
        Weather.FOG: ("туман", "в густом тумане", "fog", "foggy weather"),
    },
)
PEOPLE = Question(
    name="people",
    wordings={
        "0": ("без людей", "вокруг ни души", "no people", "nobody around"),
        "1": ("один человек", "один прохожий", "one person", "a single pedestrian"),
        "2": ("два человека", "двое прохожих", "two people", "a couple of pedestrians"),
        "3-5": ("три человека", "четыре человека", "пять человек", "three people", "four people", "five people"),
        "6-12": ("шесть человек", "девять человек", "двенадцать человек", "seven people", "ten people"),
        "13+": ("толпа", "толпа людей", "много людей", "a crowd", "a crowd of people"),
    },
)
PLACE = Question(
    name="place",
    wordings={
        "indoor": ("в помещении", "внутри здания", "интерьер зала", "indoors", "inside a building"),
        "outdoor": ("на улице", "под открытым небом", "вид города", "outdoors", "in the open air"),
    },
)
QUESTIONS = (SEASON, TIME_OF_DAY, WEATHER, PEOPLE, PLACE)
