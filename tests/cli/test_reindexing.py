"""Changing a bank's encoder: the old one answers until the new one is complete, also in a running bot."""

from __future__ import annotations

import asyncio
import gc
import json
import shutil
import weakref
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from PIL import Image

from bot.bank import Photobank, open_beside, open_photobank
from bot.cli.importing import finish_indexing, import_pictures
from bot.cli.reindex import can_answer, change, embed, refill
from bot.cli.search import TERMINAL
from bot.following import FollowEncoder
from bot.settings import Settings
from engine.bank import ask_for_encoder, bands_of, encoder_now
from engine.encoders.catalogue import BUNDLED, BUNDLED_FOLDER
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.errors import EncoderWorse, ModelUnavailable, WrongEncoder
from engine.model import PhotoId, Vectors
from engine.reindex.compare import GradedQuery
from engine.search.parsing import parse_query
from engine.search.search_photos import SearchPhotos
from tests.cli.test_importing import picture

COUNT = 24


@pytest.fixture
async def photobank(tmp_path: Path) -> AsyncIterator[Photobank]:
    """A bank of the bundled encoder, open as a bot has it: this process owns the index."""
    (tmp_path / "photos").mkdir()
    for number in range(COUNT):
        picture(number).save(tmp_path / "photos" / f"{number}.jpg")
    async with open_photobank(settings(tmp_path).model_copy(update={"encoder": BUNDLED})) as opened:
        await import_pictures(opened, tmp_path / "photos", publish=True)
        await finish_indexing(opened)
        yield opened


def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", encoder=None)


@pytest.fixture
def other(tmp_path: Path) -> str:
    """An encoder of another name and the same meaning."""
    shutil.copytree(BUNDLED_FOLDER, tmp_path / "other")
    return f"local-dir:{tmp_path / 'other'}"


@pytest.fixture
def scrambled(tmp_path: Path) -> str:
    """An encoder whose tokenizer belongs to another model: every text means something else to it."""
    folder = tmp_path / "scrambled"
    shutil.copytree(BUNDLED_FOLDER, folder)
    scramble_tokenizer(folder)
    return f"local-dir:{folder}"


