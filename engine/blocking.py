"""The one door through which blocking work leaves the event loop: named threads, owned and closed."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """Runs functions in `threads` threads of its own, in order of asking when there is one thread."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._executor = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._unfinished = set[Future[Any]]()

    @property
    def is_idle(self) -> bool:
        """Nothing runs and nothing waits."""
        return not self._unfinished

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result, or its exception. If the caller is cancelled, the function still ends its run."""
        return await self.begin(function, *args, **kwargs)

    def begin(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """The same without waiting: for who owns the future and asks it later."""
        running = self._executor.submit(function, *args, **kwargs)
        self._unfinished.add(running)
        running.add_done_callback(self._unfinished.discard)
        return asyncio.wrap_future(running)

    def close(self) -> None:
        """Drops what has not begun and waits for what has."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def settle() -> None:
    """Tells Python that what is in memory by now is there to stay, and need not be looked through for garbage.

    The collector holds every thread while it looks: with hundreds of thousands of photos in memory half a second, every
    now and then. Whoever has let go of much calls this again, and holds everything that long once.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def is_settled() -> bool:
    return gc.get_freeze_count() > 0
