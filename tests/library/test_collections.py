"""Collections and their links and archives, over a real bank."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from engine.errors import BadTitle, CollectionFull, CollectionGone, LinkGone, PhotoGone
from engine.library.collections import CollectionContent
from engine.library.sharing import LASTS, FollowLink
from engine.library.zipping import ZipPart
from engine.model import PhotoId, PhotoState, Role, Shelf
from engine.rights.terms import Terms
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.people.acting import accepts, acts_of

MEMBER = actor(Role.MEMBER)
OTHER = actor(Role.MEMBER, person_id=2)


def ids(content: CollectionContent) -> list[PhotoId]:
    return [photo.photo_id for photo in content.photos]


async def filled(bank: Bank, *photo_ids: PhotoId) -> int:
    content = await acts_of(bank).make_collection(MEMBER, " Мосты \n зимой ")
    assert content.collection.title == "Мосты зимой"
    for photo_id in photo_ids:
        await acts_of(bank).change_collection.put(MEMBER, content.collection.collection_id, photo_id, wanted=True)
    return content.collection.collection_id


async def withdraw(bank: Bank, photo_id: PhotoId) -> None:
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, NOON)
        await work.commit()


async def parts_of(bank: Bank, collection_id: int, largest: int = 50_000_000) -> list[ZipPart | Terms]:
    return [part async for part in acts_of(bank, largest).zip_collection(MEMBER, collection_id)]


async def test_a_collection_is_filled_ordered_emptied_renamed_and_deleted(bank: Bank) -> None:
    one, two, three = await bank.take("red", "green", "blue")
    number = await filled(bank, one, two, two, three)
    change, see = acts_of(bank).change_collection, acts_of(bank).open_collection
    assert ids(await see(MEMBER, number)) == [one, two, three]
    assert ids(await change.move_first(MEMBER, number, three)) == [three, one, two]
    assert ids(await change.move_first(MEMBER, number, two)) == [two, three, one]
    assert ids(await change.put(MEMBER, number, three, wanted=False)) == [two, one]
    assert (await change.rename(MEMBER, number, "Вода")).collection.title == "Вода"
    assert [one.title for one in await acts_of(bank).list_collections(MEMBER)] == ["Вода"]
    assert await change.delete(MEMBER, number) == []
    with pytest.raises(CollectionGone):
        await see(MEMBER, number)


async def test_what_is_withdrawn_leaves_a_collection_and_cannot_be_added(bank: Bank) -> None:
    one, two = await bank.take("red", "green")
    number = await filled(bank, one, two)
    await withdraw(bank, one)
    assert ids(await acts_of(bank).open_collection(MEMBER, number)) == [two]
    with pytest.raises(PhotoGone):
        await acts_of(bank).change_collection.put(MEMBER, number, one, wanted=True)


@pytest.mark.parametrize("title", ["", " \n ", "x" * 81])
async def test_a_title_is_a_line_of_some_length(bank: Bank, title: str) -> None:
    with pytest.raises(BadTitle):
        await acts_of(bank).make_collection(MEMBER, title)


async def test_somebody_elses_collection_is_answered_like_none(bank: Bank) -> None:
    (one,) = await bank.take("red")
    number = await filled(bank, one)
    acts = acts_of(bank)
    for act in (
        acts.open_collection(OTHER, number),
        acts.change_collection.rename(OTHER, number, "моё"),
        acts.change_collection.put(OTHER, number, one, wanted=False),
        acts.change_collection.move_first(OTHER, number, one),
        acts.change_collection.delete(OTHER, number),
        acts.share_collection(OTHER, number),
        acts.revoke_links(OTHER, number),
        anext(acts.zip_collection(OTHER, number)),
    ):
        with pytest.raises(CollectionGone):
            await act
    assert ids(await acts.open_collection(MEMBER, number)) == [one]


async def test_a_link_opens_the_collection_for_a_visitor_until_it_expires(bank: Bank) -> None:
    one, two = await bank.take("red", "green")
    link = await acts_of(bank).share_collection(MEMBER, await filled(bank, two, one))
    assert len("c" + link.token) <= 64
    shared = await acts_of(bank).follow_link(actor(person_id=2), link.token)
    assert (shared.title, shared.page.shelf) == ("Мосты зимой", Shelf.COLLECTION)
    assert [hit.photo_id for hit in shared.page.hits] == [two, one]
    for after, opens in ((LASTS - dt.timedelta(seconds=1), True), (LASTS, False)):
        late = FollowLink(
            begin=bank.database.begin,
            events=bank.told,
            clock=lambda after=after: NOON + after,  # type: ignore[misc]
        )
        if opens:
            await late(actor(), link.token)
        else:
            with pytest.raises(LinkGone):
                await late(actor(), link.token)


async def test_revoked_deleted_and_invented_links_lead_nowhere(bank: Bank) -> None:
    (one,) = await bank.take("red")
    number = await filled(bank, one)
    acts = acts_of(bank)
    revoked = await acts.share_collection(MEMBER, number)
    await acts.revoke_links(MEMBER, number)
    orphan = await acts.share_collection(MEMBER, number)
    await acts.change_collection.delete(MEMBER, number)
    for token in (revoked.token, orphan.token, "A" * 22):
        with pytest.raises(LinkGone):
            await acts.follow_link(actor(), token)


async def test_a_zip_holds_the_originals_in_order_with_their_credits(bank: Bank) -> None:
    one, two = await bank.take("red", "green")
    number = await filled(bank, two, one)
    assert [type(part) for part in await parts_of(bank, number)] == [Terms]
    await accepts(bank, MEMBER)
    (part,) = await parts_of(bank, number)
    assert isinstance(part, ZipPart)
    archive = zipfile.ZipFile(io.BytesIO(part.content))
    names = [f"001-photobank-{two}.jpg", f"002-photobank-{one}.jpg"]
    assert archive.namelist() == [*names, "credits.txt"]
    assert archive.read("credits.txt").decode().splitlines() == [f"{name}: Фото: Городской фотобанк" for name in names]
    assert archive.testzip() is None
    async with bank.database.begin() as work:
        assert [taken.photo_id for taken in await work.downloads.of(MEMBER.person_id)] == [two, one]


async def test_a_zip_that_would_be_too_large_comes_in_parts_that_fit(bank: Bank) -> None:
    taken = await bank.take(*[(number * 20, 30, 60) for number in range(7)])
    number = await filled(bank, *taken)
    await accepts(bank, MEMBER)
    parts = await parts_of(bank, number, largest=12_000)
    assert len(parts) > 1
    assert all(isinstance(part, ZipPart) and len(part.content) <= 12_000 for part in parts)
    assert sum(part.photo_count for part in parts if isinstance(part, ZipPart)) == 7
    assert [part.number for part in parts if isinstance(part, ZipPart)] == list(range(1, len(parts) + 1))


async def test_what_is_withdrawn_before_its_part_is_ready_is_left_out(bank: Bank) -> None:
    one, two = await bank.take("red", "green")
    number = await filled(bank, one, two)
    await accepts(bank, MEMBER)
    zipping = acts_of(bank, largest=4_500).zip_collection(MEMBER, number)
    first = await anext(zipping)
    await withdraw(bank, two)
    rest = [part async for part in zipping]
    assert isinstance(first, ZipPart)
    assert (first.photo_count, rest) == (1, [])


async def test_a_full_collection_says_so_and_takes_what_it_has_already(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.library.collections.MOST_PHOTOS", 2)
    one, two, three = await bank.take("red", "green", "blue")
    number = await filled(bank, one, two)
    change = acts_of(bank).change_collection
    with pytest.raises(CollectionFull):
        await change.put(MEMBER, number, three, wanted=True)
    assert ids(await change.put(MEMBER, number, two, wanted=True)) == [one, two]


async def test_the_owner_looks_through_a_collection_as_others_do_by_its_link(bank: Bank) -> None:
    one, two = await bank.take("red", "green")
    acts, number = acts_of(bank), await filled(bank, one, two)
    shown = await acts.look_through(MEMBER, number)
    assert (shown.title, [hit.photo_id for hit in shown.page.hits]) == ("Мосты зимой", [one, two])
    with pytest.raises(CollectionGone):
        await acts.look_through(OTHER, number)
