"""Describing is a step of its own for each model: what fails is tried again later and delays nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import CaptionerFailed
from engine.filters import People, Season, TimeOfDay, Weather
from engine.ingest.describe_pending import DescribeByCaptioner, DescribeEmbedded
from engine.ingest.retrying import DELAYS, next_attempt
from engine.model import Caption, Language, PhotoId, Query
from engine.tagging.captioning.process import LlavaCaptioner
from engine.tagging.description import Description
from engine.tagging.zero_shot.describing import DescribeByEncoder
from tests.bank import Bank
from tests.conftest import NOON, ColourEncoder, actor
from tests.tagging.tiny_llava import write_tiny_llava

WHOLE = Description(
    source="eyes",
    captions=(Caption(language=Language.RU, text="Красное.", source="eyes"),),
    people=People(3, 5),
    season=Season.WINTER,
    time_of_day=TimeOfDay.NIGHT,
    weather=Weather.SNOW,
    indoor=False,
    sight="bridge",
    objects=("boat",),
    tags=("night",),
)


@dataclass(kw_only=True)
class Eyes:
    """A Captioner that fails as often as it is told to."""

    failures: int = 0
    source: str = "eyes"
    seen: list[bytes] = field(default_factory=list)
    offered: tuple[Sequence[str], Sequence[str]] = ((), ())

    async def describe(self, picture: bytes, tags: Sequence[str], sights: Sequence[str]) -> Description:
        self.seen.append(picture)
        self.offered = (tags, sights)
        if self.failures:
            self.failures -= 1
            raise CaptionerFailed(reason="its process ended")
        return WHOLE


@dataclass(kw_only=True)
class Watch:
    """A clock that is moved by hand."""

    now: dt.datetime = NOON

    def __call__(self) -> dt.datetime:
        return self.now


def by_captioner(bank: Bank, eyes: Eyes, watch: Watch | None = None) -> DescribeByCaptioner:
    return DescribeByCaptioner(begin=bank.database.begin, files=bank.files, captioner=eyes, clock=watch or Watch())


async def described(bank: Bank, photo_id: PhotoId) -> list[Description]:
    async with bank.database.begin() as work:
        return (await work.descriptions.of([photo_id])).get(photo_id, [])


async def test_the_captioner_sees_previews_one_by_one_and_what_it_says_is_kept_whole(bank: Bank) -> None:
    first, second = await bank.take("red", "blue")
    eyes = Eyes()
    describe = by_captioner(bank, eyes)
    assert [await describe() for _ in range(3)] == [True, True, False]
    assert await described(bank, first) == await described(bank, second) == [WHOLE]
    assert all(picture.startswith(b"\xff\xd8") for picture in eyes.seen)
    tags, sights = eyes.offered
    assert {"bridge", "sight", "night"} <= set(tags)
    assert {"bridge", "kremlin"} <= set(sights)
    assert "night" not in sights


async def test_a_failure_waits_longer_each_time_and_is_given_up_in_the_end(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    watch, eyes = Watch(), Eyes(failures=99)
    describe = by_captioner(bank, eyes, watch)
    for delay in DELAYS:
        assert await describe(), "it is tried"
        assert not await describe(), "and then waits"
        watch.now += delay - dt.timedelta(seconds=1)
        assert not await describe()
        watch.now += dt.timedelta(seconds=1)
    assert await describe()
    watch.now += dt.timedelta(days=365)
    assert not await describe(), "nobody tries for ever"
    async with bank.database.begin(writes=True) as work:
        (failure,) = await work.descriptions.given_up()
        assert (failure.photo_id, failure.attempts) == (photo_id, len(DELAYS) + 1)
        assert "its process ended" in failure.reason
        await work.descriptions.told([failure], watch.now)
        assert await work.descriptions.given_up() == []


async def test_a_failure_does_not_stand_in_the_way_of_other_photos_and_is_forgotten_after_success(bank: Bank) -> None:
    first, second = await bank.take("red", "blue")
    watch, eyes = Watch(), Eyes(failures=1)
    describe = by_captioner(bank, eyes, watch)
    while await describe():
        pass
    assert await described(bank, first) == [WHOLE]
    assert await described(bank, second) == [], "the newest photo came first, and failed"
    watch.now += DELAYS[0]
    assert await describe()
    assert await described(bank, second) == [WHOLE]
    async with bank.database.begin() as work:
        assert await work.descriptions.failure(second, "eyes") is None


async def test_a_preview_that_is_lost_fails_its_photo_alone(bank: Bank) -> None:
    first, second = await bank.take("red", "blue")
    async with bank.database.begin() as work:
        lost = (await work.photos.get([second]))[second]
    bank.files.preview_path(lost.content_hash).unlink()
    describe = by_captioner(bank, Eyes())
    while await describe():
        pass
    assert await described(bank, first) == [WHOLE]
    assert await described(bank, second) == []


async def test_a_captioner_that_never_works_delays_neither_the_encoder_nor_the_search(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    assert await by_captioner(bank, Eyes(failures=99))()
    encoder = ColourEncoder()
    by_encoder = DescribeEmbedded(
        begin=bank.database.begin, describe=DescribeByEncoder(encoder=encoder, weights={}), clock=Watch()
    )
    assert [await by_encoder(), await by_encoder()] == [1, 0]
    assert [description.source for description in await described(bank, photo_id)] == [encoder.encoder_id]
    assert (await bank.search_photos(actor(), Query(words="red"))).hits[0].photo_id == photo_id


async def test_the_real_llama_cpp_describes_a_photo_of_the_bank(bank: Bank, tmp_path: Path) -> None:
    (photo_id,) = await bank.take("red")
    llava = write_tiny_llava(tmp_path / "llava")
    captioner = LlavaCaptioner(llava.model, llava.projector)
    try:
        describe = DescribeByCaptioner(begin=bank.database.begin, files=bank.files, captioner=captioner, clock=Watch())
        assert await describe()
    finally:
        await captioner.aclose()
    assert [description.source for description in await described(bank, photo_id)] == ["tiny-mistral"]


def test_attempts_come_later_and_later_and_then_never() -> None:
    times = [next_attempt(attempts, NOON) for attempts in range(1, len(DELAYS) + 2)]
    waits = [time - NOON for time in times if time is not None]
    assert waits == sorted(waits)
    assert times[-1] is None
