"""The dashboard's use cases: what a page holds, and who may read whose numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from admin.dashboard.figures import (
    AskedWords,
    Growth,
    Overview,
    PartnerFigure,
    Period,
    Photos,
    Quality,
    Queries,
    TagDemand,
    Tags,
)
from admin.dashboard.joining import joined
from admin.dashboard.reading import ROWS
from admin.dashboard.remembering import RememberingEncoder
from admin.dashboard.sections import DAYS, UNCOMPARED, Asked, Section
from admin.meanings import Meaning, Sense, Wording
from engine.errors import BadPerson, ChoiceGone, NotAllowed, PhotoGone, UnknownTag
from engine.model import PersonId, PhotoId, PhotoState, Role
from tests.bank import Bank
from tests.conftest import NOON, ColourEncoder, actor
from tests.dashboard.banks import BankInMemory, reading_of
from tests.dashboard.statistics import FakeStatistics
from tests.people.acting import dashboard_of

MODERATOR = actor(Role.MODERATOR)


@pytest.mark.parametrize("days", DAYS)
async def test_the_days_end_today_in_the_banks_own_time_zone(days: int) -> None:
    page = await reading_of(BankInMemory())(MODERATOR, Asked(days=days))
    assert page.period == Period(first=NOON.date() - dt.timedelta(days=days - 1), last=NOON.date())
    east = await reading_of(BankInMemory(), zone=dt.timezone(dt.timedelta(hours=13)))(MODERATOR, Asked(days=days))
    assert east.period.last == NOON.date() + dt.timedelta(days=1)


@pytest.mark.parametrize("section", Section)
async def test_the_days_before_are_there_where_comparing_means_something(section: Section) -> None:
    alone = await reading_of(BankInMemory())(MODERATOR, Asked(section=section, days=7))
    compared = await reading_of(BankInMemory())(MODERATOR, Asked(section=section, days=7, compares=True))
    assert alone.before is None
    if section in UNCOMPARED or isinstance(compared.figure, Queries):
        assert compared.before is None
    else:
        assert type(compared.before) is type(compared.figure)
        assert compared.before is not None
        assert compared.before.period == compared.period.before


async def test_an_overview_of_one_day_is_by_the_hour() -> None:
    page = await reading_of(BankInMemory())(MODERATOR, Asked(days=1, compares=True))
    assert page.hours is not None
    assert page.hours_before is not None
    assert page.hours_before.period == page.period.before
    week = await reading_of(BankInMemory())(MODERATOR, Asked(days=7))
    assert (week.hours, week.hours_before) == (None, None)


async def test_words_of_one_meaning_are_one_row_in_both_languages() -> None:
    figure = (await reading_of(BankInMemory())(MODERATOR, Asked(section=Section.TOP))).figure
    assert isinstance(figure, Queries)
    assert (figure.rows[0].words, figure.rows[0].others) == ("мост ночью", ("bridge at night",))
    assert (figure.rows[0].searches, figure.rows[0].searches_before) == (450, 210)
    assert [row.searches for row in figure.rows] == sorted((row.searches for row in figure.rows), reverse=True)
    assert len(figure.rows) == ROWS


async def test_a_meaning_rises_as_a_whole_though_its_words_do_not() -> None:
    class Slow(FakeStatistics):
        async def top_queries(self, period: Period, limit: int) -> Queries:
            rows = (asked("мост ночью", 12, 5), asked("bridge at night", 12, 5), asked("метро", 9, 9))
            return Queries(period=period, rows=rows)

        async def rising_queries(self, period: Period, limit: int) -> Queries:
            return Queries(period=period, rows=())

    read = replace(reading_of(BankInMemory()), statistics=Slow())
    figure = (await read(MODERATOR, Asked(section=Section.RISING))).figure
    assert isinstance(figure, Queries)
    assert [(row.words, row.searches, row.searches_before) for row in figure.rows] == [("bridge at night", 24, 10)]


def asked(words: str, searches: int, before: int = 0, people: int = 3) -> AskedWords:
    return AskedWords(words=words, searches=searches, people=people, searches_before=before, nothing_found=1)


def test_people_of_several_wordings_are_not_added_up() -> None:
    rows = [asked("мост ночью", 9, people=5), asked("bridge at night", 4, 2, people=7)]
    wordings = tuple(Wording(text=row.words, count=row.searches, sense=Sense()) for row in rows)
    (row,) = joined(rows, [Meaning(wordings=wordings)])
    assert row == replace(asked("bridge at night", 13, 2, people=7), nothing_found=2, others=("мост ночью",))


def test_meanings_without_a_row_are_left_out() -> None:
    known = Wording(text="мост", count=1, sense=Sense())
    unknown = Wording(text="метро", count=1, sense=Sense())
    rows = joined([asked("мост", 1)], [Meaning(wordings=(unknown,)), Meaning(wordings=(known,))])
    assert [row.words for row in rows] == ["мост"]


async def test_only_published_photos_are_pictured(bank: Bank) -> None:
    first, second, _third = await bank.take("red", "green", "blue")
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(second, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    page = await reading_of(bank.database)(MODERATOR, Asked(section=Section.PHOTOS))
    assert isinstance(page.figure, Photos)
    assert first in page.photos
    assert second not in page.photos


async def test_a_tag_that_rose_from_far_below_is_compared_with_what_it_had() -> None:
    class Changed(FakeStatistics):
        async def tags(self, period: Period, limit: int) -> Tags:
            named = [TagDemand(slug=f"t{n}", ru="т", en="t", searches=99 - n, photos=1) for n in range(20)]
            rows = tuple(named)
            return Tags(period=period, rows=(rows if period.last == NOON.date() else rows[::-1])[:limit])

    read = replace(reading_of(BankInMemory()), statistics=Changed())
    page = await read(MODERATOR, Asked(section=Section.TAGS, compares=True))
    assert isinstance(page.figure, Tags)
    assert isinstance(page.before, Tags)
    assert {row.slug for row in page.figure.rows} <= {row.slug for row in page.before.rows}


async def test_all_sections_at_once_are_each_of_the_same_days() -> None:
    pages = await reading_of(BankInMemory()).all(MODERATOR, Asked(section=Section.TAGS, days=30))
    assert [page.asked.section for page in pages] == list(Section)
    assert {page.period.days for page in pages} == {30}


@pytest.mark.parametrize("section", Section)
async def test_a_bank_that_nobody_uses_can_be_read(section: Section) -> None:
    page = await reading_of(BankInMemory(), scale=0)(MODERATOR, Asked(section=section, compares=True))
    if isinstance(page.figure, Overview):
        assert page.figure.searches.now == 0
    if isinstance(page.figure, Growth | Quality):
        assert page.figure.period.days == 7


async def test_a_partner_reads_their_own_numbers_and_nobody_elses(bank: Bank) -> None:
    async with bank.database.begin(writes=True) as work:
        own = (await work.people.add(77, Role.PARTNER, None, NOON)).person_id
        other = (await work.people.add(78, Role.PARTNER, None, NOON)).person_id
        request = await work.partner_requests.add(own, "Вечерняя газета", NOON)
        await work.partner_requests.decide(request, granted=True, reason="", by=PersonId(1), at=NOON)
        await work.commit()
    read = dashboard_of(bank).read_partner_stats
    partner = replace(actor(Role.PARTNER), person_id=own)
    page = await read(partner)
    assert isinstance(page.figure, PartnerFigure)
    assert (page.figure.person_id, page.name, page.is_own) == (own, "Вечерняя газета", True)
    assert await read.partners(partner) == ()
    for refused in (read(partner, other), read.by_telegram_id(partner, 78), read.by_telegram_id(partner, 77)):
        with pytest.raises(NotAllowed):
            await refused
    assert [one.name for one in await read.partners(MODERATOR)] == ["", "Вечерняя газета"]
    assert (await read(MODERATOR, own)).is_own is False
    with pytest.raises(BadPerson):
        await read(MODERATOR, PersonId(999))
    with pytest.raises(BadPerson):
        await read.by_telegram_id(MODERATOR, 999)


async def test_nobody_looks_at_the_numbers_of_somebody_who_is_no_partner(bank: Bank) -> None:
    async with bank.database.begin(writes=True) as work:
        member = (await work.people.add(79, Role.MEMBER, None, NOON)).person_id
        await work.commit()
    read = dashboard_of(bank).read_partner_stats
    for refused in (read(actor(Role.OWNER), member), read.by_telegram_id(MODERATOR, 79)):
        with pytest.raises(BadPerson):
            await refused


async def test_what_is_not_there_has_no_numbers(bank: Bank) -> None:
    acts = dashboard_of(bank)
    with pytest.raises(PhotoGone):
        await acts.read_photo_stats(MODERATOR, PhotoId(9))
    with pytest.raises(UnknownTag):
        await acts.read_tag_stats(MODERATOR, "гиппопотам")
    with pytest.raises(ChoiceGone):
        await acts.read_tag_stats.by_number(MODERATOR, 1, 7)


async def test_a_tag_is_found_by_any_of_its_names(bank: Bank) -> None:
    read = dashboard_of(bank).read_tag_stats
    pages = [await read(MODERATOR, name) for name in ("мост", "#Мост", "bridge", "BRIDGE", "мосты")]
    assert len({page.number for page in pages}) == 1
    assert (await read.by_number(MODERATOR, pages[0].number, 7)).figure.period.days == 7


async def test_texts_are_encoded_once() -> None:
    asked_for: list[str] = []

    class Counting(ColourEncoder):
        async def encode_texts(self, texts):  # type: ignore[no-untyped-def]
            asked_for.extend(texts)
            return await super().encode_texts(texts)

    encoder = RememberingEncoder(Counting())
    first = await encoder.encode_texts(["red", "green", "red"])
    again = await encoder.encode_texts(["green", "blue"])
    assert asked_for == ["red", "green", "blue"]
    assert (first[0] == first[2]).all()
    assert (first[1] == again[0]).all()
    assert (await encoder.encode_texts([])).shape == (0, 3)
