"""What digests bring, counted by the bank's own days: issues, people, links and reactions."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from admin.dashboard.figures import Period, PostedIssue
from admin.digest.ports import Contents, DigestKind, IssueId, IssueState, NewPiece, PieceKind, Post
from engine.model import Language, PersonId
from storage import tables
from storage.database import Database
from storage.statistics.statistics import SqlStatistics
from tests.conftest import NOON
from tests.digest.room import recipe

MOSCOW = ZoneInfo("Europe/Moscow")
PEOPLE = (PersonId(11), PersonId(12), PersonId(13))
WEEK = Period.ending(dt.date(2026, 5, 7), 7)


@pytest.fixture
def statistics(database: Database) -> SqlStatistics:
    return SqlStatistics(database, MOSCOW, 1)


async def posts(database: Database, kind: DigestKind, due_at: dt.datetime, reactions: tuple[int, ...]) -> IssueId:
    """An issue with so many posts, each with so many reactions."""
    async with database.begin(writes=True) as work:
        schedule_id = await work.schedules.add(recipe(kind=kind), NOON)
        await work.issues.add(schedule_id, due_at, due_at)
        (issue,) = await work.issues.latest(1, schedule_id)
        contents = Contents(first=due_at.date(), last=due_at.date(), photo_ids=())
        texts = NewPiece(kind=PieceKind.TEXT, texts={Language.RU: "Слова"})
        await work.issues.build(issue.issue_id, contents, [texts])
        built = await work.issues.get(issue.issue_id)
        assert built is not None
        messages = [Post(chat_id=-100, message_id=issue.issue_id * 10 + place) for place in range(len(reactions))]
        await work.issues.put_posts(built.pieces[0].piece_id, messages)
        for message, count in zip(messages, reactions, strict=True):
            await work.issues.react(message.chat_id, message.message_id, count)
        await work.issues.move(issue.issue_id, IssueState.POSTED)
        await work.commit()
    return issue.issue_id


async def follows(database: Database, issue_id: IssueId, target: str, person: PersonId, at: dt.datetime) -> None:
    async with database.begin(writes=True) as work:
        await work.issues.click(issue_id, target, person, at)
        await work.commit()


@pytest.fixture
async def posted(database: Database) -> list[IssueId]:
    """Three issues; the last one of the period begins it a moment after midnight in Moscow."""
    async with database.writing.begin() as connection:
        rows = [{"person_id": one, "role": "visitor", "language": None, "met_at": NOON} for one in PEOPLE]
        await connection.execute(insert(tables.people), rows)
    before = dt.datetime(2026, 4, 30, 23, 59, tzinfo=MOSCOW)
    return [
        await posts(database, DigestKind.DAILY, before, (5,)),
        await posts(database, DigestKind.DAILY, before + dt.timedelta(minutes=1), (2, 1)),
        await posts(database, DigestKind.WEEKLY, dt.datetime(2026, 5, 4, 12, tzinfo=MOSCOW), (7,)),
    ]


async def test_issues_people_links_and_reactions_of_a_week(
    database: Database, statistics: SqlStatistics, posted: list[IssueId]
) -> None:
    old, fresh, weekly = posted
    one, two, three = PEOPLE
    monday = dt.datetime(2026, 5, 4, 13, tzinfo=MOSCOW)
    await follows(database, fresh, "b", one, monday)
    await follows(database, weekly, "b", one, monday)
    await follows(database, weekly, "w0", one, monday)
    await follows(database, weekly, "w0", one, monday + dt.timedelta(hours=1))
    await follows(database, weekly, "w0", two, monday + dt.timedelta(days=1))
    await follows(database, old, "b", three, dt.datetime(2026, 5, 7, 23, 59, tzinfo=MOSCOW))
    await follows(database, old, "b", one, dt.datetime(2026, 4, 30, 23, 59, tzinfo=MOSCOW))
    figure = await statistics.digests(WEEK, 9)
    assert (figure.issues, figure.people, figure.links, figure.reactions) == (2, 3, 5, 10)
    assert figure.links_by_day == (0, 0, 0, 3, 1, 0, 1)
    assert figure.rows == (
        PostedIssue(day=dt.date(2026, 5, 4), kind="weekly", people=2, reactions=7),
        PostedIssue(day=dt.date(2026, 5, 1), kind="daily", people=1, reactions=3),
    )
    before = await statistics.digests(WEEK.before, 9)
    assert (before.issues, before.links, before.reactions) == (1, 1, 5)


async def test_only_the_newest_issues_are_listed_and_all_are_counted(
    statistics: SqlStatistics, posted: list[IssueId]
) -> None:
    figure = await statistics.digests(Period.ending(WEEK.last, 30), 1)
    assert [row.kind for row in figure.rows] == ["weekly"]
    assert (figure.issues, figure.reactions) == (3, 15)


async def test_an_issue_that_was_not_posted_is_none(
    database: Database, statistics: SqlStatistics, posted: list[IssueId]
) -> None:
    async with database.begin(writes=True) as work:
        await work.issues.move(posted[2], IssueState.SKIPPED)
        await work.commit()
    figure = await statistics.digests(WEEK, 9)
    assert (figure.issues, figure.reactions) == (1, 3)
