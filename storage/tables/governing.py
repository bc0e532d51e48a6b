"""How the vocabulary was changed: what was done and can be undone, what waits for a word, which tags are kept apart."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, String, Table

from storage.tables import Id, UtcTime, metadata

tag_changes = Table(
    "tag_changes",
    metadata,
    Column("change_id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("changed_at", UtcTime, nullable=False, index=True),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undone_at", UtcTime),
)

tag_change_photos = Table(
    # The photo tags that a change took off, and those that it put on in their place.
    "tag_change_photos",
    metadata,
    Column("change_id", ForeignKey("tag_changes.change_id", ondelete="CASCADE"), primary_key=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("slug", String(64), primary_key=True),
    Column("added", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("source", String(64), nullable=False),
)

tag_redirects = Table(
    "tag_redirects",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("to_slug", String(64), nullable=False),
)

tags_kept_apart = Table(
    # The lesser slug first; they outlive their tags, which an undone change may bring back.
    "tags_kept_apart",
    metadata,
    Column("one", String(64), primary_key=True),
    Column("other", String(64), primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("kept_at", UtcTime, nullable=False),
)

tag_proposals = Table(
    "tag_proposals",
    metadata,
    Column("proposal_id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("wanted", JSON, nullable=False),
)
