"""Wishes in SQL: gathered from events, counted by pseudonyms, shown only where enough people asked."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, distinct, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.wishes.ports import Batch, InVain, Looked, Standing, Wish, WishId, WishState
from engine.library.ports import How
from engine.library.wishes import wording_of
from engine.model import Language, PersonId, PhotoId, PhotoState, Query
from storage import tables
from storage.in_vain import search_of, was_in_vain
from storage.queries import query_as_json, query_from_json
from storage.sql import chunks, inserting
from storage.tables.saved import saved_searches
from storage.tables.wishes import wish_askers, wish_wordings, wishes, wishes_read

_w, _said, _askers = wishes.c, wish_wordings.c, wish_askers.c
EXAMPLES = 4
WORDINGS_LOOKED_UP = 4
"""Wordings of one wish by which photos are looked for: the others mean the same."""
BETWEEN = dt.timedelta(minutes=5)
"""A wish is looked through at most so often: a moderator publishes photo after photo."""


class SqlWishes:
    """Implements the Wishes port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def read_to(self) -> int:
        return int((await self._connection.execute(select(wishes_read.c.event_id))).scalar_one_or_none() or 0)

    async def advance(self, since: int, to: int) -> bool:
        first = inserting(self._connection, wishes_read).values(only=1, event_id=0).on_conflict_do_nothing()
        await self._connection.execute(first)
        moved = update(wishes_read).where(wishes_read.c.event_id == since).values(event_id=to)
        return bool((await self._connection.execute(moved)).rowcount)

    async def in_vain(self, after: int, until: dt.datetime, limit: int) -> Batch:
        table = tables.events.c
        query = select(tables.events).where(table.event_id > after).order_by(table.event_id).limit(limit)
        rows, read_to = [], after
        found = list(await self._connection.execute(query))
        for row in found:
            if row.happened_at > until:
                break
            read_to = row.event_id
            if row.kind == "searched" and row.person_id is not None and was_in_vain(row.facts):
                rows.append(row)
        queries = await self._queries([int(row.facts.get("search_id") or 0) for row in rows])
        searches = [search_of(row, queries.get(row.facts.get("search_id"))) for row in rows]
        return Batch(
            searches=tuple(one for one in searches if one is not None),
            read_to=read_to,
            is_full=len(found) == limit and read_to == found[-1].event_id,
        )

    async def known(self, texts: Sequence[str]) -> dict[str, WishId]:
        found: dict[str, WishId] = {}
        for part in chunks(texts):
            query = select(_said.text, _said.wish_id).where(_said.text.in_(part))
            found.update((row.text, WishId(row.wish_id)) for row in await self._connection.execute(query))
        return found

    async def first_wordings(self, limit: int) -> list[tuple[WishId, Query]]:
        last = select(_w.wish_id).order_by(_w.last_asked_at.desc(), _w.wish_id).limit(limit)
        spoken = _said.wish_id.in_(last), _said.text.is_not(None)
        first = select(func.min(_said.wording_id)).where(*spoken).group_by(_said.wish_id)
        query = select(_said.wish_id, _said.query).where(_said.wording_id.in_(first)).order_by(_said.wish_id)
        rows = await self._connection.execute(query)
        return [(WishId(row.wish_id), query_from_json(row.query)) for row in rows]

    async def begin(self, text: str, query: Query, at: dt.datetime) -> WishId:
        state = {"state": WishState.OPEN.value, "state_at": at}
        values = {**state, "made_at": at, "last_asked_at": at, "looked_at": at}
        result = await self._connection.execute(insert(wishes).values(values))
        assert result.inserted_primary_key is not None
        wish_id = WishId(result.inserted_primary_key[0])
        await self.say(wish_id, text, query)
        return wish_id

    async def say(self, wish_id: WishId, text: str, query: Query) -> None:
        values = {"wish_id": wish_id, "text": text, "query": query_as_json(query)}
        await self._connection.execute(insert(wish_wordings).values(values))

    async def count(self, search: InVain) -> None:
        wording = select(_said.wording_id, _said.wish_id).where(_said.text == search.text)
        row = (await self._connection.execute(wording)).one()
        statement = inserting(self._connection, wish_askers).values(
            wording_id=row.wording_id,
            person_id=search.person_id,
            language=search.language.value,
            asked_count=1,
            last_asked_at=search.asked_at,
        )
        again = {"asked_count": _askers.asked_count + 1, "last_asked_at": search.asked_at}
        keys = [column.name for column in wish_askers.primary_key]
        await self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=again))
        later = update(wishes).where(_w.wish_id == row.wish_id, _w.last_asked_at < search.asked_at)
        await self._connection.execute(later.values(last_asked_at=search.asked_at))

    async def others(self, text: str, limit: int) -> list[Query]:
        mine = select(_said.wish_id).where(_said.text == text)
        ours = select(_w.wish_id).where(_w.wish_id.in_(mine), _w.state != WishState.NOT_OURS.value)
        wish_id = (await self._connection.execute(ours)).scalar_one_or_none()
        if wish_id is None:
            return []
        return [query for said, query in await self._wordings(WishId(wish_id), limit + 1) if said != text][:limit]

    async def page(self, state: WishState, least_people: int, offset: int, limit: int) -> tuple[list[Wish], int]:
        shown = _counted(least_people).where(_w.state == state.value).subquery()
        total = (await self._connection.execute(select(func.count()).select_from(shown))).scalar_one()
        order = select(shown).order_by(shown.c.people.desc(), shown.c.asked.desc(), shown.c.wish_id)
        rows = list(await self._connection.execute(order.offset(offset).limit(limit)))
        return [await self._wish(row) for row in rows], int(total)

    async def get(self, wish_id: WishId, least_people: int) -> Wish | None:
        query = _counted(least_people).where(_w.wish_id == wish_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else await self._wish(row)

    async def counts(self, least_people: int) -> tuple[dict[WishState, int], int]:
        shown = _counted(least_people).subquery()
        by_state = select(shown.c.state, func.count().label("number")).group_by(shown.c.state)
        found = {WishState(row.state): int(row.number) for row in await self._connection.execute(by_state)}
        all_of_them = (await self._connection.execute(select(func.count()).select_from(wishes))).scalar_one()
        return found, int(all_of_them) - sum(found.values())

    async def standing(self, wish_id: WishId) -> Standing | None:
        query = select(wishes).where(_w.wish_id == wish_id).with_for_update()
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        at = {"state_at": row.state_at, "looked_at": row.looked_at}
        return Standing(state=WishState(row.state), photo_id=row.photo_id, **at)

    async def put_back(self, wish_id: WishId, standing: Standing) -> None:
        photo = tables.photos.c.photo_id
        changed = {
            "state": standing.state.value,
            "state_at": standing.state_at,
            "state_by": None,
            "looked_at": standing.looked_at,
            "photo_id": select(photo).where(photo == standing.photo_id).scalar_subquery(),
        }
        await self._connection.execute(update(wishes).where(_w.wish_id == wish_id).values(changed))

    async def set_state(
        self, wish_id: WishId, state: WishState, at: dt.datetime, by: PersonId | None
    ) -> WishState | None:
        query = select(_w.state).where(_w.wish_id == wish_id).with_for_update()
        before = (await self._connection.execute(query)).scalar_one_or_none()
        if before is None or before == state.value:
            return None
        changed = {"state": state.value, "state_at": at, "state_by": by, "photo_id": None}
        if state in _LOOKED_FOR:
            # Only what is published from now on answers it anew.
            changed["looked_at"] = at
        await self._connection.execute(update(wishes).where(_w.wish_id == wish_id).values(changed))
        return WishState(before)

    async def waiting(self, wish_id: WishId) -> int:
        said = {text for text, _query in await self._wordings(wish_id, None)}
        asked = select(_askers.person_id).join(wish_wordings).where(_said.wish_id == wish_id)
        account = tables.accounts.c.person_id == saved_searches.c.person_id
        query = (
            select(saved_searches.c.person_id, saved_searches.c.query)
            .join(tables.accounts, account)
            .where(saved_searches.c.person_id.in_(asked), saved_searches.c.how != int(How.OFF))
        )
        rows = await self._connection.execute(query)
        return len({row.person_id for row in rows if wording_of(query_from_json(row.query)) in said})

    async def to_look_through(self, least_people: int, now: dt.datetime, limit: int) -> list[Looked]:
        photos = tables.photos.c
        newest = select(func.max(photos.published_at)).where(photos.state == PhotoState.PUBLISHED.value)
        last = (await self._connection.execute(newest)).scalar_one_or_none()
        if last is None:
            return []
        due = _counted(least_people).where(
            _w.state.in_([state.value for state in _LOOKED_FOR]),
            _w.looked_at < last,
            or_(_w.looked_at <= now - BETWEEN, _w.looked_at == _w.made_at, _w.looked_at == _w.state_at),
        )
        rows = list(await self._connection.execute(due.order_by(_w.looked_at, _w.wish_id).limit(limit)))
        return [
            Looked(
                wish_id=WishId(row.wish_id),
                queries=tuple(query for _text, query in await self._wordings(row.wish_id, WORDINGS_LOOKED_UP)),
                since=row.looked_at,
                looked_at=row.looked_at,
            )
            for row in rows
        ]

    async def looked_through(self, looked: Looked, at: dt.datetime) -> bool:
        same = update(wishes).where(_w.wish_id == looked.wish_id, _w.looked_at == looked.looked_at)
        return bool((await self._connection.execute(same.values(looked_at=at))).rowcount)

    async def answer(self, wish_id: WishId, photo_id: PhotoId, at: dt.datetime) -> None:
        done = {"state": WishState.DONE.value, "state_at": at, "state_by": None, "photo_id": photo_id}
        await self._connection.execute(update(wishes).where(_w.wish_id == wish_id).values(done))

    async def forget_lonely(self, least_people: int, before: dt.datetime) -> int:
        shown = select(_counted(least_people).subquery().c.wish_id)
        lonely = select(_w.wish_id).where(_w.last_asked_at < before, _w.wish_id.not_in(shown))
        ids = list((await self._connection.execute(lonely)).scalars())
        for part in chunks(ids):
            await self._connection.execute(delete(wishes).where(_w.wish_id.in_(part)))
        return len(ids)

    async def _queries(self, search_ids: Sequence[int]) -> dict[int, Query]:
        found: dict[int, Query] = {}
        table = tables.searches.c
        for part in chunks(search_ids):
            query = select(table.search_id, table.query).where(table.search_id.in_(part))
            found.update((row.search_id, query_from_json(row.query)) for row in await self._connection.execute(query))
        return found

    async def _wordings(self, wish_id: WishId, limit: int | None) -> list[tuple[str, Query]]:
        """Those asked most first, the oldest of equal ones."""
        asked = func.coalesce(func.sum(_askers.asked_count), 0)
        query = (
            select(_said.text, _said.query, _said.wording_id)
            .outerjoin(wish_askers)
            .where(_said.wish_id == wish_id, _said.text.is_not(None))
            .group_by(_said.wording_id, _said.text)
            .order_by(asked.desc(), _said.wording_id)
            .limit(limit)
        )
        # A JSON column cannot be grouped by: its row is read by the key.
        ids = [row.wording_id for row in await self._connection.execute(query.with_only_columns(_said.wording_id))]
        if not ids:
            return []
        rows = await self._connection.execute(select(wish_wordings).where(_said.wording_id.in_(ids)))
        by_id = {row.wording_id: (row.text, query_from_json(row.query)) for row in rows}
        return [by_id[wording_id] for wording_id in ids]

    async def _wish(self, row: Row[Any]) -> Wish:
        asked = (
            select(_said.text, _askers.language, _askers.person_id, _askers.asked_count, _askers.last_asked_at)
            .join(wish_askers)
            .where(_said.wish_id == row.wish_id)
        )
        found = list(await self._connection.execute(asked))
        people: dict[Language, set[int]] = defaultdict(set)
        for one in found:
            people[Language(one.language)].add(one.person_id)
        return Wish(
            wish_id=WishId(row.wish_id),
            state=WishState(row.state),
            state_at=row.state_at,
            people=int(row.people),
            asked=int(row.asked),
            again=len({one.person_id for one in found if one.last_asked_at > row.state_at}),
            by_language={language: len(people[language]) for language in Language if people[language]},
            words=_examples(found),
            last_asked_at=row.last_asked_at,
            photo_id=None if row.photo_id is None else PhotoId(row.photo_id),
        )


_LOOKED_FOR = (WishState.OPEN, WishState.PLANNED)


def _counted(least_people: int) -> Select[Any]:
    """Wishes that so many people asked and that have words, with how many and how often."""
    people: ColumnElement[int] = func.count(distinct(_askers.person_id))
    return (
        select(wishes, people.label("people"), func.sum(_askers.asked_count).label("asked"))
        .join(wish_wordings, _said.wish_id == _w.wish_id)
        .join(wish_askers, _askers.wording_id == _said.wording_id)
        .group_by(*wishes.c)
        .having(people >= least_people, func.count(_said.text) > 0)
    )


def _examples(asked: Iterable[Any]) -> tuple[str, ...]:
    """The wording asked most, then the most asked one of each other language, then the others."""
    counts: dict[str, int] = defaultdict(int)
    spoken: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in asked:
        if row.text is None:
            continue
        counts[row.text] += row.asked_count
        spoken[row.text][row.language] += row.asked_count
    ordered = sorted(counts, key=lambda text: (-counts[text], text))
    language = {text: max(sorted(spoken[text]), key=lambda one: spoken[text][one]) for text in ordered}
    firsts = list(dict.fromkeys(next(text for text in ordered if language[text] == language[one]) for one in ordered))
    return tuple([*firsts, *(text for text in ordered if text not in firsts)][:EXAMPLES])
