"""A SQLite connection that a cancelled task leaves whole, and that asks the driver's thread once for a statement, or,
where a statement only looks up a few rows, not at all."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self, TypeVar

import aiosqlite

Answer = TypeVar("Answer")

ON_THE_SPOT = {"photobank_on_the_spot": True}
"""Execution options of a statement that touches a few rows by their keys: it takes a tenth of the time that two
threads need to take turns. In WAL mode a reader waits for no writer, and a writer that has its turn for nobody, so the
event loop is held for as long as the rows take, which is far below a millisecond."""
FEW = 100
ROWS_AT_ONCE = 64
"""aiosqlite's own: rows that an iterator fetches from the thread in one go."""


class SteadyConnection(aiosqlite.Connection):
    """A connection of aiosqlite whose calls end before the cancellation of their task does.

    aiosqlite forgets a call when its task is cancelled, but its thread does not: a forgotten BEGIN IMMEDIATE takes the
    write lock later, and a connection closed over an unfinished statement keeps its lock until garbage is collected.
    Everybody who writes would wait for it. Waiting for the thread instead costs the cancelled task at most the time
    that a writer waits for its turn.

    A transaction begins in the same errand as its first statement.
    """

    on_the_spot = False
    """Whether the next statement is one of those."""
    _beginning: str | None = None
    """What begins the transaction, as long as no statement was asked for."""
    _reads_only = False
    _errands = 0
    """That the thread has been sent on and has not come back from."""

    def begin(self, *, writes: bool) -> None:
        """At the next statement; `writes` takes the write lock then, and waits for its turn."""
        self._beginning = "BEGIN IMMEDIATE" if writes else "BEGIN"
        self._reads_only = not writes

    def begun(self) -> str | None:
        """What is still to be said to begin the transaction, which whoever asks says now."""
        beginning, self._beginning = self._beginning, None
        return beginning

    async def commit(self) -> None:
        if self.begun() is None:
            await super().commit()

    async def rollback(self) -> None:
        if self.begun() is not None:
            return
        if self.ends_here and self._connection:
            self._connection.rollback()
        else:
            await super().rollback()

    @property
    def ends_here(self) -> bool:
        """Whether a transaction that is to be rolled back waits for nobody: it has only read, or was committed."""
        if self._errands or self._connection is None:
            return False
        return self._reads_only or not self._connection.in_transaction

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        if fn == self._connection.close:
            fn = partial(_roll_back_and_close, self._connection)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._errands += 1
        try:
            self._tx.put_nowait((answer, partial(fn, *args, **kwargs)))
            return await to_the_end(answer)
        finally:
            self._errands -= 1

    def may_answer_here(self) -> bool:
        """Whether the next statement waits for nobody: neither for the thread nor for the turn of a writer."""
        waits = self._errands or (self._beginning is not None and not self._reads_only)
        return self.on_the_spot and not waits

    def cursor(self) -> SteadyCursor:  # type: ignore[override]
        """Unlike aiosqlite's it costs nothing, and need not be awaited."""
        return SteadyCursor(self)


class SteadyCursor:
    """A cursor that does a statement in one errand to the thread: execution, all rows, and the cursor's end.

    aiosqlite makes four of it, and each waits for two threads to take turns, which is most of what a small query costs.
    Implements what SQLAlchemy asks of an asyncio driver's cursor.
    """

    arraysize = 1

    def __init__(self, connection: SteadyConnection) -> None:
        self._connection = connection
        self._rows: deque[Any] = deque()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> Self:
        return await self._run("execute", statement, parameters)

    async def executemany(self, statement: str, many: Any) -> Self:
        return await self._run("executemany", statement, many)

    async def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        return [self._rows.popleft() for _ in range(min(size or self.arraysize, len(self._rows)))]

    async def fetchall(self) -> list[Any]:
        rows = list(self._rows)
        self._rows.clear()
        return rows

    async def close(self) -> None:
        self._rows.clear()

    async def _run(self, kind: str, statement: str, parameters: Any) -> Self:
        here = self._connection.may_answer_here()
        made, beginning = self._connection._conn, self._connection.begun()
        if here:
            found = _errand(made, beginning, kind, statement, parameters)
        else:
            found = await self._connection._execute(_errand, made, beginning, kind, statement, parameters)
        self.description, self._rows, self.rowcount, self.lastrowid = found
        return self


def _errand(
    connection: sqlite3.Connection, beginning: str | None, kind: str, statement: str, parameters: Any
) -> tuple[Any, ...]:
    if beginning is not None:
        connection.execute(beginning)
    with contextlib.closing(connection.cursor()) as cursor:
        getattr(cursor, kind)(statement, parameters)
        rows = deque(cursor.fetchall() if cursor.description else ())
        return cursor.description, rows, cursor.rowcount, cursor.lastrowid


def where_few(ids: Sequence[int]) -> dict[str, bool]:
    """The execution options of a statement that reads what belongs to these ids: ON_THE_SPOT for a few of them."""
    return ON_THE_SPOT if len(ids) <= FEW else {}


def connect(database: str, **options: Any) -> SteadyConnection:
    """A connection to await, in place of `aiosqlite.connect`; its thread never holds up the end of the process."""
    options["check_same_thread"] = False  # two threads use it, never at once: see `may_answer_here`
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
