"""The review: whose a photo is, what its card proposes, and what a decision writes."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from admin.review.card import LEASE, NothingToReview, ReviewCard, ReviewOutcome
from engine.errors import AlreadyReviewed, BadCaption, BadReason, BeingReviewed, ChoiceGone, UnknownTag
from engine.filters import CROWD_FROM, People, Season
from engine.model import Actor, Caption, Kind, Language, Photo, PhotoId, PhotoState, Role
from engine.search.narrowing import number_of
from engine.tagging.description import Description
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.people.acting import reviewing_of, waiting

ANNA, BORIS = actor(Role.MODERATOR), actor(Role.MODERATOR, person_id=2)


def card(outcome: ReviewOutcome) -> ReviewCard:
    assert isinstance(outcome, ReviewCard)
    return outcome


async def photo_of(bank: Bank, photo_id: PhotoId) -> Photo:
    async with bank.database.begin() as work:
        return (await work.photos.get([photo_id]))[photo_id]


async def describe(bank: Bank, photo_id: PhotoId, *said: Description) -> None:
    async with bank.database.begin(writes=True) as work:
        for one in said:
            await work.descriptions.put({photo_id: one}, NOON)
        await work.commit()


async def test_two_moderators_at_once_never_get_the_same_photo(bank: Bank) -> None:
    ids = await waiting(bank, "red", "green")
    acts = reviewing_of(bank)
    cards = await asyncio.gather(*(acts.open_review(who) for who in (ANNA, BORIS)))
    assert {card(one).photo.photo_id for one in cards} == set(ids)
    # A third finds nothing, though both photos wait.
    third = actor(Role.OWNER, person_id=1)
    assert card(await acts.open_review(third)).photo == card(cards[0]).photo


async def test_many_rounds_of_two_moderators_decide_each_photo_once(bank: Bank) -> None:
    ids = await waiting(bank, *((number * 20, 40, 90) for number in range(12)))
    acts, decided = reviewing_of(bank), []

    async def goes_through(who: Actor) -> None:
        outcome = await acts.open_review(who)
        while isinstance(outcome, ReviewCard):
            decided.append(outcome.photo.photo_id)
            outcome = await acts.decide_reviewed.approve(who, outcome.photo.photo_id)

    await asyncio.gather(goes_through(ANNA), goes_through(BORIS))
    assert sorted(decided) == sorted(ids)
    async with bank.database.begin() as work:
        assert await work.photos.count(PhotoState.PUBLISHED) == len(ids)


async def test_an_expired_lease_gives_the_photo_to_another_and_the_late_one_is_told(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    times = [NOON]
    acts = reviewing_of(bank, clock=lambda: times[-1])
    assert card(await acts.open_review(ANNA)).photo.photo_id == red
    assert isinstance(await acts.open_review(BORIS), NothingToReview)
    with pytest.raises(BeingReviewed):
        await acts.decide_reviewed.approve(BORIS, red)
    times.append(NOON + LEASE)
    assert card(await acts.open_review(BORIS)).photo.photo_id == red
    with pytest.raises(BeingReviewed):
        await acts.decide_reviewed.approve(ANNA, red)
    await acts.decide_reviewed.approve(BORIS, red)
    with pytest.raises(AlreadyReviewed):
        await acts.decide_reviewed.approve(ANNA, red)


async def test_whoever_comes_back_late_to_a_photo_that_nobody_took_goes_on_with_it(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    times = [NOON]
    acts = reviewing_of(bank, clock=lambda: times[-1])
    await acts.open_review(ANNA)
    times.append(NOON + LEASE * 3)
    assert isinstance(await acts.decide_reviewed.approve(ANNA, red), NothingToReview)


async def test_skipped_photos_come_again_after_the_others(bank: Bank) -> None:
    one, two = await waiting(bank, "red", "green")
    acts = reviewing_of(bank)
    assert card(await acts.open_review(ANNA)).photo.photo_id == one
    assert card(await acts.decide_reviewed.skip(ANNA, one)).photo.photo_id == two
    assert card(await acts.open_review(BORIS)).photo.photo_id == one


async def test_approving_publishes_what_the_card_showed_as_wanted(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    said = Description(
        source="eyes",
        captions=(Caption(language=Language.EN, text="A bridge.", source="eyes"),),
        people=People(2, 2),
        season=Season.WINTER,
        tags=("bridge", "night"),
    )
    await describe(bank, red, said)
    acts = reviewing_of(bank)
    shown = card(await acts.open_review(ANNA))
    assert [(one.value, one.wanted, one.sources) for one in shown.proposals] == [
        ("bridge", True, ("eyes",)),
        ("night", True, ("eyes",)),
        ("2", True, ("eyes",)),
        ("winter", True, ("eyes",)),
    ]
    await acts.change_reviewed.toggle(ANNA, red, number_of(Kind.TAG, "night"), wanted=False)
    await acts.change_reviewed.tag(ANNA, red, "#река")
    await acts.change_reviewed.caption(ANNA, red, " Мост\n зимой ", Language.RU)
    await acts.decide_reviewed.approve(ANNA, red)
    photo = await photo_of(bank, red)
    assert photo.state is PhotoState.PUBLISHED
    assert {(one.tag.slug, one.source) for one in photo.tags} == {("bridge", "written"), ("river", "written")}
    assert [(one.text, one.source) for one in photo.captions] == [("Мост зимой", "written"), ("A bridge.", "eyes")]
    assert (photo.metadata.people_count, photo.metadata.crowd, photo.metadata.season) == (2, False, Season.WINTER)


async def test_estimates_of_people_that_disagree_are_flagged_and_neither_is_taken_unless_chosen(bank: Bank) -> None:
    one, two = await waiting(bank, "red", "green")
    for photo_id in (one, two):
        crowd = Description(source="b", people=People(CROWD_FROM, None))
        await describe(bank, photo_id, Description(source="a", people=People(0, 0)), crowd)
    acts = reviewing_of(bank)
    shown = card(await acts.open_review(ANNA))
    assert shown.people_disagree
    assert [one.wanted for one in shown.proposals] == [False, False]
    await acts.decide_reviewed.approve(ANNA, one)
    assert (await photo_of(bank, one)).metadata.people_count is None
    await acts.change_reviewed.toggle(ANNA, two, number_of(Kind.PEOPLE, "0"), wanted=True)
    chosen = await acts.change_reviewed.toggle(ANNA, two, number_of(Kind.PEOPLE, "13-"), wanted=True)
    assert [one.wanted for one in chosen.proposals] == [False, True]
    await acts.decide_reviewed.approve(ANNA, two)
    facts = (await photo_of(bank, two)).metadata
    assert (facts.people_count, facts.crowd) == (None, True)


async def test_a_rejected_photo_stays_out_and_its_reason_is_written_down(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    acts = reviewing_of(bank)
    await acts.decide_reviewed.reject(ANNA, red, "blurred")
    assert (await photo_of(bank, red)).state is PhotoState.REJECTED
    async with bank.database.begin() as work:
        (deed,) = (await work.people.kept(ANNA.person_id)).tables["deeds"]
    assert (deed["kind"], deed["photo_id"], deed["reason"]) == ("rejected", red, "blurred")
    assert [event.kind for event in bank.told] == ["rejected"]


async def test_typed_words_are_what_the_moderator_was_asked_for(bank: Bank) -> None:
    one, two = await waiting(bank, "red", "green")
    acts = reviewing_of(bank)
    await acts.open_review(ANNA)
    with pytest.raises(UnknownTag):
        await acts.type_into_review(ANNA, "#дракон", one)
    replied = card(await acts.type_into_review(ANNA, "#ночь мост", one))
    assert {proposal.value for proposal in replied.proposals} == {"night", "bridge"}
    assert [c.language for c in card(await acts.type_into_review(ANNA, "A red wall", one)).captions] == [Language.EN]
    await acts.change_reviewed.ask(ANNA, one, None)
    with pytest.raises(BadCaption):
        await acts.type_into_review(ANNA, "х" * 301, one)
    with pytest.raises(BadReason):
        await acts.decide_reviewed.reject(ANNA, one, " \n ")
    with pytest.raises(ChoiceGone):
        await acts.change_reviewed.toggle(ANNA, one, 7, wanted=True)
    with pytest.raises(ChoiceGone):
        await acts.type_into_review(BORIS, "Мост")
    assert (await photo_of(bank, two)).captions == ()


async def test_the_queue_counts_by_age(bank: Bank) -> None:
    await waiting(bank, "red", "green")
    later = NOON + dt.timedelta(days=3)
    acts = reviewing_of(bank, clock=lambda: later)
    await acts.open_review(ANNA)
    queue = await acts.read_queue(ANNA)
    assert (queue.waiting, queue.leased, queue.today, queue.this_week, queue.older) == (2, 1, 0, 2, 0)
    assert queue.oldest_at == NOON
