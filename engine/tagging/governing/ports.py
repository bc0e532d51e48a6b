"""What governing the vocabulary needs from outside, and the words it is told in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from engine.photo import PhotoId, Tag


class ChangeKind(StrEnum):
    """What was done with the vocabulary, or with the tags of photos as a whole."""

    CREATE = "create"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    DELETE = "delete"
    RESET = "reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChange:
    """One change that can be undone: the tags that it touched, as they were before and as they are after it.

    A tag in `before` alone is gone, one in `after` alone is new.
    """

    change_id: int
    kind: ChangeKind
    person_id: int
    changed_at: dt.datetime
    before: tuple[Tag, ...]
    after: tuple[Tag, ...]
    undone_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change that waits for a moderator's word, because the tag looks like others. `before` is None for a new tag.

    `kind` is CREATE, EDIT or SPLIT; a split takes photos from `before`.
    """

    proposal_id: int
    kind: ChangeKind
    before: Tag | None
    wanted: Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A model or person that put tags on photos or suggests some, and on how many photos there are such tags."""

    source: str
    photo_count: int


class Governance(Protocol):
    """Changes of the vocabulary inside one unit of work. Nothing here commits."""

    async def lock(self) -> None:
        """Waits until nobody else is changing the vocabulary, and keeps others waiting until the commit."""

    async def counts(self) -> Mapping[str, int]:
        """On how many photos, in any state, each tag is; tags on none are left out."""

    async def sources(self) -> list[Source]:
        """Those of photo tags and of unreviewed suggestions, the commonest first."""

    async def captions(self, slug: str) -> list[tuple[PhotoId, str]]:
        """Every caption of the photos that carry the tag."""

    async def record(
        self, kind: ChangeKind, person_id: int, at: dt.datetime, before: Sequence[Tag], after: Sequence[Tag]
    ) -> int:
        """The new change's id; made before the photos' tags are changed in its name. The audit log has it, too."""

    async def change(self, change_id: int) -> TagChange | None: ...

    async def move(self, change_id: int, slug: str, to: str, photo_ids: Sequence[PhotoId] | None = None) -> int:
        """One tag in the place of another, on these photos or on all; how many photos had it. Both must exist."""

    async def take_off(self, change_id: int, slug: str) -> int:
        """Off every photo; how many had it."""

    async def reset(self, change_id: int, source: str) -> int:
        """Takes off every photo tag of a source, whose unreviewed suggestions go as well; how many tags there were."""

    async def restore(self, change_id: int) -> None:
        """Photo tags as they were before the change, but for those that people have taken off since."""

    async def remove(self, slug: str) -> None:
        """From the vocabulary; no photo may carry it any more."""

    async def set_undone(self, change_id: int, at: dt.datetime) -> None: ...

    async def redirect(self, slug: str, to: str) -> None:
        """Whoever still says the old slug means the other tag."""

    async def redirect_ended(self, slug: str) -> None: ...

    async def redirects(self) -> Mapping[str, str]:
        """Old slugs and the tags that they mean now, through any number of merges."""

    async def keep_apart(self, pairs: Sequence[tuple[str, str]], person_id: int, at: dt.datetime) -> None:
        """Tags that are alike and yet different things, whichever comes first in a pair."""

    async def kept_apart(self) -> set[frozenset[str]]: ...

    async def propose(
        self, kind: ChangeKind, person_id: int, at: dt.datetime, before: Tag | None, wanted: Tag
    ) -> int: ...

    async def proposal(self, proposal_id: int) -> Proposal | None: ...

    async def settle(self, proposal_id: int) -> None:
        """Forgets the proposal."""
