"""Where the bot may speak: who has shut it out, and which groups it is in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from storage.tables import UtcTime, metadata

blocks = Table(
    # With the account it goes, too: whoever is forgotten has blocked nobody.
    "blocks",
    metadata,
    Column("telegram_id", ForeignKey("accounts.telegram_id", ondelete="CASCADE"), primary_key=True),
    Column("blocked_at", UtcTime, nullable=False),
)

groups = Table(
    # Whatever else is kept of a group refers to it with ON DELETE CASCADE and ON UPDATE CASCADE.
    "groups",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("joined_at", UtcTime, nullable=False),
)
