"""What encoders make of captions and of tags' names; triggers delete the embedding of a text that was changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, String, Table

from storage.tables import Id, metadata

caption_embeddings = Table(
    "caption_embeddings",
    metadata,
    Column("photo_id", Id, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("encoder_id", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    ForeignKeyConstraint(["photo_id", "position"], ["captions.photo_id", "captions.position"], ondelete="CASCADE"),
)

tag_embeddings = Table(
    "tag_embeddings",
    metadata,
    Column("slug", ForeignKey("tags.slug", ondelete="CASCADE"), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("encoder_id", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
