"""What people ask of those who moderate."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table, Text, text

from storage.tables import Id, UtcTime, metadata

reports = Table(
    "reports",
    metadata,
    Column("report_id", Id, primary_key=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), nullable=False),
    Column("person_id", ForeignKey("people.person_id"), nullable=False),
    Column("trouble", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("reported_at", UtcTime, nullable=False),
    Column("withdrawn", Boolean),
    Column("settled_by", ForeignKey("people.person_id")),
    Column("settled_at", UtcTime),
)
Index(
    # One open report of a photo a person.
    "ux_reports_open",
    reports.c.photo_id,
    reports.c.person_id,
    unique=True,
    sqlite_where=text("settled_at IS NULL"),
    postgresql_where=text("settled_at IS NULL"),
)

partner_requests = Table(
    "partner_requests",
    metadata,
    Column("request_id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, index=True),
    Column("organisation", Text, nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("granted", Boolean),
    Column("reason", Text, nullable=False, server_default=""),
    Column("decided_by", ForeignKey("people.person_id")),
    Column("decided_at", UtcTime),
)
