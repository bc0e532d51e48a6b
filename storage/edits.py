"""What moderators change about photos, in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Caption, Metadata, PhotoId, PhotoTag
from storage import tables


class SqlEdits:
    """Implements the PhotoEdits port. What is the same already is not written: its embeddings would go with it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set_captions(self, photo_id: PhotoId, captions: Sequence[Caption]) -> None:
        table = tables.captions
        query = select(table).where(table.c.photo_id == photo_id).order_by(table.c.position)
        kept = [(row.language, row.text, row.source) for row in await self._connection.execute(query)]
        if kept == [(one.language.value, one.text, one.source) for one in captions]:
            return
        await self._connection.execute(delete(table).where(table.c.photo_id == photo_id))
        rows = [
            {
                "photo_id": photo_id,
                "position": k,
                "language": one.language.value,
                "text": one.text,
                "source": one.source,
            }
            for k, one in enumerate(captions)
        ]
        if rows:
            await self._connection.execute(insert(table), rows)

    async def set_tags(self, photo_id: PhotoId, tags: Sequence[PhotoTag]) -> None:
        table = tables.photo_tags
        known = set((await self._connection.execute(select(tables.tags.c.slug))).scalars())
        await self._connection.execute(delete(table).where(table.c.photo_id == photo_id))
        rows = [
            {"photo_id": photo_id, "slug": one.tag.slug, "confidence": one.confidence, "source": one.source}
            for one in tags
            if one.tag.slug in known
        ]
        if rows:
            await self._connection.execute(insert(table), rows)

    async def set_facts(self, photo_id: PhotoId, facts: Metadata) -> None:
        changed = update(tables.photos).where(tables.photos.c.photo_id == photo_id)
        await self._connection.execute(
            changed.values(
                people_count=facts.people_count,
                crowd=facts.crowd,
                season=facts.season and facts.season.value,
                time_of_day=facts.time_of_day and facts.time_of_day.value,
                weather=facts.weather and facts.weather.value,
            )
        )
