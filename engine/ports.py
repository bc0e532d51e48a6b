"""What the engine needs from outside: small protocols that `storage`, `engine.encoders` and the tests implement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.ingest.ports import Embeddings as Embeddings
from engine.ingest.ports import TextEmbeddings
from engine.ingest.upload_files import Uploads
from engine.library.ports import Collections, Favourites, PhotoDays, SavedSearches
from engine.library.wishes import Lent
from engine.model import (
    Conditions,
    ContentHash,
    Event,
    NewPhoto,
    Photo,
    PhotoId,
    PhotoState,
    Vector,
    Vectors,
)
from engine.people.offering import Offers
from engine.people.ports import People, Presence
from engine.people.requests import PartnerRequests, Reports
from engine.photo import Coordinates
from engine.rights.downloads import Downloads
from engine.search.candidates import Candidates
from engine.search.conversation import Conversations
from engine.search.lexicon import Lexicon
from engine.search.ports import Searches
from engine.search.ports import VectorIndex as VectorIndex
from engine.search.written import Clue, Term, Way, Written
from engine.tagging.governing.ports import Governance
from engine.tagging.ports import Descriptions
from engine.tagging.ports import Tags as Tags
from engine.tagging.suggesting.ports import TagSuggestions

Score = Callable[[Vectors], NDArray[np.float32]]
"""From cosines, shape (photos, clauses), to one number a photo, shape (photos,); the higher the better."""


class Encoder(Protocol):
    """Texts and images into embeddings of one space. Encoding runs off the event loop, one worker per model."""

    @property
    def encoder_id(self) -> str:
        """Names model, weights and preprocessing; `[a-z0-9-]` only, for it becomes part of an index's name."""

    @property
    def dimension(self) -> int: ...

    async def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension). Raises ModelUnavailable."""

    async def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """Shape (len(images), dimension), from upright RGB images of any size. Raises ModelUnavailable."""


class Photos(Protocol):
    """The photos of the bank, inside one unit of work. Nothing here commits."""

    async def add(self, photo: NewPhoto, received_at: dt.datetime) -> PhotoId:
        """Stores a photo as *received*. Raises AlreadyStored when its content hash is there."""

    async def by_hash(self, content_hash: ContentHash) -> Photo | None: ...

    async def get(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Photo]:
        """Those that exist, in any state, with captions and tags, in a constant number of statements."""

    async def successor(self, photo_id: PhotoId) -> PhotoId | None:
        """The photo that has taken this one's place, if any has: where links to it lead."""

    async def published_among(self, photo_ids: Sequence[PhotoId]) -> set[PhotoId]: ...

    async def published_with(self, tags: Sequence[str]) -> list[PhotoId]:
        """Published photos that carry every one of these tag slugs (all published, if none), newest first."""

    async def published_matching(self, conditions: Conditions) -> list[PhotoId]:
        """Published photos that pass every condition (all published, if it is empty), newest first."""

    async def fingerprints(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, int]:
        """Those of the photos that exist."""

    async def published_times(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, dt.datetime]:
        """Those of the photos that have been published."""

    async def opened_counts(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, int]:
        """How often each was opened, as far as events are written down; photos that never were are left out."""

    async def newest(self, limit: int) -> list[PhotoId]:
        """Published photos, newest publication first."""

    async def around(self, point: Coordinates, radius_m: float, limit: int) -> list[tuple[PhotoId, Coordinates]]:
        """Published photos of which it is known where they were taken, inside a square around the circle."""

    async def most_opened(self, limit: int) -> list[PhotoId]:
        """Published photos that somebody opened, the most opened first."""

    async def some(self, limit: int) -> list[PhotoId]:
        """Published photos by chance, each at most once."""

    async def set_state(self, photo_id: PhotoId, state: PhotoState, at: dt.datetime) -> None:
        """Also stamps `published_at` when the state becomes published."""

    async def count(self, state: PhotoState | None = None) -> int: ...

    async def pending(self, encoder_id: str, limit: int, now: dt.datetime | None = None) -> list[PhotoId]:
        """Photos whose indexing by this encoder is not finished (`indexed_at` unset), oldest first; without those
        that could not be embedded and are not to be tried again yet `now`."""

    async def mark_indexed(self, photo_ids: Sequence[PhotoId], encoder_id: str, at: dt.datetime) -> None:
        """Sets `indexed_at`; a *received* photo becomes published, or in review, as it was taken in to be."""


class BankSettings(Protocol):
    """Facts a bank keeps about itself, as strings: its encoder's name and id among them."""

    async def get(self, key: str) -> str | None: ...

    async def put(self, key: str, value: str) -> None: ...


