"""Reports and partners' requests in SQL; who decides second changes nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PersonId, PhotoId
from engine.people.requests import PartnerRequest, Report, ReportId, RequestId, Trouble
from storage.sql import inserting
from storage.tables.requests import partner_requests, reports


class SqlReports:
    """Implements the Reports port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self, photo_id: PhotoId, person_id: PersonId, trouble: Trouble, words: str, at: dt.datetime
    ) -> ReportId | None:
        values = {
            "photo_id": photo_id,
            "person_id": person_id,
            "trouble": trouble.value,
            "words": words,
            "reported_at": at,
        }
        statement = inserting(self._connection, reports).values(values).on_conflict_do_nothing()
        added = await self._connection.execute(statement.returning(reports.c.report_id))
        report_id = added.scalar_one_or_none()
        return None if report_id is None else ReportId(report_id)

    async def get(self, report_id: ReportId) -> Report | None:
        row = (await self._connection.execute(select(reports).where(reports.c.report_id == report_id))).one_or_none()
        return None if row is None else _report(row)

    async def open(self) -> list[Report]:
        query = select(reports).where(reports.c.settled_at.is_(None)).order_by(reports.c.report_id)
        return [_report(row) for row in await self._connection.execute(query)]

    async def open_of(self, photo_id: PhotoId) -> list[Report]:
        query = select(reports).where(reports.c.settled_at.is_(None), reports.c.photo_id == photo_id)
        return [_report(row) for row in await self._connection.execute(query.order_by(reports.c.report_id))]

    async def settle(self, report_id: ReportId, *, withdrawn: bool, by: PersonId, at: dt.datetime) -> bool:
        changed = (
            update(reports)
            .where(reports.c.report_id == report_id, reports.c.settled_at.is_(None))
            .values(withdrawn=withdrawn, settled_by=by, settled_at=at)
        )
        return bool((await self._connection.execute(changed)).rowcount)


class SqlPartnerRequests:
    """Implements the PartnerRequests port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, person_id: PersonId, organisation: str, at: dt.datetime) -> RequestId:
        values = {"person_id": person_id, "organisation": organisation, "asked_at": at}
        result = await self._connection.execute(insert(partner_requests).values(values))
        assert result.inserted_primary_key is not None
        return RequestId(result.inserted_primary_key[0])

    async def get(self, request_id: RequestId) -> PartnerRequest | None:
        query = select(partner_requests).where(partner_requests.c.request_id == request_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _request(row)

    async def last(self, person_id: PersonId) -> PartnerRequest | None:
        query = select(partner_requests).where(partner_requests.c.person_id == person_id)
        newest = query.order_by(partner_requests.c.request_id.desc()).limit(1)
        row = (await self._connection.execute(newest)).one_or_none()
        return None if row is None else _request(row)

    async def open(self) -> list[PartnerRequest]:
        query = select(partner_requests).where(partner_requests.c.decided_at.is_(None))
        rows = await self._connection.execute(query.order_by(partner_requests.c.request_id))
        return [_request(row) for row in rows]

    async def decide(self, request_id: RequestId, *, granted: bool, reason: str, by: PersonId, at: dt.datetime) -> bool:
        table = partner_requests.c
        changed = (
            update(partner_requests)
            .where(table.request_id == request_id, table.decided_at.is_(None))
            .values(granted=granted, reason=reason, decided_by=by, decided_at=at)
        )
        return bool((await self._connection.execute(changed)).rowcount)


def _report(row: Row[Any]) -> Report:
    return Report(
        report_id=ReportId(row.report_id),
        photo_id=PhotoId(row.photo_id),
        person_id=PersonId(row.person_id),
        trouble=Trouble(row.trouble),
        words=row.words,
        reported_at=row.reported_at,
        withdrawn=row.withdrawn,
    )


def _request(row: Row[Any]) -> PartnerRequest:
    return PartnerRequest(
        request_id=RequestId(row.request_id),
        person_id=PersonId(row.person_id),
        organisation=row.organisation,
        asked_at=row.asked_at,
        granted=row.granted,
        decided_at=row.decided_at,
        reason=row.reason,
    )
