"""The tables, as SQLAlchemy sees them; migrations make them, and a test holds the two together."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[dt.datetime]):
    """Timezone-aware UTC in and out; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


# SQLite numbers rows only in a column declared INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")

photos = Table(
    "photos",
    metadata,
    Column("photo_id", Id, primary_key=True),
    Column("content_hash", String(64), nullable=False, unique=True),
    Column("state", String(16), nullable=False, index=True),
    Column("media_type", String(64), nullable=False),
    Column("byte_count", BigInteger, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("fingerprint", BigInteger, nullable=False, index=True),
    Column("original_name", Text),
    Column("people_count", Integer),
    Column("crowd", Boolean),
    Column("season", String(16)),
    Column("time_of_day", String(16)),
    Column("weather", String(16)),
    Column("sight", String(64)),
    Column("objects", JSON, nullable=False),
    Column("taken_at", UtcTime),
    Column("place", Text),
    Column("photographer", Text),
    Column("licence", Text),
    Column("publish_when_indexed", Boolean, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("published_at", UtcTime),
    Column("indexed_at", UtcTime),
    Column("indexed_by", String(64)),
    Column("colour", String(16)),
    Column("latitude", Float, index=True),
    Column("longitude", Float),
    Column("sharpness", Float),
    # Photos that came in together: one album, one archive, one import.
    Column("intake", String(64), index=True),
)

photo_changes = Table(
    # Triggers on photos, captions, photo_tags and embeddings write it; a row outlives its photo: that is a change too.
    "photo_changes",
    metadata,
    Column("photo_id", Id, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False, index=True),
)

captions = Table(
    "captions",
    metadata,
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("language", String(2), nullable=False),
    Column("text", Text, nullable=False),
    Column("source", String(64), nullable=False),
)

tags = Table(
    "tags",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("ru", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("parent", String(64)),
)

vocabulary = Table(
    # One row: triggers on tags give it another number whenever they change.
    "vocabulary",
    metadata,
    Column("edition", BigInteger, primary_key=True, autoincrement=False),
)

photo_tags = Table(
    "photo_tags",
    metadata,
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("slug", ForeignKey("tags.slug"), primary_key=True),
    Column("confidence", Float, nullable=False),
    Column("source", String(64), nullable=False),
    Index("ix_photo_tags_slug", "slug"),
)

embeddings = Table(
    "embeddings",
    metadata,
    Column("encoder_id", String(64), primary_key=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(16), nullable=False),
    Column("language", String(2)),
    Column("met_at", UtcTime, nullable=False),
    Column("may_upload", Boolean, nullable=False, server_default=false()),
)

accounts = Table(
    "accounts",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, unique=True),
    # Which language their client spoke last; it goes with the account.
    Column("heard", String(2)),
)

acceptances = Table(
    "acceptances",
    metadata,
    Column("person_id", ForeignKey("people.person_id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("accepted_at", UtcTime, nullable=False),
)

downloads = Table(
    "downloads",
    metadata,
    Column("download_id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, index=True),
    Column("photo_id", ForeignKey("photos.photo_id"), nullable=False, index=True),
    Column("size", String(16), nullable=False),
    Column("terms_version", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("byte_count", BigInteger, nullable=False),
    Column("downloaded_at", UtcTime, nullable=False),
)

searches = Table(
    "searches",
    metadata,
    Column("search_id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, index=True),
    Column("query", JSON, nullable=False),
    Column("ranked", JSON, nullable=False),
    Column("asked_at", UtcTime, nullable=False, index=True),
    Column("shelf", String(16)),
    Column("facets", JSON),
    Column("relaxations", JSON),
    Column("previous_id", BigInteger),
    Column("page_size", SmallInteger),
    Index("ix_searches_shelf", "shelf", "asked_at"),
)

favourites = Table(
    "favourites",
    metadata,
    Column("person_id", ForeignKey("people.person_id"), primary_key=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("added_at", UtcTime, nullable=False),
    Index("ix_favourites_photo_id", "photo_id"),
)

collections = Table(
    "collections",
    metadata,
    Column("collection_id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.person_id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
)

collection_photos = Table(
    "collection_photos",
    metadata,
    Column("collection_id", ForeignKey("collections.collection_id", ondelete="CASCADE"), primary_key=True),
    Column("photo_id", ForeignKey("photos.photo_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
)

collection_links = Table(
    "collection_links",
    metadata,
    Column("token", String(32), primary_key=True),
    Column(
        "collection_id",
        ForeignKey("collections.collection_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("expires_at", UtcTime, nullable=False),
)

photo_views = Table(
    # Counted when events are written, without a foreign key: an event must never be refused.
    "photo_views",
    metadata,
    Column("photo_id", Id, primary_key=True, autoincrement=False),
    Column("view_count", BigInteger, nullable=False),
)

KIND_LENGTH = 32

events = Table(
    "events",
    metadata,
    Column("event_id", Id, primary_key=True),
    Column("kind", String(KIND_LENGTH), nullable=False),
    Column("person_id", BigInteger, index=True),
    Column("happened_at", UtcTime, nullable=False, index=True),
    Column("facts", JSON, nullable=False),
)

file_ids = Table(
    "file_ids",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("key", String(96), primary_key=True),
    Column("file_id", Text, nullable=False),
)

bank_settings = Table(
    "bank_settings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
