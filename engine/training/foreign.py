"""Texts that match no scene: other subjects, office talk, invented words, keyboard noise."""

from __future__ import annotations

from random import Random

from engine.model import Language

_RU = """
слон пальма океан пляж ракета космонавт микроскоп бухгалтерия договор аренды пицца суши торт борода гитара скрипка
концерт рок-группы футбольный матч хоккей баскетбол шахматы компьютер клавиатура принтер ноутбук смартфон программа
алгоритм уравнение интеграл молекула атом вирус больница врач укол таблетки зубная щётка стиральный порошок
холодильник диван кровать подушка ковёр обои ремонт кухни сантехника труба кран гвозди молоток отвёртка трактор
комбайн корова свинья курица овца верблюд жираф пингвин кит акула дельфин медуза кактус пустыня вулкан ледник
джунгли водопад пещера айсберг самолёт вертолёт дирижабль подводный танк пушка рыцарь дракон единорог русалка
привидение робот пришелец планета галактика телескоп спутник платье туфли шляпа перчатки кольцо ожерелье духи помада
маникюр причёска йога плавание бассейн лыжи коньки сноуборд палатка костёр рюкзак компас карта сокровищ пират якорь
парус маяк учебник тетрадь карандаш школьный урок экзамен диплом университет лекция семинар курс валют акции биржа
кредит ипотека страховка налог отчёт квартал прибыль презентация совещание резюме вакансия зарплата отпуск паспорт
виза таможня чемодан билет гостиница завтрак омлет сыр колбаса макароны рис гречка шоколад мороженое кофе чай вино
пиво лимонад арбуз банан ананас клубника гриб рыбалка удочка автобус велосипед мотоцикл самокат лифт эскалатор
кастрюля сковорода вилка ложка тарелка чашка скатерть занавески люстра утюг пылесос посуда соль сахар мука масло
яйца молоко кефир творог пельмени котлета суп салат пирог блины варенье перец лук чеснок морковь капуста помидор
огурец яблоко груша слива виноград апельсин мандарин роман повесть стихи поэт писатель художник композитор симфония
альбом песня барабан рояль кларнет кино сериал актёр режиссёр сценарий мультфильм новости газета журнал реклама
телевизор радио телефон камера объектив монитор процессор память сервер интернет пароль почта файл папка график
формула теорема дробь косинус геометрия физика химия биология история философия психология медицина хирург анализ
крови рентген температура кашель насморк аллергия диета спорт бег прыжки гимнастика теннис волейбол бокс борьба
тренер судья медаль кубок рекорд закон адвокат полиция тюрьма партия министр президент армия генерал солдат война
мир договорённость бизнес стартап маркетинг менеджер директор склад доставка заказ скидка цена деньги рубль доллар
евро банк вклад пенсия свадьба юбилей подарок игрушка кукла кубики лего пазл карты домино лотерея волк медведь лиса
заяц ёж белка мышь крыса змея лягушка черепаха крокодил лев тигр обезьяна бабочка пчела муравей паук комар муха клещ
роза тюльпан ромашка папоротник мох бамбук орхидея нефть газ уголь железо золото серебро алмаз стекло пластик бумага
ткань шёлк шерсть кожа резина бетон кирпич цемент доска гвоздь шуруп клей краска лак кандидата сессия стипендия
ректор кафедра лаборатория пробирка опыт гипотеза
""".split()
_EN = """
elephant palm ocean beach rocket astronaut microscope accounting contract lease pizza sushi cake beard guitar violin
concert football basketball chess computer keyboard printer laptop smartphone software algorithm equation integral
molecule atom virus hospital doctor injection pills toothbrush washing machine fridge sofa bed pillow carpet
wallpaper kitchen plumbing pipe nails hammer screwdriver tractor cow pig chicken sheep camel giraffe penguin whale
shark dolphin jellyfish cactus desert volcano glacier jungle waterfall cave iceberg airplane helicopter airship
submarine tank cannon knight dragon unicorn mermaid ghost robot alien planet galaxy telescope satellite dress shoes
gloves ring necklace perfume lipstick manicure hairstyle yoga swimming pool skiing skates snowboard tent campfire
backpack compass treasure map pirate anchor sail textbook notebook pencil lesson exam diploma university lecture
seminar currency shares stock exchange credit mortgage insurance tax report quarter profit presentation meeting
resume vacancy salary vacation passport visa customs suitcase boarding pass hotel breakfast omelette cheese sausage
pasta rice buckwheat chocolate ice cream coffee tea wine beer lemonade watermelon banana pineapple strawberry
mushroom fishing rod bus bicycle motorcycle scooter elevator escalator saucepan frying fork spoon plate cup
tablecloth curtains lamp vacuum cleaner dishes salt sugar flour butter eggs milk yoghurt dumplings cutlet soup salad
pie pancakes jam pepper garlic carrot cabbage tomato apple pear plum grapes tangerine novel story verse poet writer
painter composer symphony album song drum trumpet piano clarinet movie series actor director script cartoon news
newspaper magazine advertising television radio camera lens monitor processor memory server internet password email
file folder spreadsheet chart formula geometry physics chemistry biology history philosophy psychology medicine
surgeon x-ray fever cough allergy diet sport running jumping gymnastics tennis volleyball boxing wrestling coach
referee medal trophy record law court police prison vote party minister president army general soldier war peace
business startup marketing manager warehouse delivery order discount money dollar euro bank deposit pension wedding
anniversary gift toy doll puzzle cards domino lottery wolf bear fox hare hedgehog squirrel mouse rat snake frog
turtle crocodile lion tiger monkey butterfly bee ant spider mosquito fly tick rose tulip daisy fern moss bamboo
orchid petroleum gas coal steel gold silver diamond glass plastic cloth wool leather rubber concrete cement board
screw glue paint varnish degree semester scholarship professor laboratory tube experiment hypothesis
""".split()
_GLUE_RU = (
    "и",
    "в",
    "на",
    "для",
    "как",
    "где",
    "купить",
    "почему",
    "сколько стоит",
    "без",
    "с",
    "про",
    "мой",
    "новый",
    "старый",
)
_GLUE_EN = (
    "and",
    "in",
    "on",
    "for",
    "how to",
    "where",
    "buy",
    "why",
    "price of",
    "without",
    "with",
    "about",
    "my",
    "new",
    "old",
)
_SYLLABLES_RU = (
    "ба", "ве", "го", "ду", "жи", "за", "ки", "ло", "му", "не", "по", "ра", "си", "ту", "фо", "хо", "це", "ча",
    "ши", "эк", "юр", "яд", "ист", "ост", "ент", "аль", "ник", "ция", "мент", "гра", "стр", "пло", "кри", "тро",
    "вли", "зда", "онт", "ерм", "угл", "инф",
)  # fmt: skip
_SYLLABLES_EN = (
    "ba", "co", "du", "fe", "gi", "ha", "jo", "ka", "li", "mo", "nu", "or", "pa", "qu", "ra", "se", "ti", "ul",
    "ve", "wa", "xi", "yo", "ze", "tion", "ment", "ing", "est", "ism", "ous", "graph", "phy", "tro", "cle", "str",
    "pla", "ock", "und",
)  # fmt: skip
_KEYS = "qwertyuiopasdfghjklzxcvbnm"
_KEYS_RU = "йцукенгшщзхъфывапролджэячсмитьбю"


def foreign_text(chance: Random, language: Language) -> str:
    """One to six words; a third of them invented, some plain noise or digits."""
    russian = language is Language.RU
    words, glue = (_RU, _GLUE_RU) if russian else (_EN, _GLUE_EN)
    syllables = _SYLLABLES_RU if russian else _SYLLABLES_EN
    kind = chance.random()
    if kind < 0.08:
        return "".join(chance.choice(_KEYS_RU if russian else _KEYS) for _ in range(chance.randint(4, 14)))
    if kind < 0.11:
        return " ".join(str(chance.randint(0, 99999)) for _ in range(chance.randint(1, 3)))
    parts: list[str] = []
    for _ in range(chance.randint(1, 4)):
        if parts and chance.random() < 0.3:
            parts.append(chance.choice(glue))
        if chance.random() < 0.42:
            parts.append("".join(chance.choice(syllables) for _ in range(chance.randint(2, 4))))
        else:
            parts.append(chance.choice(words))
    return " ".join(parts)
