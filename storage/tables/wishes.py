"""Wishes, how they are said, and by how many."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Table, Text

from storage.tables import Id, UtcTime, metadata

wishes = Table(
    "wishes",
    metadata,
    Column("wish_id", Id, primary_key=True),
    Column("state", String(16), nullable=False, index=True),
    Column("state_at", UtcTime, nullable=False),
    Column("state_by", ForeignKey("people.person_id")),
    Column("made_at", UtcTime, nullable=False),
    Column("last_asked_at", UtcTime, nullable=False),
    Column("looked_at", UtcTime, nullable=False),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="SET NULL")),
)

wish_wordings = Table(
    # Without a text where only somebody asked so who was forgotten.
    "wish_wordings",
    metadata,
    Column("wording_id", Id, primary_key=True),
    Column("wish_id", ForeignKey("wishes.wish_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, unique=True),
    Column("query", JSON, nullable=False),
)

wish_askers = Table(
    # Without a foreign key to people, as events are: what was counted must never be refused.
    "wish_askers",
    metadata,
    Column("wording_id", ForeignKey("wish_wordings.wording_id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(2), primary_key=True),
    Column("asked_count", Integer, nullable=False),
    Column("last_asked_at", UtcTime, nullable=False),
)

wishes_read = Table(
    # One row: up to which event searches were gathered.
    "wishes_read",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("event_id", BigInteger, nullable=False),
)
