"""A bank of which only the photos are needed, without a database; and the dashboard read of any bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from admin.dashboard.reading import ReadDashboard
from engine.model import ContentHash, Photo, PhotoId
from tests.bot.fakes import photo
from tests.conftest import noon
from tests.dashboard.statistics import FakeStatistics, group_by_words

WITHDRAWN = PhotoId(3)


@dataclass
class BankInMemory:
    """Its own unit of work, its own photos, all of them published but WITHDRAWN, and its own files."""

    copy: Path = Path("nowhere.jpg")

    def begin(self, *, writes: bool = False) -> Any:
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def photos(self) -> Self:
        return self

    async def published_among(self, photo_ids: Sequence[PhotoId]) -> set[PhotoId]:
        return set(photo_ids) - {WITHDRAWN}

    async def get(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Photo]:
        return {photo_id: photo(photo_id) for photo_id in photo_ids}

    def thumbnail_path(self, content_hash: ContentHash) -> Path:
        return self.copy

    def preview_path(self, content_hash: ContentHash) -> Path:
        return self.copy

    def original_path(self, content_hash: ContentHash) -> Path:
        return self.copy


def reading_of(bank: Any, scale: float = 1.0, zone: dt.tzinfo = dt.UTC) -> ReadDashboard:
    return ReadDashboard(
        statistics=FakeStatistics(scale), group=group_by_words, begin=bank.begin, clock=noon, zone=zone, least_people=3
    )
