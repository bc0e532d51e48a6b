"""Tags that models suggest for photos, and what people said of them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, String, Table

from storage.tables import UtcTime, metadata

tag_suggestions = Table(
    "tag_suggestions",
    metadata,
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("slug", ForeignKey("tags.slug", ondelete="CASCADE"), primary_key=True),
    Column("confidence", Float, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("model", String(64), nullable=False, index=True),
    Column("accepted", Boolean),
    Column("decided_at", UtcTime),
)
"""`accepted` is null until a person has looked."""

suggested_photos = Table(
    # Which model was asked about a photo last, whether or not it suggested anything.
    "suggested_photos",
    metadata,
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("model", String(64), nullable=False),
    Column("made_at", UtcTime, nullable=False),
)
