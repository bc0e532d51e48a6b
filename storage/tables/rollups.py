"""What is counted of events, by days in the bank's time zone; it stays when the events themselves are pruned.

Without foreign keys: events are never refused, and what they are about may be gone.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, String, Table, Text

from storage.tables import Id, metadata

rollup_cursors = Table(
    # Up to which event each roll-up has counted; it moves in the same transaction as the counts.
    "rollup_cursors",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("event_id", BigInteger, nullable=False),
)

day_counts = Table(
    # `storage.rollups.counting` names the measures and says what their keys are.
    "day_counts",
    metadata,
    Column("measure", String(16), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("count", BigInteger, nullable=False),
)

person_days = Table(
    # Who did anything on a day, and how much of what is asked most.
    "person_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("searches", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("downloads", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("shared", Integer, nullable=False),
    Index("ix_person_days_person_id", "person_id", "day"),
)

person_weeks = Table(
    # In which weeks, by their Mondays, somebody did anything.
    "person_weeks",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("monday", Date, primary_key=True),
)

asked_words = Table(
    "asked_words",
    metadata,
    Column("words_id", Id, primary_key=True),
    Column("words", Text, nullable=False, unique=True),
)

asked_days = Table(
    "asked_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("words_id", BigInteger, primary_key=True, autoincrement=False),
    Column("searches", Integer, nullable=False),
    Column("nothing_found", Integer, nullable=False),
)

asked_people = Table(
    "asked_people",
    metadata,
    Column("words_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_asked_people_person_id", "person_id"),
)

photo_days = Table(
    # `places` is the sum of the places on pages that it was opened from, `placed` how many of them there are.
    "photo_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("photo_id", BigInteger, primary_key=True, autoincrement=False),
    Column("opened", Integer, nullable=False),
    Column("downloads", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("shared", Integer, nullable=False),
    Column("thumbs_up", Integer, nullable=False),
    Column("thumbs_down", Integer, nullable=False),
    Column("places", Integer, nullable=False),
    Column("placed", Integer, nullable=False),
    Index("ix_photo_days_photo_id", "photo_id", "day"),
)

photo_lovers = Table(
    # Who kept, took or shared a photo on a day.
    "photo_lovers",
    metadata,
    Column("day", Date, primary_key=True),
    Column("photo_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_photo_lovers_photo_id", "photo_id", "day"),
)

search_outcomes = Table(
    # Whether a search succeeded, counted on the day it was asked, however late and in which order that is told.
    "search_outcomes",
    metadata,
    Column("search_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False, index=True),
    Column("asked", Boolean, nullable=False),
    Column("succeeded", Boolean, nullable=False),
)

bank_days = Table(
    # The bank as it last was on each day.
    "bank_days",
    metadata,
    Column("day", Date, primary_key=True),
    Column("published", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
)
