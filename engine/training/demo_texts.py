"""What the demo bank says about its scenes: captions for display, tags, credits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random

from engine.model import Rights, Season, Tag, TimeOfDay, Weather
from engine.tagging.first_vocabulary import first_vocabulary
from engine.training.scene import Scene, SceneObject, Sight

_SIGHTS: dict[Sight, tuple[str, str, str, str]] = {
    # Russian name and place, English name and place.
    Sight.CATHEDRAL: (
        "собор с разноцветными куполами",
        "у собора",
        "a cathedral with colourful domes",
        "by the cathedral",
    ),
    Sight.KREMLIN: ("Кремль", "у стен Кремля", "the Kremlin", "by the Kremlin wall"),
    Sight.HIGH_RISE: ("высотка со шпилем", "у высотки", "a high-rise with a spire", "by the high-rise"),
    Sight.BRIDGE: ("мост через реку", "у моста", "a bridge over the river", "by the bridge"),
    Sight.EMBANKMENT: ("дома вдоль набережной", "на набережной", "houses along the embankment", "on the embankment"),
    Sight.METRO: ("зал станции метро", "в метро", "the hall of a metro station", "in the metro"),
    Sight.PARK: ("аллея парка", "в парке", "an alley in the park", "in the park"),
    Sight.FOUNTAIN: ("фонтан на площади", "у фонтана", "a fountain on the square", "by the fountain"),
    Sight.FERRIS_WHEEL: ("колесо обозрения", "у колеса обозрения", "a Ferris wheel", "by the Ferris wheel"),
    Sight.THEATRE: ("театр с колоннами", "у театра", "a theatre with columns", "by the theatre"),
    Sight.MONASTERY: ("монастырь у пруда", "у монастыря", "a monastery by the pond", "by the monastery"),
    Sight.MARKET: ("прилавки рынка", "на рынке", "market stalls", "at the market"),
}

_SEASONS = {
    # Russian: masculine, neuter, feminine; masculine or neuter and feminine in the instrumental. Then English.
    Season.WINTER: ("зимний", "зимнее", "зимняя", "зимним", "зимней", "winter"),
    Season.SPRING: ("весенний", "весеннее", "весенняя", "весенним", "весенней", "spring"),
    Season.SUMMER: ("летний", "летнее", "летняя", "летним", "летней", "summer"),
    Season.AUTUMN: ("осенний", "осеннее", "осенняя", "осенним", "осенней", "autumn"),
}

_TIMES = {
    # Russian: which of the season's forms agree with it, nominative, instrumental. Then English.
    TimeOfDay.MORNING: (1, 3, "утро", "утром", "morning"),
    TimeOfDay.DAY: (0, 3, "день", "днём", "day"),
    TimeOfDay.EVENING: (0, 3, "вечер", "вечером", "evening"),
    TimeOfDay.NIGHT: (2, 4, "ночь", "ночью", "night"),
}

_WEATHERS = {
    Weather.CLEAR: (("", " под ясным небом"), ("", " under a clear sky")),
    Weather.CLOUDY: ((" под облаками", ", небо в облаках"), (" under clouds", ", the sky is overcast")),
    Weather.RAIN: ((" под дождём", ", идёт дождь"), (" in the rain", ", it is raining")),
    Weather.SNOW: ((" в снегопад", ", идёт снег"), (" in a snowfall", ", snow is falling")),
    Weather.FOG: ((" в тумане", ", кругом туман"), (" in the fog", ", veiled in mist")),
}

_OBJECTS = {
    SceneObject.BOAT: ("по воде идёт теплоход", "a boat passes on the water"),
    SceneObject.TRAM: ("мимо едет красный трамвай", "a red tram goes by"),
    SceneObject.CAR: ("на дороге стоит автомобиль", "a car stands in the road"),
    SceneObject.BIRDS: ("в небе кружат птицы", "birds circle in the sky"),
    SceneObject.FIREWORKS: ("в небе расцветает салют", "fireworks burst in the sky"),
    SceneObject.CAT: ("рядом сидит кошка", "a cat sits nearby"),
    SceneObject.DOG: ("неподалёку стоит собака", "a dog stands not far off"),
}

_NUMBERS_RU = (
    "двое",
    "трое",
    "четверо",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
)
_NUMBERS_EN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_PHOTOGRAPHERS = ("Анна Ветрова", "Илья Громов", "Marta Lindqvist", "Тимур Садыков", "Jonas Weber", "Вера Орлова")


def demo_captions(scene: Scene) -> tuple[str, str]:
    """A Russian and an English caption of one or two sentences; always the same for a scene."""
    chance = Random(f"caption/{scene.seed}")
    begins_with_hour, weather = chance.random() < 0.5, chance.randrange(2)
    things = sorted(scene.objects)
    ru = [_view_ru(scene, begins_with_hour, weather), _people_ru(scene)]
    en = [_view_en(scene, begins_with_hour, weather), _people_en(scene)]
    if things:
        ru.append(", ".join(_OBJECTS[thing][0] for thing in things))
        en.append(" and ".join(_OBJECTS[thing][1] for thing in things))
    return " ".join(map(_sentence, ru)), " ".join(map(_sentence, en))


def demo_tags(scene: Scene) -> tuple[Tag, ...]:
    """Sight, season, time of day, weather where it is seen, people, objects."""
    people = "crowd" if scene.crowd else "people" if scene.people_count else "no_people"
    slugs = [scene.sight.value, scene.season.value, scene.time_of_day.value]
    slugs += [] if scene.sight is Sight.METRO else [scene.weather.value]
    slugs += [people, *sorted(thing.value for thing in scene.objects)]
    return tuple(_vocabulary()[slug] for slug in slugs)


def demo_rights(scene: Scene) -> Rights:
    """An invented photographer and an open licence."""
    photographer = Random(f"rights/{scene.seed}").choice(_PHOTOGRAPHERS)
    return Rights(photographer=photographer, licence="CC BY 4.0")


@cache
def _vocabulary() -> Mapping[str, Tag]:
    return {tag.slug: tag for tag in first_vocabulary()}


def _view_ru(scene: Scene, begins_with_hour: bool, weather: int) -> str:
    season = _SEASONS[scene.season]
    agrees, agrees_instrumental, hour, at_hour = _TIMES[scene.time_of_day][:4]
    sight, place = _SIGHTS[scene.sight][:2]
    sky = "" if scene.sight is Sight.METRO else _WEATHERS[scene.weather][0][weather]
    if begins_with_hour:
        # «под дождём» belongs to the sight, not to the hour; after a comma it fits both.
        return f"{season[agrees]} {hour} {place}" + (sky if sky.startswith(",") else "")
    return f"{sight} {season[agrees_instrumental]} {at_hour}{sky}"


def _view_en(scene: Scene, begins_with_hour: bool, weather: int) -> str:
    season, hour = _SEASONS[scene.season][-1], _TIMES[scene.time_of_day][-1]
    sight, place = _SIGHTS[scene.sight][2:]
    sky = "" if scene.sight is Sight.METRO else _WEATHERS[scene.weather][1][weather]
    article = "an" if season[0] in "aeiou" else "a"
    if begins_with_hour:
        return f"{article} {season} {hour} {place}" + (sky if sky.startswith(",") else "")
    return f"{sight} on {article} {season} {hour}{sky}"


def _people_ru(scene: Scene) -> str:
    count = scene.people_count
    if count == 0:
        return "вокруг ни души"
    if scene.crowd:
        return "вокруг толпа людей"
    verb = "на платформе" if scene.sight is Sight.METRO else "гуляет" if count == 1 else "гуляют"
    if count == 1:
        return f"{verb} один человек"
    return f"{verb} {_NUMBERS_RU[count - 2]}" + ("" if count < 5 else " человек")


def _people_en(scene: Scene) -> str:
    count = scene.people_count
    if count == 0:
        return "not a soul around"
    if scene.crowd:
        return "a crowd of people around"
    doing = "on the platform" if scene.sight is Sight.METRO else "out for a walk"
    return f"one person {doing}" if count == 1 else f"{_NUMBERS_EN[count - 2]} people {doing}"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."
