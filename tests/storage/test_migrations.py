"""Migrations and tables say the same."""

from __future__ import annotations

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import alembic_config, migrate, open_database
from storage.tables.complete import metadata


def test_the_migrations_are_one_chain() -> None:
    """Two authors who start from the same revision would leave two heads, and no bank could be upgraded."""
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


async def test_the_migrations_make_exactly_the_tables(any_url: str) -> None:
    await migrate(any_url)
    database = await open_database(any_url)

    def difference(connection: Any) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with database.connections.connect() as connection:
        assert await connection.run_sync(difference) == []
    await database.aclose()


async def test_down_and_up_again_works(any_url: str) -> None:
    await migrate(any_url)
    database = await open_database(any_url)

    def down(connection: Any) -> None:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")

    async with database.connections.begin() as connection:
        await connection.run_sync(down)
    await database.aclose()
    await migrate(any_url)
    database = await open_database(any_url)
    async with database.begin() as work:
        assert await work.photos.count() == 0
    await database.aclose()
