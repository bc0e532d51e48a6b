"""Schedules of the digest, their issues with their pieces, and what is known of the posts."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import Id, UtcTime, metadata

digest_schedules = Table(
    # `named` is what the settings call it: two processes that start at once add it once.
    "digest_schedules",
    metadata,
    Column("schedule_id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("cron", String(128), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("languages", String(16), nullable=False),
    Column("is_automatic", Boolean, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("named", String(160), unique=True),
    Column("looked_until", UtcTime, nullable=False),
    Column("ended", Boolean, nullable=False),
)

digest_issues = Table(
    # The lease tells who works on it; `told` whether those whom its state concerns know of it.
    "digest_issues",
    metadata,
    Column("issue_id", Id, primary_key=True),
    Column("schedule_id", ForeignKey("digest_schedules.schedule_id"), nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("send_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("contents", JSON),
    Column("skipped", String(16)),
    Column("missed", Integer, nullable=False),
    Column("trouble", Text),
    Column("told", Boolean, nullable=False),
    Column("holder", String(64)),
    Column("held_until", UtcTime),
    UniqueConstraint("schedule_id", "due_at"),
    Index("ix_digest_issues_state", "state"),
)

digest_pieces = Table(
    "digest_pieces",
    metadata,
    Column("piece_id", Id, primary_key=True),
    Column("issue_id", ForeignKey("digest_issues.issue_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("texts", JSON, nullable=False),
    Column("photo_ids", JSON, nullable=False),
    Column("picture", LargeBinary),
    Column("state", String(16), nullable=False),
)

digest_posts = Table(
    "digest_posts",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("piece_id", ForeignKey("digest_pieces.piece_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="SET NULL"), index=True),
    Column("reaction_count", Integer, nullable=False),
    Column("called_back_at", UtcTime),
    Column("edited", Boolean),
)

digest_clicks = Table(
    # One row for each person and link: people are counted, not presses.
    "digest_clicks",
    metadata,
    Column("issue_id", Id, ForeignKey("digest_issues.issue_id", ondelete="CASCADE"), primary_key=True),
    Column("target", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), primary_key=True),
    Column("clicked_at", UtcTime, nullable=False),
)
