"""Sentences, in Russian and English, become the words, facts and denials that they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import EmptyQuery
from engine.filters import Colour, Filters, Orientation, People, Season, Sort, TimeOfDay, Weather
from engine.model import Tag
from engine.query import Kind, Query, Span
from engine.search.lexicon import Lexicon, fact_lemmas
from engine.search.parsing import parse_query
from engine.search.reading import read
from engine.search.understanding import assemble, understand

TAGS = (
    Tag(slug="park", ru="парк", en="park", aliases=("сквер",)),
    Tag(slug="tram", ru="трамвай", en="tram"),
    Tag(slug="crowd", ru="толпа", en="crowd"),
    Tag(slug="night_club", ru="ночной клуб", en="night club"),
    Tag(slug="ferris_wheel", ru="колесо обозрения", en="Ferris wheel"),
)
WORDS = {"зарядье": 4, "мост": 9, "bridge": 9, "кремль": 3, "снег": 5, "чашка": 1}
KNOWN = Lexicon(
    tags=TAGS,
    words=WORDS,
    photographers=("Анна Ветрова", "Jonas Weber"),
    licences=("CC BY 4.0",),
    known=dict.fromkeys(Kind, 1.0),
)
NEW_YEAR, NEW_YEARS_EVE = dt.date(2023, 1, 1), dt.date(2023, 12, 31)
UNRECORDED = Lexicon(tags=TAGS, words=WORDS)
"""A bank of whose photos no fact was written down."""


def ask(text: str, lexicon: Lexicon = KNOWN) -> Query:
    return understand(parse_query(text), lexicon)


def facts(text: str) -> Filters:
    return ask(text).filters


def test_a_sentence_becomes_words_and_facts() -> None:
    query = ask("зимний парк без людей вертикально")
    assert query.words == "зимний парк"
    assert query.filters == Filters(
        people=(People(0, 0),), seasons=(Season.WINTER,), orientations=(Orientation.PORTRAIT,)
    )


def test_every_part_is_said_to_be_what_it_was_taken_for() -> None:
    spans = ask("зимний парк без людей вертикально").understood
    assert spans is not None
    assert [(span.text, span.kind, span.value) for span in spans] == [
        ("зимний", Kind.SEASON, "winter"),
        ("парк", Kind.WORDS, ""),
        ("без людей", Kind.PEOPLE, "0"),
        ("вертикально", Kind.ORIENTATION, "portrait"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("покажи мост", "мост"),
        ("Есть ли у вас фотографии моста?", "моста"),
        ("подскажите, пожалуйста, нужен снимок Кремля", "Кремля"),
        ("хочу красный трамвай для нашей обложки", "красный трамвай"),
        ("I'm looking for a bridge", "a bridge"),
        ("I am looking for the bridge", "the bridge"),
        ("can you show me the bridge for our website", "the bridge"),
        ("do you have photos of a bridge", "photos of a bridge"),
    ],
)
def test_words_that_only_ask_are_no_part_of_what_is_sought(text: str, words: str) -> None:
    query = ask(text)
    assert query.words == words
    assert {span.kind for span in query.understood or ()} == {Kind.ASKING, Kind.WORDS}


@pytest.mark.parametrize("text", ["фото", "покажи", "мост показали", "мост для людей", "трамвай даёт свет"])
def test_words_for_asking_are_words_where_nothing_is_asked_with_them(text: str) -> None:
    query = ask(text)
    assert all(span.kind is not Kind.ASKING for span in query.understood or ())


def test_what_is_asked_for_politely_is_a_fact_all_the_same() -> None:
    query = ask("найдите мне, пожалуйста, зиму без людей")
    assert (query.filters.seasons, query.filters.people) == ((Season.WINTER,), (People(0, 0),))


def test_an_hour_stays_in_the_words_that_the_encoder_reads() -> None:
    query = ask("ночной мост")
    assert (query.words, query.filters) == ("ночной мост", Filters(times_of_day=(TimeOfDay.NIGHT,)))


def test_people_are_counted_and_a_crowd_is_denied() -> None:
    query = ask("two people in the snow, not a crowd")
    assert (query.words, query.filters) == ("two people in the snow", Filters(people=(People(2, 2),)))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("без людей", (People(0, 0),)),
        ("ни души на мосту", (People(0, 0),)),
        ("мост без единого прохожего", (People(0, 0),)),
        ("park without any people", (People(0, 0),)),
        ("nobody on the bridge", (People(0, 0),)),
        ("двое на мосту", (People(2, 2),)),
        ("три человека", (People(3, 3),)),
        ("от 3 до 5 человек", (People(3, 5),)),
        ("3–5 people", (People(3, 5),)),
        ("больше 10 человек", (People(11, None),)),
        ("at least two people", (People(2, None),)),
        ("толпа туристов", (People(13, None),)),
        ("-толпа мост", (People(0, 12),)),
        ("-люди мост", (People(0, 0),)),
        ("люди на мосту", (People(1, None),)),
        ("20 people", (People(20, None),)),
        ("группа из 3-5 человек", (People(3, 5),)),
        ("компания из пяти человек у моста", (People(5, 5),)),
        ("группа", ()),
        ("a group of at least six people", (People(6, None),)),
        ("двадцать пять человек", (People(25, None),)),
        ("twenty-five people", (People(25, None),)),
        ("не больше двенадцати человек", (People(0, 12),)),
        ("пара человек на мосту", (People(2, 2),)),
    ],
)
def test_people_in_any_words(text: str, people: tuple[People, ...]) -> None:
    assert facts(text).people == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("туманным утром", Filters(times_of_day=(TimeOfDay.MORNING,), weathers=(Weather.FOG,))),
        ("foggy mornings", Filters(times_of_day=(TimeOfDay.MORNING,), weathers=(Weather.FOG,))),
        ("закаты над мостом", Filters(times_of_day=(TimeOfDay.EVENING,))),
        ("осенью или весной", Filters(seasons=(Season.SPRING, Season.AUTUMN))),
        ("мост не зимой", Filters(seasons=(Season.SPRING, Season.SUMMER, Season.AUTUMN))),
        ("city not in winter", Filters(seasons=(Season.SPRING, Season.SUMMER, Season.AUTUMN))),
        ("город кроме как зимой", Filters(seasons=(Season.SPRING, Season.SUMMER, Season.AUTUMN))),
        ("bridge, not at night", Filters(times_of_day=(TimeOfDay.MORNING, TimeOfDay.DAY, TimeOfDay.EVENING))),
        ("мост в синих тонах", Filters(colours=(Colour.BLUE,))),
        ("bridge in shades of blue", Filters(colours=(Colour.BLUE,))),
        ("парк квадратный кадр", Filters(orientations=(Orientation.SQUARE,))),
        ("horizontal bridge", Filters(orientations=(Orientation.LANDSCAPE,))),
        ("мост автор: Анна Ветрова", Filters(photographers=("Анна Ветрова",))),
        ("bridge photo by Jonas Weber", Filters(photographers=("Jonas Weber",))),
        ("мост от 3000 пикселей", Filters(longer_side=3000)),
        ("bridge 4k", Filters(longer_side=3840)),
        ("больше 4000 пикселей", Filters(longer_side=4000)),
        ("летом 2023", Filters(seasons=(Season.SUMMER,), taken_from=NEW_YEAR, taken_until=NEW_YEARS_EVE)),
        (
            "the bridge in winter 2023",
            Filters(seasons=(Season.WINTER,), taken_from=NEW_YEAR, taken_until=NEW_YEARS_EVE),
        ),
    ],
)
def test_facts_in_any_inflection(text: str, expected: Filters) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("мост за 2024 год", "2024-01-01", "2024-12-31"),
        ("bridge in 2024", "2024-01-01", "2024-12-31"),
        ("мост 2020–2023", "2020-01-01", "2023-12-31"),
        ("мост с 2020 по 2023 год", "2020-01-01", "2023-12-31"),
        ("мост в марте 2024", "2024-03-01", "2024-03-31"),
        ("bridge February 2024", "2024-02-01", "2024-02-29"),
        ("bridge since 2020", "2020-01-01", None),
        ("мост до 2020 года", None, "2019-12-31"),
        ("2024-05-09 салют", "2024-05-09", "2024-05-09"),
    ],
)
def test_dates(text: str, first: str | None, last: str | None) -> None:
    filters = facts(text)
    ends = [day and day.isoformat() for day in (filters.taken_from, filters.taken_until)]
    assert ends == [first, last]


@pytest.mark.parametrize("text", ["красный трамвай", "день", "снежный мост", "Зимний дворец", "ночной клуб", "spring"])
def test_words_that_may_mean_something_else_are_no_conditions(text: str) -> None:
    query = ask(text)
    assert (query.words, query.filters) == (text, Filters())


def test_where_facts_are_not_on_record_their_words_stay_words() -> None:
    query = ask("зимний парк без людей вертикально", UNRECORDED)
    assert query.words == "зимний парк"
    assert query.filters == Filters(orientations=(Orientation.PORTRAIT,))
    query = ask("мост без тумана", UNRECORDED)
    assert (query.words, query.not_words) == ("мост", ("туман",))


def test_a_denied_tag_may_not_be_carried() -> None:
    assert ask("мост без трамвая").no_tags == ("tram",)
    assert ask("мост -трамвай").no_tags == ("tram",)
    assert ask("мост -#трамваи").no_tags == ("tram",)
    assert ask("мост, но не с трамваем").no_tags == ("tram",)
    assert ask("нет в парке моста").no_tags == (), "«нет» denies what comes at once after it"
    assert ask("мост -чашка").not_words == ("чашка",)


def test_a_minus_denies_what_no_caption_has_and_a_sentence_does_not() -> None:
    assert ask("мост -слон").not_words == ("слон",)
    query = ask("no entry sign")
    assert (query.words, query.not_words) == ("no entry sign", ())


def test_either_of_two_tags() -> None:
    query = ask("мост #парк | #трамвай")
    assert (query.any_tags, query.tags) == (("park", "tram"), ())
    assert ask("#парк или #трамвай").any_tags == ("park", "tram")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Zaryadye", "зарядье"),
        ("пакр", "парк"),
        ("kreml", "кремль"),
        ("brigde", "bridge"),
        ("трамвйа", "трамвай"),
        ("vjcn", "мост"),
        ("vjcns", "мосты"),
        ("икшвпу", "bridge"),
        ("prak", "park"),
    ],
)
def test_slips_and_the_other_alphabet_are_understood(typed: str, meant: str) -> None:
    query = ask(typed)
    assert query.words == meant
    assert query.understood == (Span(text=typed, kind=Kind.WORDS, corrected=meant),)


def test_half_of_a_name_with_a_hyphen_is_no_slip() -> None:
    query = ask("мсот и мсот-Петербург")
    assert query.words == "мост и мсот-Петербург"


def test_what_stood_before_a_denial_ends_without_a_comma() -> None:
    assert ask("мост, но не ночью").words == "мост"


def test_words_that_the_reader_lives_by_are_never_taken_for_slips() -> None:
    """To a bank with the sea and a palace, "more" would sound like «море» and "place" be a letter short."""
    seaside = Lexicon(words={"море": 5, "palace": 5}, places=("Арбат",), known=dict.fromkeys(Kind, 1.0))
    query = ask("more than five people, place Арбат", seaside)
    assert (query.filters.people, query.filters.places) == ((People(6, None),), ("Арбат",))
    assert ask("palase", seaside).words == "palace"


@pytest.mark.parametrize("word", ["мостки", "крем", "суп", "quantum", "bride's", "абракадабра", "a1b2"])
def test_words_that_exist_are_not_corrected(word: str) -> None:
    assert ask(word).words == word


def test_a_misspelt_tag_is_found_and_an_unknown_one_is_named() -> None:
    query = ask("#пакр #дракон")
    assert (query.tags, query.unknown_tags) == (("park",), ("дракон",))


def test_the_same_but_different_continues_what_was_asked() -> None:
    query = ask("то же, но зимой")
    assert (query.continues, query.words, query.filters.seasons) == (True, "зимой", (Season.WINTER,))
    assert ask("the same but without people").filters.people == (People(0, 0),)
    assert not ask("мост и то же небо").continues


def test_the_order_may_be_asked_for() -> None:
    assert ask("мост сначала новые").sort is Sort.NEWEST
    assert ask("most popular bridges") == Query(words="bridges", sort=Sort.POPULAR)


def test_without_one_of_its_spans_a_query_asks_less() -> None:
    query = ask("зимний парк без людей")
    spans = [span for span in query.understood or () if span.kind is not Kind.SEASON]
    assert assemble(spans, query) == Query(words="парк", filters=Filters(people=(People(0, 0),)))


def test_a_query_once_understood_is_left_alone() -> None:
    query = ask("зимний парк")
    assert understand(query, UNRECORDED) is query


PIECES = (
    "зимний парк без не людей -толпа #парк -#трамвай то же , но вертикально от 3 до 5 человек 2024 года two "
    "people not a crowd in the snow by Jonas Weber | или 4k пакр Zaryadye ни души"
)
TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join))


PATIENT = settings(deadline=None)
"""The first text of all waits for the dictionary."""


@PATIENT
@given(TEXT, st.sampled_from([KNOWN, UNRECORDED, Lexicon()]))
def test_any_text_is_understood(text: str, lexicon: Lexicon) -> None:
    try:
        query = parse_query(text[:400])
    except EmptyQuery:
        return
    understood = understand(query, lexicon)
    assert understood.understood is not None
    assert assemble(understood.understood, understood) == understood
    assert not set(understood.tags) - {tag.slug for tag in lexicon.tags}


@PATIENT
@given(TEXT, st.sampled_from([KNOWN, UNRECORDED]))
def test_every_letter_of_a_text_is_in_exactly_one_span(text: str, lexicon: Lexicon) -> None:
    def letters(some: str) -> list[str]:
        return [c for c in some if c.isalnum()]

    assert letters("".join(span.text for span in read(text, lexicon))) == letters(text)


def test_the_first_question_waits_for_nothing_that_could_be_read_before() -> None:
    fact_lemmas.cache_clear()
    lexicon = Lexicon()
    lexicon.warm_up()
    assert fact_lemmas.cache_info().currsize == 1
