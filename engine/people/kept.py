"""What is kept of a person, as they may have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`tables` holds each kind's rows as JSON values, oldest first; times are ISO 8601 in UTC.

    `language` is what they chose, `heard` what their client spoke last.
    """

    role: str
    language: str | None
    heard: str | None
    met_at: dt.datetime
    tables: Mapping[str, Sequence[Mapping[str, Any]]]

    def as_json(self) -> dict[str, Any]:
        about = {"role": self.role, "language": self.language, "heard": self.heard, "met_at": self.met_at.isoformat()}
        return about | {name: list(rows) for name, rows in self.tables.items()}
