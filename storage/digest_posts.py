"""What is known of posts in the channel, in SQL: which photo each shows, its reactions, who followed a link of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.digest.ports import (
    PHOTO_TARGET,
    IssueId,
    IssueState,
    LastTime,
    PieceId,
    PieceKind,
    PieceState,
    Post,
    PostedAlbum,
    RecalledPosts,
    ScheduleId,
)
from engine.model import Language, PersonId, PhotoId, PhotoState
from storage import tables
from storage.sql import inserting
from storage.tables.digest import digest_clicks, digest_issues, digest_pieces, digest_posts, digest_schedules

_posts, _clicks, _pieces, _issues = digest_posts.c, digest_clicks.c, digest_pieces.c, digest_issues.c

_GONE = tables.photos.c.state != PhotoState.PUBLISHED.value


class SqlDigestPosts:
    """Implements the part of the Issues port that is about what was posted."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put_posts(self, piece_id: PieceId, posts: Sequence[Post]) -> None:
        for post in posts:
            row = {
                "chat_id": post.chat_id,
                "message_id": post.message_id,
                "piece_id": piece_id,
                "photo_id": post.photo_id,
                "reaction_count": 0,
            }
            await self._connection.execute(insert(digest_posts).values(row))

    async def showing_withdrawn(self, limit: int) -> list[PostedAlbum]:
        shows = select(_posts.piece_id).distinct().join(tables.photos, tables.photos.c.photo_id == _posts.photo_id)
        gone = shows.where(_posts.called_back_at.is_(None), _GONE).order_by(_posts.piece_id).limit(limit)
        piece_ids = list((await self._connection.execute(gone)).scalars())
        query = (
            select(digest_posts, _GONE.label("gone"), _pieces.issue_id, _pieces.texts, digest_schedules.c.languages)
            .join(digest_pieces, _pieces.piece_id == _posts.piece_id)
            .join(digest_issues, _issues.issue_id == _pieces.issue_id)
            .join(digest_schedules, digest_schedules.c.schedule_id == _issues.schedule_id)
            .join(tables.photos, tables.photos.c.photo_id == _posts.photo_id)
            .where(_posts.piece_id.in_(piece_ids))
            .order_by(_posts.piece_id, _posts.message_id)
        )
        rows = defaultdict[int, list[Row[Any]]](list)
        for row in await self._connection.execute(query):
            rows[row.piece_id].append(row)
        return [_album_of(PieceId(piece_id), some) for piece_id, some in rows.items()]

    async def called_back(self, posts: Sequence[Post], at: dt.datetime, *, edited: bool) -> None:
        for post in posts:
            those = update(digest_posts).where(_posts.chat_id == post.chat_id, _posts.message_id == post.message_id)
            await self._connection.execute(those.values(called_back_at=at, edited=edited))

    async def recalled(self, photo_ids: Sequence[PhotoId]) -> RecalledPosts:
        edited = select(_posts.edited, func.count().label("number")).where(_posts.photo_id.in_(photo_ids))
        counts = {row.edited: int(row.number) for row in await self._connection.execute(edited.group_by(_posts.edited))}
        return RecalledPosts(
            edited=counts.get(True, 0),
            refused=counts.get(False, 0) + await self._not_found(photo_ids),
            waiting=counts.get(None, 0),
        )

    async def _not_found(self, photo_ids: Sequence[PhotoId]) -> int:
        """Albums with any of these photos that are in the channel, but nobody knows where."""
        placed = select(_posts.piece_id)
        album = (_pieces.state == PieceState.SENT.value, _pieces.kind == PieceKind.ALBUM.value)
        lost = select(_pieces.photo_ids).where(*album, _pieces.piece_id.not_in(placed))
        return sum(bool(set(shown) & set(photo_ids)) for shown in (await self._connection.execute(lost)).scalars())

    async def react(self, chat_id: int, message_id: int, count: int) -> IssueId | None:
        post = update(digest_posts).where(_posts.chat_id == chat_id, _posts.message_id == message_id)
        counted = post.values(reaction_count=count).returning(_posts.piece_id)
        piece_id = (await self._connection.execute(counted)).scalar_one_or_none()
        of = select(_pieces.issue_id).where(_pieces.piece_id == piece_id)
        return None if piece_id is None else IssueId((await self._connection.execute(of)).scalar_one())

    async def click(self, issue_id: IssueId, target: str, person_id: PersonId, at: dt.datetime) -> bool:
        row = {"issue_id": issue_id, "target": target, "person_id": person_id, "clicked_at": at}
        statement = inserting(self._connection, digest_clicks).values(row).on_conflict_do_nothing()
        return (await self._connection.execute(statement.returning(_clicks.target))).scalar_one_or_none() is not None

    async def last_time(self, schedule_id: ScheduleId, before: dt.datetime) -> LastTime | None:
        query = (
            select(_issues.issue_id)
            .where(_issues.schedule_id == schedule_id, _issues.due_at < before)
            .where(_issues.state == IssueState.POSTED.value)
            .order_by(_issues.due_at.desc())
            .limit(1)
        )
        issue_id = (await self._connection.execute(query)).scalar_one_or_none()
        if issue_id is None:
            return None
        people = func.count().label("people")
        followed = (
            select(_clicks.target, people)
            .where(_clicks.issue_id == issue_id, _clicks.target.startswith(PHOTO_TARGET))
            .group_by(_clicks.target)
            .order_by(people.desc(), _clicks.target)
            .limit(1)
        )
        most = (await self._connection.execute(followed)).one_or_none()
        if most is None:
            return None
        _people, reactions = (await self.numbers([IssueId(issue_id)]))[IssueId(issue_id)]
        photo_id = PhotoId(int(most.target.removeprefix(PHOTO_TARGET)))
        return LastTime(photo_id=photo_id, people=most.people, reactions=reactions)

    async def numbers(self, issue_ids: Sequence[IssueId]) -> dict[IssueId, tuple[int, int]]:
        clicked = (
            select(_clicks.issue_id, func.count(_clicks.person_id.distinct()).label("n"))
            .where(_clicks.issue_id.in_(issue_ids))
            .group_by(_clicks.issue_id)
        )
        reacted = (
            select(_pieces.issue_id, func.sum(_posts.reaction_count).label("n"))
            .join(digest_pieces, _pieces.piece_id == _posts.piece_id)
            .where(_pieces.issue_id.in_(issue_ids))
            .group_by(_pieces.issue_id)
        )
        people = {row.issue_id: row.n for row in await self._connection.execute(clicked)}
        reactions = {row.issue_id: int(row.n) for row in await self._connection.execute(reacted)}
        return {one: (people.get(one, 0), reactions.get(one, 0)) for one in issue_ids}


def _album_of(piece_id: PieceId, rows: Sequence[Row[Any]]) -> PostedAlbum:
    posts = [Post(chat_id=row.chat_id, message_id=row.message_id, photo_id=PhotoId(row.photo_id)) for row in rows]
    return PostedAlbum(
        issue_id=IssueId(rows[0].issue_id),
        piece_id=piece_id,
        languages=tuple(map(Language, rows[0].languages.split(","))),
        texts={Language(name): text for name, text in rows[0].texts.items()},
        posts=tuple(posts),
        withdrawn=frozenset(PhotoId(row.photo_id) for row in rows if row.gone),
        due=tuple(post for post, row in zip(posts, rows, strict=True) if row.gone and row.called_back_at is None),
    )
