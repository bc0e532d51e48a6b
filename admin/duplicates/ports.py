"""What settling duplicates needs from storage."""

from __future__ import annotations

from typing import Protocol

from admin.review.ports import ReviewWork
from engine.duplicates.ports import Duplicates


class SettlingWork(ReviewWork, Protocol):
    """A unit of work that knows pairs, changes photos and writes down who did."""

    @property
    def duplicates(self) -> Duplicates: ...


class BeginSettling(Protocol):
    """As `engine.ports.Begin`."""

    def __call__(self, *, writes: bool = False) -> SettlingWork: ...