def scramble_tokenizer(folder: Path) -> None:
    """Each piece gets the number of another; special tokens keep theirs."""
    path = folder / "tokenizer.json"
    tokenizer = json.loads(path.read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    pieces = [piece for piece in vocabulary if not piece.startswith("<")]
    numbers = [vocabulary[piece] for piece in pieces]
    vocabulary.update(zip(pieces, numbers[1000:] + numbers[:1000], strict=True))
    path.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


async def now(photobank: Photobank) -> str:
    found = await encoder_now(photobank.begin)
    assert found is not None
    return found[0]


async def embedded(photobank: Photobank, encoder_id: str) -> int:
    async with photobank.begin() as work:
        return len(await work.embeddings.page(encoder_id, PhotoId(0), 1000))


async def test_the_bank_changes_its_encoder_and_knows_its_own_bands(
    photobank: Photobank, other: str, tmp_path: Path
) -> None:
    await change(photobank, other, None, force=False)
    assert await now(photobank) == other
    async with open_photobank(settings(tmp_path)) as again:
        assert again.encoder.encoder_id.startswith("other-")
        assert await embedded(again, again.encoder.encoder_id) == COUNT
        assert await again.index_pending() == 0, "what was embedded beforehand counts as indexed"
        kept = await bands_of(again.begin, again.encoder.encoder_id, again.encoder.calibration)
        assert kept != again.encoder.calibration
        assert again.search_photos.calibration == kept
    with pytest.raises(WrongEncoder, match="reindex --encoder bundled"):
        async with open_photobank(settings(tmp_path).model_copy(update={"encoder": BUNDLED})):
            pass


async def test_a_change_that_was_killed_goes_on_and_the_old_encoder_answers_until_it_is_complete(
    photobank: Photobank, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model gives up in the middle, as a killed process does: what was committed stays."""
    calls: list[int] = []
    real = OpenClipEncoder.encode_images

    def limited(self: OpenClipEncoder, images: Sequence[Image.Image]) -> Vectors:
        calls.append(len(images))
        if sum(calls) > COUNT // 2:
            raise KeyboardInterrupt
        return real(self, images)

    monkeypatch.setattr("engine.reindex.embed_anew.BATCH", 8)
    monkeypatch.setattr(OpenClipEncoder, "encode_images", limited)
    with pytest.raises(KeyboardInterrupt):
        await change(photobank, other, None, force=False)
    assert await now(photobank) == BUNDLED
    async with open_beside(photobank, other) as fresh:
        there = await embedded(fresh, fresh.encoder.encoder_id)
        assert 0 < there < COUNT
        calls.clear()
        monkeypatch.setattr(
            OpenClipEncoder, "encode_images", lambda self, images: (calls.append(len(images)), real(self, images))[1]
        )
        assert await embed(fresh) == COUNT
        assert sum(calls) == COUNT - there
    assert await photobank.index.count() == COUNT


async def test_a_running_bot_switches_between_two_updates_and_never_holds_up_its_loop(
    photobank: Photobank, other: str, tmp_path: Path
) -> None:
    given: dict[str, object] = {}
    bot = FollowEncoder(photobank=photobank, open_beside=open_beside, switched=given.update)
    gaps: list[float] = []

    async def ticking() -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(0.01)
            gaps.append(loop.time() - before - 0.01)

    async def tending() -> None:
        while True:
            await bot.follow()
            await bot.index_pending()
            await asyncio.sleep(0.05)

    await photobank.encoder.warm_up()
    beside = [asyncio.ensure_future(ticking()), asyncio.ensure_future(tending())]
    try:
        async with open_photobank(settings(tmp_path)) as command:
            assert not command.owns_index
            await change(command, other, None, force=False)
        search = given["search_photos"]
        assert isinstance(search, SearchPhotos)
        assert search.encoder.encoder_id.startswith("other-")
        assert bot.photobank.encoder is search.encoder
        assert len(await bot.photobank.index.ids()) == COUNT
        assert await now(photobank) == other
        late = tmp_path / "late"
        late.mkdir()
        picture(99).save(late / "late.jpg")
        await import_pictures(photobank, late, publish=True)
        while len(await bot.photobank.index.ids()) <= COUNT:  # noqa: ASYNC110 - the bot looks every now and then
            await asyncio.sleep(0.05)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await bot.aclose()
    assert sum(gap > 0.05 for gap in gaps) < max(3, len(gaps) // 20)


async def test_after_a_switch_the_old_model_is_let_go_of_and_the_new_one_answers(
    photobank: Photobank, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}
    bot = FollowEncoder(photobank=photobank, open_beside=open_beside, switched=given.update)
    await photobank.encoder.warm_up()
    model = weakref.ref(photobank.encoder.network)
    async with open_beside(photobank, other) as fresh:
        await embed(fresh)
    await ask_for_encoder(photobank.begin, other)
    await bot.follow()
    assert model() is not None, "answers that were begun with it may end"
    monkeypatch.setattr("bot.following.LINGERS_S", 0)
    await bot.follow()
    gc.collect()
    assert model() is None
    search = given["search_photos"]
    assert isinstance(search, SearchPhotos)
    asker = await photobank.recognise_actor(TERMINAL, "en")
    assert (await search(asker, parse_query("bridge"))).total > 0
    await bot.aclose()


async def test_a_bot_that_cannot_open_the_encoder_goes_on_with_its_own_and_the_command_says_so(
    photobank: Photobank, other: str, tmp_path: Path
) -> None:
    given: dict[str, object] = {}

    def fails(bank: Photobank, name: str) -> object:
        raise ModelUnavailable(name=name)

    bot = FollowEncoder(photobank=photobank, open_beside=fails, switched=given.update)  # type: ignore[arg-type]

    async def tending() -> None:
        while True:
            await bot.follow()
            await asyncio.sleep(0.05)

    task = asyncio.ensure_future(tending())
    try:
        async with open_photobank(settings(tmp_path)) as command:
            with pytest.raises(ModelUnavailable):
                await change(command, other, None, force=False)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await bot.aclose()
    assert await now(photobank) == BUNDLED
    assert given == {}


async def test_an_encoder_that_answers_graded_queries_worse_is_refused_unless_forced(
    photobank: Photobank, scrambled: str, tmp_path: Path
) -> None:
    texts = [
        f"{season} {sight}" for season in ("зимний", "летний", "ночной") for sight in ("мост", "парк", "собор", "рынок")
    ]
    vectors = await photobank.encoder.encode_texts(texts)
    graded = [
        GradedQuery(text=text, grades={near[0]: 1.0 for near in await photobank.index.nearest(vector, 3)})
        for text, vector in zip(texts, vectors, strict=True)
    ]
    with pytest.raises(EncoderWorse, match="Nothing was changed"):
        await change(photobank, scrambled, graded, force=False)
    assert await now(photobank) == BUNDLED
    await change(photobank, scrambled, graded, force=True)
    assert await now(photobank) == scrambled


async def test_a_running_bot_fills_its_index_when_a_command_asks(photobank: Photobank, tmp_path: Path) -> None:
    ids = sorted(await photobank.index.ids())
    await photobank.index.remove(ids[:5])
    bot = FollowEncoder(photobank=photobank, open_beside=open_beside, switched=lambda _: None)
    asking = asyncio.ensure_future(refill(settings(tmp_path)))
    try:
        while not asking.done():
            await bot.follow()
            await asyncio.sleep(0.05)
        await asking
    finally:
        await bot.aclose()
    assert sorted(await photobank.index.ids()) == ids


async def test_a_bank_whose_encoder_is_gone_can_still_change_it(
    photobank: Photobank, other: str, tmp_path: Path
) -> None:
    await change(photobank, other, None, force=False)
    assert await can_answer(settings(tmp_path))
    shutil.rmtree(other.removeprefix("local-dir:"))
    assert not await can_answer(settings(tmp_path))
