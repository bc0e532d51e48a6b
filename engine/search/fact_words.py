"""How people name facts about a photo, in Russian and English; any inflection of these words is understood.

After `~` stand words that may mean the fact and may mean something else («снег» falls or lies, "spring" is water too):
they help to rank and are never a condition. A word after `=` is meant as an adverb only: «днём», not «день».
"""

from __future__ import annotations

from engine.query import Kind

FACT_WORDS: dict[tuple[Kind, str], str] = {
    (Kind.SEASON, "winter"): "зима, зимний, зимой, по-зимнему, winter, wintertime, wintry "
    "~ заснеженный, засыпан снегом, снежный, в снегу, сугроб, snowy, snowbound, snow covered, covered by snow",
    (Kind.SEASON, "spring"): "весна, весенний, весной, springtime ~ spring, в цвету, цветущий, in bloom, blossom",
    (Kind.SEASON, "summer"): "лето, летний, летом, summer, summertime",
    (Kind.SEASON, "autumn"): "осень, осенний, осенью, autumn, autumnal, in the fall ~ fall, листопад, foliage, "
    "золотая листва, golden leaves",
    (Kind.TIME_OF_DAY, "morning"): "утро, утренний, утром, рассвет, рассветный, morning, dawn, sunrise, daybreak "
    "~ восход",
    (Kind.TIME_OF_DAY, "day"): "=днём, дневной, полдень, средь бела дня, daytime, daylight, afternoon, noon, midday "
    "~ день, day",
    (Kind.TIME_OF_DAY, "evening"): "вечер, вечерний, вечером, закат, закатный, сумерки, evening, sunset, sundown, "
    "dusk, twilight",
    (Kind.TIME_OF_DAY, "night"): "ночь, ночной, ночью, полночь, night, nighttime, midnight, nocturnal "
    "~ стемнело, темно, темнота, after dark",
    (Kind.WEATHER, "clear"): "солнечный, солнечно, ясное небо, безоблачный, sunny, clear sky, cloudless "
    "~ ясный, ясно, солнце, sun, sunshine",
    (Kind.WEATHER, "cloudy"): "облачный, облачно, пасмурный, пасмурно, cloudy, overcast ~ облако, туча, cloud",
    (Kind.WEATHER, "rain"): "дождь, дождливый, ливень, rain, rainy, raining, rainfall, downpour ~ зонт, umbrella",
    (Kind.WEATHER, "snow"): "снегопад, метель, вьюга, падает снег, идёт снег, snowfall, snowstorm, blizzard "
    "~ снег, snow, snowing",
    (Kind.WEATHER, "fog"): "туман, туманный, fog, foggy, mist, misty ~ дымка, haze",
    (Kind.ORIENTATION, "portrait"): "вертикальный, вертикально, вертикаль, портретная ориентация, книжная ориентация, "
    "vertical, vertically, portrait orientation, portrait format",
    (Kind.ORIENTATION, "landscape"): "горизонтальный, горизонтально, горизонталь, альбомная ориентация, horizontal, "
    "horizontally, landscape orientation, landscape format",
    (Kind.ORIENTATION, "square"): "квадратный кадр, квадратный формат, квадратное фото, квадратный снимок, "
    "square format, square photo, square picture",
    (
        Kind.PEOPLE,
        "0",
    ): "безлюдный, безлюдно, безлюдье, ни души, никого, ни единой души, no one, "
    "nobody, not a soul, deserted, unpeopled ~ пустой, пустынный, empty",
    (Kind.PEOPLE, "1"): "в одиночку, один человек, одинокий прохожий, lone pedestrian ~ одинокий, alone, lonely",
    (Kind.PEOPLE, "2"): "двое, вдвоём, two of them ~ пара, couple, влюблённые",
    (Kind.PEOPLE, "3"): "трое, втроём",
    (Kind.PEOPLE, "4"): "четверо, вчетвером",
    (Kind.PEOPLE, "5"): "пятеро",
    (Kind.PEOPLE, "6"): "шестеро",
    (Kind.PEOPLE, "7"): "семеро",
    (Kind.PEOPLE, "3-12"): "группа людей, компания людей, несколько человек, group of people, several people, "
    "some people, a few people",
    (Kind.PEOPLE, "13-"): "толпа, многолюдный, многолюдно, людно, много людей, много народу, много народа, crowd, "
    "crowded, many people, lots of people, a lot of people",
    (Kind.PEOPLE, "1-"): "люди, человек, народ, прохожий, пешеход, пассажир, турист, горожанин, people, person, "
    "pedestrian, passenger, passer by, tourist, somebody, someone, anybody, anyone",
    (Kind.SORT, "newest"): "сначала новые, новые сначала, сначала свежие, самые новые, newest first, latest first, "
    "most recent, sort by date",
    (Kind.SORT, "popular"): "сначала популярные, самые популярные, популярные сначала, most popular, popular first, "
    "sort by popularity",
    (Kind.SIZE, "3840"): "4k, 4к, uhd",
    (Kind.SIZE, "1920"): "full hd, fullhd",
    (Kind.SAME, ""): "то же самое, то же, такое же, такой же, тоже самое, the same thing, the same, same thing, same",
}

