"""Each filter by a Russian sentence, by an English one and as a Query, through the whole search over a real bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from engine.filters import Colour, Filters, Orientation, People, Season, TimeOfDay, Weather
from engine.ingest.ingest_photo import Accepted, Received
from engine.model import Band, Caption, Kind, Language, Metadata, PhotoId, PhotoTag, Query, Rights, Tag
from engine.search.parsing import parse_query
from storage.database import migrate, open_database
from tests.bank import Bank, open_bank
from tests.conftest import actor, jpeg

PARK = Tag(slug="park", ru="парк", en="park")
TRAM = Tag(slug="tram", ru="трамвай", en="tram")
BRIDGE = Tag(slug="bridge", ru="мост", en="bridge")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is true of one photo of the bank."""

    colour: Colour
    pixels: tuple[int, int]
    people: int
    season: Season
    hour: TimeOfDay
    weather: Weather
    taken: str
    place: str
    licence: str
    photographer: str
    tags: tuple[Tag, ...]

    @property
    def slugs(self) -> set[str]:
        return {tag.slug for tag in self.tags}


RGB = {
    Colour.RED: (220, 10, 10), Colour.ORANGE: (250, 140, 10), Colour.YELLOW: (240, 230, 10),
    Colour.GREEN: (10, 200, 20), Colour.TURQUOISE: (10, 210, 200), Colour.BLUE: (10, 20, 230),
    Colour.PURPLE: (140, 10, 230), Colour.PINK: (250, 20, 170), Colour.BROWN: (110, 60, 20),
    Colour.WHITE: (250, 250, 250), Colour.GREY: (128, 128, 128), Colour.BLACK: (8, 8, 8),
}  # fmt: skip
PEOPLE = (0, 1, 2, 3, 5, 6, 12, 13, 40, 0, 1, 2)
TAGS = ((PARK,), (TRAM,), (PARK, TRAM), (BRIDGE,), ())
PIXELS = ((64, 48), (48, 64), (64, 64), (1200, 900))


