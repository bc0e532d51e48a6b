"""What a digest is made of: schedules, their issues, and the pieces that each issue is posted as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from engine.model import Language, PhotoId

ScheduleId = NewType("ScheduleId", int)
IssueId = NewType("IssueId", int)
PieceId = NewType("PieceId", int)


class DigestKind(StrEnum):
    """Trends of a week, fresh photos of a day, a month for partners."""

    WEEKLY = "weekly"
    DAILY = "daily"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a schedule says: which digest, and when by a cron expression and a time zone."""

    kind: DigestKind
    cron: str
    zone: ZoneInfo
    languages: tuple[Language, ...]
    is_automatic: bool
    """Posted without a moderator's look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A recipe that is followed. `looked_until`: which due times are accounted for, whatever came of them."""

    schedule_id: ScheduleId
    recipe: Recipe
    is_paused: bool
    by_settings: bool
    looked_until: dt.datetime


class IssueState(StrEnum):
    """`due → waiting → approved → posted`; an automatic one is approved at once. `stopped` waits for the owner."""

    DUE = "due"
    WAITING = "waiting"
    APPROVED = "approved"
    POSTED = "posted"
    STOPPED = "stopped"
    SKIPPED = "skipped"


class Skipped(StrEnum):
    """Why an issue was not posted."""

    MISSED = "missed"
    EMPTY = "empty"
    NOT_APPROVED = "not_approved"
    TOO_LATE = "too_late"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Words that people ask for more, or less, than in the span before; `people` are distinct persons."""

    words: str
    people: int
    people_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishWords:
    """What people look for and the bank lacks."""

    words: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTime:
    """What became of the schedule's last issue: the photo that most people opened from it, and all its reactions."""

    photo_id: PhotoId
    people: int
    reactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an issue tells, as numbers and ids: of the days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date
    photo_ids: tuple[PhotoId, ...]
    is_loved: bool = False
    """Whether these are what people loved most; otherwise they are the newest."""
    added: int = 0
    rising: tuple[Trend, ...] = ()
    falling: tuple[Trend, ...] = ()
    wish: WishWords | None = None
    last_time: LastTime | None = None
    least_people: int = 1
    """A number of people below it is told to nobody, not even as one that was before."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that people asked for which it names, in the order by which links count them."""
        wished = (self.wish.words,) if self.wish else ()
        return (*(one.words for one in (*self.rising, *self.falling)), *wished)

    @property
    def is_empty(self) -> bool:
        return not (self.photo_ids or self.rising or self.falling)


class PieceKind(StrEnum):
    """What one send makes: photos together, words, or a chart with words under it."""

    ALBUM = "album"
    TEXT = "text"
    CHART = "chart"


class PieceState(StrEnum):
    """`planned → intended → sent`. `intended` is committed before the send, so whoever finds it knows no more than
    that it was tried; it becomes `uncertain`, and a person looks. `dropped`: nothing was left of it to send."""

    PLANNED = "planned"
    INTENDED = "intended"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPiece:
    """`texts` are in Telegram's HTML by language; `photo_ids` those of an album, `picture` a chart's PNG."""

    kind: PieceKind
    texts: Mapping[Language, str] = field(default_factory=dict)
    photo_ids: tuple[PhotoId, ...] = ()
    picture: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(NewPiece):
    piece_id: PieceId
    state: PieceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One of the digest. Not sent before `send_at`, nor begun after `expires_at`."""

    issue_id: IssueId
    schedule_id: ScheduleId
    recipe: Recipe
    due_at: dt.datetime
    state: IssueState
    send_at: dt.datetime
    expires_at: dt.datetime
    contents: Contents | None = None
    pieces: tuple[Piece, ...] = ()
    skipped: Skipped | None = None
    missed: int = 0
    """Due times that were missed, this one included."""
    trouble: str | None = None
    """What Telegram said, of an issue that is stopped."""

    @property
    def photo_ids(self) -> tuple[PhotoId, ...]:
        """Those of its album."""
        return next((piece.photo_ids for piece in self.pieces if piece.kind is PieceKind.ALBUM), ())

    @property
    def wording(self) -> Piece | None:
        """The piece that says it in words."""
        return next((piece for piece in self.pieces if piece.kind is not PieceKind.ALBUM and piece.texts), None)

    @property
    def uncertain(self) -> Piece | None:
        return next((piece for piece in self.pieces if piece.state is PieceState.UNCERTAIN), None)

    @property
    def has_begun(self) -> bool:
        return any(piece.state not in {PieceState.PLANNED, PieceState.DROPPED} for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message in the channel that belongs to a piece; of an album, which photo it shows."""

    chat_id: int
    message_id: int
    photo_id: PhotoId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedAlbum:
    """An album in the channel, its posts in order, with those of its photos that are not published any more.

    `due` are the posts that still show one.
    """

    issue_id: IssueId
    piece_id: PieceId
    languages: tuple[Language, ...]
    texts: Mapping[Language, str]
    posts: tuple[Post, ...]
    withdrawn: frozenset[PhotoId]
    due: tuple[Post, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The channel has it."""

    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPosted:
    """The channel surely has it not. `again_in`: when to try again, None where that helps nobody."""

    reason: str
    again_in: dt.timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """It was sent and no answer came: nobody but a person can tell."""

    reason: str


Outcome = Posted | NotPosted | Unanswered

PHOTO_TARGET, WORDS_TARGET, BANK_TARGET = "p", "q", "b"
"""What a link of an issue leads to: a photo by its id, words by their place in the contents, the bank itself."""
