"""Offers in SQL."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import Select, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Language, PersonId
from engine.people.offering import Offer, OfferId, OfferText
from storage.sql import upsert
from storage.tables.offers import offer_showings, offer_texts, offers


class SqlOffers:
    """Implements the Offers port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, at: dt.datetime) -> OfferId:
        values = {"is_on": False, "made_at": at, "shown_count": 0, "click_count": 0}
        result = await self._connection.execute(insert(offers).values(values))
        assert result.inserted_primary_key is not None
        return OfferId(result.inserted_primary_key[0])

    async def all(self) -> tuple[Offer, ...]:
        return await self._read(select(offers).order_by(offers.c.offer_id))

    async def get(self, offer_id: OfferId) -> Offer | None:
        found = await self._read(select(offers).where(offers.c.offer_id == offer_id))
        return found[0] if found else None

    async def write(self, offer_id: OfferId, language: Language, text: OfferText) -> None:
        row = {"offer_id": offer_id, "language": language.value, "text": text.text, "link": text.link}
        await upsert(self._connection, offer_texts, [row])

    async def silence(self, offer_id: OfferId, language: Language) -> None:
        said = (offer_texts.c.offer_id == offer_id) & (offer_texts.c.language == language.value)
        await self._connection.execute(delete(offer_texts).where(said))

    async def drop(self, offer_id: OfferId) -> None:
        await self._connection.execute(delete(offers).where(offers.c.offer_id == offer_id))

    async def switch(self, offer_id: OfferId, *, on: bool) -> None:
        await self._connection.execute(update(offers).where(offers.c.offer_id == offer_id).values(is_on=on))

    async def next_for(self, person_id: PersonId, language: Language, since: dt.datetime) -> Offer | None:
        rests = exists().where(offer_showings.c.person_id == person_id, offer_showings.c.shown_at > since)
        speaks = exists().where(offer_texts.c.offer_id == offers.c.offer_id, offer_texts.c.language == language.value)
        query = select(offers).where(offers.c.is_on, speaks, ~rests)
        found = await self._read(query.order_by(offers.c.shown_count, offers.c.offer_id).limit(1))
        return found[0] if found else None

    async def count_shown(self, offer_id: OfferId, person_id: PersonId, at: dt.datetime) -> None:
        more = update(offers).where(offers.c.offer_id == offer_id).values(shown_count=offers.c.shown_count + 1)
        await self._connection.execute(more)
        row = {"person_id": person_id, "offer_id": offer_id, "shown_at": at}
        await upsert(self._connection, offer_showings, [row])

    async def count_click(self, offer_id: OfferId) -> None:
        more = update(offers).where(offers.c.offer_id == offer_id).values(click_count=offers.c.click_count + 1)
        await self._connection.execute(more)

    async def _read(self, query: Select[Any]) -> tuple[Offer, ...]:
        rows = list(await self._connection.execute(query))
        if not rows:
            return ()
        texts = defaultdict[int, dict[Language, OfferText]](dict)
        wanted = select(offer_texts).where(offer_texts.c.offer_id.in_([row.offer_id for row in rows]))
        for one in await self._connection.execute(wanted):
            texts[one.offer_id][Language(one.language)] = OfferText(text=one.text, link=one.link)
        return tuple(
            Offer(
                offer_id=OfferId(row.offer_id),
                is_on=row.is_on,
                shown=row.shown_count,
                clicked=row.click_count,
                texts=texts[row.offer_id],
            )
            for row in rows
        )
