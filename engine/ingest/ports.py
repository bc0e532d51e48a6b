"""Embeddings of texts as storage keeps them, inside one unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.model import Language, PhotoId, Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionText:
    """A caption in its place among those of its photo."""

    photo_id: PhotoId
    position: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagText:
    """A tag's name in one language."""

    slug: str
    language: Language
    text: str


class TextEmbeddings(Protocol):
    """What encoders make of captions and of tags' names. A text that is changed loses its embedding by itself."""

    async def version(self) -> int:
        """The newest change's of any photo, its captions included."""

    async def captions_pending(self, encoder_id: str, since: int, limit: int) -> list[CaptionText]:
        """Captions without one, of photos that are indexed or will be and that changed after this version."""

    async def tags_pending(self, encoder_id: str, limit: int) -> list[TagText]:
        """Names without one."""

    async def put_captions(self, encoder_id: str, vectors: Mapping[CaptionText, Vector]) -> None:
        """Adds or replaces; texts that are no longer what is written are left out."""

    async def put_tags(self, encoder_id: str, vectors: Mapping[TagText, Vector]) -> None:
        """Likewise."""

    async def tag_count(self, encoder_id: str) -> int:
        """How many names have one."""

    async def of_tags(self, encoder_id: str) -> dict[str, Vector]:
        """The mean direction of each tag's names, by slug; tags without any are left out."""

    async def of(self, encoder_id: str, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        """The mean direction of a photo's captions and its tags' names; photos about which nothing is said are left
        out."""


class Embeddings(Protocol):
    """Embeddings as SQL keeps them: float16 blobs with their encoder's id."""

    async def put(self, encoder_id: str, vectors: Mapping[PhotoId, Vector]) -> None:
        """Adds or replaces."""

    async def get(self, encoder_id: str, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]: ...

    async def page(self, encoder_id: str, after: PhotoId, limit: int) -> list[tuple[PhotoId, Vector]]:
        """In order of id, for rebuilding an index; start with `after=PhotoId(0)`."""
