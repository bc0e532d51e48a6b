"""The few things that every repository needs of SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self, TypeVar

from sqlalchemy import ARRAY, BigInteger, BindParameter, Boolean, Dialect, Table, Text, TypeDecorator, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

T = TypeVar("T")


class IdList(TypeDecorator[Sequence[int]]):
    """Any number of ids as one parameter: an array where the database has them, else JSON."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> Any:
        ids = list(value or ())
        return ids if dialect.name == "postgresql" else json.dumps(ids)


class among(FunctionElement[bool]):  # noqa: N801 - written in statements as `and_` and `func` are
    """`among(column, ids)`: whether an integer column is one of the ids, which a parameter of type IdList names.

    Unlike an IN list it is the same statement for any number of ids, so that it is made and compiled once.
    """

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Self:
        """As it is: compared with 1, which is how SQLAlchemy would make a condition of it, no index would be used."""
        return self


def ids_named(name: str = "ids") -> BindParameter[Sequence[int]]:
    return bindparam(name, type_=IdList())


@compiles(among)
def _any_of(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = element.clauses
    return f"({compiler.process(column, **options)} = ANY ({compiler.process(ids, **options)}))"


@compiles(among, "sqlite")
def _in_json(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = element.clauses
    asked = compiler.process(ids, **options)
    return f"({compiler.process(column, **options)} IN (SELECT value FROM json_each({asked})))"


CHUNK = 500
"""Values in one IN list: SQLite takes 32,766 parameters, PostgreSQL plans long lists slowly."""


class JsonText(str):
    """JSON that is written already."""


def json_text(value: Any) -> str:
    """What goes into a column of JSON."""
    return value if isinstance(value, JsonText) else json.dumps(value)


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), CHUNK):
        yield values[first : first + CHUNK]


def inserting(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that may say what happens on conflict: both databases can, each in a class of its own."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


async def upsert(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows; those whose primary key exists have their other columns replaced."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = inserting(connection, table)
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    await connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=others), _in_order_of(keys, rows)
    )


async def insert_missing(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows; those whose primary key exists are left as they are."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = inserting(connection, table).on_conflict_do_nothing(index_elements=keys)
    await connection.execute(statement, _in_order_of(keys, rows))


def _in_order_of(keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Two writers that lock the same rows in one order wait for each other; in two orders they deadlock."""
    return sorted(rows, key=lambda row: [row[key] for key in keys])


def storable(name: str) -> str:
    """A file may be named in bytes that are no UTF-8, or with a NUL, and no database takes those in a text."""
    return name.encode("utf-8", "replace").decode().replace("\0", "?")
