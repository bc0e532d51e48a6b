"""The files of the stand-in: bytes under a stable unique id, reachable by any of many file ids of this one bot."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.sandbox.errors import Json, bad_request

MOST_DOWNLOADED = 20 * 1024 * 1024
LINK_GOOD_FOR_S = 3600.0
"""At least that long, Telegram says; that it is no longer is assumed, being the worst case."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PREFIXES = {"Photo": "AgACAgIAAxk", "Document": "BQACAgIAAxk", "Sticker": "CAACAgIAAxk", "VoiceNote": "AwACAgIAAxk"}
_THUMBNAIL_PREFIX = "AAMCAgADGQE"


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """`kind` is Telegram's name of the file type: Photo, Document, Sticker, VoiceNote or Thumbnail.

    `group` binds the sizes of one photo, or a document and its thumbnail: sending one of a photo's sizes sends all.
    """

    kind: str
    content: bytes
    unique_id: str
    path: str
    group: str
    mime: str | None = None
    name: str | None = None
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass
class FileStore:
    """Everything that was ever uploaded.

    Ids never come twice, not in another run either: a bot keeps them, and must not get another file for an old one.
    """

    _random: random.Random = field(default_factory=random.SystemRandom)
    _by_file_id: dict[str, StoredFile] = field(default_factory=dict)
    _by_unique_id: dict[str, StoredFile] = field(default_factory=dict)
    _by_path: dict[str, StoredFile] = field(default_factory=dict)
    _links: dict[str, float] = field(default_factory=dict)
    _groups: dict[str, list[StoredFile]] = field(default_factory=dict)

    def new_group(self) -> str:
        return self._letters(16)

    def add(
        self,
        kind: str,
        content: bytes,
        group: str,
        *,
        mime: str | None = None,
        name: str | None = None,
        width: int = 0,
        height: int = 0,
    ) -> StoredFile:
        """Keeps new bytes. The unique id is new as well: the same bytes uploaded twice are two files."""
        folder = {"Photo": "photos", "Document": "documents", "Sticker": "stickers", "VoiceNote": "voice"}
        suffix = PurePosixPath(name).suffix if name else {"image/jpeg": ".jpg", "audio/ogg": ".oga"}.get(mime or "", "")
        file = StoredFile(
            kind=kind,
            content=content,
            unique_id=("AQAD" if kind in ("Photo", "Thumbnail") else "AgAD") + self._letters(11),
            path=f"{folder.get(kind, 'thumbnails')}/file_{len(self._by_path)}{suffix}",
            group=group,
            mime=mime,
            name=name,
            width=width,
            height=height,
        )
        self._by_unique_id[file.unique_id] = file
        self._by_path[file.path] = file
        self._groups.setdefault(group, []).append(file)
        return file

    def file_id(self, file: StoredFile) -> str:
        """One more id for the file: all of them stay valid, and none says which file it is."""
        file_id = _PREFIXES.get(file.kind, _THUMBNAIL_PREFIX) + self._letters(56)
        self._by_file_id[file_id] = file
        return file_id

    def by_file_id(self, file_id: str) -> StoredFile:
        """For sending. Raises Refused in the words of Telegram's parser of file ids."""
        if file := self._by_file_id.get(file_id):
            return file
        if not set(file_id) <= set(_LETTERS):
            reason = "Wrong character in the string"
        elif len(file_id) % 4 == 1:
            reason = "Wrong padding in the string"
        else:
            reason = "can't unserialize it. Wrong last symbol"
        raise bad_request(f"Wrong remote file identifier specified: {reason}")

    def for_download(self, file_id: str) -> StoredFile:
        """For getFile. Raises Refused for an unknown id and for a file over 20 MB."""
        file = self._by_file_id.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if file.size > MOST_DOWNLOADED:
            raise bad_request("file is too big")
        return file

    def open_link(self, file: StoredFile, now: float) -> str:
        """The path under which the file can be fetched for an hour from `now`."""
        self._links[file.path] = now + LINK_GOOD_FOR_S
        return file.path

    def by_link(self, path: str, now: float) -> StoredFile | None:
        """None for a path that getFile has not named in the last hour."""
        return self._by_path.get(path) if self._links.get(path, now) > now else None

    def by_unique_id(self, unique_id: str) -> StoredFile | None:
        return self._by_unique_id.get(unique_id)

    def group(self, file: StoredFile, kind: str) -> list[StoredFile]:
        """The files of the same kind that belong together, in the order they were added."""
        return [other for other in self._groups[file.group] if other.kind == kind]

    def reference(self, file: StoredFile) -> Json:
        """The fields that every Bot API type of a file has."""
        return {"file_id": self.file_id(file), "file_unique_id": file.unique_id, "file_size": file.size}

    def photo_size(self, file: StoredFile) -> Json:
        """The Bot API's PhotoSize."""
        return {**self.reference(file), "width": file.width, "height": file.height}

    def _letters(self, count: int) -> str:
        return "".join(self._random.choices(_LETTERS, k=count))
