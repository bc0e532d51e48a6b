"""Issues of the digest in SQL, with their leases and their pieces."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.digest.ports import (
    Contents,
    Issue,
    IssueId,
    IssueState,
    NewPiece,
    Piece,
    PieceId,
    PieceKind,
    PieceState,
    ScheduleId,
    Skipped,
)
from engine.model import Language, PhotoId
from storage.digest_posts import SqlDigestPosts
from storage.digest_schedules import recipe_of
from storage.sql import inserting
from storage.tables.digest import digest_issues, digest_pieces, digest_schedules

_issues, _pieces = digest_issues.c, digest_pieces.c
_CONTENTS = TypeAdapter(Contents)
TELLING = (IssueState.WAITING, IssueState.STOPPED, IssueState.SKIPPED)
"""States that somebody is told of."""
OPEN = (IssueState.DUE, IssueState.WAITING, IssueState.APPROVED)


class SqlIssues(SqlDigestPosts):
    """Implements the Issues port."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection)
        self._connection = connection

    async def add(
        self, schedule_id: ScheduleId, due_at: dt.datetime, expires_at: dt.datetime, *, missed: int = 0
    ) -> bool:
        row = {
            "schedule_id": schedule_id,
            "due_at": due_at,
            "send_at": due_at,
            "expires_at": expires_at,
            "state": (IssueState.SKIPPED if missed else IssueState.DUE).value,
            "skipped": Skipped.MISSED.value if missed else None,
            "missed": missed,
            "told": False,
        }
        statement = inserting(self._connection, digest_issues).values(row)
        once = statement.on_conflict_do_nothing(index_elements=["schedule_id", "due_at"])
        return (await self._connection.execute(once.returning(_issues.issue_id))).scalar_one_or_none() is not None

    async def get(self, issue_id: IssueId) -> Issue | None:
        found = await self._read(_WITH_RECIPE.where(_issues.issue_id == issue_id))
        return found[0] if found else None

    async def latest(self, limit: int, schedule_id: ScheduleId | None = None) -> list[Issue]:
        query = _WITH_RECIPE.order_by(_issues.due_at.desc(), _issues.issue_id.desc()).limit(limit)
        if schedule_id is not None:
            query = query.where(_issues.schedule_id == schedule_id)
        return await self._read(query)

    async def ready(self, now: dt.datetime) -> bool:
        found = await self._connection.execute(select(_issues.issue_id).where(_ready(now)).limit(1))
        return found.scalar_one_or_none() is not None

    async def take(self, holder: str, now: dt.datetime, until: dt.datetime) -> Issue | None:
        ready = select(_issues.issue_id).where(_ready(now)).order_by(_issues.due_at).limit(8)
        for issue_id in list((await self._connection.execute(ready)).scalars()):
            # Compared and set in one statement: whoever comes second finds the first one's name.
            taken = update(digest_issues).where(_issues.issue_id == issue_id, _ready(now))
            got = taken.values(holder=holder, held_until=until).returning(_issues.issue_id)
            if (await self._connection.execute(got)).scalar_one_or_none() is not None:
                return await self.get(IssueId(issue_id))
        return None

    async def hold(self, issue_id: IssueId, holder: str, until: dt.datetime) -> bool:
        held = update(digest_issues).where(_issues.issue_id == issue_id, _issues.holder == holder)
        prolonged = held.values(held_until=until).returning(_issues.issue_id)
        return (await self._connection.execute(prolonged)).scalar_one_or_none() is not None

    async def release(self, issue_id: IssueId, holder: str) -> None:
        held = update(digest_issues).where(_issues.issue_id == issue_id, _issues.holder == holder)
        await self._connection.execute(held.values(holder=None, held_until=None))

    async def build(self, issue_id: IssueId, contents: Contents, pieces: Sequence[NewPiece]) -> None:
        about = _CONTENTS.dump_python(contents, mode="json")
        await self._connection.execute(update(digest_issues).where(_issues.issue_id == issue_id).values(contents=about))
        await self._connection.execute(delete(digest_pieces).where(_pieces.issue_id == issue_id))
        for position, piece in enumerate(pieces):
            row = {
                "issue_id": issue_id,
                "position": position,
                "kind": piece.kind.value,
                "texts": _texts(piece.texts),
                "photo_ids": list(piece.photo_ids),
                "picture": piece.picture,
                "state": PieceState.PLANNED.value,
            }
            await self._connection.execute(insert(digest_pieces).values(row))

    async def move(
        self,
        issue_id: IssueId,
        state: IssueState,
        *,
        send_at: dt.datetime | None = None,
        expires_at: dt.datetime | None = None,
        skipped: Skipped | None = None,
        trouble: str | None = None,
    ) -> None:
        times = {"send_at": send_at, "expires_at": expires_at}
        values: dict[str, Any] = {name: at for name, at in times.items() if at is not None}
        values |= {
            "state": state.value,
            "skipped": skipped and skipped.value,
            "trouble": trouble,
            "told": state not in TELLING,
        }
        await self._connection.execute(update(digest_issues).where(_issues.issue_id == issue_id).values(values))

    async def told(self, issue_id: IssueId) -> None:
        await self._connection.execute(update(digest_issues).where(_issues.issue_id == issue_id).values(told=True))

    async def intend(self, piece_id: PieceId, photo_ids: Sequence[PhotoId], holder: str) -> bool:
        mine = exists().where(
            _issues.issue_id == _pieces.issue_id,
            _issues.holder == holder,
            _issues.state == IssueState.APPROVED.value,
        )
        planned = update(digest_pieces).where(
            _pieces.piece_id == piece_id, _pieces.state == PieceState.PLANNED.value, mine
        )
        intended = planned.values(state=PieceState.INTENDED.value, photo_ids=list(photo_ids))
        return (await self._connection.execute(intended.returning(_pieces.piece_id))).scalar_one_or_none() is not None

    async def settle(self, piece_id: PieceId, state: PieceState, *, from_: Sequence[PieceState]) -> bool:
        those = _pieces.state.in_([one.value for one in from_])
        settled = update(digest_pieces).where(_pieces.piece_id == piece_id, those).values(state=state.value)
        return (await self._connection.execute(settled.returning(_pieces.piece_id))).scalar_one_or_none() is not None

    async def write(self, piece_id: PieceId, texts: Mapping[Language, str]) -> None:
        written = update(digest_pieces).where(_pieces.piece_id == piece_id)
        await self._connection.execute(written.values(texts=_texts(texts)))

    async def put_photos(self, piece_id: PieceId, photo_ids: Sequence[PhotoId]) -> None:
        put = update(digest_pieces).where(_pieces.piece_id == piece_id)
        await self._connection.execute(put.values(photo_ids=list(photo_ids)))

    async def _read(self, query: Select[Any]) -> list[Issue]:
        rows = list(await self._connection.execute(query))
        pieces = defaultdict[int, list[Piece]](list)
        those = select(digest_pieces).where(_pieces.issue_id.in_([row.issue_id for row in rows]))
        for row in await self._connection.execute(those.order_by(_pieces.issue_id, _pieces.position)):
            pieces[row.issue_id].append(_piece_of(row))
        return [_issue_of(row, pieces[row.issue_id]) for row in rows]


