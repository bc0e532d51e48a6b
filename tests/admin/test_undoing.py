"""What was done is written down, and taken back for a day unless something newer stands on it."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from admin.audit.reading import Deeds
from admin.review.times import When
from engine.errors import DeedGone, PageGone, PhotobankError, Superseded, TooLate
from engine.filters import People
from engine.model import Kind, Language, PhotoState, Role, Tag
from engine.people.requests import Trouble
from engine.search.narrowing import number_of
from engine.tagging.description import Description
from tests.admin.test_reviewing import ANNA, BORIS, describe, photo_of
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.people.acting import acts_of, governing_of, reviewing_of, waiting


async def test_a_publication_is_taken_back_with_everything_that_came_with_it(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    before = await photo_of(bank, red)
    await describe(bank, red, Description(source="eyes", people=People(2, 2), tags=("bridge", "night")))
    acts = reviewing_of(bank)
    await acts.change_reviewed.toggle(ANNA, red, number_of(Kind.TAG, "night"), wanted=False)
    await acts.decide_reviewed.approve(ANNA, red)
    page = await acts.read_audit(BORIS, Deeds(photo_id=red))
    (line,) = page.lines
    assert (line.deed.kind, line.undoable, line.deed.person_id) == ("approved", True, ANNA.person_id)
    undone = await acts.take_back(BORIS, line.deed.deed_id)
    assert undone.hidden == red
    after = await photo_of(bank, red)
    assert (after.state, after.tags, after.metadata) == (before.state, before.tags, before.metadata)
    newest, oldest = (await acts.read_audit(BORIS, Deeds(photo_id=red))).lines
    assert (newest.deed.kind, newest.deed.undoes, newest.undoable) == ("undone", oldest.deed.deed_id, False)
    assert (oldest.undone, oldest.undoable) == (True, False)
    with pytest.raises(Superseded):
        await acts.take_back(ANNA, oldest.deed.deed_id)
    with pytest.raises(DeedGone):
        await acts.take_back(ANNA, newest.deed.deed_id)


async def test_each_kind_of_decision_is_taken_back(bank: Bank) -> None:
    one, two, three = await waiting(bank, "red", "green", "blue")
    acts = reviewing_of(bank)
    await acts.decide_reviewed.reject(ANNA, one, "blurred")
    await acts.change_reviewed.caption(ANNA, two, "Мост", Language.RU)
    await acts.take_back(ANNA, 1)
    await acts.take_back(ANNA, 2)
    assert (await photo_of(bank, one)).state is PhotoState.IN_REVIEW
    assert (await photo_of(bank, two)).captions == ()
    await acts.decide_reviewed.plan(ANNA, three, When.TOMORROW)
    planned = (await acts.read_audit(ANNA, Deeds(photo_id=three))).lines[0].deed.deed_id
    await acts.take_back(ANNA, planned)
    assert (await acts.read_queue(ANNA)).planned == 0
    await acts.decide_reviewed.approve(ANNA, three)
    await acts.withdraw_photos(ANNA, [three], "rights")
    withdrawn = (await acts.read_audit(ANNA, Deeds(photo_id=three))).lines[0].deed
    assert (withdrawn.kind, withdrawn.reason) == ("withdrawn", "rights")
    assert (await acts.take_back(ANNA, withdrawn.deed_id)).hidden is None
    assert (await photo_of(bank, three)).state is PhotoState.PUBLISHED


async def test_a_photo_that_is_shown_again_is_no_newer_for_it(bank: Bank) -> None:
    one, two = await waiting(bank, "red", "green")
    times = [NOON]
    acts = reviewing_of(bank, clock=lambda: times[-1])
    for photo_id in (one, two):
        await acts.decide_reviewed.approve(ANNA, photo_id)
        times.append(times[-1] + dt.timedelta(hours=1))
    await acts.withdraw_photos(ANNA, [one], "rights")
    await acts.take_back(BORIS, (await acts.read_audit(BORIS, Deeds(photo_id=one))).lines[0].deed.deed_id)
    shown = await photo_of(bank, one)
    assert (shown.state, shown.published_at) == (PhotoState.PUBLISHED, NOON)
    async with bank.database.begin() as work:
        assert (await work.photos.newest(2))[0] == two


async def test_what_something_newer_stands_on_is_not_taken_back(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    acts = reviewing_of(bank)
    await acts.change_reviewed.caption(ANNA, red, "Мост", Language.RU)
    await acts.change_reviewed.caption(ANNA, red, "Мост зимой", Language.RU)
    await acts.decide_reviewed.approve(ANNA, red)
    await acts.withdraw_photos(ANNA, [red])
    for deed_id in (1, 3):
        with pytest.raises(Superseded):
            await acts.take_back(ANNA, deed_id)
    await acts.take_back(ANNA, 2)
    await acts.take_back(ANNA, 1)
    assert (await photo_of(bank, red)).captions == ()


async def test_after_a_day_it_is_too_late(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    times = [NOON]
    acts = reviewing_of(bank, clock=lambda: times[-1])
    await acts.decide_reviewed.reject(ANNA, red, "blurred")
    times.append(NOON + dt.timedelta(hours=24))
    assert [line.undoable for line in (await acts.read_audit(ANNA, Deeds(day=NOON.date()))).lines] == [False]
    with pytest.raises(TooLate):
        await acts.take_back(ANNA, 1)


async def test_two_who_take_the_same_back_at_once_do_it_once(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    acts = reviewing_of(bank)
    await acts.decide_reviewed.reject(ANNA, red, "blurred")
    outcomes = await asyncio.gather(acts.take_back(ANNA, 1), acts.take_back(BORIS, 1), return_exceptions=True)
    assert sum(isinstance(one, PhotobankError) for one in outcomes) == 1
    assert (await acts.read_audit(ANNA, Deeds(photo_id=red))).total == 2


async def test_the_log_is_read_by_photo_person_and_day_in_pages(bank: Bank) -> None:
    ids = await waiting(bank, *((number * 20, 40, 90) for number in range(10)))
    acts = reviewing_of(bank)
    for photo_id in ids:
        await acts.decide_reviewed.reject(ANNA, photo_id, "blurred")
    first = await acts.read_audit(BORIS, Deeds(person_id=ANNA.person_id))
    assert (first.total, first.page_count, len(first.lines)) == (10, 2, 8)
    assert len((await acts.read_audit(BORIS, Deeds(day=NOON.date()), 2)).lines) == 2
    assert (await acts.read_audit(BORIS, Deeds(day=NOON.date() + dt.timedelta(days=1)))).total == 0
    with pytest.raises(PageGone):
        await acts.read_audit(actor(Role.OWNER), Deeds(photo_id=ids[0]), 2)


async def test_a_day_of_the_log_is_the_banks_own(bank: Bank) -> None:
    """Noon in Greenwich is the next day already where clocks are thirteen hours ahead."""
    (red,) = await waiting(bank, "red")
    acts = reviewing_of(bank, zone=dt.timezone(dt.timedelta(hours=13)))
    await acts.decide_reviewed.reject(ANNA, red, "blurred")
    totals = [(await acts.read_audit(ANNA, Deeds(day=dt.date(2026, 5, day)))).total for day in (1, 2)]
    assert totals == [0, 1]


async def test_a_change_of_the_vocabulary_is_in_the_log_and_taken_back_from_there(bank: Bank) -> None:
    (red,) = await bank.take("red", tags=(Tag(slug="lilac", ru="сирень", en="lilac"),))
    who = actor(Role.MODERATOR)
    async with bank.database.begin(writes=True) as work:
        await work.tags.put([Tag(slug="syringa", ru="сиринга", en="syringa")])
        await work.commit()
    await governing_of(bank).govern_tags.merge(who, "lilac", "syringa")
    acts = reviewing_of(bank)
    (line,) = (await acts.read_audit(who, Deeds(day=NOON.date()))).lines
    assert (line.deed.kind, line.deed.after["change"], line.undoable) == ("vocabulary", "merge", True)
    await acts.take_back(who, line.deed.deed_id)
    async with bank.database.begin() as work:
        assert [one.tag.slug for one in (await work.photos.get([red]))[red].tags] == ["lilac"]
    with pytest.raises(Superseded):
        await acts.take_back(who, line.deed.deed_id)


async def test_what_was_done_about_requests_is_in_the_log(bank: Bank) -> None:
    (red,) = await bank.take("red")
    who = actor(Role.MODERATOR)
    for withdrawn in (False, True):
        report = (await acts_of(bank).report_photo(actor(Role.VISITOR), red, Trouble.RIGHTS)).report
        assert report is not None
        await acts_of(bank).settle_report(who, report.report_id, withdrawn=withdrawn)
    lines = (await reviewing_of(bank).read_audit(who, Deeds(photo_id=red))).lines
    assert [(line.deed.kind, line.deed.reason) for line in lines] == [("withdrawn", "rights"), ("report", "rights")]
