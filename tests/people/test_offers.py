"""The owner's offers: who is shown which, how often, and what is counted."""

from __future__ import annotations

import datetime as dt

import pytest

from admin.audit.reading import Deeds
from admin.offers import LONGEST_TEXT
from engine.errors import BadOffer, NotAllowed, NotRegistered, OfferGone, Superseded
from engine.model import Actor, Language, Role
from engine.people.offering import OfferId, OfferText
from engine.people.offers import REST
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.people.acting import acts_of, offering_of, reviewing_of

OWNER = actor(Role.OWNER)
MEMBER = actor(Role.MEMBER)
OTHER = actor(Role.MEMBER, person_id=2)
ENGLISH = Actor(person_id=OTHER.person_id, role=Role.MEMBER, language=Language.EN)


async def offer(bank: Bank, words: str, language: Language = Language.RU) -> OfferId:
    edit = offering_of(bank).edit_offers
    offer_id = (await edit.add(OWNER)).offer_id
    await edit.write(OWNER, offer_id, language, words)
    await edit.switch(OWNER, offer_id, on=True)
    return offer_id


async def shown(bank: Bank, who: Actor, after: dt.timedelta = dt.timedelta()) -> OfferId | None:
    found = await offering_of(bank, lambda: NOON + after).show_offer(who)
    return found.offer_id if found else None


async def test_a_member_is_shown_one_a_day_and_the_one_that_was_shown_least(bank: Bank) -> None:
    assert await shown(bank, MEMBER) is None
    cards, tours = await offer(bank, "Открытки https://example.org"), await offer(bank, "Прогулки https://example.org")
    assert await shown(bank, MEMBER) == cards
    assert await shown(bank, MEMBER, REST - dt.timedelta(seconds=1)) is None
    assert await shown(bank, OTHER) == tours, "everybody has a day of their own"
    assert await shown(bank, MEMBER, REST) == cards
    counted = {one.offer_id: one.shown for one in await offering_of(bank).edit_offers.all(OWNER)}
    assert counted == {cards: 2, tours: 1}


async def test_what_an_owner_does_about_offers_is_in_the_log_and_taken_back_by_owners_alone(bank: Bank) -> None:
    acts, edit = reviewing_of(bank), offering_of(bank).edit_offers
    number = await offer(bank, "Открытки https://example.org")
    await edit.write(OWNER, number, Language.RU, "Карты https://example.org")
    await edit.switch(OWNER, number, on=True)
    lines = (await acts.read_audit(OWNER, Deeds(person_id=OWNER.person_id))).lines
    assert [line.deed.kind for line in lines] == ["offer"] * 4, "what changes nothing is no deed"
    reworded, switched, worded, added = [line.deed.deed_id for line in lines]
    with pytest.raises(NotAllowed):
        await acts.take_back(actor(Role.MODERATOR), reworded)
    for standing in (worded, added):
        with pytest.raises(Superseded):
            await acts.take_back(OWNER, standing)
    await acts.take_back(OWNER, reworded)
    assert (await edit.open(OWNER, number)).texts[Language.RU].text == "Открытки"
    with pytest.raises(Superseded):
        await acts.take_back(OWNER, worded)  # it was switched on for these words
    for deed_id in (switched, worded):
        await acts.take_back(OWNER, deed_id)
    left = await edit.open(OWNER, number)
    assert (left.is_on, left.texts) == (False, {})
    await acts.take_back(OWNER, added)
    with pytest.raises(OfferGone):
        await edit.open(OWNER, number)


async def test_visitors_are_shown_none_and_nobody_one_in_another_language_or_switched_off(bank: Bank) -> None:
    number = await offer(bank, "Открытки https://example.org")
    assert await shown(bank, actor()) is None
    assert await shown(bank, ENGLISH) is None
    await offering_of(bank).edit_offers.switch(OWNER, number, on=False)
    assert await shown(bank, MEMBER) is None


async def test_a_click_leads_to_what_is_said_in_the_persons_language_and_is_counted(bank: Bank) -> None:
    number = await offer(bank, "Открытки с мостами   https://example.org/ru")
    follow, edit = offering_of(bank).follow_offer, offering_of(bank).edit_offers
    assert await follow(MEMBER, number) == OfferText(text="Открытки с мостами", link="https://example.org/ru")
    with pytest.raises(OfferGone):
        await follow(ENGLISH, number)
    with pytest.raises(NotRegistered):
        await follow(actor(), number)
    await edit.switch(OWNER, number, on=False)
    for gone in (number, OfferId(999)):
        with pytest.raises(OfferGone):
            await follow(MEMBER, gone)
    assert (await edit.open(OWNER, number)).clicked == 1


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Открытки",
        "https://example.org",
        "Открытки example.org",
        "Открытки javascript:alert(1)",
        "Открытки https://",
        "Открытки https://[bad",
        f"{'x' * (LONGEST_TEXT + 1)} https://example.org",
        f"Открытки https://example.org/{'x' * 500}",
    ],
)
async def test_an_offer_is_a_text_and_a_link_or_nothing_is_changed(bank: Bank, words: str) -> None:
    number = await offer(bank, "Открытки https://example.org")
    with pytest.raises(BadOffer):
        await offering_of(bank).edit_offers.write(OWNER, number, Language.RU, words)
    assert (await offering_of(bank).edit_offers.open(OWNER, number)).texts[Language.RU].text == "Открытки"


async def test_an_offer_without_words_cannot_be_switched_on(bank: Bank) -> None:
    edit = offering_of(bank).edit_offers
    empty = await edit.add(OWNER)
    with pytest.raises(BadOffer):
        await edit.switch(OWNER, empty.offer_id, on=True)


async def test_what_somebody_was_shown_is_told_to_them_and_forgotten_with_them(bank: Bank) -> None:
    number = await offer(bank, "Открытки https://example.org")
    await shown(bank, MEMBER)
    kept = await acts_of(bank).export_person(MEMBER)
    assert [row["offer_id"] for row in kept.tables["offer_showings"]] == [number]
    await acts_of(bank).forget_person(MEMBER)
    async with bank.database.begin() as work:
        assert (await work.people.kept(MEMBER.person_id)).tables["offer_showings"] == []
