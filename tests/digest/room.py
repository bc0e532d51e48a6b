"""A digest room for tests: real SQLite and use cases, a clock that stands still, and fakes at our own ports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from admin.digest.building import BuildIssue
from admin.digest.deciding import DecideIssue
from admin.digest.planning import PlanIssues
from admin.digest.ports import (
    Asked,
    Channel,
    Compose,
    Contents,
    DigestKind,
    Issue,
    IssueId,
    IssueState,
    NewPiece,
    Outcome,
    Piece,
    PieceKind,
    Post,
    PostedAlbum,
    Recipe,
    ScheduleId,
    Trend,
    WishWords,
)
from admin.digest.schedules import EditSchedules
from admin.digest.settling import SettleIssue
from admin.digest.words import Posted
from admin.digest.working import Step, WorkOnIssue
from engine.model import Language, Photo, PhotoId, Role
from storage.database import Database
from tests.conftest import Told, actor, jpeg

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
"""Noon in Moscow."""
GRACE = dt.timedelta(hours=6)
OWNER, MODERATOR = actor(Role.OWNER, person_id=1), actor(Role.MODERATOR, person_id=2)


def recipe(
    cron: str = "0 12 * * MON",
    kind: DigestKind = DigestKind.WEEKLY,
    zone: ZoneInfo = MOSCOW,
    *,
    automatic: bool = True,
    languages: tuple[Language, ...] = (Language.RU,),
) -> Recipe:
    return Recipe(kind=kind, cron=cron, zone=zone, languages=languages, is_automatic=automatic)


@dataclass
class StandingClock:
    """A virtual clock: the Clock port."""

    now: dt.datetime = MONDAY - dt.timedelta(hours=1)

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@dataclass
class FakeSources:
    """The Sources port: what a bank could know."""

    photo_ids: list[PhotoId] = field(default_factory=list)
    words: list[Trend] = field(default_factory=lambda: [Trend(words="мост ночью", people=40, people_before=10)])
    people: int = 200
    people_before: int = 200
    wished: WishWords | None = None
    spans: list[tuple[dt.date, dt.date]] = field(default_factory=list)

    async def asked(self, first: dt.date, last: dt.date) -> Asked:
        self.spans.append((first, last))
        return Asked(words=self.words, people=self.people, people_before=self.people_before)

    async def loved(self, first: dt.date, last: dt.date, limit: int) -> list[PhotoId]:
        return self.photo_ids[:limit]

    async def added(self, first: dt.date, last: dt.date, limit: int) -> tuple[int, list[PhotoId]]:
        return len(self.photo_ids), self.photo_ids[:limit]

    async def wish(self, least_people: int) -> WishWords | None:
        return self.wished


async def compose(
    issue_id: IssueId | None, of: Recipe, contents: Contents, photos: Mapping[PhotoId, Photo]
) -> list[NewPiece]:
    """The Compose port: an album, a chart and words, without any wording to speak of."""
    album = [NewPiece(kind=PieceKind.ALBUM, photo_ids=tuple(photos), texts={Language.RU: "Фото"})] if photos else []
    words = dict.fromkeys(of.languages, "Слова")
    return [*album, NewPiece(kind=PieceKind.CHART, picture=jpeg("white")), NewPiece(kind=PieceKind.TEXT, texts=words)]


@dataclass
class FakeChannel:
    """The Channel port in memory. `outcomes` are given out first; whatever follows is posted."""

    outcomes: list[Outcome | BaseException] = field(default_factory=list)
    tried: list[PieceKind] = field(default_factory=list)
    posted: list[tuple[PieceKind, tuple[PhotoId, ...]]] = field(default_factory=list)
    recalled: list[PostedAlbum] = field(default_factory=list)

    async def __call__(self, issue: Issue, piece: Piece, photos: Sequence[Photo]) -> Outcome:
        self.tried.append(piece.kind)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if isinstance(outcome, BaseException):
            raise outcome
        if outcome is not None:
            return outcome
        photo_ids = tuple(photo.photo_id for photo in photos)
        self.posted.append((piece.kind, photo_ids))
        first = 100 * len(self.posted)
        shown: Sequence[PhotoId | None] = photo_ids or (None,)
        posts = (Post(chat_id=-100, message_id=first + place, photo_id=one) for place, one in enumerate(shown))
        return Posted(posts=tuple(posts))

    async def call_back(self, album: PostedAlbum, photos: Mapping[PhotoId, Photo]) -> list[Post]:
        self.recalled.append(album)
        return list(album.due)


@dataclass(kw_only=True)
class Room:
    """Everything of the digest around one database, as one process has it."""

    database: Database
    clock: StandingClock
    sources: FakeSources = field(default_factory=FakeSources)
    channel: Channel = field(default_factory=FakeChannel)
    compose: Compose = field(default_factory=lambda: compose)
    told: Told = field(default_factory=Told)
    holder: str = "this process"

    async def planned(self, *recipes: Recipe) -> list[ScheduleId]:
        async with self.database.begin(writes=True) as work:
            ids = [await work.schedules.add(one, self.clock()) for one in recipes or (recipe(),)]
            await work.commit()
        return ids

    async def plan(self) -> int:
        return await PlanIssues(begin=self.database.begin, clock=self.clock, grace=GRACE)()

    @property
    def build(self) -> BuildIssue:
        return BuildIssue(begin=self.database.begin, sources=self.sources, compose=self.compose, least_people=3)

    @property
    def work_on_issue(self) -> WorkOnIssue:
        return WorkOnIssue(
            begin=self.database.begin,
            events=self.told,
            clock=self.clock,
            build=self.build,
            channel=self.channel,
            holder=self.holder,
            grace=GRACE,
        )

    async def work(self) -> list[Step]:
        """Until nothing is to be done; whoever is to be told knows at once."""
        await self.plan()
        steps = []
        while (step := await self.work_on_issue()) is not None:
            steps.append(step)
            if step.tells is not None:
                await self.work_on_issue.told(step.issue)
        return steps

    async def issues(self) -> list[Issue]:
        """The first due first."""
        async with self.database.begin() as work:
            return list(reversed(await work.issues.latest(100)))

    async def states(self) -> list[IssueState]:
        return [issue.state for issue in await self.issues()]

    @property
    def decide(self) -> DecideIssue:
        return DecideIssue(begin=self.database.begin, events=self.told, clock=self.clock, grace=GRACE)

    @property
    def settle(self) -> SettleIssue:
        return SettleIssue(begin=self.database.begin, events=self.told, clock=self.clock, grace=GRACE)

    @property
    def schedules(self) -> EditSchedules:
        return EditSchedules(
            begin=self.database.begin,
            events=self.told,
            clock=self.clock,
            zone=MOSCOW,
            languages=(Language.RU,),
            has_channel=True,
            grace=GRACE,
        )
