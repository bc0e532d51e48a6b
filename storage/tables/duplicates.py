"""Pairs of photos that are alike and what was decided about them; which photos were compared; who took whose place."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, UniqueConstraint

from storage.tables import Id, UtcTime, metadata

duplicate_pairs = Table(
    "duplicate_pairs",
    metadata,
    Column("pair_id", Id, primary_key=True),
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), nullable=False),
    Column("other_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), nullable=False),
    Column("likeness", String(16), nullable=False),
    Column("changes", JSON, nullable=False),
    Column("numbers", JSON, nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("verdict", String(16)),
    Column("judged_by", Id),
    Column("judged_at", UtcTime),
    Column("held_by", Id),
    Column("held_until", UtcTime),
    UniqueConstraint("photo_id", "other_id"),
    Index("ix_duplicate_pairs_other_id", "other_id"),
    Index("ix_duplicate_pairs_verdict", "verdict", "likeness"),
)
"""`photo_id` is the one that came later, by its id. A pair stays for good, so that nobody is asked about it again."""

duplicate_checks = Table(
    "duplicate_checks",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("encoder_id", String(64), nullable=False),
    Column("checked_at", UtcTime, nullable=False),
)

photo_successors = Table(
    "photo_successors",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("successor_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("since", UtcTime, nullable=False),
)
"""Where links to a replaced photo lead; always to the last one of a line."""
