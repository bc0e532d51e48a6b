"""How often each photo was opened on each day."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Table

from storage.tables import Id, metadata

photo_view_days = Table(
    # Counted when events are written, without a foreign key: an event must never be refused.
    "photo_view_days",
    metadata,
    Column("photo_id", Id, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("view_count", BigInteger, nullable=False),
)
