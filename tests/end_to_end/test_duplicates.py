"""A moderator's /duplicates: one pair after another in one message, in both languages; nobody else settles any."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.bank import Photobank
from bot.cli.demo_bank import received
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from engine.ingest.ingest_photo import Received
from engine.model import PhotoId, PhotoState, Role
from engine.training.city import draw
from tests.end_to_end.conftest import SCENES
from tests.end_to_end.test_telling import known


@pytest.fixture(params=["ru", "en"])
async def moderator(request: pytest.FixtureRequest, telegram: Sandbox, photobank: Photobank) -> SandboxPerson:
    person = await telegram.person("Олег" if request.param == "ru" else "Ann", language=request.param)
    await known(photobank, person, Role.MODERATOR)
    return person


def word(person: SandboxPerson, ru: str, en: str) -> str:
    return ru if person.first_name == "Олег" else en


async def copies_of(photobank: Photobank, count: int) -> list[PhotoId]:
    """Small copies of known scenes, indexed and compared, waiting for review."""
    ids = []
    for scene in SCENES[:count]:
        out = BytesIO()
        draw(scene, 480).resize((320, 240), Image.Resampling.LANCZOS).save(out, "JPEG", quality=60)
        outcome = await photobank.ingest_photo(
            Received(content=out.getvalue(), captions=received(scene, b"").captions, publish=False)
        )
        ids.append(outcome.photo_id)
    while await photobank.index_pending():
        pass
    while await photobank.compare_new():
        pass
    return ids


async def states(photobank: Photobank, ids: list[PhotoId]) -> list[PhotoState]:
    async with photobank.begin() as work:
        found = await work.photos.get(ids)
    return [found[photo_id].state for photo_id in ids]


async def test_three_duplicates_are_settled_with_a_tap_each_in_one_message(
    moderator: SandboxPerson, photobank: Photobank
) -> None:
    ids = await copies_of(photobank, 3)
    await moderator.says("/duplicates")
    pair = await moderator.sees(lambda seen: seen.has_photo)
    assert word(moderator, "Одна и та же картинка", "The same picture") in pair.text
    for ru, en in (("Оставить обе", "Keep both photos"), ("Объединить", "Merge")):
        await moderator.taps(word(moderator, ru, en))
        await moderator.sees(lambda seen: seen.edited)
    last = next(seen for seen in reversed(moderator.messages) if seen.has_photo)
    (reject,) = [text for text in last.buttons if text.startswith(word(moderator, "Отклонить", "Reject"))]
    await moderator.taps(reject)
    await moderator.sees(lambda seen: seen.edited)
    assert sorted(await states(photobank, ids)) == sorted(
        [PhotoState.IN_REVIEW, PhotoState.REJECTED, PhotoState.REJECTED]
    )


async def test_nobody_below_a_moderator_sees_or_settles_a_pair(
    moderator: SandboxPerson, telegram: Sandbox, photobank: Photobank
) -> None:
    ids = await copies_of(photobank, 1)
    visitor = await telegram.person("Гость")
    await visitor.says("/duplicates")
    answer = await visitor.sees(lambda seen: bool(seen.text))
    assert not answer.has_photo
    await visitor.says("/start")
    await visitor.sees(lambda seen: bool(seen.buttons))
    for forged in ("dv:1:0", "dv:1:1", "dv:1:2", "dv:1:3", "dn"):
        assert (await visitor.is_answered(await visitor.taps_data(forged)))["text"]
    assert await states(photobank, ids) == [PhotoState.IN_REVIEW]
    await moderator.says("/duplicates")
    await moderator.sees(lambda seen: seen.has_photo)


async def test_without_pairs_a_moderator_reads_that_there_are_none(moderator: SandboxPerson) -> None:
    await moderator.says("/duplicates")
    await moderator.sees(word(moderator, "Похожих фотографий в очереди нет", "No photos wait that are alike"))
