"""The one place that starts a task beside another: it has an owner, and ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def alongside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Runs `work` while the body runs, then cancels it. Unlike a TaskGroup, neither one's error touches the other.

    For courtesies only, such as a chat action: what `work` raises is dropped.
    """
    task = asyncio.create_task(work)  # noqa: TID251 - owned here, and awaited below
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
