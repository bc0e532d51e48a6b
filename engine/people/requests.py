"""What people ask of those who moderate: to look into a photo, to be a partner. Its port, and what is kept of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Protocol

from engine.model import PersonId, PhotoId

ReportId = NewType("ReportId", int)
RequestId = NewType("RequestId", int)


class Trouble(StrEnum):
    """What somebody says is wrong with a photo."""

    WRONG = "wrong"
    """Its caption, tags or facts."""
    RIGHTS = "rights"
    PERSON = "person"
    """Somebody is on it who does not want to be."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`words` are the person's own, erased when they are forgotten; `withdrawn` is None until it is settled."""

    report_id: ReportId
    photo_id: PhotoId
    person_id: PersonId
    trouble: Trouble
    words: str
    reported_at: dt.datetime
    withdrawn: bool | None = None


class Reports(Protocol):
    """Problems that people report, inside one unit of work."""

    async def add(
        self, photo_id: PhotoId, person_id: PersonId, trouble: Trouble, words: str, at: dt.datetime
    ) -> ReportId | None:
        """None where the same person's report of the same photo is still open; then nothing changes."""

    async def get(self, report_id: ReportId) -> Report | None: ...

    async def open(self) -> list[Report]:
        """The oldest first."""

    async def open_of(self, photo_id: PhotoId) -> list[Report]:
        """The oldest first."""

    async def settle(self, report_id: ReportId, *, withdrawn: bool, by: PersonId, at: dt.datetime) -> bool:
        """False where somebody has settled it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRequest:
    """`granted` is None until it is decided."""

    request_id: RequestId
    person_id: PersonId
    organisation: str
    asked_at: dt.datetime
    granted: bool | None = None
    decided_at: dt.datetime | None = None
    reason: str = ""


class PartnerRequests(Protocol):
    """Requests for a partner's access, inside one unit of work."""

    async def add(self, person_id: PersonId, organisation: str, at: dt.datetime) -> RequestId: ...

    async def get(self, request_id: RequestId) -> PartnerRequest | None: ...

    async def last(self, person_id: PersonId) -> PartnerRequest | None: ...

    async def open(self) -> list[PartnerRequest]:
        """The oldest first."""

    async def decide(self, request_id: RequestId, *, granted: bool, reason: str, by: PersonId, at: dt.datetime) -> bool:
        """False where somebody has decided already."""
