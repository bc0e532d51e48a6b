"""The captioner with the real llama.cpp in its own process, on a model of under a megabyte with weights by chance."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from engine.errors import BadSetting, CaptionerFailed
from engine.tagging.captioning.process import LlavaCaptioner, Upkeep
from tests.tagging.tiny_llava import TinyLlava, write_tiny_llava

TAGS = ("bridge", "night", "river", "snow")
SIGHTS = ("bridge", "cathedral")
PATIENT = 120.0
"""Seconds: the machine may be busy with other things."""

Open = Callable[..., LlavaCaptioner]


@pytest.fixture(scope="module")
def llava(tmp_path_factory: pytest.TempPathFactory) -> TinyLlava:
    return write_tiny_llava(tmp_path_factory.mktemp("llava"))


@pytest.fixture
async def captioner(llava: TinyLlava) -> AsyncIterator[Open]:
    """Makes captioners that are closed after the test."""
    async with AsyncExitStack() as stack:

        def make(**upkeep: float) -> LlavaCaptioner:
            kept = Upkeep(**{"loading_s": PATIENT, "answer_s": PATIENT, "threads": 1, **upkeep})  # type: ignore[arg-type]
            made = LlavaCaptioner(llava.model, llava.projector, kept)
            stack.push_async_callback(made.aclose)
            return made

        yield make


def picture(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (320, 240), colour).save(file, "JPEG")
    return file.getvalue()


def is_running(process_id: int) -> bool:
    status = Path(f"/proc/{process_id}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


async def test_every_answer_keeps_to_the_fields_and_the_slugs(captioner: Open) -> None:
    said = await captioner().describe(picture("navy"), TAGS, SIGHTS)
    assert said.source == "tiny-mistral"
    assert set(said.tags) <= set(TAGS)
    assert said.sight in {None, *SIGHTS}


async def test_an_image_is_described_the_same_after_others_were_described(captioner: Open) -> None:
    eyes = captioner()
    told = [await eyes.describe(picture(colour), TAGS, SIGHTS) for colour in ("red", "blue", "green", "red")]
    assert told[3] == told[0], "something of the images in between was left behind"
    assert len({repr(description) for description in told[:3]}) > 1, "the answer does not depend on the image at all"


async def test_the_process_is_started_anew_after_so_many_images(captioner: Open) -> None:
    eyes = captioner(images=2)
    processes = []
    for _ in range(3):
        await eyes.describe(picture("red"), TAGS, SIGHTS)
        processes.append(eyes.process_id)
    assert processes[1] is None, "after the second image it was ended"
    assert processes[2] not in {None, processes[0]}
    assert not is_running(processes[0] or 0)


async def test_a_process_that_was_killed_is_a_sentence_and_the_next_image_gets_a_new_one(captioner: Open) -> None:
    eyes = captioner()
    before = await eyes.describe(picture("red"), TAGS, SIGHTS)
    assert eyes.process_id is not None
    os.kill(eyes.process_id, signal.SIGKILL)
    with pytest.raises(CaptionerFailed, match="its process ended"):
        await eyes.describe(picture("red"), TAGS, SIGHTS)
    assert await eyes.describe(picture("red"), TAGS, SIGHTS) == before


async def test_a_process_that_hangs_is_killed(captioner: Open) -> None:
    eyes = captioner(answer_s=3.0)
    # A captioner that is only slow would fail the test's first line, not its promise.
    await asyncio.wait_for(eyes.describe(picture("red"), TAGS, SIGHTS), PATIENT)
    hung = eyes.process_id
    assert hung is not None
    os.kill(hung, signal.SIGSTOP)
    with pytest.raises(CaptionerFailed, match="did not answer within 3 s"):
        await eyes.describe(picture("red"), TAGS, SIGHTS)
    assert not is_running(hung)


async def test_a_picture_that_is_none_is_a_sentence(captioner: Open) -> None:
    with pytest.raises(CaptionerFailed):
        await captioner().describe(b"%PDF-1.7", TAGS, SIGHTS)


async def test_a_process_beyond_its_memory_is_a_sentence_and_leaves_nothing_behind(captioner: Open) -> None:
    eyes = captioner(memory_mb=40)
    with pytest.raises(CaptionerFailed):
        await eyes.describe(picture("red"), TAGS, SIGHTS)
    assert eyes.process_id is None


async def test_whoever_gives_up_waiting_leaves_no_half_answer_for_the_next(captioner: Open) -> None:
    eyes = captioner()
    red = await eyes.describe(picture("red"), TAGS, SIGHTS)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(eyes.describe(picture("blue"), TAGS, SIGHTS), 0.01)
    assert await eyes.describe(picture("red"), TAGS, SIGHTS) == red


async def test_closing_leaves_no_process_behind(captioner: Open) -> None:
    eyes = captioner()
    await eyes.describe(picture("red"), TAGS, SIGHTS)
    process_id = eyes.process_id
    assert process_id is not None
    await eyes.aclose()
    assert not is_running(process_id)


def test_when_the_bot_is_killed_the_captioners_process_ends_too(llava: TinyLlava) -> None:
    code = (
        "import asyncio, sys, time\n"
        "from pathlib import Path\n"
        "from engine.tagging.captioning.process import LlavaCaptioner\n"
        "from tests.tagging.test_captioner import picture\n"
        "async def main():\n"
        "    eyes = LlavaCaptioner(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "    await eyes.describe(picture('red'), ('night',), ('bridge',))\n"
        "    print(eyes.process_id, flush=True)\n"
        "    time.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(llava.model), str(llava.projector)], stdout=subprocess.PIPE, text=True
    ) as bot:
        assert bot.stdout is not None
        process_id = int(bot.stdout.readline())
        assert is_running(process_id)
        bot.kill()
        bot.wait()

        until = time.monotonic() + PATIENT
        while is_running(process_id) and time.monotonic() < until:
            time.sleep(0.05)
        assert not is_running(process_id)


def test_a_model_that_is_not_there_is_a_sentence_that_names_the_setting(tmp_path: Path, llava: TinyLlava) -> None:
    with pytest.raises(BadSetting, match="PHOTOBANK_CAPTIONER_MODEL"):
        LlavaCaptioner(tmp_path / "none.gguf", llava.projector)
    with pytest.raises(BadSetting, match="PHOTOBANK_CAPTIONER_PROJECTOR"):
        LlavaCaptioner(llava.model, tmp_path / "none.gguf")


async def test_a_file_that_is_no_model_is_a_sentence(tmp_path: Path, llava: TinyLlava) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF" + bytes(100))
    eyes = LlavaCaptioner(tmp_path / "broken.gguf", llava.projector, Upkeep(loading_s=PATIENT))
    with pytest.raises(CaptionerFailed):
        await eyes.describe(picture("red"), TAGS, SIGHTS)
    await eyes.aclose()
