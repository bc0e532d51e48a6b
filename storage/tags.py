"""The vocabulary in SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Tag
from storage import tables
from storage.sql import insert_missing, upsert
from storage.steady import ON_THE_SPOT

VOCABULARY = 10_000
"""Tags that are held made; a bank has some thousands."""

_tags = tables.tags.c
IN_TEXT: tuple[ColumnElement[Any], ...] = (_tags.slug, _tags.ru, _tags.en, cast(_tags.aliases, Text), _tags.parent)
"""What `tag_of` takes."""
_EDITION = select(tables.vocabulary.c.edition).execution_options(**ON_THE_SPOT)


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
        rows = await self._connection.execute(select(*IN_TEXT).order_by(_tags.slug))
        return [tag_of(*row) for row in rows]

    async def edition(self) -> int:
        return int((await self._connection.execute(_EDITION)).scalar_one())


def _rows(tags: Sequence[Tag]) -> list[dict[str, Any]]:
    by_slug = {
        tag.slug: {"slug": tag.slug, "ru": tag.ru, "en": tag.en, "aliases": list(tag.aliases), "parent": tag.parent}
        for tag in tags
    }
    return list(by_slug.values())


@lru_cache(maxsize=VOCABULARY)
def tag_of(slug: str, ru: str, en: str, aliases: str, parent: str | None) -> Tag:
    """`aliases` are the text of a JSON list; the same tag is made once, for it stands under many photos."""
    return Tag(slug=slug, ru=ru, en=en, aliases=tuple(json.loads(aliases)), parent=parent)
