"""Words for season, hour, weather, people and objects, Russian and English; `phrases` puts them together.

Every phrase stands for exactly one fact. Variety decides how well a small text tower generalises, so a fact has many
phrases: nouns in their cases, adjectives in their genders, adverbs, synonyms, colloquial words.
"""

from __future__ import annotations

from engine.model import Season, TimeOfDay, Weather
from engine.training.grammar import Adjective
from engine.training.scene import SceneObject

SEASONS_RU: dict[Season, tuple[tuple[Adjective, ...], tuple[str, ...], tuple[str, ...]]] = {
    Season.WINTER: (
        (
            ("зимний", "зимняя", "зимнее", "зимние"),
            ("снежный", "снежная", "снежное", "снежные"),
            ("заснеженный", "заснеженная", "заснеженное", "заснеженные"),
            ("морозный", "морозная", "морозное", "морозные"),
        ),
        ("зимой", "в снегу", "под снегом", "на морозе", "среди сугробов", "в январе", "в мороз"),
        ("зима", "снег", "сугробы", "мороз", "снежная зима", "зимняя пора"),
    ),
    Season.SPRING: (
        (
            ("весенний", "весенняя", "весеннее", "весенние"),
            ("цветущий", "цветущая", "цветущее", "цветущие"),
        ),
        ("весной", "в цвету", "в апреле", "в мае", "среди цветущих деревьев"),
        ("весна", "цветение", "весенняя пора", "первая зелень", "цветущие деревья", "цветы вишни"),
    ),
    Season.SUMMER: (
        (
            ("летний", "летняя", "летнее", "летние"),
            ("зелёный", "зелёная", "зелёное", "зелёные"),
        ),
        ("летом", "в июле", "среди зелени", "в разгар лета", "в августе"),
        ("лето", "зелень", "летняя пора", "зелёные деревья", "зелёная листва"),
    ),
    Season.AUTUMN: (
        (
            ("осенний", "осенняя", "осеннее", "осенние"),
            ("золотистый", "золотистая", "золотистое", "золотистые"),
        ),
        ("осенью", "в листопад", "в октябре", "среди жёлтых листьев", "золотой осенью"),
        ("осень", "листопад", "золотая осень", "жёлтые листья", "осенняя листва", "опавшие листья"),
    ),
}

SEASONS_EN: dict[Season, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    Season.WINTER: (
        ("winter", "snowy", "snow-covered", "wintry", "frosty"),
        ("in winter", "in the snow", "under snow", "covered in snow", "in January"),
        ("winter", "snow", "snowdrifts", "frost", "winter scene", "snowy city"),
    ),
    Season.SPRING: (
        ("spring", "blossoming", "springtime"),
        ("in spring", "in bloom", "in April", "in May", "with blossom"),
        ("spring", "blossom", "spring flowers", "blooming trees", "cherry blossom", "springtime"),
    ),
    Season.SUMMER: (
        ("summer", "green", "summery"),
        ("in summer", "in July", "in the summer season", "among green trees", "in August"),
        ("summer", "green trees", "greenery", "summertime", "green leaves"),
    ),
    Season.AUTUMN: (
        ("autumn", "autumnal", "fall"),
        ("in autumn", "in the fall", "in October", "among yellow leaves", "with fallen leaves"),
        ("autumn", "fallen leaves", "yellow leaves", "autumn colours", "golden autumn", "orange trees"),
    ),
}

TIMES_RU: dict[TimeOfDay, tuple[tuple[Adjective, ...], tuple[str, ...], tuple[str, ...]]] = {
    TimeOfDay.MORNING: (
        (("утренний", "утренняя", "утреннее", "утренние"),),
        ("утром", "на рассвете", "ранним утром", "с утра", "на заре"),
        ("утро", "рассвет", "раннее утро", "утренний свет", "восход солнца"),
    ),
    TimeOfDay.DAY: (
        (("дневной", "дневная", "дневное", "дневные"),),
        ("днём", "в полдень", "средь бела дня", "при дневном свете"),
        ("день", "полдень", "дневной свет", "белый день"),
    ),
    TimeOfDay.EVENING: (
        (("вечерний", "вечерняя", "вечернее", "вечерние"), ("закатный", "закатная", "закатное", "закатные")),
        ("вечером", "на закате", "в сумерках", "под вечер", "в лучах заката"),
        ("вечер", "закат", "сумерки", "вечерние огни", "заход солнца"),
    ),
    TimeOfDay.NIGHT: (
        (("ночной", "ночная", "ночное", "ночные"),),
        ("ночью", "в полночь", "в темноте", "под луной", "поздней ночью"),
        ("ночь", "полночь", "ночные огни", "тёмное небо", "ночной город"),
    ),
}

