"""Changes of the vocabulary in SQL: whole tags are moved by single statements, however many photos carry them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    not_,
    select,
    true,
    union,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId, Tag
from engine.tagging.governing.ports import ChangeKind, Proposal, Source, TagChange
from storage import tables
from storage.sql import among, ids_named, insert_missing, upsert
from storage.tables.governing import tag_change_photos, tag_changes, tag_proposals, tag_redirects, tags_kept_apart
from storage.tables.review import audits
from storage.tables.suggesting import tag_suggestions

VOCABULARY = "vocabulary"
"""The kind of a change of the vocabulary in the audit log."""
_LOCK = 723_402
_KEPT_DAYS = 2
"""Proposals that nobody settled for so long are forgotten."""
_carried, _noted = tables.photo_tags.c, tag_change_photos.c
_NOTED = ["change_id", "photo_id", "slug", "added", "confidence", "source"]
_CARRIED = ["photo_id", "slug", "confidence", "source"]


class SqlGovernance:
    """Implements the Governance port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self) -> None:
        """SQLite's writers wait for each other anyway."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    async def counts(self) -> Mapping[str, int]:
        rows = await self._connection.execute(select(_carried.slug, func.count()).group_by(_carried.slug))
        return {row[0]: row[1] for row in rows}

    async def sources(self) -> list[Source]:
        said = tag_suggestions.c
        both = union(
            select(_carried.source, _carried.photo_id),
            select(said.model, said.photo_id).where(said.accepted.is_(None)),
        ).subquery()
        count = func.count()
        query = select(both.c.source, count).group_by(both.c.source).order_by(count.desc(), both.c.source)
        return [Source(source=source, photo_count=number) for source, number in await self._connection.execute(query)]

    async def captions(self, slug: str) -> list[tuple[PhotoId, str]]:
        query = (
            select(tables.captions.c.photo_id, tables.captions.c.text)
            .join(tables.photo_tags, _carried.photo_id == tables.captions.c.photo_id)
            .where(_carried.slug == slug)
        )
        return [(PhotoId(photo_id), text) for photo_id, text in await self._connection.execute(query)]

    async def record(
        self, kind: ChangeKind, person_id: int, at: dt.datetime, before: Sequence[Tag], after: Sequence[Tag]
    ) -> int:
        values = {
            "kind": kind.value,
            "person_id": person_id,
            "changed_at": at,
            "before": [_as_object(tag) for tag in before],
            "after": [_as_object(tag) for tag in after],
        }
        made = await self._connection.execute(insert(tag_changes).values(**values).returning(tag_changes.c.change_id))
        change_id = int(made.scalar_one())
        await self._connection.execute(
            insert(audits).values(
                person_id=person_id,
                kind=VOCABULARY,
                done_at=at,
                before={"vocabulary": [_name(tag) for tag in before]},
                after={"vocabulary": [_name(tag) for tag in after], "change": kind.value, "change_id": change_id},
            )
        )
        return change_id

    async def change(self, change_id: int) -> TagChange | None:
        rows = await self._connection.execute(select(tag_changes).where(tag_changes.c.change_id == change_id))
        row = rows.one_or_none()
        if row is None:
            return None
        return TagChange(
            change_id=row.change_id,
            kind=ChangeKind(row.kind),
            person_id=row.person_id,
            changed_at=row.changed_at,
            before=tuple(map(_from_object, row.before)),
            after=tuple(map(_from_object, row.after)),
            undone_at=row.undone_at,
        )

    async def move(self, change_id: int, slug: str, to: str, photo_ids: Sequence[PhotoId] | None = None) -> int:
        chosen = _carried.slug == slug
        if photo_ids is not None:
            chosen = and_(chosen, among(_carried.photo_id, ids_named()))
        named = {} if photo_ids is None else {"ids": photo_ids}
        there = tables.photo_tags.alias()
        lacks = ~exists().where(there.c.photo_id == _carried.photo_id, there.c.slug == to)
        instead = self._noting(change_id, literal(to), true(), and_(chosen, lacks))
        await self._connection.execute(instead, named)
        if photo_ids is None:
            suggested = tag_suggestions.alias()
            both = exists().where(suggested.c.photo_id == tag_suggestions.c.photo_id, suggested.c.slug == to)
            same = update(tag_suggestions).where(tag_suggestions.c.slug == slug, ~both)
            await self._connection.execute(same.values(slug=to))
        added = select(*(_noted[name] for name in _CARRIED)).where(_noted.change_id == change_id, _noted.added)
        await self._connection.execute(insert(tables.photo_tags).from_select(_CARRIED, added))
        return await self._take_off(change_id, chosen, named)

    async def take_off(self, change_id: int, slug: str) -> int:
        return await self._take_off(change_id, _carried.slug == slug)

    async def reset(self, change_id: int, source: str) -> int:
        unreviewed = and_(tag_suggestions.c.model == source, tag_suggestions.c.accepted.is_(None))
        await self._connection.execute(delete(tag_suggestions).where(unreviewed))
        return await self._take_off(change_id, _carried.source == source)

    async def _take_off(
        self, change_id: int, chosen: ColumnElement[bool], named: Mapping[str, Any] | None = None
    ) -> int:
        await self._connection.execute(self._noting(change_id, _carried.slug, not_(true()), chosen), named)
        return (await self._connection.execute(delete(tables.photo_tags).where(chosen), named)).rowcount

    def _noting(
        self, change_id: int, slug: ColumnElement[str], added: ColumnElement[bool], chosen: ColumnElement[bool]
    ) -> Any:
        rows = select(literal(change_id), _carried.photo_id, slug, added, _carried.confidence, _carried.source)
        return insert(tag_change_photos).from_select(_NOTED, rows.where(chosen))

    async def restore(self, change_id: int) -> None:
        here, instead = tables.photo_tags.alias(), tag_change_photos.alias()
        still = exists().where(here.c.photo_id == _noted.photo_id, here.c.slug == _noted.slug)
        in_place = exists().where(here.c.photo_id == instead.c.photo_id, here.c.slug == instead.c.slug)
        taken_off_since = exists().where(
            instead.c.change_id == change_id, instead.c.photo_id == _noted.photo_id, instead.c.added, ~in_place
        )
        back = select(*(_noted[name] for name in _CARRIED)).where(
            _noted.change_id == change_id, not_(_noted.added), ~still, ~taken_off_since
        )
        await self._connection.execute(insert(tables.photo_tags).from_select(_CARRIED, back))
        put_on = exists().where(
            _noted.change_id == change_id,
            _noted.added,
            _noted.photo_id == _carried.photo_id,
            _noted.slug == _carried.slug,
        )
        await self._connection.execute(delete(tables.photo_tags).where(put_on))

    async def remove(self, slug: str) -> None:
        await self._connection.execute(delete(tables.tags).where(tables.tags.c.slug == slug))

    async def set_undone(self, change_id: int, at: dt.datetime) -> None:
        which = tag_changes.c.change_id == change_id
        await self._connection.execute(update(tag_changes).where(which).values(undone_at=at))

    async def redirect(self, slug: str, to: str) -> None:
        await upsert(self._connection, tag_redirects, [{"slug": slug, "to_slug": to}])

    async def redirect_ended(self, slug: str) -> None:
        await self._connection.execute(delete(tag_redirects).where(tag_redirects.c.slug == slug))

    async def redirects(self) -> Mapping[str, str]:
        return await redirects_in(self._connection)

    async def keep_apart(self, pairs: Sequence[tuple[str, str]], person_id: int, at: dt.datetime) -> None:
        rows = [{"one": min(pair), "other": max(pair), "person_id": person_id, "kept_at": at} for pair in set(pairs)]
        await insert_missing(self._connection, tags_kept_apart, rows)

    async def kept_apart(self) -> set[frozenset[str]]:
        rows = await self._connection.execute(select(tags_kept_apart.c.one, tags_kept_apart.c.other))
        return {frozenset({one, other}) for one, other in rows}

    async def propose(self, kind: ChangeKind, person_id: int, at: dt.datetime, before: Tag | None, wanted: Tag) -> int:
        old = tag_proposals.c.made_at < at - dt.timedelta(days=_KEPT_DAYS)
        await self._connection.execute(delete(tag_proposals).where(old))
        values = {
            "kind": kind.value,
            "person_id": person_id,
            "made_at": at,
            "before": None if before is None else _as_object(before),
            "wanted": _as_object(wanted),
        }
        adding = insert(tag_proposals).values(**values).returning(tag_proposals.c.proposal_id)
        return int((await self._connection.execute(adding)).scalar_one())

    async def proposal(self, proposal_id: int) -> Proposal | None:
        rows = await self._connection.execute(select(tag_proposals).where(tag_proposals.c.proposal_id == proposal_id))
        row = rows.one_or_none()
        if row is None:
            return None
        before = None if row.before is None else _from_object(row.before)
        return Proposal(
            proposal_id=proposal_id, kind=ChangeKind(row.kind), before=before, wanted=_from_object(row.wanted)
        )

    async def settle(self, proposal_id: int) -> None:
        await self._connection.execute(delete(tag_proposals).where(tag_proposals.c.proposal_id == proposal_id))


async def redirects_in(connection: AsyncConnection) -> dict[str, str]:
    """Old slugs and what they mean at the end of every chain of merges."""
    rows = await connection.execute(select(tag_redirects.c.slug, tag_redirects.c.to_slug))
    steps: dict[str, str] = {row[0]: row[1] for row in rows}
    found = {}
    for slug in steps:
        now, seen = slug, {slug}
        while now in steps and steps[now] not in seen:
            now = steps[now]
            seen.add(now)
        found[slug] = now
    return found


def _name(tag: Tag) -> str:
    return f"{tag.ru} / {tag.en}"


def _as_object(tag: Tag) -> dict[str, Any]:
    return {"slug": tag.slug, "ru": tag.ru, "en": tag.en, "aliases": list(tag.aliases), "parent": tag.parent}


def _from_object(said: Mapping[str, Any]) -> Tag:
    return Tag(slug=said["slug"], ru=said["ru"], en=said["en"], aliases=tuple(said["aliases"]), parent=said["parent"])
