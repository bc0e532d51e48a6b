"""Photos that may become hits, and what is known of how they look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.model import PhotoId, Vectors


class Candidates(Protocol):
    """Photos with their embeddings, which are compared as they are held, and made whole only where that is asked."""

    @property
    def photo_ids(self) -> Sequence[PhotoId]:
        """Each once."""

    def cosines(self, asked: Vectors) -> Vectors:
        """With unit vectors, shape (asked, dimension); shape (photos, asked), in the order of `photo_ids`."""

    def vectors(self, photo_ids: Sequence[PhotoId]) -> Vectors:
        """Of some of them, shape (ids, dimension)."""
