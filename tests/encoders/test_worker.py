"""The encoder on the event loop: questions joined, remembered, and never in the loop's way."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import numpy as np
import pytest
from PIL import Image

from engine.encoders import worker as worker_module
from engine.encoders.catalogue import BUNDLED, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.worker import EncoderWorker
from engine.model import Vectors


class Watched(OpenClipEncoder):
    """The bundled encoder, which notes its batches and can be held up."""

    def __init__(self) -> None:
        super().__init__(resolve(BUNDLED))
        self.batches: list[list[str]] = []
        self.image_batches: list[int] = []
        self.has_begun = threading.Event()
        self.may_work = threading.Event()
        self.may_work.set()
        self.error: Exception | None = None

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        self.has_begun.set()
        self.may_work.wait(10)
        self.batches.append(list(texts))
        if self.error is not None:
            raise self.error
        return super().encode_texts(texts)

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        self.image_batches.append(len(images))
        return super().encode_images(images)


@pytest.fixture(scope="module")
def encoder() -> Watched:
    return Watched()


@asynccontextmanager
async def working(encoder: Watched) -> AsyncIterator[EncoderWorker]:
    encoder.load()
    encoder.batches.clear()
    encoder.image_batches.clear()
    opened = EncoderWorker(encoder)
    try:
        yield opened
    finally:
        encoder.may_work.set()
        encoder.error = None
        await opened.aclose()


async def test_what_several_people_ask_at_once_is_one_batch_and_each_gets_their_own_answer(encoder: Watched) -> None:
    texts = [f"мост {number}" for number in range(20)]
    async with working(encoder) as worker:
        answers = await asyncio.gather(*(worker.encode_texts([text]) for text in texts))
    assert encoder.batches == [texts]
    np.testing.assert_allclose(np.concatenate(answers), OpenClipEncoder(encoder.source).encode_texts(texts), atol=1e-4)


async def test_what_is_asked_while_the_model_works_waits_together(encoder: Watched) -> None:
    async with working(encoder) as worker:
        encoder.has_begun.clear()
        encoder.may_work.clear()
        first = asyncio.ensure_future(worker.encode_texts(["первый"]))
        await asyncio.to_thread(encoder.has_begun.wait, 10)
        others = [asyncio.ensure_future(worker.encode_texts([f"ещё {number}"])) for number in range(40)]
        await asyncio.sleep(0.05)
        encoder.may_work.set()
        await asyncio.gather(first, *others)
    assert [len(batch) for batch in encoder.batches] == [1, 32, 8]


async def test_the_model_is_not_asked_for_texts_that_a_batch_before_took_along(encoder: Watched) -> None:
    async with working(encoder) as worker:
        encoder.has_begun.clear()
        encoder.may_work.clear()
        first = asyncio.ensure_future(worker.encode_texts(["мост"]))
        await asyncio.to_thread(encoder.has_begun.wait, 10)
        second = asyncio.ensure_future(worker.encode_texts(["парк"]))
        await asyncio.sleep(0)
        worker._begin()  # each finds the second text waiting, for the thread still has the first
        worker._begin()
        encoder.may_work.set()
        await asyncio.gather(first, second)
    assert encoder.batches == [["мост"], ["парк"]]


async def test_a_text_asked_again_is_not_encoded_again(encoder: Watched) -> None:
    async with working(encoder) as worker:
        first = await worker.encode_texts(["мост", "парк", "мост"])
        again = await worker.encode_texts(["парк"])
        at_once = await asyncio.gather(*(worker.encode_texts(["собор"]) for _ in range(5)))
    assert encoder.batches == [["мост", "парк"], ["собор"]]
    assert first.shape == (3, worker.dimension)
    np.testing.assert_array_equal(first[0], first[2])
    np.testing.assert_array_equal(again[0], first[1])
    assert all((answer == at_once[0]).all() for answer in at_once)


async def test_the_texts_asked_for_last_are_remembered(encoder: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "REMEMBERED", 2)
    async with working(encoder) as worker:
        for text in ("а", "б", "а", "в", "а", "б"):
            await worker.encode_texts([text])
    assert [batch for [batch] in encoder.batches] == ["а", "б", "в", "б"]


async def test_who_spoils_an_answer_spoils_it_for_nobody_else(encoder: Watched) -> None:
    async with working(encoder) as worker:
        (await worker.encode_texts(["мост"]))[0, 0] = 7
        assert (await worker.encode_texts(["мост"]))[0, 0] != 7


async def test_a_person_who_goes_away_takes_no_answer_from_the_others(encoder: Watched) -> None:
    async with working(encoder) as worker:
        gone = asyncio.ensure_future(worker.encode_texts(["мост"]))
        stays = asyncio.ensure_future(worker.encode_texts(["мост"]))
        await asyncio.sleep(0)
        gone.cancel()
        assert (await stays).shape == (1, worker.dimension)


async def test_an_error_reaches_everyone_who_asked_and_is_not_remembered(encoder: Watched) -> None:
    async with working(encoder) as worker:
        encoder.error = MemoryError("too much")
        failed = await asyncio.gather(*(worker.encode_texts([text]) for text in "аб"), return_exceptions=True)
        assert [type(error) for error in failed] == [MemoryError, MemoryError]
        encoder.error = None
        assert (await worker.encode_texts(["а"])).shape == (1, worker.dimension)


async def test_images_go_a_few_at_a_time_so_that_a_question_need_not_wait_for_all(encoder: Watched) -> None:
    images = [Image.new("RGB", (64, 64), (number, 0, 0)) for number in range(20)]
    async with working(encoder) as worker:
        vectors, _ = await asyncio.gather(worker.encode_images(images), worker.encode_texts(["мост"]))
    assert encoder.image_batches == [8, 8, 4]
    assert vectors.shape == (20, worker.dimension)
    np.testing.assert_allclose(vectors, OpenClipEncoder(encoder.source).encode_images(images), atol=1e-4)


async def test_the_event_loop_goes_on_while_people_ask_and_photos_are_encoded(encoder: Watched) -> None:
    """On an idle machine the longest gap is a few milliseconds; the bounds leave room for a busy one."""
    images = [Image.effect_noise((640, 480), 60).convert("RGB") for _ in range(8)]
    gaps: list[float] = []
    stop = asyncio.Event()

    async def watch() -> None:
        while not stop.is_set():
            before = time.perf_counter()
            await asyncio.sleep(0.002)
            gaps.append(time.perf_counter() - before - 0.002)

    async def ask(person: int) -> None:
        for number in range(12):
            await worker.encode_texts([f"вопрос {person} {number}", "мост"])

    async with working(encoder) as worker:
        began = time.perf_counter()
        watching = asyncio.ensure_future(watch())
        await asyncio.gather(worker.encode_images(images * 6), *(ask(person) for person in range(16)))
        took = time.perf_counter() - began
        stop.set()
        await watching
    assert took > 0.25, "a load too short to hold anything up proves nothing"
    assert np.quantile(gaps, 0.95) < 0.05
    assert max(gaps) < min(0.3, took / 2)
