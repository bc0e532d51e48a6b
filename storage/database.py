"""Opening a database of any kind, and bringing its tables up to date."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from filelock import FileLock
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from engine.errors import BadSetting
from storage import steady
from storage.sql import json_text
from storage.steady import ON_THE_SPOT
from storage.work import SqlWork

WRITES = "photobank_writes"
"""The execution option that tells SQLite's BEGIN to take the write lock."""
BUSY_S = 30
"""How long a writer waits for another one before giving up."""


class Database:
    """Connections to one database; `begin` starts a unit of work."""

    def __init__(self, connections: AsyncEngine) -> None:
        self.connections = connections
        self.writing = connections.execution_options(**{WRITES: True})
        """The same connections, for short transactions that write and nothing else."""

    def begin(self, *, writes: bool = False) -> SqlWork:
        return SqlWork(self.writing if writes else self.connections, reads_only=not writes)

    async def aclose(self) -> None:
        await self.connections.dispose()


async def open_database(url: str) -> Database:
    """Raises BadSetting for a URL that no driver understands."""
    return Database(_connections(url))


def _connections(url: str) -> AsyncEngine:
    try:
        if make_url(url).get_backend_name() != "sqlite":
            return create_async_engine(url, pool_pre_ping=True, json_serializer=json_text)
        driver = {"timeout": BUSY_S, "async_creator_fn": steady.connect}
        made = create_async_engine(url, connect_args=driver, json_serializer=json_text)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise BadSetting(name="PHOTOBANK_DATABASE_URL", reason="it is no database address that I know") from error
    event.listen(made.sync_engine, "connect", _set_up_sqlite)
    event.listen(made.sync_engine, "begin", _begin_sqlite)
    event.listen(made.sync_engine, "before_cursor_execute", _say_how_quick)
    return made


def _set_up_sqlite(connection: Any, _: Any) -> None:
    """WAL lets readers and a writer work at once; synchronous=NORMAL then loses nothing to a killed process."""
    connection.isolation_level = None  # the driver begins nothing by itself; `_begin_sqlite` does
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_S * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once and so waits its turn; one that had read before would be refused it."""
    _steady(connection).begin(writes=connection.get_execution_options().get(WRITES, False))


def _say_how_quick(
    connection: Connection, _cursor: Any, _statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    _steady(connection).on_the_spot = context is not None and ON_THE_SPOT.items() <= context.execution_options.items()


def _steady(connection: Connection) -> steady.SteadyConnection:
    made = connection.connection.driver_connection
    assert isinstance(made, steady.SteadyConnection), "SQLite is opened by `steady.connect`"
    return made


async def migrate(url: str) -> None:
    """Brings the tables to the newest version; two processes that start at once take turns.

    Raises BadSetting when the database cannot be reached.
    """
    path = _sqlite_path(url)
    if path is None:
        await _upgrade(url)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not thread-local: it is taken in a thread, which may wait, and released here.
    lock = FileLock(path.with_name(path.name + ".migrating"), thread_local=False)
    await asyncio.to_thread(lock.acquire)
    try:
        await _upgrade(url)
    finally:
        lock.release()


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


async def _upgrade(url: str) -> None:
    connections = _connections(url)

    def upgrade(connection: Any) -> None:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    try:
        async with connections.begin() as connection:
            await _take_turns(connection)
            await connection.run_sync(upgrade)
    except (OSError, SQLAlchemyError) as error:
        raise BadSetting(
            name="PHOTOBANK_DATABASE_URL", reason=f"the database cannot be opened ({_first(error)})"
        ) from error
    finally:
        await connections.dispose()


async def _take_turns(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(723401)")


def _sqlite_path(url: str) -> Path | None:
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None  # `_connections` says what is wrong with it
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _first(error: BaseException) -> str:
    """The driver's own first line, without the statement and without the address, which may hold a password."""
    cause = getattr(error, "orig", None) or error
    return str(cause).splitlines()[0][:120] if str(cause) else type(cause).__name__
