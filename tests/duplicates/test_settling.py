"""Verdicts: each does all of what it says or nothing, and two moderators never have the same pair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from PIL import Image

from admin.duplicates.settling import LEASE, DuplicateCard, DuplicateOutcome, NothingAlike
from engine.duplicates.likeness import Likeness
from engine.duplicates.ports import Verdict
from engine.errors import DuplicateTaken, NotAllowed, PhotoGone, Superseded
from engine.ingest.ingest_photo import Received
from engine.model import Actor, Caption, Language, Photo, PhotoId, PhotoState, PhotoTag, Role, Shelf, Tag
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.duplicates.banks import compare_all, jpeg_of, settling_of
from tests.duplicates.pictures import picture
from tests.people.acting import acts_of, reviewing_of

BRIDGE, NIGHT = Tag(slug="bridge", ru="мост", en="bridge"), Tag(slug="night", ru="ночь", en="night")


def moderator(number: int = 1) -> Actor:
    return actor(Role.MODERATOR, person_id=number)


def card(outcome: DuplicateOutcome) -> DuplicateCard:
    assert isinstance(outcome, DuplicateCard)
    return outcome


async def take(
    bank: Bank, image: Image.Image, caption: str, tags: Sequence[Tag] = (), *, publish: bool = True
) -> PhotoId:
    outcome = await bank.ingest(
        Received(
            content=jpeg_of(image),
            captions=(Caption(language=Language.RU, text=caption),),
            tags=tuple(PhotoTag(tag=tag) for tag in tags),
            publish=publish,
        )
    )
    while await bank.index_pending():
        pass
    return outcome.photo_id


async def small_and_large(bank: Bank, *, publish: bool = True) -> tuple[PhotoId, PhotoId]:
    """A published photo, and then the same picture with four times as many pixels."""
    image = picture(1, (960, 720))
    small = await take(bank, image.resize((480, 360)), "Мост.", (BRIDGE,))
    large = await take(bank, image, "Ночной мост.", (NIGHT,), publish=publish)
    await compare_all(bank)
    return small, large


async def photos(bank: Bank, *ids: PhotoId) -> list[Photo]:
    async with bank.database.begin() as work:
        found = await work.photos.get(ids)
    return [found[photo_id] for photo_id in ids]


async def test_a_pair_is_shown_with_all_that_it_is_told_apart_by(bank: Bank) -> None:
    small, large = await small_and_large(bank)
    shown = card(await settling_of(bank).open_duplicates(moderator()))
    assert (shown.old.photo.photo_id, shown.new.photo.photo_id) == (small, large)
    assert (shown.better.photo.photo_id, shown.lesser.photo.photo_id) == (large, small)
    assert shown.waiting == {Likeness.SAME_PICTURE: 1}
    assert shown.old.file.byte_count < shown.new.file.byte_count


async def test_keeping_both_changes_neither_and_is_remembered(bank: Bank) -> None:
    small, large = await small_and_large(bank)
    acts = settling_of(bank)
    shown = card(await acts.open_duplicates(moderator()))
    after = await acts.settle_duplicate(moderator(), shown.pair.pair_id, Verdict.KEEP_BOTH)
    assert after == NothingAlike(held=0)
    assert {photo.state for photo in await photos(bank, small, large)} == {PhotoState.PUBLISHED}
    assert await acts.open_duplicates(moderator(2)) == NothingAlike(held=0)


async def test_the_better_original_takes_over_links_marks_collections_numbers_and_tags(bank: Bank) -> None:
    small, large = await small_and_large(bank, publish=False)
    member, acts, settling = actor(Role.MEMBER), acts_of(bank), settling_of(bank)
    await acts.mark_favourite(member, small, wanted=True)
    made = await acts.make_collection(member, "Мосты", small)
    shown = card(await settling.open_duplicates(moderator()))
    await settling.settle_duplicate(moderator(), shown.pair.pair_id, Verdict.REPLACE)
    old, new = await photos(bank, small, large)
    assert (old.state, new.state) == (PhotoState.WITHDRAWN, PhotoState.PUBLISHED)
    assert {one.tag.slug for one in new.tags} == {"bridge", "night"}
    assert [one.text for one in new.captions] == ["Ночной мост."]
    opened = await bank.open_photo(member, small)
    assert opened.photo.photo_id == large, "old links lead to the new one"
    assert opened.is_favourite
    assert bank.told[-1].facts["photo_id"] == large, "and count for it"
    shelf = await acts.open_shelf(member, Shelf.FAVOURITES)
    assert [hit.photo_id for hit in shelf.hits] == [large]
    collection = await acts.open_collection(member, made.collection.collection_id)
    assert [photo.photo_id for photo in collection.photos] == [large]


async def test_views_go_to_the_one_that_stays(bank: Bank) -> None:
    small, large = await small_and_large(bank)
    async with bank.database.connections.begin() as connection:
        for photo_id, count in ((small, 5), (large, 2)):
            await connection.exec_driver_sql(
                "INSERT INTO photo_views (photo_id, view_count) VALUES (?, ?)", (photo_id, count)
            )
            await connection.exec_driver_sql(
                "INSERT INTO photo_view_days (photo_id, day, view_count) VALUES (?, '2026-05-01', ?)",
                (photo_id, count),
            )
    settling = settling_of(bank)
    shown = card(await settling.open_duplicates(moderator()))
    assert (shown.old.numbers.views, shown.new.numbers.views) == (5, 2)
    await settling.settle_duplicate(moderator(), shown.pair.pair_id, Verdict.REPLACE)
    async with bank.database.begin() as work:
        assert await work.photos.opened_counts([small, large]) == {large: 7}
        (day,) = await work.photo_days.of(large, [dt.date(2026, 5, 1)])
    assert day.views == 7


async def test_merging_joins_tags_and_captions_and_withdraws_the_lesser(bank: Bank) -> None:
    small, large = await small_and_large(bank)
    settling = settling_of(bank)
    shown = card(await settling.open_duplicates(moderator()))
    await settling.settle_duplicate(moderator(), shown.pair.pair_id, Verdict.MERGE)
    old, new = await photos(bank, small, large)
    assert (old.state, new.state) == (PhotoState.WITHDRAWN, PhotoState.PUBLISHED)
    assert {one.tag.slug for one in new.tags} == {"bridge", "night"}
    assert [one.text for one in new.captions] == ["Ночной мост.", "Мост."]
    assert (await bank.open_photo(actor(Role.VISITOR), small)).photo.photo_id == large


async def test_rejecting_takes_the_new_one_away_however_good_it_is(bank: Bank) -> None:
    small, large = await small_and_large(bank, publish=False)
    settling = settling_of(bank)
    shown = card(await settling.open_duplicates(moderator()))
    await settling.settle_duplicate(moderator(), shown.pair.pair_id, Verdict.REJECT)
    assert [photo.state for photo in await photos(bank, small, large)] == [PhotoState.PUBLISHED, PhotoState.REJECTED]
    with pytest.raises(PhotoGone):
        await bank.open_photo(actor(Role.VISITOR), large)


async def test_a_line_of_successors_leads_to_its_end(bank: Bank) -> None:
    small, large = await small_and_large(bank)
    largest = await take(bank, picture(1, (960, 720)).resize((1920, 1440)), "Огромный мост.")
    settling = settling_of(bank)
    first = card(await settling.open_duplicates(moderator()))
    await settling.settle_duplicate(moderator(), first.pair.pair_id, Verdict.REPLACE)
    await compare_all(bank)
    second = card(await settling.open_duplicates(moderator()))
    assert {second.old.photo.photo_id, second.new.photo.photo_id} == {large, largest}
    await settling.settle_duplicate(moderator(), second.pair.pair_id, Verdict.REPLACE)
    for photo_id in (small, large):
        assert (await bank.open_photo(actor(Role.VISITOR), photo_id)).photo.photo_id == largest


async def test_two_moderators_do_not_get_the_same_pair_until_a_lease_expires(bank: Bank) -> None:
    await small_and_large(bank)
    now = [NOON]
    settling = settling_of(bank, lambda: now[0])
    shown = card(await settling.open_duplicates(moderator(1)))
    assert await settling.open_duplicates(moderator(2)) == NothingAlike(held=1)
    with pytest.raises(DuplicateTaken):
        await settling.settle_duplicate(moderator(2), shown.pair.pair_id, Verdict.REJECT)
    assert card(await settling.open_duplicates(moderator(1))).pair == shown.pair
    now[0] = NOON + LEASE + dt.timedelta(seconds=1)
    assert card(await settling.open_duplicates(moderator(2))).pair == shown.pair


async def test_what_was_decided_or_is_gone_is_not_decided_again(bank: Bank) -> None:
    small, _ = await small_and_large(bank)
    settling = settling_of(bank)
    with pytest.raises(DuplicateTaken):
        await settling.settle_duplicate(moderator(), 999, Verdict.REJECT)
    shown = card(await settling.open_duplicates(moderator()))
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(small, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    with pytest.raises(DuplicateTaken):
        await settling.settle_duplicate(moderator(), shown.pair.pair_id, Verdict.REPLACE)


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
@pytest.mark.parametrize("verdict", Verdict)
async def test_a_forged_verdict_changes_nothing(bank: Bank, role: Role, verdict: Verdict) -> None:
    small, large = await small_and_large(bank)
    settling = settling_of(bank)
    with pytest.raises(NotAllowed):
        await settling.settle_duplicate(actor(role), 1, verdict)
    assert {photo.state for photo in await photos(bank, small, large)} == {PhotoState.PUBLISHED}
    assert card(await settling.open_duplicates(moderator())).pair.verdict is None


@pytest.mark.parametrize("verdict", Verdict)
async def test_a_verdict_is_taken_back_with_all_that_it_moved(bank: Bank, verdict: Verdict) -> None:
    small, large = await small_and_large(bank)
    member, acts = actor(Role.MEMBER), acts_of(bank)
    await acts.mark_favourite(member, small, wanted=True)
    collection = (await acts.make_collection(member, "Мосты", small)).collection
    async with bank.database.connections.begin() as connection:
        for photo_id, count in ((small, 5), (large, 2)):
            await connection.exec_driver_sql(f"INSERT INTO photo_views VALUES ({photo_id}, {count})")
            await connection.exec_driver_sql(f"INSERT INTO photo_view_days VALUES ({photo_id}, '2026-05-01', {count})")
    before = await photos(bank, small, large)
    settling = settling_of(bank)
    shown = card(await settling.open_duplicates(moderator()))
    await settling.settle_duplicate(moderator(), shown.pair.pair_id, verdict)
    await reviewing_of(bank).take_back(moderator(), 1)
    assert await photos(bank, small, large) == before
    assert (await bank.open_photo(member, small)).photo.photo_id == small
    assert [hit.photo_id for hit in (await acts.open_shelf(member, Shelf.FAVOURITES)).hits] == [small]
    opened = await acts.open_collection(member, collection.collection_id)
    assert [photo.photo_id for photo in opened.photos] == [small]
    async with bank.database.begin() as work:
        assert await work.photos.opened_counts([small, large]) == {small: 5, large: 2}
        days = [(await work.photo_days.of(one, [dt.date(2026, 5, 1)]))[0].views for one in (small, large)]
    assert days == [5, 2]
    again = card(await settling.open_duplicates(moderator()))
    assert again.pair.pair_id == shown.pair.pair_id, "the pair waits again"
    with pytest.raises(Superseded):
        await reviewing_of(bank).take_back(moderator(), 1)


async def test_a_verdict_is_not_taken_back_over_what_was_done_since(bank: Bank) -> None:
    await small_and_large(bank)
    settling = settling_of(bank)
    shown = card(await settling.open_duplicates(moderator()))
    await settling.settle_duplicate(moderator(), shown.pair.pair_id, Verdict.MERGE)
    await reviewing_of(bank).withdraw_photos(moderator(), [shown.better.photo.photo_id], "rights")
    with pytest.raises(Superseded):
        await reviewing_of(bank).take_back(moderator(), 1)
