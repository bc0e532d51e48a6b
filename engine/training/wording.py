"""Words for what a scene shows, Russian with its forms and English; `captions` puts them together.

Every phrase stands for exactly one fact. Variety decides how well a small text tower generalises, so a fact has many
phrases: nouns in their cases, adjectives in their genders, adverbs, synonyms, colloquial words.
"""

from __future__ import annotations

from engine.model import Season, TimeOfDay, Weather
from engine.training.scene import SceneObject, Sight

# Russian nouns: (nominative, genitive, accusative, locative with its preposition, gender: m f n p), then English.
Noun = tuple[str, str, str, str, str]

SIGHTS_RU: dict[Sight, tuple[Noun, ...]] = {
    Sight.CATHEDRAL: (
        ("собор", "собора", "собор", "у собора", "m"),
        ("храм", "храма", "храм", "у храма", "m"),
        ("церковь", "церкви", "церковь", "у церкви", "f"),
        ("разноцветные купола", "разноцветных куполов", "разноцветные купола", "под куполами", "p"),
        ("храм Василия Блаженного", "храма Василия Блаженного", "храм Василия Блаженного", "у храма", "m"),
        ("соборы", "соборов", "соборы", "рядом с собором", "p"),
        ("православный собор", "православного собора", "православный собор", "перед собором", "m"),
    ),
    Sight.KREMLIN: (
        ("Кремль", "Кремля", "Кремль", "у Кремля", "m"),
        ("кремлёвская стена", "кремлёвской стены", "кремлёвскую стену", "у кремлёвской стены", "f"),
        ("Спасская башня", "Спасской башни", "Спасскую башню", "у Спасской башни", "f"),
        ("башни Кремля", "башен Кремля", "башни Кремля", "в Кремле", "p"),
        ("кремлёвские башни", "кремлёвских башен", "кремлёвские башни", "перед Кремлём", "p"),
        ("московский Кремль", "московского Кремля", "московский Кремль", "рядом с Кремлём", "m"),
    ),
    Sight.HIGH_RISE: (
        ("высотка", "высотки", "высотку", "у высотки", "f"),
        ("сталинская высотка", "сталинской высотки", "сталинскую высотку", "возле высотки", "f"),
        ("небоскрёб", "небоскрёба", "небоскрёб", "у небоскрёба", "m"),
        ("высотный дом", "высотного дома", "высотный дом", "у высотного дома", "m"),
        ("здание со шпилем", "здания со шпилем", "здание со шпилем", "у здания со шпилем", "n"),
        ("высотки", "высоток", "высотки", "под высоткой", "p"),
        ("высотное здание", "высотного здания", "высотное здание", "перед высоткой", "n"),
    ),
    Sight.BRIDGE: (
        ("мост", "моста", "мост", "на мосту", "m"),
        ("мосты", "мостов", "мосты", "под мостом", "p"),
        ("вантовый мост", "вантового моста", "вантовый мост", "у моста", "m"),
        ("мост через реку", "моста через реку", "мост через реку", "возле моста", "m"),
        ("арочный мост", "арочного моста", "арочный мост", "рядом с мостом", "m"),
        ("переправа", "переправы", "переправу", "у переправы", "f"),
    ),
    Sight.EMBANKMENT: (
        ("набережная", "набережной", "набережную", "на набережной", "f"),
        ("гранитная набережная", "гранитной набережной", "гранитную набережную", "вдоль набережной", "f"),
        ("дома у реки", "домов у реки", "дома у реки", "у реки", "p"),
        ("берег реки с домами", "берега реки с домами", "берег реки с домами", "на берегу у домов", "m"),
        ("парапет набережной", "парапета набережной", "парапет набережной", "у парапета", "m"),
        ("набережные", "набережных", "набережные", "на набережных", "p"),
    ),
    Sight.METRO: (
        ("метро", "метро", "метро", "в метро", "n"),
        ("станция метро", "станции метро", "станцию метро", "на станции метро", "f"),
        ("подземка", "подземки", "подземку", "в подземке", "f"),
        ("вестибюль метро", "вестибюля метро", "вестибюль метро", "в вестибюле метро", "m"),
        ("поезд метро", "поезда метро", "поезд метро", "на платформе", "m"),
        ("метрополитен", "метрополитена", "метрополитен", "в метрополитене", "m"),
        ("станция", "станции", "станцию", "на станции", "f"),
    ),
    Sight.PARK: (
        ("парк", "парка", "парк", "в парке", "m"),
        ("аллея", "аллеи", "аллею", "на аллее", "f"),
        ("аллея парка", "аллеи парка", "аллею парка", "в аллее", "f"),
        ("сквер", "сквера", "сквер", "в сквере", "m"),
        ("скамейки под деревьями", "скамеек под деревьями", "скамейки под деревьями", "под деревьями в парке", "p"),
        ("парки", "парков", "парки", "в парках", "p"),
        ("дорожка в парке", "дорожки в парке", "дорожку в парке", "на дорожке парка", "f"),
    ),
    Sight.FOUNTAIN: (
        ("фонтан", "фонтана", "фонтан", "у фонтана", "m"),
        ("фонтаны", "фонтанов", "фонтаны", "возле фонтана", "p"),
        ("городской фонтан", "городского фонтана", "городской фонтан", "рядом с фонтаном", "m"),
        ("фонтан на площади", "фонтана на площади", "фонтан на площади", "на площади с фонтаном", "m"),
        ("струи фонтана", "струй фонтана", "струи фонтана", "перед фонтаном", "p"),
    ),
    Sight.FERRIS_WHEEL: (
        ("колесо обозрения", "колеса обозрения", "колесо обозрения", "у колеса обозрения", "n"),
        ("чёртово колесо", "чёртова колеса", "чёртово колесо", "у чёртова колеса", "n"),
        ("аттракцион", "аттракциона", "аттракцион", "на аттракционе", "m"),
        ("большое колесо", "большого колеса", "большое колесо", "под колесом обозрения", "n"),
        ("колёса обозрения", "колёс обозрения", "колёса обозрения", "на колесе обозрения", "p"),
    ),
    Sight.THEATRE: (
        ("театр", "театра", "театр", "у театра", "m"),
        ("Большой театр", "Большого театра", "Большой театр", "у Большого театра", "m"),
        ("здание театра", "здания театра", "здание театра", "перед театром", "n"),
        ("театр с колоннами", "театра с колоннами", "театр с колоннами", "рядом с театром", "m"),
        ("колонны театра", "колонн театра", "колонны театра", "у колонн театра", "p"),
        ("театры", "театров", "театры", "возле театра", "p"),
    ),
    Sight.MONASTERY: (
        ("монастырь", "монастыря", "монастырь", "в монастыре", "m"),
        ("белый монастырь", "белого монастыря", "белый монастырь", "у стен монастыря", "m"),
        ("обитель", "обители", "обитель", "в обители", "f"),
        ("монастырские стены", "монастырских стен", "монастырские стены", "у монастыря", "p"),
        ("монастырь у пруда", "монастыря у пруда", "монастырь у пруда", "у монастырского пруда", "m"),
        ("золотые купола монастыря", "золотых куполов монастыря", "золотые купола монастыря", "за монастырём", "p"),
    ),
    Sight.MARKET: (
        ("рынок", "рынка", "рынок", "на рынке", "m"),
        ("базар", "базара", "базар", "на базаре", "m"),
        ("торговые ряды", "торговых рядов", "торговые ряды", "в торговых рядах", "p"),
        ("прилавки", "прилавков", "прилавки", "у прилавков", "p"),
        ("ярмарка", "ярмарки", "ярмарку", "на ярмарке", "f"),
        ("прилавки с фруктами", "прилавков с фруктами", "прилавки с фруктами", "у прилавков с фруктами", "p"),
        ("рыночные палатки", "рыночных палаток", "рыночные палатки", "у палаток", "p"),
    ),
}

