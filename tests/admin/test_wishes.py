"""Searches in vain become wishes: they keep their identity, are shown where enough people share one, are answered."""

from __future__ import annotations

import asyncio
import datetime as dt
import json

import pytest
from sqlalchemy import select

from admin.wishes.gathering import LONELY
from admin.wishes.ports import WishId, WishState
from admin.wishes.settling import GreatestWish
from engine.errors import PageGone, WishGone
from engine.library.alerts import LookForNew
from engine.library.ports import How
from engine.library.saved import SaveSearch
from engine.library.wishes import wording_of
from engine.model import Actor, Language, PhotoId, Query, Role, SearchId, Shelf, Tag
from engine.search.parsing import parse_query
from storage.tables.review import audits
from tests.admin.wishing import ASKED, LATER, LEAST, answering, asks, gathering, people, wishing_of
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.people.acting import acts_of

RU, EN = Language.RU, Language.EN
MODERATOR = actor(Role.MODERATOR)


@pytest.fixture
async def three(bank: Bank) -> list[Actor]:
    """Three people who look for the bridge at night, in two languages."""
    found = await people(bank, RU, RU, EN)
    for person, words in zip(found, ["мост ночью", "ночной мост", "bridge at night"], strict=True):
        await asks(bank, person, words)
    return found


async def test_the_same_wish_in_two_languages_is_one_with_counts_languages_and_examples(
    bank: Bank, three: list[Actor]
) -> None:
    await asks(bank, three[0], "мост ночью")
    await asks(bank, three[0], "мост днём")
    await gathering(bank)()
    page = await wishing_of(bank).list_wishes(MODERATOR)
    (wish,) = page.wishes
    assert (wish.people, wish.asked, wish.by_language) == (3, 4, {RU: 2, EN: 1})
    assert wish.words == ("мост ночью", "bridge at night", "ночной мост")
    assert (wish.state, page.counts, page.hidden) == (WishState.OPEN, {WishState.OPEN: 1}, 1)


async def test_reading_twice_or_in_two_processes_at_once_counts_each_search_once(
    bank: Bank, three: list[Actor]
) -> None:
    await asyncio.gather(*(gathering(bank)() for _ in range(3)))
    await gathering(bank)()
    assert (await wishing_of(bank).open_wish(MODERATOR, WishId(1))).wish.asked == len(three)


async def test_what_happened_a_moment_ago_waits_until_no_event_can_come_before_it(
    bank: Bank, three: list[Actor]
) -> None:
    await gathering(bank, ASKED + dt.timedelta(seconds=5))()
    assert not (await wishing_of(bank).list_wishes(MODERATOR)).wishes
    await gathering(bank)()
    assert (await wishing_of(bank).list_wishes(MODERATOR)).wishes


async def test_a_wish_of_too_few_people_is_counted_and_its_words_are_nowhere_to_be_had(
    bank: Bank, three: list[Actor]
) -> None:
    for _ in range(5):
        await asks(bank, three[0], "мой двор")
        await asks(bank, three[1], "Мой двор")
    await gathering(bank)()
    acts = wishing_of(bank)
    page = await acts.list_wishes(MODERATOR)
    assert ([wish.words[0] for wish in page.wishes], page.hidden) == (["bridge at night"], 1)
    hidden = WishId(3 - page.wishes[0].wish_id)
    for act in (acts.open_wish(MODERATOR, hidden), acts.settle_wish(MODERATOR, hidden, WishState.DONE)):
        with pytest.raises(WishGone):
            await act
    assert not bank.told
    greatest = await GreatestWish(begin=bank.database.begin, least_people=LEAST)()
    assert greatest is not None
    assert "двор" not in str(greatest)
    await asks(bank, three[2], "мои дворы")
    await gathering(bank)()
    assert (await acts.open_wish(MODERATOR, hidden)).wish.people == 3


