"""What people do in a bank of tests."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from admin.digest.ports import Contents, IssueId, IssueState, NewPiece, PieceKind
from bot.acts import Acts, make_acts
from bot.acts.dashboard import Dashboard, make_dashboard
from bot.acts.digest import Digesting, make_digesting
from bot.acts.governing import Governing, make_governing
from bot.acts.offers import Offering, make_offering
from bot.acts.partners import Partners, make_partners
from bot.acts.reviewing import Reviewing, make_reviewing
from engine.ingest.ingest_photo import Received
from engine.model import Actor, Language, PhotoId, Role
from engine.ports import Clock
from engine.rights.terms import VERSION
from storage import tables
from tests.bank import Bank
from tests.conftest import ColourEncoder, jpeg, noon
from tests.dashboard.statistics import FakeStatistics, group_by_words
from tests.digest.room import GRACE, MOSCOW, recipe


def acts_of(bank: Bank, largest: int = 50_000_000) -> Acts:
    return make_acts(
        begin=bank.database.begin,
        files=bank.files,
        images=bank.ingest.images,
        events=bank.told,
        clock=noon,
        largest=largest,
    )


def partners_of(bank: Bank, largest: int = 50_000_000) -> Partners:
    return make_partners(
        begin=bank.database.begin,
        files=bank.files,
        images=bank.ingest.images,
        events=bank.told,
        clock=noon,
        largest=largest,
    )


def offering_of(bank: Bank, clock: Clock = noon) -> Offering:
    return make_offering(begin=bank.database.begin, events=bank.told, clock=clock)


def reviewing_of(
    bank: Bank, clock: Clock = noon, zone: dt.tzinfo = dt.UTC, owner_ids: frozenset[int] = frozenset()
) -> Reviewing:
    return make_reviewing(begin=bank.database.begin, events=bank.told, clock=clock, zone=zone, owner_ids=owner_ids)


def dashboard_of(bank: Bank, clock: Clock = noon) -> Dashboard:
    return make_dashboard(
        statistics=FakeStatistics(),
        group=group_by_words,
        begin=bank.database.begin,
        clock=clock,
        zone=dt.UTC,
        least_people=3,
    )


def digesting_of(bank: Bank) -> Digesting:
    return make_digesting(
        begin=bank.database.begin,
        events=bank.told,
        clock=noon,
        zone=MOSCOW,
        languages=(Language.RU,),
        has_channel=True,
        grace=GRACE,
    )


async def waiting_issue(bank: Bank, hours: int) -> IssueId:
    """An issue with words and nothing else, due so many hours after noon, which waits for a moderator."""
    due_at = noon() + dt.timedelta(hours=hours)
    async with bank.database.begin(writes=True) as work:
        schedules = await work.schedules.all()
        schedule_id = schedules[0].schedule_id if schedules else await work.schedules.add(recipe(), noon())
        await work.issues.add(schedule_id, due_at, due_at + GRACE)
        issue = (await work.issues.latest(1, schedule_id))[0]
        contents = Contents(first=noon().date(), last=noon().date(), photo_ids=())
        await work.issues.build(issue.issue_id, contents, [NewPiece(kind=PieceKind.TEXT, texts={Language.RU: "Слова"})])
        await work.issues.move(issue.issue_id, IssueState.WAITING)
        await work.commit()
    return issue.issue_id


async def waiting(bank: Bank, *colours: str | tuple[int, int, int]) -> list[PhotoId]:
    """A picture of each colour, indexed and in review."""
    ids = [(await bank.ingest(Received(content=jpeg(colour), publish=False))).photo_id for colour in colours]
    while await bank.index_pending():
        pass
    return ids


async def like_nothing(_photo_id: PhotoId) -> None:
    """For uploads whose pictures are not compared."""


def governing_of(bank: Bank) -> Governing:
    return make_governing(begin=bank.database.begin, encoder=ColourEncoder(), events=bank.told, clock=noon)


async def accepts(bank: Bank, who: Actor) -> None:
    await acts_of(bank).accept_terms(who, VERSION, register=False)


async def role_of(bank: Bank, person_id: int = 1) -> Role:
    query = select(tables.people.c.role).where(tables.people.c.person_id == person_id)
    async with bank.database.connections.connect() as connection:
        return Role((await connection.execute(query)).scalar_one())