TIMES_EN: dict[TimeOfDay, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    TimeOfDay.MORNING: (
        ("morning", "early morning"),
        ("in the morning", "at dawn", "at sunrise", "early in the morning", "at daybreak"),
        ("morning", "dawn", "sunrise", "morning light"),
    ),
    TimeOfDay.DAY: (
        ("daytime", "midday"),
        ("by day", "at noon", "during the day", "in daylight", "in the daytime"),
        ("day", "noon", "daylight", "daytime"),
    ),
    TimeOfDay.EVENING: (
        ("evening", "sunset"),
        ("in the evening", "at sunset", "at dusk", "at twilight", "in the evening light"),
        ("evening", "sunset", "dusk", "twilight", "evening lights"),
    ),
    TimeOfDay.NIGHT: (
        ("night", "nighttime"),
        ("at night", "by night", "at midnight", "in the dark", "under the moon", "late at night"),
        ("night", "midnight", "night lights", "dark sky", "night city"),
    ),
}

WEATHERS: dict[Weather, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Weather.CLEAR: (
        ("ясная погода", "ясное небо", "под чистым небом", "в ясную погоду", "безоблачное небо"),
        ("clear sky", "clear weather", "cloudless sky", "under a clear sky", "fine weather"),
    ),
    Weather.CLOUDY: (
        ("облачно", "пасмурно", "в пасмурную погоду", "под облаками", "серое небо", "тучи"),
        ("cloudy", "overcast", "under clouds", "grey sky", "clouds", "cloudy weather"),
    ),
    Weather.RAIN: (
        ("дождь", "под дождём", "в дождь", "дождливо", "ливень", "в дождливую погоду"),
        ("rain", "in the rain", "rainy", "rainy weather", "pouring rain", "rain falling", "wet weather"),
    ),
    Weather.SNOW: (
        ("снегопад", "идёт снег", "в снегопад", "метель", "падает снег", "хлопья снега"),
        ("snowfall", "falling snow", "it is snowing", "in a snowfall", "blizzard", "snowflakes"),
    ),
    Weather.FOG: (
        ("туман", "в тумане", "туманно", "дымка", "сквозь туман", "туманная погода"),
        ("fog", "in the fog", "foggy", "mist", "misty", "through the mist"),
    ),
}

OBJECTS: dict[SceneObject, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # Russian alone, Russian "with …", English alone, English "with …".
    SceneObject.BOAT: (
        (
            "теплоход",
            "корабль",
            "плывёт кораблик",
            "лодки",
            "речное судно",
            "корабль на реке",
            "кораблик",
            "лодка",
            "речной трамвайчик",
            "катер на воде",
            "судно",
        ),
        ("с теплоходом", "с кораблём", "и теплоход", "с лодкой на воде", "и кораблик"),
        (
            "boat",
            "ship",
            "a boat sails by",
            "vessel",
            "river boat",
            "boat on the river",
            "cruise boat",
            "ship on the water",
            "boats",
        ),
        ("with a boat", "with a ship", "and a boat", "with a river boat"),
    ),
    SceneObject.TRAM: (
        (
            "трамвай",
            "красный трамвай",
            "едет трамвай",
            "красный вагон трамвая",
            "трамвай на улице",
            "трамвайчик",
            "трамваи",
            "вагон трамвая",
        ),
        ("с трамваем", "и трамвай", "с красным трамваем"),
        ("tram", "red tram", "a tram passing", "tram line", "streetcar", "trams", "tramcar", "a tram in the street"),
        ("with a tram", "and a red tram", "with a streetcar"),
    ),
    SceneObject.CAR: (
        (
            "машина",
            "автомобиль",
            "едет машина",
            "машины",
            "легковой автомобиль",
            "легковушка",
            "авто",
            "машина на дороге",
            "автомобили",
        ),
        ("с машиной", "и автомобиль", "с автомобилем"),
        ("car", "automobile", "a car stands there", "motor car", "a car", "car on the road", "cars", "vehicle"),
        ("with a car", "and a car", "with an automobile"),
    ),
    SceneObject.BIRDS: (
        (
            "птицы",
            "стая птиц",
            "летят птицы",
            "птицы летают",
            "птицы в небе",
            "птички",
            "голуби в небе",
            "летящие птицы",
            "чайки",
        ),
        ("с птицами", "и птицы", "со стаей птиц в небе"),
        ("birds", "flock of birds", "birds flying", "bird", "birds in the sky", "flying birds", "a flock", "gulls"),
        ("with birds", "and birds in the sky", "with a flock of birds"),
    ),
    SceneObject.FIREWORKS: (
        ("салют", "фейерверк", "праздничный салют", "фейерверки", "огни салюта", "салют в небе"),
        ("с салютом", "и фейерверк", "под салютом"),
        ("fireworks", "firework", "festive fireworks", "fireworks in the sky", "firework display"),
        ("with fireworks", "and fireworks", "under fireworks"),
    ),
    SceneObject.CAT: (
        ("кошка", "кот", "сидит кошка", "кошки", "котик", "кошечка", "сидящая кошка", "коты", "киса"),
        ("с кошкой", "и кот", "с котом", "и кошка"),
        ("cat", "a cat", "a cat sits", "kitten", "kitty", "sitting cat", "cats", "pussycat"),
        ("with a cat", "and a cat", "with a sitting cat"),
    ),
    SceneObject.DOG: (
        ("собака", "пёс", "стоит собака", "собака гуляет", "пёсик", "собачка", "собаки", "щенок", "собака на прогулке"),
        ("с собакой", "и пёс", "с собачкой", "и собака"),
        ("dog", "a dog", "a dog stands", "doggie", "doggy", "puppy", "dogs", "a dog on a walk"),
        ("with a dog", "and a dog", "with a puppy"),
    ),
}