async def test_what_was_found_or_asked_by_picture_or_from_another_chat_is_no_wish(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    found = await people(bank, RU, RU, RU)
    for person in found:
        await asks(bank, person, "red")
        await bank.search_photos(person, parse_query("лошадь"), shelf=Shelf.INLINE)
        await bank.search_similar(person, photo_id)
    await gathering(bank)()
    page = await wishing_of(bank).list_wishes(MODERATOR)
    assert (page.wishes, page.hidden) == ((), 0)


async def test_what_was_denied_belongs_to_the_wish(bank: Bank) -> None:
    found = await people(bank, RU, EN, RU)
    for person, words in zip(found, ["мост без людей", "bridge without people", "мост с людьми"], strict=True):
        await asks(bank, person, words)
    await gathering(bank, least_people=1)()
    async with bank.database.begin() as work:
        wishes, _total = await work.wishes.page(WishState.OPEN, 1, 0, 9)
    assert sorted(wish.words for wish in wishes) == [
        ("bridge without people", "мост без людей"),
        ("мост с людьми",),
    ]


async def test_a_wish_keeps_its_number_its_state_and_its_counts_while_more_is_asked(
    bank: Bank, three: list[Actor]
) -> None:
    await gathering(bank)()
    acts = wishing_of(bank)
    await acts.settle_wish(MODERATOR, WishId(1), WishState.PLANNED)
    for _ in range(9):
        await asks(bank, three[2], "Night bridge")
    await gathering(bank, LATER + dt.timedelta(minutes=1))()
    wish = (await acts.open_wish(MODERATOR, WishId(1))).wish
    assert (wish.state, wish.people, wish.asked, wish.words[0]) == (WishState.PLANNED, 3, 12, "Night bridge")


async def test_what_a_moderator_decides_is_written_down_once_and_by_number_alone(
    bank: Bank, three: list[Actor]
) -> None:
    await gathering(bank)()
    acts = wishing_of(bank)
    for state in (WishState.PLANNED, WishState.PLANNED, WishState.OPEN):
        opened = await acts.settle_wish(MODERATOR, WishId(1), state)
        assert opened.wish.state is state
    async with bank.database.connections.connect() as connection:
        rows = list(await connection.execute(select(audits)))
    assert [(row.kind, row.before["state"], row.after["state"]) for row in rows] == [
        ("wish", "open", "planned"),
        ("wish", "planned", "open"),
    ]
    assert "мост" not in json.dumps([dict(row.before) | dict(row.after) for row in rows], ensure_ascii=False)
    assert [event.facts for event in bank.told if event.kind == "settled_wish"] == [
        {"wish_id": 1, "state": "planned"},
        {"wish_id": 1, "state": "open"},
    ]


async def test_pages_end(bank: Bank, three: list[Actor]) -> None:
    await gathering(bank)()
    acts = wishing_of(bank)
    with pytest.raises(PageGone):
        await acts.list_wishes(MODERATOR, WishState.OPEN, 2)
    assert (await acts.list_wishes(MODERATOR, WishState.DONE)).wishes == ()


async def published(bank: Bank, *slugs: str) -> PhotoId:
    tags = tuple(Tag(slug=slug, ru=slug, en=slug) for slug in slugs)
    (photo_id,) = await bank.take("blue", tags=tags)
    return photo_id


async def tells(bank: Bank, person: Actor, search_id: int) -> None:
    save = SaveSearch(begin=bank.database.begin, events=bank.told, clock=lambda: ASKED)
    await save(person, SearchId(search_id))


async def heard(bank: Bank, at: dt.datetime) -> list[tuple[int, list[PhotoId]]]:
    """Who would be told of which photos by one round of alerts."""
    look = LookForNew(begin=bank.database.begin, clock=lambda: at, search_photos=lambda: bank.search_photos)
    return [(alert.saved.person_id, [hit.photo_id for hit in alert.ranked]) async for alert in look()]


async def test_a_published_photo_makes_the_wish_done_and_tells_those_who_opted_in_once(
    bank: Bank,
) -> None:
    asking = await people(bank, RU, EN, RU)
    searches = [
        await asks(bank, one, words)
        for one, words in zip(asking, ["#мост #ночь", "#bridge #night", "#ночь #мост"], strict=True)
    ]
    for one, search_id in zip(asking[:2], searches, strict=False):
        await tells(bank, one, search_id)
    await gathering(bank)()
    assert (await wishing_of(bank).open_wish(MODERATOR, WishId(1))).waiting == 2
    photo_id = await published(bank, "bridge", "night")
    first, second = LATER + dt.timedelta(hours=1), LATER + dt.timedelta(hours=2)
    rounds = await asyncio.gather(heard(bank, first), heard(bank, first))
    told = sorted(one for told in rounds for one in told)
    assert told == sorted((one.person_id, [photo_id]) for one in asking[:2])
    await answering(bank, first)()
    wish = (await wishing_of(bank).open_wish(MODERATOR, WishId(1))).wish
    assert (wish.state, wish.photo_id) == (WishState.DONE, photo_id)
    assert await heard(bank, second) == []


async def test_a_photo_that_only_other_peoples_words_find_is_told_too_and_once(bank: Bank) -> None:
    (one,) = await people(bank, RU)
    search_id = await asks(bank, one, "белка")
    await tells(bank, one, search_id)
    async with bank.database.begin(writes=True) as work:
        wish_id = await work.wishes.begin("белка", parse_query("белка"), NOON)
        await work.wishes.say(wish_id, "red", parse_query("red"))
        await work.commit()
    (photo_id,) = await bank.take("red")
    assert await heard(bank, LATER + dt.timedelta(hours=1)) == [(one.person_id, [photo_id])]
    assert await heard(bank, LATER + dt.timedelta(hours=2)) == []


async def test_a_wish_that_is_not_ours_lends_nobody_its_words_and_is_not_looked_for(
    bank: Bank, three: list[Actor]
) -> None:
    await gathering(bank)()
    await wishing_of(bank).settle_wish(MODERATOR, WishId(1), WishState.NOT_OURS)
    await published(bank, "bridge", "night")
    assert not await answering(bank, LATER + dt.timedelta(hours=1))()
    async with bank.database.begin() as work:
        assert await work.wishes.others("мост ночью", 3) == []


async def test_a_wish_that_is_open_again_waits_for_newer_photos(bank: Bank) -> None:
    for one in await people(bank, RU, EN, RU):
        await asks(bank, one, "#мост #ночь")
    await gathering(bank)()
    await published(bank, "bridge", "night")
    await answering(bank, LATER + dt.timedelta(hours=1))()
    acts = wishing_of(bank)
    again = await acts.settle_wish(MODERATOR, WishId(1), WishState.OPEN)
    assert again.wish.photo_id is None
    assert not await answering(bank, LATER + dt.timedelta(hours=2))()


async def test_who_is_forgotten_still_counts_and_can_no_longer_be_reached(bank: Bank, three: list[Actor]) -> None:
    await tells(bank, three[0], 1)
    await gathering(bank)()
    assert (await wishing_of(bank).open_wish(MODERATOR, WishId(1))).waiting == 1
    await acts_of(bank).forget_person(three[0])
    opened = await wishing_of(bank).open_wish(MODERATOR, WishId(1))
    assert (opened.wish.people, opened.waiting) == (3, 0)
    assert opened.wish.words == ("bridge at night", "ночной мост")
    for one in three[1:]:
        await acts_of(bank).forget_person(one)
    assert (await wishing_of(bank).list_wishes(MODERATOR)).wishes == ()


async def test_alerts_that_are_switched_off_wait_for_nothing(bank: Bank, three: list[Actor]) -> None:
    await tells(bank, three[0], 1)
    async with bank.database.begin(writes=True) as work:
        (kept,) = await work.saved_searches.of(three[0].person_id)
        await work.saved_searches.set_how(three[0].person_id, kept.saved_id, How.OFF, NOON)
        await work.commit()
    await gathering(bank)()
    assert (await wishing_of(bank).open_wish(MODERATOR, WishId(1))).waiting == 0


async def test_a_wish_that_stays_lonely_is_forgotten_after_a_season(bank: Bank, three: list[Actor]) -> None:
    await asks(bank, three[0], "мой двор")
    await gathering(bank)()
    much_later = NOON + LONELY + dt.timedelta(days=1)
    async with bank.database.begin(writes=True) as work:
        assert await work.wishes.forget_lonely(LEAST, much_later - LONELY) == 1
        await work.commit()
    page = await wishing_of(bank).list_wishes(MODERATOR)
    assert (len(page.wishes), page.hidden) == (1, 0)


def test_a_wording_is_what_was_typed_denials_and_tags_included() -> None:
    assert wording_of(parse_query("мост  -люди #зима")) == "мост #зима -люди"
    assert wording_of(Query()) == ""
