"""Runs migrations over the connection that `storage.database.migrate` hands in."""

from __future__ import annotations

from alembic import context

from storage.tables.complete import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
