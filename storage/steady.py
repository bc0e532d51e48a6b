"""A SQLite connection that a cancelled task leaves whole: the driver's thread is waited for, never walked away from."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import aiosqlite

Answer = TypeVar("Answer")

ROWS_AT_ONCE = 64
"""aiosqlite's own: rows that an iterator fetches from the thread in one go."""


class SteadyConnection(aiosqlite.Connection):
    """A connection of aiosqlite whose calls end before the cancellation of their task does.

    aiosqlite forgets a call when its task is cancelled, but its thread does not: a forgotten BEGIN IMMEDIATE takes the
    write lock later, and a connection closed over an unfinished statement keeps its lock until garbage is collected.
    Everybody who writes would wait for it. Waiting for the thread instead costs the cancelled task at most the time
    that a writer waits for its turn.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        if fn == self._connection.close:
            fn = partial(_roll_back_and_close, self._connection)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((answer, partial(fn, *args, **kwargs)))
        return await to_the_end(answer)


def connect(database: str, **options: Any) -> SteadyConnection:
    """A connection to await, in place of `aiosqlite.connect`; its thread never holds up the end of the process."""
    made = SteadyConnection(partial(sqlite3.connect, database, **options), ROWS_AT_ONCE)
    made._thread.daemon = True
    return made


async def to_the_end(work: asyncio.Future[Answer]) -> Answer:
    """The answer of a work that a cancellation does not cut short; the cancellation is raised once it has ended."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        while not work.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([work])
        if not work.cancelled():
            work.exception()  # looked at, for the cancellation is what the task hears
        raise


def _roll_back_and_close(connection: sqlite3.Connection) -> None:
    """A connection closed in the middle of a transaction would keep the write lock as long as any cursor lives."""
    if connection.in_transaction:
        connection.rollback()
    connection.close()