SIGHTS_EN: dict[Sight, tuple[str, ...]] = {
    Sight.CATHEDRAL: (
        "cathedral", "church", "colourful domes", "Saint Basil's", "onion domes", "orthodox cathedral", "churches",
        "cathedrals", "temple", "St Basil's Cathedral",
    ),
    Sight.KREMLIN: (
        "Kremlin", "Kremlin wall", "Kremlin towers", "Spasskaya tower", "red brick wall with towers", "Moscow Kremlin",
        "Kremlin clock tower", "red towers", "the Kremlin walls",
    ),
    Sight.HIGH_RISE: (
        "high-rise", "skyscraper", "Stalinist high-rise", "tall building with a spire", "high-rise building", "tower block",
        "skyscrapers", "high rise", "Stalin skyscraper",
    ),
    Sight.BRIDGE: (
        "bridge", "bridges", "cable-stayed bridge", "bridge over the river", "arch bridge", "river bridge", "river crossing",
    ),
    Sight.EMBANKMENT: (
        "embankment", "riverside", "quay", "houses along the river", "granite embankment", "waterfront", "riverside houses",
        "promenade by the river", "embankments",
    ),
    Sight.METRO: (
        "metro", "subway", "metro station", "underground station", "subway hall", "metro train", "underground hall",
        "station platform", "subway station", "underground",
    ),
    Sight.PARK: (
        "park", "alley", "park alley", "trees and benches", "garden path", "parks", "tree-lined alley", "park benches",
        "path in the park",
    ),
    Sight.FOUNTAIN: (
        "fountain", "fountains", "city fountain", "fountain on the square", "fountain jets", "water fountain",
    ),
    Sight.FERRIS_WHEEL: (
        "ferris wheel", "big wheel", "observation wheel", "Ferris wheel", "amusement ride", "ferris wheels", "fairground wheel",
    ),
    Sight.THEATRE: (
        "theatre", "theater", "Bolshoi Theatre", "theatre with columns", "opera house", "Bolshoi", "theatres",
        "columns of the theatre",
    ),
    Sight.MONASTERY: (
        "monastery", "white monastery", "convent", "golden domes of the monastery", "monastery by the pond", "monastery walls",
        "abbey", "monasteries",
    ),
    Sight.MARKET: (
        "market", "bazaar", "market stalls", "stalls with fruit", "street market", "fair", "food market", "markets",
        "striped awnings", "farmers market",
    ),
}  # fmt: skip

