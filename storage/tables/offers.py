"""The owner's offers, their words, and to whom one was shown last."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table, Text

from storage.tables import Id, UtcTime, metadata

offers = Table(
    "offers",
    metadata,
    Column("offer_id", Id, primary_key=True),
    Column("is_on", Boolean, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("shown_count", BigInteger, nullable=False),
    Column("click_count", BigInteger, nullable=False),
)

offer_texts = Table(
    "offer_texts",
    metadata,
    Column("offer_id", ForeignKey("offers.offer_id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("text", Text, nullable=False),
    Column("link", Text, nullable=False),
)

offer_showings = Table(
    # One row a person: only the last time matters.
    "offer_showings",
    metadata,
    Column("person_id", ForeignKey("people.person_id"), primary_key=True),
    Column("offer_id", ForeignKey("offers.offer_id", ondelete="CASCADE"), nullable=False),
    Column("shown_at", UtcTime, nullable=False),
)
