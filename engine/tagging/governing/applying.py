"""The changes themselves, inside a unit of work that somebody else began, locked and will commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.model import Actor, Tag
from engine.ports import Work
from engine.search.lemmas import tokens
from engine.search.parsing import fold
from engine.tagging.governing.naming import names_of, with_aliases
from engine.tagging.governing.ports import ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was done. `tag` is the one that is there now, None where it is gone; `photos` counts those it was done to.

    `other` is the tag that was merged or split off, or deleted.
    """

    change_id: int
    kind: ChangeKind
    tag: Tag | None
    other: Tag | None = None
    photos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Each method is one whole change, recorded so that it can be undone."""

    work: Work
    actor: Actor
    at: dt.datetime

    async def create(self, wanted: Tag) -> Changed:
        change_id = await self._record(ChangeKind.CREATE, (), (wanted,))
        return Changed(change_id=change_id, kind=ChangeKind.CREATE, tag=wanted)

    async def edit(self, before: Tag, wanted: Tag) -> Changed:
        """Its names before stay aliases, so that whoever searches by them still finds."""
        names = () if (before.ru, before.en) == (wanted.ru, wanted.en) else (before.ru, before.en)
        after = with_aliases(wanted, *names)
        change_id = await self._record(ChangeKind.EDIT, (before,), (after,))
        return Changed(change_id=change_id, kind=ChangeKind.EDIT, tag=after)

    async def merge(self, gone: Tag, into: Tag, also: Sequence[str] = ()) -> Changed:
        """`into` takes over photos, names and children; `also` are more names for it."""
        parent = None if into.parent == gone.slug else into.parent
        if parent is None and into.parent is not None:
            parent = gone.parent if gone.parent != into.slug else None
        after = with_aliases(replace(into, parent=parent), *names_of(gone), *also)
        children = [one for one in await self._children(gone) if one.slug != into.slug]
        moved = [replace(one, parent=into.slug) for one in children]
        change_id = await self._record(ChangeKind.MERGE, (gone, into, *children), (after, *moved))
        photos = await self.work.governance.move(change_id, gone.slug, into.slug)
        await self.work.governance.remove(gone.slug)
        await self.work.governance.redirect(gone.slug, into.slug)
        return Changed(change_id=change_id, kind=ChangeKind.MERGE, tag=after, other=gone, photos=photos)

    async def split(self, before: Tag, wanted: Tag, *, is_new: bool) -> Changed:
        """Photos whose captions name `wanted` carry it from now on instead; it takes its names from the other."""
        own = {fold(name) for name in (wanted.ru, wanted.en, *wanted.aliases)}
        after = replace(before, aliases=tuple(name for name in before.aliases if fold(name) not in own))
        told = await self.work.governance.captions(before.slug)
        photo_ids = sorted({photo_id for photo_id, text in told if _names(text, wanted)})
        known = (before,) if is_new else (before, wanted)
        change_id = await self._record(ChangeKind.SPLIT, known, (after, wanted))
        photos = await self.work.governance.move(change_id, before.slug, wanted.slug, photo_ids)
        return Changed(change_id=change_id, kind=ChangeKind.SPLIT, tag=after, other=wanted, photos=photos)

    async def delete(self, gone: Tag) -> Changed:
        """Its children hang where it hung."""
        children = await self._children(gone)
        change_id = await self._record(
            ChangeKind.DELETE, (gone, *children), [replace(one, parent=gone.parent) for one in children]
        )
        photos = await self.work.governance.take_off(change_id, gone.slug)
        await self.work.governance.remove(gone.slug)
        return Changed(change_id=change_id, kind=ChangeKind.DELETE, tag=None, other=gone, photos=photos)

    async def reset(self, source: str) -> Changed:
        change_id = await self._record(ChangeKind.RESET, (), ())
        photos = await self.work.governance.reset(change_id, source)
        return Changed(change_id=change_id, kind=ChangeKind.RESET, tag=None, photos=photos)

    async def _children(self, tag: Tag) -> list[Tag]:
        return [one for one in await self.work.tags.all() if one.parent == tag.slug]

    async def _record(self, kind: ChangeKind, before: Sequence[Tag], after: Sequence[Tag]) -> int:
        change_id = await self.work.governance.record(kind, self.actor.person_id, self.at, before, after)
        await self.work.tags.put(after)
        return change_id


def _names(text: str, tag: Tag) -> bool:
    """Whether a caption has all words of one of the tag's names, in any form and order."""
    said = {lemma for token in tokens(text) for lemma in token.lemmas}
    return any(
        words and all(not said.isdisjoint(word.lemmas) for word in words)
        for words in (list(tokens(name)) for name in (tag.ru, tag.en, *tag.aliases))
    )
