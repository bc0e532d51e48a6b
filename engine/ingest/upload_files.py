"""Files that somebody sends in, and the port that writes them down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Protocol

from engine.model import PersonId, PhotoId

UploadId = NewType("UploadId", int)
FileId = NewType("FileId", int)


class Became(StrEnum):
    """What became of a file that was sent in."""

    WAITING = "waiting"
    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """`key` is what the chat's server knows the file by; `caption` is that of its album. `reason` is a sentence's
    message id, for a file that was refused."""

    file_id: FileId
    upload_id: UploadId
    person_id: PersonId
    key: str
    name: str | None
    caption: str
    is_archive: bool
    became: Became = Became.WAITING
    photo_id: PhotoId | None = None
    reason: str = ""
    album: str | None = None
    """What the chat's server calls the album that it came in, if it came in one."""
    like_id: PhotoId | None = None
    """A photo of the bank that shows the same picture; told when the file is taken in, and not kept."""

    @property
    def intake(self) -> str:
        """What came in together: an album, an archive, else all that was sent one by one in one upload."""
        if self.is_archive:
            return f"archive:{self.file_id}"
        return f"album:{self.album}" if self.album else f"upload:{self.upload_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file as the chat hands it over."""

    key: str
    name: str | None
    caption: str
    is_archive: bool = False
    album: str | None = None


class Uploads(Protocol):
    """Uploads and their files, inside one unit of work."""

    async def begin(self, person_id: PersonId, at: dt.datetime) -> UploadId: ...

    async def open(self, person_id: PersonId, since: dt.datetime) -> UploadId | None:
        """The one that has neither ended nor been left alone since then."""

    async def end(self, upload_id: UploadId, at: dt.datetime) -> None: ...

    async def note(
        self, upload_id: UploadId, person_id: PersonId, files: Sequence[NewFile], at: dt.datetime
    ) -> list[SentFile]: ...

    async def settle(self, file: SentFile) -> bool:
        """False where it was settled before."""

    async def add_settled(self, file: SentFile, name: str) -> None:
        """One more file, out of an archive."""

    async def added_count(self, file: SentFile) -> int:
        """How many files of this archive were added; a process may have ended in the middle of it."""

    async def waiting(self, before: dt.datetime, limit: int) -> list[SentFile]:
        """Noted before then and still not taken in, the oldest first."""

    async def counts(self, upload_id: UploadId) -> dict[Became, int]:
        """An archive that was taken in counts as the files that were in it."""
