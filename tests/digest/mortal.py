"""A process that dies at a chosen step: before or after each commit, and before or after each send."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from admin.digest.ports import Issue, Outcome, Piece, PieceId, Post, PostedAlbum
from admin.digest.words import NotPosted, Posted, Unanswered
from admin.digest.working import LEASE
from engine.model import Photo, PhotoId
from storage.database import Database
from storage.work import SqlWork
from tests.digest.room import StandingClock


class Killed(BaseException):
    """What no code catches, as none catches a SIGKILL: whatever was not committed is gone."""


@dataclass
class Fate:
    """Dies at step `at`, never without one. `steps` tells how far it came."""

    at: int | None = None
    steps: int = 0
    kill: Callable[[], None] | None = None

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            if self.kill is not None:
                self.kill()
            raise Killed


class MortalDatabase(Database):
    """A database whose commits are steps."""

    def __init__(self, database: Database, fate: Fate) -> None:
        super().__init__(database.connections)
        self._fate = fate

    def begin(self, *, writes: bool = False) -> SqlWork:
        return MortalWork(self.writing if writes else self.connections, reads_only=not writes, fate=self._fate)


class MortalWork(SqlWork):
    def __init__(self, connections: Any, *, reads_only: bool, fate: Fate) -> None:
        super().__init__(connections, reads_only=reads_only)
        self._fate = fate

    async def commit(self) -> None:
        self._fate.step()
        await super().commit()
        self._fate.step()


@dataclass
class Wall:
    """What the channel's readers see, whatever becomes of the processes: how often each piece is there."""

    posted: Counter[PieceId] = field(default_factory=Counter)


@dataclass
class MortalChannel:
    """The Channel port of one process. Trouble comes by chance: answers are lost, before or after the post is made;
    Telegram asks for patience; and a send takes longer than the lease."""

    wall: Wall
    fate: Fate
    chance: random.Random
    trouble: float
    clock: StandingClock

    async def __call__(self, issue: Issue, piece: Piece, photos: Sequence[Photo]) -> Outcome:
        self.fate.step()
        kind = self.chance.choice(("429", "drop", "lost", "slow")) if self.chance.random() < self.trouble else ""
        if kind == "429":
            return NotPosted(reason="429", again_in=LEASE)
        if kind == "drop":
            return Unanswered(reason="the connection was dropped before anything was done")
        self.wall.posted[piece.piece_id] += 1
        if kind == "slow":
            self.clock.now += 2 * LEASE
        self.fate.step()
        if kind == "lost":
            return Unanswered(reason="done, and the answer lost")
        number = sum(self.wall.posted.values()) * 100
        shown: Sequence[PhotoId | None] = [photo.photo_id for photo in photos] or [None]
        return Posted(
            posts=tuple(Post(chat_id=-100, message_id=number + place, photo_id=one) for place, one in enumerate(shown))
        )

    async def call_back(self, album: PostedAlbum, photos: Mapping[PhotoId, Photo]) -> list[Post]:
        return []
