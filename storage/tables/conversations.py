"""Conversations, and what was seen in the pictures that people sent into them; both for an hour only."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, String, Table

from storage.tables import UtcTime, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("person_id", ForeignKey("people.person_id"), primary_key=True),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("search_id", ForeignKey("searches.search_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("touched_at", UtcTime, nullable=False, index=True),
)

sent_looks = Table(
    "sent_looks",
    metadata,
    Column("person_id", ForeignKey("people.person_id"), primary_key=True),
    Column("encoder_id", String(64), primary_key=True),
    Column("content_hash", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("fingerprint", BigInteger, nullable=False),
    Column("touched_at", UtcTime, nullable=False, index=True),
)
