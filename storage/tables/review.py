"""Who looks at which photo, what they passed over and chose, and what moderators and owners did."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables import Id, UtcTime, metadata

review_leases = Table(
    "review_leases",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, unique=True),
    Column("expires_at", UtcTime, nullable=False),
    Column("awaits", String(16)),
)

review_skips = Table(
    "review_skips",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), primary_key=True),
    Column("skipped_at", UtcTime, nullable=False),
)

review_choices = Table(
    "review_choices",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("value", String(64), primary_key=True),
    Column("wanted", Boolean, nullable=False),
)

plans = Table(
    "plans",
    metadata,
    Column("photo_id", Id, ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False),
    Column("due_at", UtcTime, nullable=False, index=True),
)

sent_messages = Table(
    # Which photos the bot's messages of the last day show, so that withdrawn ones are called back.
    "sent_messages",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("content_hash", String(64), primary_key=True),
    Column("search_id", BigInteger),
    Column("page", Integer),
    Column("sent_at", UtcTime, nullable=False, index=True),
    Index("ix_sent_messages_content_hash", "content_hash"),
)

audits = Table(
    # Neither photo nor person is a foreign key: what was done stays written down whatever becomes of them.
    "audits",
    metadata,
    Column("deed_id", Id, primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("done_at", UtcTime, nullable=False, index=True),
    Column("photo_id", BigInteger),
    Column("about_id", BigInteger),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("reason", Text),
    Column("undoes", BigInteger, unique=True),
    Index("ix_audits_person_id", "person_id"),
    Index("ix_audits_photo_id", "photo_id"),
    Index("ix_audits_about_id", "about_id"),
)
