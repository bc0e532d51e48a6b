"""Supervises the captioner's process: starts it when needed, waits with a limit, ends it after failures and use."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from engine.errors import BadSetting, CaptionerFailed, CaptionerMissing
from engine.tagging.captioning.answering import PROMPT, answer_schema, read_answer
from engine.tagging.captioning.worker import request
from engine.tagging.description import Description

log = logging.getLogger(__name__)

LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """How the process is kept: what it may use, and how long it may live."""

    memory_mb: int = 6_000
    """Megabytes that it may allocate beside the mapped model; after an answer with more resident than this and the
    model together it is ended."""
    images: int = 100
    """Images after which it is ended and started anew: llama.cpp's image code was seen to grow."""
    loading_s: float = 300
    answer_s: float = 600
    """Seconds after which an answer is given up and the process killed; a photo takes a minute or two on 4 cores."""
    threads: int = field(default_factory=lambda: max(1, (os.cpu_count() or 2) - 1))
    context: int = 6144
    """Tokens; LLaVA 1.6 spends up to 2,880 on a picture, and the answer comes on top."""


class LlavaCaptioner:
    """Describes one image at a time. Nothing is loaded before the first, and nothing stays after `aclose`."""

    def __init__(self, model: Path, projector: Path, upkeep: Upkeep | None = None) -> None:
        """Raises BadSetting when a file is not there, CaptionerMissing when llama.cpp is not installed."""
        for name, path in (("PHOTOBANK_CAPTIONER_MODEL", model), ("PHOTOBANK_CAPTIONER_PROJECTOR", projector)):
            if not path.is_file():
                raise BadSetting(name=name, reason="there is no such file")
        if find_spec("llama_cpp") is None:
            raise CaptionerMissing
        self.source = model.stem
        self._model, self._projector = model, projector
        self._upkeep = upkeep or Upkeep()
        self._file_mb = (model.stat().st_size + projector.stat().st_size) // 1_000_000
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._described = 0

    @property
    def process_id(self) -> int | None:
        """Of the process that is running now, if one is."""
        return None if self._process is None else self._process.pid

    async def describe(self, picture: bytes, tags: Sequence[str], sights: Sequence[str]) -> Description:
        """What a JPEG or PNG shows, with tags and sights chosen from these slugs.

        Raises CaptionerFailed when the process died, hung or answered nonsense; the next call starts a new one.
        """
        async with self._turn:
            try:
                answer = await self._ask(request(picture, PROMPT, answer_schema(tags, sights)))
                description = read_answer(answer, source=self.source, tags=set(tags), sights=set(sights))
            except (CaptionerFailed, ValueError, asyncio.CancelledError) as error:
                # Whatever the process still holds of this image must not reach the next one.
                await self._end()
                if isinstance(error, ValueError):
                    raise CaptionerFailed(reason="its answer was cut off") from error
                raise
            return description

    async def aclose(self) -> None:
        async with self._turn:
            await self._end()

    async def _ask(self, line: str) -> str:
        process = self._process or await self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(line.encode())
            await process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise CaptionerFailed(reason="its process ended") from error
        answer = await self._hear(process, self._upkeep.answer_s)
        self._described += 1
        if self._described >= self._upkeep.images or answer["resident_mb"] > self._upkeep.memory_mb + self._file_mb:
            log.info("the captioner is started anew after %d images", self._described)
            await self._end()
        return str(answer["answer"])

    async def _start(self) -> asyncio.subprocess.Process:
        upkeep = self._upkeep
        numbers = [str(number) for number in (upkeep.memory_mb, upkeep.threads, upkeep.context)]
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "engine.tagging.captioning.worker", str(self._model), str(self._projector)),
            *numbers,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=LONGEST_LINE,
            start_new_session=True,
        )
        self._described = 0
        await self._hear(self._process, upkeep.loading_s)
        return self._process

    async def _hear(self, process: asyncio.subprocess.Process, within_s: float) -> Mapping[str, Any]:
        """The process's next line. Raises CaptionerFailed for an error, an end and silence."""
        assert process.stdout is not None
        try:
            line = await asyncio.wait_for(process.stdout.readline(), within_s)
        except TimeoutError:
            raise CaptionerFailed(reason=f"it did not answer within {within_s:g} s") from None
        if not line:
            raise CaptionerFailed(reason="its process ended")
        said: dict[str, Any] = json.loads(line)
        if "error" in said:
            raise CaptionerFailed(reason=said["error"])
        return said

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        # What it had still written is read away, or its pipe would keep it from being seen as ended.
        await process.communicate()
