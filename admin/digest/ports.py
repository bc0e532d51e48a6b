"""What digests need from outside: their rows, what they tell of, and the channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from admin.digest.words import PHOTO_TARGET as PHOTO_TARGET
from admin.digest.words import Contents as Contents
from admin.digest.words import DigestKind as DigestKind
from admin.digest.words import Issue as Issue
from admin.digest.words import IssueId as IssueId
from admin.digest.words import IssueState as IssueState
from admin.digest.words import LastTime as LastTime
from admin.digest.words import NewPiece as NewPiece
from admin.digest.words import Outcome as Outcome
from admin.digest.words import Piece as Piece
from admin.digest.words import PieceId as PieceId
from admin.digest.words import PieceKind as PieceKind
from admin.digest.words import PieceState as PieceState
from admin.digest.words import Post as Post
from admin.digest.words import PostedAlbum as PostedAlbum
from admin.digest.words import Recipe as Recipe
from admin.digest.words import Schedule as Schedule
from admin.digest.words import ScheduleId as ScheduleId
from admin.digest.words import Skipped as Skipped
from admin.digest.words import Trend as Trend
from admin.digest.words import WishWords as WishWords
from admin.review.ports import ReviewWork
from engine.model import Language, PersonId, Photo, PhotoId


class Schedules(Protocol):
    """Schedules, inside one unit of work."""

    async def all(self) -> list[Schedule]:
        """Those that are not ended, the oldest first."""

    async def get(self, schedule_id: ScheduleId) -> Schedule | None:
        """Ended ones too."""

    async def add(self, recipe: Recipe, now: dt.datetime) -> ScheduleId:
        """Begins now: what would have been due before was not missed."""

    async def keep_to(self, recipes: Sequence[Recipe], now: dt.datetime) -> None:
        """Of those that the settings name, exactly these stay; what the owner changed about one stays changed."""

    async def change(self, schedule: Schedule) -> None:
        """Languages, whether it is automatic, and whether it is paused."""

    async def looked(self, schedule_id: ScheduleId, until: dt.datetime) -> None:
        """What was due until then is accounted for."""

    async def end(self, schedule_id: ScheduleId) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RecalledPosts:
    """Posts that were edited, those that Telegram let nobody edit or that nobody knows the place of, and those that
    wait for their edit."""

    edited: int = 0
    refused: int = 0
    waiting: int = 0


class Issues(Protocol):
    """Issues and their pieces, inside one unit of work.

    Whoever works on an issue holds its lease, under a name that no other process has.
    """

    async def add(
        self,
        schedule_id: ScheduleId,
        due_at: dt.datetime,
        expires_at: dt.datetime,
        *,
        missed: int = 0,
    ) -> bool:
        """Once for each due time of a schedule: False where it is there already. With `missed` it is skipped."""

    async def get(self, issue_id: IssueId) -> Issue | None: ...

    async def latest(self, limit: int, schedule_id: ScheduleId | None = None) -> list[Issue]:
        """The last due first."""

    async def ready(self, now: dt.datetime) -> bool:
        """Whether there is one to take."""

    async def take(self, holder: str, now: dt.datetime, until: dt.datetime) -> Issue | None:
        """Leases one that something is to be done about; of two who ask at once, each gets another one or none."""

    async def hold(self, issue_id: IssueId, holder: str, until: dt.datetime) -> bool:
        """Prolongs the lease; False where somebody else has it."""

    async def release(self, issue_id: IssueId, holder: str) -> None: ...

    async def build(self, issue_id: IssueId, contents: Contents, pieces: Sequence[NewPiece]) -> None:
        """In place of what was built before."""

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
        """Times that are not given stay; whoever is to be told of it is told anew."""

    async def told(self, issue_id: IssueId) -> None:
        """Moderators, or the owner, know of the state that it is in."""

    async def intend(self, piece_id: PieceId, photo_ids: Sequence[PhotoId], holder: str) -> bool:
        """From planned, with the photos that are about to be sent; only for whoever holds the lease."""

    async def settle(self, piece_id: PieceId, state: PieceState, *, from_: Sequence[PieceState]) -> bool:
        """Compared and set: False where the piece is in none of these states."""

    async def write(self, piece_id: PieceId, texts: Mapping[Language, str]) -> None: ...

    async def put_photos(self, piece_id: PieceId, photo_ids: Sequence[PhotoId]) -> None: ...

    async def put_posts(self, piece_id: PieceId, posts: Sequence[Post]) -> None: ...

    async def showing_withdrawn(self, limit: int) -> list[PostedAlbum]:
        """Albums that show a photo which is not published any more and was not called back since."""

    async def called_back(self, posts: Sequence[Post], at: dt.datetime, *, edited: bool) -> None: ...

    async def recalled(self, photo_ids: Sequence[PhotoId]) -> RecalledPosts:
        """What became of the posts that showed these photos."""

    async def react(self, chat_id: int, message_id: int, count: int) -> IssueId | None:
        """How many reactions a post of this issue has; None for a message that is none."""

    async def click(self, issue_id: IssueId, target: str, person_id: PersonId, at: dt.datetime) -> bool:
        """A person is counted once for each link; False where they were before."""

    async def last_time(self, schedule_id: ScheduleId, before: dt.datetime) -> LastTime | None:
        """Of the last posted issue, as far as somebody followed a link to a photo of it."""

    async def numbers(self, issue_ids: Sequence[IssueId]) -> dict[IssueId, tuple[int, int]]:
        """Of each, people who followed a link and reactions."""


class DigestWork(ReviewWork, Protocol):
    """A unit of work with digests, too."""

    @property
    def schedules(self) -> Schedules: ...

    @property
    def issues(self) -> Issues: ...


class BeginDigest(Protocol):
    """As `engine.ports.Begin`."""

    def __call__(self, *, writes: bool = False) -> DigestWork: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Words with those who asked them in a span and in the one before; `people` are all who searched in each."""

    words: Sequence[Trend]
    people: int
    people_before: int


class Sources(Protocol):
    """What the bank knows of the days from `first` to `last`, both included."""

    async def asked(self, first: dt.date, last: dt.date) -> Asked:
        """As many words as may have changed; whether one did is not decided here."""

    async def loved(self, first: dt.date, last: dt.date, limit: int) -> list[PhotoId]:
        """Published photos that most people opened, kept or took, the most loved first."""

    async def added(self, first: dt.date, last: dt.date, limit: int) -> tuple[int, list[PhotoId]]:
        """How many photos were published, and the newest of them."""

    async def wish(self, least_people: int) -> WishWords | None:
        """What most people look for and the bank lacks."""


class Compose(Protocol):
    """Contents into pieces: words in each language, and the chart drawn."""

    async def __call__(
        self, issue_id: IssueId | None, recipe: Recipe, contents: Contents, photos: Mapping[PhotoId, Photo]
    ) -> list[NewPiece]: ...


class Channel(Protocol):
    """Where issues are posted."""

    async def __call__(self, issue: Issue, piece: Piece, photos: Sequence[Photo]) -> Outcome:
        """One send. `photos` are those of an album, in its order; never raises for what Telegram says."""

    async def call_back(self, album: PostedAlbum, photos: Mapping[PhotoId, Photo]) -> list[Post]:
        """Puts a card in the place of what is due, and takes it out of the credits; the posts that it reached.

        Raises what the chat's client raises where it could not be asked, so that it is tried again.
        """
