"""Starting the local stand-in for Telegram as a process of its own, and ending it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from engine.errors import BadSetting

STARTS_WITHIN_S = 120
"""A second or two, but this machine may be busy, and is while the demo bank is built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """The stand-in's process, perhaps still starting."""

    process: asyncio.subprocess.Process
    port: int

    async def address(self) -> str:
        """`http://127.0.0.1:PORT`, as soon as it listens there. Raises BadSetting when it does not."""
        assert self.process.stdout is not None
        try:
            line = await asyncio.wait_for(self.process.stdout.readline(), STARTS_WITHIN_S)
        except TimeoutError:
            reason = f"the stand-in did not come up within {STARTS_WITHIN_S} seconds; try again"
            raise BadSetting(name="--port", reason=reason) from None
        address = (line.decode().split() or [""])[-1]
        if not address.startswith("http://"):
            raise BadSetting(name="--port", reason=f"the stand-in cannot listen on port {self.port}; try another one")
        return address.rstrip("/")


@asynccontextmanager
async def stand_in(port: int, token: str) -> AsyncIterator[StandIn]:
    """The stand-in, started at once; it ends when the context does.

    The child has a process group of its own, so that Ctrl-C in the terminal reaches the bot first and the bot can
    still say goodbye to it. Its input is a pipe from here, which ends with this process even where that is killed.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        "--port",
        str(port),
        "--token",
        token,
        "--end-with-input",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    try:
        yield StandIn(process=process, port=port)
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()