NOBODY = (
    (
        "без людей",
        "безлюдно",
        "ни души",
        "никого нет",
        "пусто",
        "пустынно",
        "нет людей",
        "совсем никого",
        "без прохожих",
    ),
    (
        "without people",
        "no people",
        "deserted",
        "empty",
        "nobody around",
        "with nobody",
        "not a soul",
        "no one there",
        "without passers-by",
        "no pedestrians",
        "nobody",
    ),
)
SOMEBODY = (
    ("с людьми", "люди", "прохожие", "с прохожими", "люди гуляют", "гуляющие люди", "и люди"),
    ("with people", "people", "passers-by", "people walking", "with passers-by", "and people", "pedestrians"),
)
A_CROWD = (
    ("толпа", "много людей", "с толпой", "толпа людей", "полно народу", "многолюдно", "толпы туристов"),
    ("crowd", "many people", "crowded", "a crowd of people", "lots of people", "with a crowd", "crowds of tourists"),
)
COUNTS_RU = {
    1: ("один человек", "одинокий прохожий", "с одним человеком"),
    2: ("двое", "два человека", "двое людей", "пара людей"),
    3: ("трое", "три человека", "трое людей"),
    4: ("четверо", "четыре человека"),
    5: ("пятеро", "пять человек"),
}
COUNTS_EN = {
    1: ("one person", "a lonely passer-by", "a single person"),
    2: ("two people", "a couple of people", "two persons"),
    3: ("three people", "three persons"),
    4: ("four people",),
    5: ("five people",),
}
CITY_RU = (
    ("город", "m"),
    ("Москва", "f"),
    ("столица", "f"),
    ("городской пейзаж", "m"),
    ("улицы", "p"),
    ("площадь", "f"),
)
CITY_EN = ("city", "Moscow", "in the city", "in Moscow", "cityscape", "capital", "town", "in the street")
HOURS_RU: dict[TimeOfDay, tuple[tuple[str, str, str], ...]] = {
    # Nominative, instrumental as an adverb, gender.
    TimeOfDay.MORNING: (("утро", "утром", "n"), ("рассвет", "на рассвете", "m")),
    TimeOfDay.DAY: (("день", "днём", "m"), ("полдень", "в полдень", "m")),
    TimeOfDay.EVENING: (("вечер", "вечером", "m"), ("закат", "на закате", "m")),
    TimeOfDay.NIGHT: (("ночь", "ночью", "f"),),
}
WEATHER_ADJECTIVES_RU: dict[Weather, tuple[str, ...]] = {
    Weather.CLEAR: ("ясный", "безоблачный"),
    Weather.CLOUDY: ("пасмурный", "облачный"),
    Weather.RAIN: ("дождливый", "мокрый"),
    Weather.SNOW: (),  # «снежный» says winter
    Weather.FOG: ("туманный",),
}
DESERTED_RU = ("безлюдный", "пустынный", "пустой")
CROWDED_RU = ("людный", "многолюдный")
NEUTRAL_RU = ("красивый", "старый", "большой", "известный", "городской", "любимый", "хороший")
NEUTRAL_EN = ("beautiful", "old", "big", "nice", "lovely", "famous", "great", "pretty")