COLOUR_WORDS: dict[str, str] = {
    "red": "красный, алый, red",
    "orange": "оранжевый, рыжий, orange",
    "yellow": "жёлтый, золотой, золотистый, yellow, golden",
    "green": "зелёный, green",
    "turquoise": "бирюзовый, turquoise, teal",
    "blue": "синий, голубой, blue",
    "purple": "фиолетовый, сиреневый, лиловый, purple, violet",
    "pink": "розовый, pink",
    "brown": "коричневый, brown",
    "white": "белый, white",
    "grey": "серый, grey, gray",
    "black": "чёрный, black",
}
COLOUR_NOUNS = "тон, тона, цвет, гамма, оттенок, палитра, tone, colour, color, hue, shade, palette"
"""A colour is a condition on the whole picture only beside one of these: «в синих тонах», but «красный трамвай»."""

NEGATORS = "без, не, нет, ни, никакой, кроме, no, not, without, except, minus"
FILLERS = "единый, один, всякий, никакой, какой-либо, лишний, видно, видный, a, an, the, any, single, all"
"""Between a negator and what it denies."""
PARTICLES = "не, ни, кроме, not, except"
BETWEEN = "в, во, на, с, со, у, при, во время, как, in, at, on, with, by, during, from, near"
"""Between one of these particles and what it denies: «не на мосту», "not in winter". «Нет в городе» denies no town."""
NEVER_DENIED = "только, просто, only, just"

PEOPLE_NOUNS = (
    "человек, люди, прохожий, пешеход, пассажир, турист, фигура, person, people, pedestrian, passenger, "
    "tourist, figure, passers by, passer by, man and woman"
)
NUMBERS: dict[int, str] = {
    1: "один, one",
    2: "два, двое, пара, two, a couple of, couple of",
    3: "три, трое, three",
    4: "четыре, четверо, four",
    5: "пять, пятеро, five",
    6: "шесть, шестеро, six",
    7: "семь, семеро, seven",
    8: "восемь, eight",
    9: "девять, nine",
    10: "десять, ten",
    11: "одиннадцать, eleven",
    12: "двенадцать, twelve",
    13: "тринадцать, thirteen",
    14: "четырнадцать, fourteen",
    15: "пятнадцать, fifteen",
    16: "шестнадцать, sixteen",
    17: "семнадцать, seventeen",
    18: "восемнадцать, eighteen",
    19: "девятнадцать, nineteen",
    20: "двадцать, twenty",
    30: "тридцать, thirty",
    40: "сорок, forty",
    50: "пятьдесят, fifty",
    60: "шестьдесят, sixty",
    70: "семьдесят, seventy",
    80: "восемьдесят, eighty",
    90: "девяносто, ninety",
    100: "сто, сотня, hundred, a hundred, one hundred",
}
"""Those from 21 to 99 are two words each, a ten and a digit (`engine.search.counting`)."""
GROUPS = "группа из, группа в, группа, компания из, компания в, group of, groups of, a group of, party of"
"""What may stand before a number of people and says no more than it."""
AT_LEAST = "больше чем, более чем, не меньше, не менее, минимум, хотя бы, от, at least, no fewer than, no less than"
MORE_THAN = "больше, более, свыше, more than, over"
AT_MOST = "не больше, не более, максимум, до, at most, no more than, up to"
FEWER_THAN = "меньше, менее, fewer than, less than"

MARKERS = {
    Kind.PHOTOGRAPHER: "автор, фотограф, снял, photographer, author, photo by, by",
    Kind.PLACE: "место, place",
    Kind.LICENCE: "лицензия, по лицензии, licence, license",
}
"""What announces a name."""

NAMES = (
    "зимний дворец, летний сад, летний дворец, день города, день победы, ночь музеев, зимний театр, чёрно-белый, "
    "вечерний звон, winter palace, summer garden, summer palace, city day, victory day, night at the museum, "
    "black and white, times square"
)
"""Names in which a season or an hour is no fact about the picture."""

_STOP = (
    "в во на с со у и а но под над по из за к ко от до для или о об при про через между среди вокруг около возле "
    "что как это этот тот где мне нам я мы ты вы он она они его её их бы же ли то так же весь все всё очень "
    "фото фотография фотка снимок кадр картинка изображение вид покажи показать найди найти ищу хочу нужен нужно "
    "пожалуйста the a an in on at by with and or of to from for over under near into is are was be there here that "
    "this some any me my i we you it its his her their photo photograph picture image shot view show find want "
    "need please during through across about above below along while"
)
STOP_WORDS = frozenset(_STOP.split())
"""Words that say nothing about the picture."""
