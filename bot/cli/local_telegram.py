"""Starting the local stand-in for Telegram as a process of its own, and ending it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from engine.errors import BadSetting

STARTS_WITHIN_S = 30


@asynccontextmanager
async def stand_in(port: int, token: str) -> AsyncIterator[str]:
    """The stand-in's address, `http://127.0.0.1:PORT`; it ends when the context does.

    Raises BadSetting when the port is taken. The child has a process group of its own, so that Ctrl-C in the
    terminal reaches the bot first and the bot can still say goodbye to it.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        "--port",
        str(port),
        "--token",
        token,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        try:
            line = await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN_S)
        except TimeoutError:
            line = b""
        address = line.decode().strip().split()[-1:] or [""]
        if not address[0].startswith("http://"):
            raise BadSetting(name="--port", reason=f"the stand-in cannot listen on port {port}; try another one")
        yield address[0].rstrip("/")
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()