def _ready(now: dt.datetime) -> ColumnElement[bool]:
    """Nobody works on it, and its time has come, somebody is to be told of it, or it waited too long."""
    free = or_(_issues.holder.is_(None), _issues.held_until <= now)
    sends = and_(_issues.state.in_([IssueState.DUE.value, IssueState.APPROVED.value]), _issues.send_at <= now)
    tells = and_(_issues.state.in_([state.value for state in TELLING]), ~_issues.told)
    expired = and_(_issues.state.in_([state.value for state in OPEN]), _issues.expires_at <= now)
    return and_(free, or_(sends, tells, expired))


_WITH_RECIPE = select(
    digest_issues,
    digest_schedules.c.kind,
    digest_schedules.c.cron,
    digest_schedules.c.zone,
    digest_schedules.c.languages,
    digest_schedules.c.is_automatic,
).join(digest_schedules, digest_schedules.c.schedule_id == _issues.schedule_id)


def _issue_of(row: Row[Any], pieces: Sequence[Piece]) -> Issue:
    return Issue(
        issue_id=IssueId(row.issue_id),
        schedule_id=ScheduleId(row.schedule_id),
        recipe=recipe_of(row),
        due_at=row.due_at,
        state=IssueState(row.state),
        send_at=row.send_at,
        expires_at=row.expires_at,
        contents=None if row.contents is None else _CONTENTS.validate_python(row.contents),
        pieces=tuple(pieces),
        skipped=None if row.skipped is None else Skipped(row.skipped),
        missed=row.missed,
        trouble=row.trouble,
    )


def _piece_of(row: Row[Any]) -> Piece:
    return Piece(
        piece_id=PieceId(row.piece_id),
        kind=PieceKind(row.kind),
        texts={Language(name): text for name, text in row.texts.items()},
        photo_ids=tuple(map(PhotoId, row.photo_ids)),
        picture=row.picture,
        state=PieceState(row.state),
    )


def _texts(texts: Mapping[Language, str]) -> dict[str, str]:
    return {language.value: text for language, text in texts.items()}
