"""A moderator's morning on the phone, with the taps counted; and what is withdrawn is called back from a visitor."""

from __future__ import annotations

import asyncio
from collections import Counter
from io import BytesIO
from statistics import median

import pytest
from PIL import Image

from bot.bank import Photobank, utc_now
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from engine.duplicates.likeness import Likeness
from engine.model import PersonId, PhotoId, PhotoState, Role, Tag
from engine.training.city import draw
from engine.training.demo_bank import demo_scenes
from tests.end_to_end.conftest import SCENES, scene_jpeg
from tests.end_to_end.test_asking import photos_on, speaks
from tests.end_to_end.test_telling import known

NEW, COPIES = 17, 3
SENT = NEW + COPIES
BLURRED, UNTRUE, LATER = {3, 9}, {6, 10, 14}, 5
"""Which cards of the review are rejected, have a tag that is not true, and are published tomorrow."""

ALIKE = "Одна и та же картинка"


def small_copy(number: int) -> bytes:
    """Of a photo that the bank has."""
    out = BytesIO()
    draw(SCENES[number], 480).resize((320, 240), Image.Resampling.LANCZOS).save(out, "JPEG", quality=60)
    return out.getvalue()


class Morning:
    """One moderator's, whose taps are counted by the photo that they are about."""

    def __init__(self, person: SandboxPerson, person_id: PersonId, photobank: Photobank) -> None:
        self.person, self.person_id, self.photobank = person, person_id, photobank
        self.taps: Counter[PhotoId] = Counter()

    async def hears(self, words: str) -> Seen:
        await self.person.says(words)
        return await self.person.sees(lambda seen: not seen.edited)

    async def presses(self, label: str, about: PhotoId | None = None, on: Seen | None = None) -> Seen:
        if about is not None:
            self.taps[about] += 1
        await self.person.taps(label, on=on)
        return await self.person.sees(lambda seen: seen.edited)

    async def sends(self, contents: list[bytes]) -> list[PhotoId]:
        """Two albums between /upload and /done."""
        await self.hears("/upload")
        ids: list[PhotoId] = []
        for album in (contents[:10], contents[10:]):
            await self.person.sends_album(album, "Центр города #прогулка\n© Анна Ли, CC BY")
            told = await self.person.sees("принято: 10")
            lines = [line for line in told.text.splitlines() if line[0] in "✓≈"]
            ids += [PhotoId(int(line.split()[1].rstrip(":"))) for line in lines]
        assert "принято: 20" in (await self.hears("/done")).text
        return ids

    async def waits_until_indexed(self, ids: list[PhotoId]) -> None:
        """And compared: the running bot does both by itself."""
        for _ in range(1000):
            async with self.photobank.begin() as work:
                pending = await work.photos.count(PhotoState.RECEIVED)
                if not pending and not set(ids) & set(await work.duplicates.uncompared(utc_now(), SENT)):
                    return
            await asyncio.sleep(0.1)
        raise AssertionError("the photos were not indexed")

    async def reviews_next(self, number: int, card: Seen) -> Seen:
        """One card, the `number`-th; gives the next one, in its place."""
        photo = await self.before_them()
        if ALIKE in card.text:
            return await self.presses("Пропустить", photo)
        if number in BLURRED:
            await self.presses("✕ Отклонить", photo)
            return await self.presses("Нерезко или темно", photo)
        if number == LATER:
            await self.presses("Позже…", photo)
            return await self.presses("Завтра в 9:00", photo)
        if number in UNTRUE:
            await self.presses("✓ #прогулка", photo)
        return await self.presses("✓ Опубликовать", photo)

    async def before_them(self) -> PhotoId:
        async with self.photobank.begin() as work:
            lease = await work.reviews.lease_of(self.person_id, utc_now())
        assert lease is not None
        return lease.photo_id

    async def settles_next(self, label: str) -> Seen:
        """One pair, by the button that begins so."""
        async with self.photobank.begin() as work:
            pair = await work.duplicates.next(self.person_id, utc_now())
        assert pair is not None
        assert pair.compared.likeness is Likeness.SAME_PICTURE
        return await self.presses(label, pair.photo_id)


