"""What models said of photos, and which steps of a photo's indexing failed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables import Id, UtcTime, metadata

descriptions = Table(
    "descriptions",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("source", String(96), primary_key=True),
    Column("body", JSON, nullable=False),
    Column("made_at", UtcTime, nullable=False),
)

step_failures = Table(
    "step_failures",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("step", String(96), primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("failed_at", UtcTime, nullable=False),
    Column("next_at", UtcTime),
    Column("reason", Text, nullable=False),
    Column("told_at", UtcTime),
    Index("ix_step_failures_untold", "told_at", "next_at"),
)
"""`next_at` is when the step is tried again; null when it was given up, until a moderator asks for it again."""
