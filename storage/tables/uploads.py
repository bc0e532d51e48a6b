"""What is sent in by chat: uploads, and every file of theirs with what became of it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text

from storage.tables import Id, UtcTime, metadata

uploads = Table(
    "uploads",
    metadata,
    Column("upload_id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, index=True),
    Column("begun_at", UtcTime, nullable=False),
    Column("touched_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
)

sent_files = Table(
    "sent_files",
    metadata,
    Column("file_id", Id, primary_key=True),
    Column("upload_id", ForeignKey("uploads.upload_id"), nullable=False, index=True),
    Column("key", Text, nullable=False),
    Column("name", Text),
    Column("caption", Text, nullable=False),
    Column("is_archive", Boolean, nullable=False),
    Column("became", String(16), nullable=False, index=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE")),
    Column("reason", String(64), nullable=False),
    Column("noted_at", UtcTime, nullable=False),
    Column("album", String(64)),
)
