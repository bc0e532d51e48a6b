"""Saved searches, and of which photos each has told."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, SmallInteger, Table

from storage.tables import Id, UtcTime, metadata

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("saved_id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, index=True),
    Column("query", JSON, nullable=False),
    Column("how", SmallInteger, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
    Column("looked_at", UtcTime, nullable=False),
    Column("told_at", UtcTime),
)

told_photos = Table(
    "told_photos",
    metadata,
    Column("saved_id", ForeignKey("saved_searches.saved_id", ondelete="CASCADE"), primary_key=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
)