class Allowed(Protocol):
    """The published photos that pass one query's conditions, as SQL had them when they were asked for."""

    @property
    def count(self) -> int: ...

    @property
    def share(self) -> float:
        """Of all photos with an embedding, 0..1; 0 in a bank without any."""

    def among(self, photo_ids: Sequence[PhotoId]) -> list[PhotoId]:
        """Those of the ids that are allowed, in the order given."""

    def newest(self, limit: int) -> list[PhotoId]:
        """Newest publication first."""

    async def best(self, vectors: Vectors, score: Score, limit: int) -> list[PhotoId]:
        """Every allowed photo with an embedding is scored; the best first, equal ones in order of id."""

    def candidates(self, photo_ids: Sequence[PhotoId]) -> Candidates:
        """Those that have an embedding, in the order given."""

    def fingerprints(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, int]:
        """Those of the photos that are known."""

    def published_times(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, float]:
        """Seconds since 1970, of the photos that have been published."""


class Columns(Protocol):
    """All photos' facts and embeddings of one encoder in memory: filters and exact scores without asking SQL."""

    async def allowed(self, work: Work, conditions: Conditions) -> Allowed:
        """As new as SQL is in this unit of work, whichever process wrote last."""

    async def said(self, work: Work, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        """What captions and tags say about photos, as one direction each; photos without either are left out."""


class Texts(Protocol):
    """What is written about the published photos, in memory, as new as SQL is in the unit of work that asks."""

    async def lexicon(self, work: Work) -> Lexicon:
        """The vocabulary and the words that questions are read by."""

    async def written(self, work: Work, clues: Sequence[Clue]) -> Written:
        """How much of these clues is written about each photo."""

    async def having(self, work: Work, ways: Sequence[Way]) -> frozenset[PhotoId]:
        """Photos about which any of these ways is written."""

    async def tally(self, work: Work, photo_ids: Sequence[PhotoId]) -> Mapping[Term, int]:
        """How many of these photos have each tag and each fact."""

    async def tag_counts(self, work: Work) -> Mapping[str, int]:
        """How many published photos carry each tag, by slug; tags that none carries are left out."""


class Work(Protocol):
    """One unit of work: a transaction with the repositories that share it. Leaving without `commit` rolls back."""

    @property
    def photos(self) -> Photos: ...

    @property
    def embeddings(self) -> Embeddings: ...

    @property
    def text_embeddings(self) -> TextEmbeddings: ...

    @property
    def tags(self) -> Tags: ...

    @property
    def searches(self) -> Searches: ...

    @property
    def people(self) -> People: ...

    @property
    def presence(self) -> Presence: ...

    @property
    def collections(self) -> Collections: ...

    @property
    def conversations(self) -> Conversations: ...

    @property
    def favourites(self) -> Favourites: ...

    @property
    def downloads(self) -> Downloads: ...

    @property
    def offers(self) -> Offers: ...

    @property
    def photo_days(self) -> PhotoDays: ...

    @property
    def uploads(self) -> Uploads: ...

    @property
    def saved_searches(self) -> SavedSearches: ...

    @property
    def wishes(self) -> Lent: ...

    @property
    def reports(self) -> Reports: ...

    @property
    def partner_requests(self) -> PartnerRequests: ...

    @property
    def suggestions(self) -> TagSuggestions: ...

    @property
    def governance(self) -> Governance: ...

    @property
    def descriptions(self) -> Descriptions: ...

    @property
    def settings(self) -> BankSettings: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def commit(self) -> None: ...


class Begin(Protocol):
    """Begins a unit of work: `async with begin(writes=True) as work: …; await work.commit()`.

    Who means to write says so, and then waits for other writers at the start instead of failing in the middle.
    """

    def __call__(self, *, writes: bool = False) -> Work: ...


class Files(Protocol):
    """Originals, previews and thumbnails, named by the original's content hash, written atomically."""

    async def put_original(self, content_hash: ContentHash, content: bytes) -> None: ...

    async def put_copies(self, content_hash: ContentHash, *, preview: bytes, thumbnail: bytes) -> None:
        """JPEG files without EXIF, GPS or the original's name."""

    def original_path(self, content_hash: ContentHash) -> Path: ...

    def preview_path(self, content_hash: ContentHash) -> Path: ...

    def thumbnail_path(self, content_hash: ContentHash) -> Path: ...

    async def has_all(self, content_hash: ContentHash) -> bool:
        """Original, preview and thumbnail are all there."""


class Events(Protocol):
    """Where use cases tell what people did. Never delays the answer and never fails it."""

    def tell(self, event: Event) -> None: ...


class Clock(Protocol):
    """The time, in UTC."""

    def __call__(self) -> dt.datetime: ...