def every_photo() -> list[Shown]:
    """Twelve, one of each colour; no two facts go together throughout."""
    return [
        Shown(
            colour=colour,
            pixels=PIXELS[number % 4],
            people=PEOPLE[number],
            season=list(Season)[number // 3],
            hour=list(TimeOfDay)[(number // 2) % 4],
            weather=list(Weather)[number % 5],
            taken=f"{2020 + number % 5}-0{1 + number % 3}-15",
            place=("Зарядье", "Старый Арбат")[number % 2],
            licence=("CC BY 4.0", "CC0", "PD")[number % 3],
            photographer=("Анна Ветрова", "Jonas Weber")[number % 3 == 1],
            tags=TAGS[number % 5],
        )
        for number, colour in enumerate(Colour)
    ]


@dataclass(frozen=True)
class City:
    bank: Bank
    photos: dict[PhotoId, Shown]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def city(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[City]:
    folder: Path = tmp_path_factory.mktemp("city")
    url = f"sqlite+aiosqlite:///{folder / 'bank.db'}"
    await migrate(url)
    database = await open_database(url)
    async with open_bank(database, folder) as bank:
        photos = {}
        for shown in every_photo():
            taken_at = dt.datetime.fromisoformat(shown.taken).replace(hour=12, tzinfo=dt.UTC)
            outcome = await bank.ingest(
                Received(
                    content=jpeg(RGB[shown.colour], shown.pixels),
                    captions=(Caption(language=Language.RU, text="Вид города"),),
                    tags=[PhotoTag(tag=tag) for tag in shown.tags],
                    rights=Rights(photographer=shown.photographer, licence=shown.licence),
                    metadata=Metadata(
                        people_count=shown.people,
                        season=shown.season,
                        time_of_day=shown.hour,
                        weather=shown.weather,
                        taken_at=taken_at,
                        place=shown.place,
                    ),
                )
            )
            assert isinstance(outcome, Accepted)
            photos[outcome.photo_id] = shown
        while await bank.index_pending():
            pass
        yield City(bank, photos)
    await database.aclose()


def people(at_least: int, at_most: int | None) -> Filters:
    return Filters(people=(People(at_least, at_most),))


def taken(first: str | None, last: str | None) -> Filters:
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    return Filters(taken_from=days[0], taken_until=days[1])


def season(name: Season) -> Callable[[Shown], bool]:
    return lambda shown: shown.season is name


def hour(name: TimeOfDay) -> Callable[[Shown], bool]:
    return lambda shown: shown.hour is name


def weather(name: Weather) -> Callable[[Shown], bool]:
    return lambda shown: shown.weather is name


def colour(name: Colour) -> Callable[[Shown], bool]:
    return lambda shown: shown.colour is name


def coloured(name: Colour) -> Query:
    return Query(filters=Filters(colours=(name,)))


def tagged(all_of: tuple[str, ...] = (), any_of: tuple[str, ...] = (), none_of: tuple[str, ...] = ()) -> Query:
    return Query(tags=all_of, any_tags=any_of, no_tags=none_of)


def of(filters: Filters) -> Query:
    return Query(filters=filters)


Case = tuple[str, str, Query, Callable[[Shown], bool]]
CASES: list[Case] = [
    ("без людей", "without people", of(people(0, 0)), lambda s: s.people == 0),
    ("один человек", "one person", of(people(1, 1)), lambda s: s.people == 1),
    ("двое", "two people", of(people(2, 2)), lambda s: s.people == 2),
    ("от 3 до 5 человек", "3-5 people", of(people(3, 5)), lambda s: 3 <= s.people <= 5),
    ("от шести до двенадцати человек", "6 to 12 people", of(people(6, 12)), lambda s: 6 <= s.people <= 12),
    ("толпа", "a crowd", of(people(13, None)), lambda s: s.people >= 13),
    ("-толпа", "not a crowd", of(people(0, 12)), lambda s: s.people < 13),
    ("больше пяти человек", "more than five people", of(people(6, None)), lambda s: s.people > 5),
    ("зимой", "in winter", of(Filters(seasons=(Season.WINTER,))), season(Season.WINTER)),
    ("весенний", "springtime", of(Filters(seasons=(Season.SPRING,))), season(Season.SPRING)),
    ("летом", "in summer", of(Filters(seasons=(Season.SUMMER,))), season(Season.SUMMER)),
    ("осенью", "autumnal", of(Filters(seasons=(Season.AUTUMN,))), season(Season.AUTUMN)),
    (
        "не зимой",
        "not in winter",
        of(Filters(seasons=(Season.SPRING, Season.SUMMER, Season.AUTUMN))),
        lambda s: s.season is not Season.WINTER,
    ),
    ("утром", "in the morning", of(Filters(times_of_day=(TimeOfDay.MORNING,))), hour(TimeOfDay.MORNING)),
    ("днём", "by daylight", of(Filters(times_of_day=(TimeOfDay.DAY,))), hour(TimeOfDay.DAY)),
    ("на закате", "at sunset", of(Filters(times_of_day=(TimeOfDay.EVENING,))), hour(TimeOfDay.EVENING)),
    ("ночью", "at night", of(Filters(times_of_day=(TimeOfDay.NIGHT,))), hour(TimeOfDay.NIGHT)),
    ("солнечно", "sunny", of(Filters(weathers=(Weather.CLEAR,))), weather(Weather.CLEAR)),
    ("пасмурно", "overcast", of(Filters(weathers=(Weather.CLOUDY,))), weather(Weather.CLOUDY)),
    ("под дождём", "in the rain", of(Filters(weathers=(Weather.RAIN,))), weather(Weather.RAIN)),
    ("снегопад", "snowfall", of(Filters(weathers=(Weather.SNOW,))), weather(Weather.SNOW)),
    ("в тумане", "foggy", of(Filters(weathers=(Weather.FOG,))), weather(Weather.FOG)),
    (
        "вертикально",
        "portrait orientation",
        of(Filters(orientations=(Orientation.PORTRAIT,))),
        lambda s: s.pixels[1] > s.pixels[0],
    ),
    (
        "горизонтальный кадр",
        "horizontal",
        of(Filters(orientations=(Orientation.LANDSCAPE,))),
        lambda s: s.pixels[0] > s.pixels[1],
    ),
    (
        "квадратный кадр",
        "square format",
        of(Filters(orientations=(Orientation.SQUARE,))),
        lambda s: s.pixels[0] == s.pixels[1],
    ),
    ("в красных тонах", "in red tones", coloured(Colour.RED), colour(Colour.RED)),
    ("в оранжевых тонах", "in shades of orange", coloured(Colour.ORANGE), colour(Colour.ORANGE)),
    ("в жёлтой гамме", "yellow palette", coloured(Colour.YELLOW), colour(Colour.YELLOW)),
    ("в зелёных тонах", "green tones", coloured(Colour.GREEN), colour(Colour.GREEN)),
    ("в бирюзовых тонах", "in shades of turquoise", coloured(Colour.TURQUOISE), colour(Colour.TURQUOISE)),
    ("в синих тонах", "in blue tones", coloured(Colour.BLUE), colour(Colour.BLUE)),
    ("в фиолетовых тонах", "in shades of purple", coloured(Colour.PURPLE), colour(Colour.PURPLE)),
    ("в розовых тонах", "pink hues", coloured(Colour.PINK), colour(Colour.PINK)),
    ("в коричневых тонах", "brown tones", coloured(Colour.BROWN), colour(Colour.BROWN)),
    ("в белых тонах", "in white tones", coloured(Colour.WHITE), colour(Colour.WHITE)),
    ("в серых тонах", "in shades of grey", coloured(Colour.GREY), colour(Colour.GREY)),
    ("в чёрных тонах", "in black tones", coloured(Colour.BLACK), colour(Colour.BLACK)),
    ("за 2022 год", "in 2022", of(taken("2022-01-01", "2022-12-31")), lambda s: s.taken[:4] == "2022"),
    ("с 2022 года", "since 2022", of(taken("2022-01-01", None)), lambda s: s.taken >= "2022"),
    ("до 2022 года", "before 2022", of(taken(None, "2021-12-31")), lambda s: s.taken < "2022"),
    ("2021–2023", "from 2021 to 2023", of(taken("2021-01-01", "2023-12-31")), lambda s: "2021" <= s.taken < "2024"),
    (
        "в феврале 2021",
        "in February 2021",
        of(taken("2021-02-01", "2021-02-28")),
        lambda s: s.taken.startswith("2021-02"),
    ),
    ("место: Зарядье", "place: Zaryadye", of(Filters(places=("Зарядье",))), lambda s: s.place == "Зарядье"),
    (
        "на Старом Арбате",
        "place Старый Арбат",
        of(Filters(places=("Старый Арбат",))),
        lambda s: s.place == "Старый Арбат",
    ),
    ("лицензия CC0", "licence CC0", of(Filters(licences=("CC0",))), lambda s: s.licence == "CC0"),
    ("по лицензии CC BY 4.0", "CC BY 4.0", of(Filters(licences=("CC BY 4.0",))), lambda s: s.licence == "CC BY 4.0"),
    (
        "автор Анна Ветрова",
        "photographer Anna Vetrova",
        of(Filters(photographers=("Анна Ветрова",))),
        lambda s: s.photographer == "Анна Ветрова",
    ),
    (
        "фотограф Jonas Weber",
        "photo by Jonas Weber",
        of(Filters(photographers=("Jonas Weber",))),
        lambda s: s.photographer == "Jonas Weber",
    ),
    ("от 1000 пикселей", "at least 1000 pixels", of(Filters(longer_side=1000)), lambda s: max(s.pixels) >= 1000),
    ("#парк #трамвай", "#park #tram", tagged(all_of=("park", "tram")), lambda s: {"park", "tram"} <= s.slugs),
    (
        "#парк или #трамвай",
        "#park | #tram",
        tagged(any_of=("park", "tram")),
        lambda s: bool({"park", "tram"} & s.slugs),
    ),
    ("-#парк -#трамвай", "-#park -#tram", tagged(none_of=("park", "tram")), lambda s: not {"park", "tram"} & s.slugs),
    ("без трамвая", "without trams", tagged(none_of=("tram",)), lambda s: "tram" not in s.slugs),
    (
        "летом без людей или зимой",
        "in summer or winter without people",
        of(replace(people(0, 0), seasons=(Season.WINTER, Season.SUMMER))),
        lambda s: s.people == 0 and s.season in {Season.WINTER, Season.SUMMER},
    ),
    (
        "вертикально, лицензия CC0, не ночью",
        "vertical, licence CC0, not at night",
        of(
            Filters(
                orientations=(Orientation.PORTRAIT,),
                licences=("CC0",),
                times_of_day=(TimeOfDay.MORNING, TimeOfDay.DAY, TimeOfDay.EVENING),
            )
        ),
        lambda s: s.pixels[1] > s.pixels[0] and s.licence == "CC0" and s.hour is not TimeOfDay.NIGHT,
    ),
]


async def answer(city: City, query: Query) -> tuple[Query, set[PhotoId], set[PhotoId]]:
    """How it was understood, what was found, and everything that is on any page."""
    page = await city.bank.search_photos(actor(), query)
    hits = list(page.hits)
    for number in range(2, page.page_count + 1):
        hits += (await city.bank.open_search(actor(), page.search_id, number)).hits
    async with city.bank.database.begin() as work:
        search = await work.searches.get(page.search_id)
    assert search is not None
    behind = {photo_id for ranked in search.ranked for photo_id in ranked.similar}
    everything = {hit.photo_id for hit in hits} | behind
    assert len(hits) + len(behind) == len(everything), "nothing twice"
    assert page.found == len({hit.photo_id for hit in hits if hit.band is not Band.FAR} | behind)
    return page.query, {hit.photo_id for hit in hits if hit.band is not Band.FAR} | behind, everything


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("russian", "english", "query", "is_wanted"), CASES, ids=[case[1] for case in CASES])
async def test_a_filter_is_understood_in_both_languages_and_never_violated(
    city: City, russian: str, english: str, query: Query, is_wanted: Callable[[Shown], bool]
) -> None:
    wanted = {photo_id for photo_id, shown in city.photos.items() if is_wanted(shown)}
    assert 0 < len(wanted) < len(city.photos) or query.filters.people, "the bank has some and not all"
    for asked in (query, parse_query(russian), parse_query(english)):
        understood, found, everything = await answer(city, asked)
        assert understood.conditions == query.conditions, understood.understood
        assert found == wanted, understood.words
        assert everything == wanted, "not even as a far hit"
        if asked is not query:
            spans = understood.understood or ()
            assert any(span.hard for span in spans), "and the answer says how it was understood"
            assert not any(span.kind is Kind.UNKNOWN_TAG for span in spans)


@pytest.mark.asyncio(loop_scope="module")
async def test_either_of_two_counts_that_a_query_brings_is_kept_exactly(city: City) -> None:
    counts = (People(0, 0), People(3, 5))
    _, found, everything = await answer(city, Query(words="город", filters=Filters(people=counts)))
    assert found == everything == {i for i, shown in city.photos.items() if shown.people in {0, 3, 4, 5}}


@pytest.mark.asyncio(loop_scope="module")
async def test_words_with_filters_rank_only_what_passes_them(city: City) -> None:
    """Red is the nearest of all to "red", and it was taken in winter or not."""
    red = next(photo_id for photo_id, shown in city.photos.items() if shown.colour is Colour.RED)
    for name in Season:
        _, _, everything = await answer(city, Query(words="red", filters=Filters(seasons=(name,)), understood=()))
        assert everything == {photo_id for photo_id, shown in city.photos.items() if shown.season is name}
        assert (red in everything) == (city.photos[red].season is name)