async def test_a_morning_costs_two_taps_for_the_median_photo(telegram: Sandbox, photobank: Photobank) -> None:
    async with photobank.begin(writes=True) as work:
        await work.tags.put([Tag(slug="old_bridges", ru="мосты", en="bridges")])
        await work.commit()
    person = await telegram.person("Модератор")
    morning = Morning(person, await known(photobank, person, Role.MODERATOR), photobank)

    scenes = demo_scenes()[len(SCENES) : len(SCENES) + NEW]
    ids = await morning.sends([*map(small_copy, range(COPIES)), *map(scene_jpeg, scenes)])
    assert len(set(ids)) == SENT
    await morning.waits_until_indexed(ids)

    assert f"Ждут проверки: {SENT}" in (await morning.hears("/queue")).text
    first = card = await morning.hears("/review")
    for number in range(SENT):
        card = await morning.reviews_next(number, card)
        assert card.id == first.id, "one message the whole morning"
    assert set(morning.taps) == set(ids), "every photo was looked at"

    warning = await morning.hears("/tag мосток / bridges")
    await morning.presses("Объединить с #мост ·", on=warning)
    pair = await morning.presses("Вероятные двойники", on=await morning.hears("/tags_health"))
    while not any(label.startswith("Объединить с #мост ·") for label in pair.buttons):
        pair = await morning.presses(next(label for label in pair.buttons if label.endswith("▶")), on=pair)
    await morning.presses("Объединить с #мост ·", on=pair)

    await morning.hears("/duplicates")
    for label in ("Объединить", "Отклонить", "Оставить обе"):
        await morning.settles_next(label)
    left = await morning.hears("/review")
    assert ALIKE not in left.text
    done = await morning.presses("✓ Опубликовать", await morning.before_them())
    assert "Всё проверено" in done.text

    assert median(morning.taps[photo_id] for photo_id in ids) <= 2
    assert max(morning.taps.values()) <= 3
    async with photobank.begin() as work:
        photos = await work.photos.get(ids)
        names = {tag.slug: tag for tag in await work.tags.all()}
    states = Counter(photos[photo_id].state for photo_id in ids)
    assert states == {PhotoState.PUBLISHED: 15, PhotoState.REJECTED: 4, PhotoState.IN_REVIEW: 1}
    walked = [one for one in photos.values() if any(tag.tag.slug == "walking" for tag in one.tags)]
    assert len(walked) == SENT - len(UNTRUE)
    assert {"мосток", "мосты"} <= set(names["bridge"].aliases)
    assert "old_bridges" not in names
    visitor = await telegram.person("Гость")
    await visitor.says("/fresh")
    newest = await photos_on(photobank, await visitor.sees(lambda seen: seen.has_photo))
    assert {one.photo_id for one in newest} <= {one for one in ids if photos[one].state is PhotoState.PUBLISHED}

    zone = photobank.settings.time_zone
    log = await morning.hears(f"/audit day {photos[ids[0]].received_at.astimezone(zone).date().isoformat()}")
    await person.taps(next(label for label in log.buttons if label.startswith("↶")), on=log)
    await person.sees("Отменено")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_withdrawn_photo_goes_from_the_pages_that_a_visitor_has_open(
    language: str, telegram: Sandbox, photobank: Photobank
) -> None:
    visitor = await telegram.person("Гость" if language == "ru" else "Guest", language=language)
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    photo = (await photos_on(photobank, sheet))[0]
    await visitor.says(f"/start p{photo.photo_id}")
    card = await visitor.sees(lambda seen: seen.has_photo)
    moderator = await telegram.person("Модератор" if language == "ru" else "Moderator", language=language)
    await known(photobank, moderator, Role.MODERATOR)
    await moderator.says(f"/withdraw {photo.photo_id} asked by its author")
    report = await moderator.sees(lambda seen: str(photo.photo_id) in seen.text)
    assert "2" in report.text
    changed = {seen.id: seen for seen in visitor.messages}
    gone = "Эта фотография снята с показа" if language == "ru" else "This photo was withdrawn"
    assert gone in changed[card.id].text
    assert changed[card.id].buttons == []
    assert speaks(visitor, changed[sheet.id])
    async with photobank.begin() as work:
        assert photo.photo_id not in await work.photos.published_among([photo.photo_id])
    await visitor.says("#bridge")
    again = await visitor.sees(lambda seen: seen.has_photo and not seen.edited)
    assert photo.photo_id not in {one.photo_id for one in await photos_on(photobank, again)}
