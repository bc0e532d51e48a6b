"""`photobank doctor`, alone and beside a running bot; an index that is deleted under either comes back whole."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.bank import Photobank, open_beside, open_photobank
from bot.cli.doctor import examine
from bot.cli.importing import finish_indexing, import_pictures
from bot.following import FollowEncoder
from bot.settings import Settings
from engine.encoders.catalogue import BUNDLED
from engine.model import HitPage, PhotoId, PhotoSample, Query
from tests.cli.test_importing import photobank as command
from tests.cli.test_importing import picture

COUNT = 6


@pytest.fixture
async def owner(tmp_path: Path) -> AsyncIterator[Photobank]:
    """A bank open as a bot has it: this process owns the index."""
    (tmp_path / "photos").mkdir()
    for number in range(COUNT):
        picture(number).save(tmp_path / "photos" / f"{number}.jpg")
    async with open_photobank(Settings(home=tmp_path / "home", encoder=BUNDLED)) as opened:
        await import_pictures(opened, tmp_path / "photos", publish=True)
        await finish_indexing(opened)
        yield opened


def following(owner: Photobank) -> FollowEncoder:
    return FollowEncoder(photobank=owner, open_beside=open_beside, switched=lambda _: None)


async def similar(bank: Photobank, photo_id: int) -> HitPage:
    person = await bank.recognise_actor(1, "ru")
    return await bank.search_photos(person, Query(samples=(PhotoSample(photo_id=PhotoId(photo_id)),)))


async def every_photo_is_in_the_index(bank: Photobank) -> bool:
    async with bank.begin() as work:
        wanted = await work.embeddings.page(bank.encoder.encoder_id, PhotoId(0), 100)
    return bank.index.ready and await bank.index.ids() == {photo_id for photo_id, _ in wanted}


async def test_an_index_deleted_under_a_running_bot_comes_back_whole_and_answers_meanwhile(
    owner: Photobank, caplog: pytest.LogCaptureFixture
) -> None:
    before = await similar(owner, 1)
    assert len(before.hits) == COUNT - 1
    shutil.rmtree(owner.settings.index_folder)
    meanwhile = await similar(owner, 1)
    assert [hit.photo_id for hit in meanwhile.hits] == [hit.photo_id for hit in before.hits]
    await following(owner).follow()
    assert await every_photo_is_in_the_index(owner)
    assert [hit.photo_id for hit in (await similar(owner, 1)).hits] == [hit.photo_id for hit in before.hits]
    assert "filled again" in caplog.text


async def test_photos_taken_in_while_the_index_is_gone_are_not_lost(owner: Photobank, tmp_path: Path) -> None:
    shutil.rmtree(owner.settings.index_folder)
    picture(100).save(tmp_path / "photos" / "new.jpg")
    await import_pictures(owner, tmp_path / "photos", publish=True)
    await finish_indexing(owner)
    await following(owner).follow()
    assert len(await owner.index.ids()) == COUNT + 1
    assert await every_photo_is_in_the_index(owner)


async def test_beside_a_running_bot_the_doctor_mends_files_itself_and_lets_the_bot_mend_its_index(
    owner: Photobank,
) -> None:
    await owner.index.remove([PhotoId(1)])
    for preview in (owner.settings.files_folder / "previews").glob("*/*"):
        preview.unlink()
    running = following(owner)

    async def bot() -> None:
        while True:
            await running.follow()
            await asyncio.sleep(0.1)

    tending = asyncio.ensure_future(bot())
    async with open_photobank(owner.settings.model_copy(update={"encoder": None})) as beside:
        assert not beside.owns_index
        found = await examine(beside, thorough=True, mend=True)
        again = await examine(beside, thorough=True, mend=True)
    tending.cancel()
    kinds = {finding.kind for finding in found}
    assert kinds == {"preview missing", "missing in the index"}
    assert all(finding.mended for finding in found)
    assert again == []
    assert await every_photo_is_in_the_index(owner)


@pytest.mark.timeout(300)
def test_the_command_finds_mends_and_then_finds_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (tmp_path / "photos").mkdir()
    picture(1).save(tmp_path / "photos" / "1.jpg")
    command(home, "import", tmp_path / "photos")
    shutil.rmtree(home / "index")
    [thumbnail] = (home / "files" / "thumbnails").glob("*/*")
    thumbnail.write_bytes(b"no picture")
    told = command(home, "doctor", "--dry-run")
    assert told.returncode == 1
    assert thumbnail.read_bytes() == b"no picture"
    done = command(home, "doctor", "--json")
    findings = json.loads(done.stdout)["findings"]
    assert {finding["kind"] for finding in findings} >= {"thumbnail damaged"}
    assert all(finding["mended"] for finding in findings)
    assert done.returncode == 0
    assert json.loads(command(home, "doctor", "--json").stdout) == {"findings": []}


@pytest.mark.timeout(300)
def test_a_lost_original_needs_a_person_and_says_what_to_do(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (tmp_path / "photos").mkdir()
    picture(1).save(tmp_path / "photos" / "1.jpg")
    command(home, "import", tmp_path / "photos")
    [original] = (home / "files" / "originals").glob("*/*")
    original.unlink()
    done = command(home, "doctor")
    assert (done.returncode, "import the same file again" in done.stdout) == (1, True)
    command(home, "import", tmp_path / "photos")
    assert command(home, "doctor").returncode == 0
