"""The vocabulary in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Tag
from storage import tables
from storage.sql import insert_missing, upsert
from storage.steady import ON_THE_SPOT

_tags = tables.tags.c
_BETWEEN = "\x1f"
"""ASCII's unit separator, which no name holds."""
_PARTS: tuple[ColumnElement[Any], ...] = (
    _tags.slug,
    _tags.ru,
    _tags.en,
    cast(_tags.aliases, Text),
    func.coalesce(_tags.parent, ""),
)
_LINE = reduce(lambda line, part: line + _BETWEEN + part, _PARTS[1:], _PARTS[0])
_AS_TEXT = select(func.aggregate_strings(_LINE, _BETWEEN)).execution_options(**ON_THE_SPOT)


class SqlTags:
    """Implements the Tags port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, tags: Sequence[Tag]) -> None:
        await upsert(self._connection, tables.tags, _rows(tags))

    async def put_missing(self, tags: Sequence[Tag]) -> None:
        """Adds new tags and leaves known ones alone: a photo that carries a tag does not rename it."""
        await insert_missing(self._connection, tables.tags, _rows(tags))

    async def all(self) -> list[Tag]:
        rows = await self._connection.execute(select(tables.tags).order_by(tables.tags.c.slug))
        return [tag_from(row) for row in rows]

    async def as_text(self) -> str:
        """The whole vocabulary as one text: who has read it before sees by comparing whether it is still the same.

        Much cheaper than `all` in a vocabulary of thousands; the text itself means nothing.
        """
        text = await self._connection.execute(_AS_TEXT)
        return text.scalar_one() or ""


def _rows(tags: Sequence[Tag]) -> list[dict[str, Any]]:
    by_slug = {
        tag.slug: {"slug": tag.slug, "ru": tag.ru, "en": tag.en, "aliases": list(tag.aliases), "parent": tag.parent}
        for tag in tags
    }
    return list(by_slug.values())


def tag_from(row: Row[Any]) -> Tag:
    return Tag(slug=row.slug, ru=row.ru, en=row.en, aliases=tuple(row.aliases), parent=row.parent)
