"""The one door through which blocking work leaves the event loop: named threads, owned and closed."""

from __future__ import annotations

import asyncio
import gc
import os
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


class Sharing:
    """Shares the pieces of a long loop of numpy, which holds no other thread, between the thread that asks and others.

    Whoever is free takes the next piece. On busy cores, where the others do not get to begin, the asking thread does
    the whole, and waits for nobody but who is in the middle of a piece.
    """

    def __init__(self, name: str = "sharing", others: int = 0) -> None:
        self._others = others
        self._executor = ThreadPoolExecutor(max_workers=others, thread_name_prefix=name) if others else None

    @classmethod
    def with_another_core(cls, name: str) -> Sharing:
        """One other thread where there is more than one core to run on: two take what the memory gives."""
        return cls(name, min(1, (os.cpu_count() or 1) - 1))

    def over(self, count: int, piece: int, some: Callable[[int, int], None]) -> None:
        """`some(first, last)` for all of `count`, at most `piece` at once, in no order; what a piece raises is raised.

        One loop at a time; `piece` is worth a thread's while from a tenth of a millisecond on.
        """
        firsts = iter(range(0, count, piece))

        def take() -> None:
            for first in firsts:  # taking the next of a range is one step for Python's threads
                some(first, min(first + piece, count))

        if self._executor is None or count <= piece:
            take()
            return
        helping = [self._executor.submit(take) for _ in range(self._others)]
        try:
            take()
        finally:
            for other in helping:
                if not other.cancel():
                    other.result()

    def close(self) -> None:
        if self._executor is not None:
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
