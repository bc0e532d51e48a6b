"""What experiments need from storage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one person did: searches, those of which a photo was opened, and the seconds to each first opened photo."""

    searches: int
    successes: int
    seconds: tuple[float, ...] = ()


class Experiences(Protocol):
    """What people did in experiments, as events tell."""

    async def of(self, names: Sequence[str], since: dt.datetime) -> Mapping[tuple[str, str], Sequence[Tried]]:
        """By experiment and variant, an entry for each person. A search succeeded if a photo of it was opened; it
        counts in the variant that its event names."""
