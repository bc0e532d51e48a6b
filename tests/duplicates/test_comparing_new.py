"""New photos are compared with what the bank has, once; pairs are remembered for good."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PIL import ImageOps

from engine.duplicates.likeness import Change, Likeness
from engine.duplicates.ports import Pair, Verdict
from engine.ingest.retrying import DELAYS
from engine.model import PersonId, PhotoId, PhotoState
from tests.bank import Bank
from tests.conftest import NOON
from tests.duplicates.banks import compare_all, comparing, jpeg_of, waiting_for_review
from tests.duplicates.pictures import picture


async def pairs_of(bank: Bank, photo_id: PhotoId) -> list[Pair]:
    async with bank.database.begin() as work:
        return await work.duplicates.of(photo_id)


async def test_a_new_photo_of_a_known_picture_is_flagged_on_its_way_to_review(bank: Bank) -> None:
    (known, _) = await bank.take_files(jpeg_of(picture(1)), jpeg_of(picture(2)))
    new = await waiting_for_review(bank, ImageOps.mirror(picture(1)))
    assert await compare_all(bank) == 3
    (pair,) = await pairs_of(bank, new)
    assert (pair.photo_id, pair.other_id) == (new, known)
    assert pair.compared.likeness is Likeness.SAME_PICTURE
    assert Change.MIRRORED in pair.compared.changes
    assert [one.pair_id for one in await pairs_of(bank, known)] == [pair.pair_id]


async def test_the_step_is_done_once_for_each_photo(bank: Bank) -> None:
    await bank.take_files(jpeg_of(picture(1)), jpeg_of(picture(1), 40))
    assert await compare_all(bank) == 2
    assert await compare_all(bank) == 0
    async with bank.database.begin() as work:
        assert await work.duplicates.waiting() == {Likeness.SAME_PICTURE: 1}


async def test_a_pair_once_judged_is_never_asked_about_again(bank: Bank) -> None:
    (_, new) = await bank.take_files(jpeg_of(picture(1)), jpeg_of(picture(1), 40))
    await compare_all(bank)
    (pair,) = await pairs_of(bank, new)
    async with bank.database.begin(writes=True) as work:
        await work.duplicates.judge(pair.pair_id, Verdict.KEEP_BOTH, PersonId(1), NOON)
        again = {pair.other_id: replace(pair.compared, likeness=Likeness.SAME_SCENE)}
        assert await work.duplicates.add(pair.photo_id, again, NOON) == 0
        assert await work.duplicates.add(pair.other_id, {pair.photo_id: pair.compared}, NOON) == 0
        await work.commit()
    async with bank.database.begin() as work:
        assert await work.duplicates.next(PersonId(2), NOON) is None
        kept = await work.duplicates.get(pair.pair_id)
    assert kept is not None
    assert (kept.verdict, kept.judged_by, kept.judged_at) == (Verdict.KEEP_BOTH, 1, NOON)


async def test_what_was_rejected_is_no_duplicate_of_anything(bank: Bank) -> None:
    (known,) = await bank.take_files(jpeg_of(picture(1)))
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(known, PhotoState.REJECTED, NOON)
        await work.commit()
    new = await waiting_for_review(bank, picture(1), quality=50)
    await compare_all(bank)
    assert await pairs_of(bank, new) == []


async def test_a_photo_whose_file_is_lost_is_tried_again_later_and_delays_no_other(bank: Bank) -> None:
    (lost,) = await bank.take_files(jpeg_of(picture(1)))
    async with bank.database.begin() as work:
        photo = (await work.photos.get([lost]))[lost]
    thumbnail = bank.files.thumbnail_path(photo.content_hash)
    content = thumbnail.read_bytes()
    thumbnail.unlink()
    now = [NOON]
    async with comparing(bank, lambda: now[0]) as compare_new:
        assert await compare_new()
        assert not await compare_new(), "it waits"
        (other,) = await bank.take_files(jpeg_of(picture(1), 30))
        assert await compare_new()
        assert await pairs_of(bank, other) == [], "the other one cannot be seen yet"
        thumbnail.write_bytes(content)
        now[0] = NOON + DELAYS[0] + dt.timedelta(seconds=1)
        assert await compare_new()
    assert len(await pairs_of(bank, lost)) == 1
    async with bank.database.begin() as work:
        assert await work.descriptions.failure(lost, "duplicates") is None


async def test_fingerprints_are_found_in_memory_as_new_as_sql_is(bank: Bank) -> None:
    (first,) = await bank.take_files(jpeg_of(picture(1)))
    async with comparing(bank) as compare_new:
        async with bank.database.begin() as work:
            known = (await work.photos.fingerprints([first]))[first]
            assert await compare_new.fingerprints.near(work, [known ^ 0b111], 3, 5) == {first: 3}
            assert await compare_new.fingerprints.near(work, [known ^ 0b1111], 3, 5) == {}
        (second,) = await bank.take_files(jpeg_of(picture(1), 60))
        async with bank.database.begin() as work:
            assert set(await compare_new.fingerprints.near(work, [known], 4, 5)) == {first, second}