# Adjective stems are spelled out: masculine, feminine, neuter, plural; then adverbs and bare nouns.
Adjective = tuple[str, str, str, str]

SEASONS_RU: dict[Season, tuple[tuple[Adjective, ...], tuple[str, ...], tuple[str, ...]]] = {
    Season.WINTER: (
        (
            ("зимний", "зимняя", "зимнее", "зимние"),
            ("снежный", "снежная", "снежное", "снежные"),
            ("заснеженный", "заснеженная", "заснеженное", "заснеженные"),
            ("морозный", "морозная", "морозное", "морозные"),
        ),
        ("зимой", "в снегу", "под снегом", "на морозе", "среди сугробов", "в январе", "в мороз"),
        ("зима", "снег", "сугробы", "мороз", "зимний день", "снежная зима", "зимняя пора"),
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
        ("лето", "зелень", "летний день", "летняя пора", "зелёные деревья", "зелёная листва"),
    ),
    Season.AUTUMN: (
        (
            ("осенний", "осенняя", "осеннее", "осенние"),
            ("золотой осенью", "золотой осенью", "золотой осенью", "золотой осенью"),
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
        ("in summer", "in July", "on a summer day", "among green trees", "in August"),
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
        ("cloudy", "overcast", "under clouds", "grey sky", "on a cloudy day", "cloudy weather"),
    ),
    Weather.RAIN: (
        ("дождь", "под дождём", "в дождь", "дождливо", "ливень", "в дождливую погоду"),
        ("rain", "in the rain", "rainy", "rainy weather", "pouring rain", "on a rainy day"),
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
        ("теплоход", "корабль", "корабль на реке", "кораблик", "лодка", "речной трамвайчик", "катер на воде", "судно"),
        ("с теплоходом", "с кораблём", "и теплоход", "с лодкой на воде", "и кораблик"),
        ("boat", "ship", "river boat", "boat on the river", "cruise boat", "ship on the water", "boats"),
        ("with a boat", "with a ship", "and a boat", "with a river boat"),
    ),
    SceneObject.TRAM: (
        ("трамвай", "красный трамвай", "трамвай на улице", "трамвайчик", "трамваи", "вагон трамвая"),
        ("с трамваем", "и трамвай", "с красным трамваем"),
        ("tram", "red tram", "streetcar", "trams", "tramcar", "a tram in the street"),
        ("with a tram", "and a red tram", "with a streetcar"),
    ),
    SceneObject.CAR: (
        ("машина", "автомобиль", "легковушка", "авто", "машина на дороге", "автомобили"),
        ("с машиной", "и автомобиль", "с автомобилем"),
        ("car", "automobile", "a car", "car on the road", "cars", "vehicle"),
        ("with a car", "and a car", "with an automobile"),
    ),
    SceneObject.BIRDS: (
        ("птицы", "стая птиц", "птицы в небе", "птички", "голуби в небе", "летящие птицы", "чайки"),
        ("с птицами", "и птицы", "со стаей птиц в небе"),
        ("birds", "flock of birds", "birds in the sky", "flying birds", "a flock", "gulls"),
        ("with birds", "and birds in the sky", "with a flock of birds"),
    ),
    SceneObject.FIREWORKS: (
        ("салют", "фейерверк", "праздничный салют", "фейерверки", "огни салюта", "салют в небе"),
        ("с салютом", "и фейерверк", "под салютом"),
        ("fireworks", "firework", "festive fireworks", "fireworks in the sky", "firework display"),
        ("with fireworks", "and fireworks", "under fireworks"),
    ),
    SceneObject.CAT: (
        ("кошка", "кот", "котик", "кошечка", "сидящая кошка", "коты", "киса"),
        ("с кошкой", "и кот", "с котом", "и кошка"),
        ("cat", "a cat", "kitty", "sitting cat", "cats", "pussycat"),
        ("with a cat", "and a cat", "with a sitting cat"),
    ),
    SceneObject.DOG: (
        ("собака", "пёс", "пёсик", "собачка", "собаки", "щенок", "собака на прогулке"),
        ("с собакой", "и пёс", "с собачкой", "и собака"),
        ("dog", "a dog", "doggy", "puppy", "dogs", "a dog on a walk"),
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
    ("without people", "no people", "deserted", "empty", "nobody around", "with nobody", "not a soul", "no one there"),
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
CITY_RU = ("город", "Москва", "в городе", "в Москве", "столица", "городской пейзаж")
CITY_EN = ("city", "Moscow", "in the city", "in Moscow", "cityscape", "capital")
