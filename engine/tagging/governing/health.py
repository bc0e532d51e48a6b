"""How the vocabulary is: one tag with all that concerns it, and which tags of all need somebody's hand."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Actor, Tag
from engine.people.permissions import Act, require
from engine.ports import Begin
from engine.tagging.alike import Alike
from engine.tagging.governing.govern import Which, tag_meant
from engine.tagging.governing.likeness import Likeness
from engine.tagging.governing.ports import Source

OVERUSED_SHARE = 0.5
"""A tag on more photos than that tells hardly any two of them apart."""
OVERUSED_FROM = 20
"""Photos below which a bank is too small for the share to mean anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagState:
    """One tag: on how many photos it is, what lies around it in the vocabulary, what it looks like."""

    tag: Tag
    photos: int
    parent: Tag | None
    children: tuple[Tag, ...]
    alike: tuple[tuple[Alike, int], ...]
    """Each with the number of its photos; without those that were kept apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePair:
    """Two tags that look the same, and on how many photos each is."""

    tag: Tag
    photos: int
    alike: Alike
    other_photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsHealth:
    """Everything that needs a hand; tags with the number of their photos."""

    tag_count: int
    duplicates: tuple[AlikePair, ...]
    """Those on most photos first."""
    unused: tuple[Tag, ...]
    """On no photo, and without children."""
    overused: tuple[tuple[Tag, int], ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class OpenTag:
    """Raises NotAllowed, NoSuchTag, TagGone."""

    begin: Begin
    likeness: Likeness

    async def __call__(self, actor: Actor, which: Which) -> TagState:
        require(actor, Act.GOVERN_TAGS)
        async with self.begin() as work:
            tag = await tag_meant(work, which)
            tags = await work.tags.all()
            counts = await work.governance.counts()
            apart = await work.governance.kept_apart()
            alike = await self.likeness.like(work, tag)
        return TagState(
            tag=tag,
            photos=counts.get(tag.slug, 0),
            parent=next((one for one in tags if one.slug == tag.parent), None),
            children=tuple(one for one in tags if one.parent == tag.slug),
            alike=tuple(
                (one, counts.get(one.tag.slug, 0)) for one in alike if frozenset({tag.slug, one.tag.slug}) not in apart
            ),
        )


@dataclass(frozen=True, kw_only=True)
class ReadTagsHealth:
    """Raises NotAllowed."""

    begin: Begin
    likeness: Likeness

    async def __call__(self, actor: Actor) -> TagsHealth:
        require(actor, Act.GOVERN_TAGS)
        async with self.begin() as work:
            tags = await work.tags.all()
            counts = await work.governance.counts()
            apart = await work.governance.kept_apart()
            sources = await work.governance.sources()
            photo_count = await work.photos.count()
            pairs = await self.likeness.pairs(work)
        duplicates = [
            AlikePair(tag=tag, photos=counts.get(tag.slug, 0), alike=alike, other_photos=counts.get(alike.tag.slug, 0))
            for tag, alike in pairs
            if frozenset({tag.slug, alike.tag.slug}) not in apart
        ]
        parents = {tag.parent for tag in tags}
        limit = max(OVERUSED_FROM, photo_count * OVERUSED_SHARE)
        overused = [(tag, counts[tag.slug]) for tag in tags if counts.get(tag.slug, 0) > limit]
        return TagsHealth(
            tag_count=len(tags),
            duplicates=tuple(sorted(duplicates, key=lambda one: -(one.photos + one.other_photos))),
            unused=tuple(tag for tag in tags if tag.slug not in counts and tag.slug not in parents),
            overused=tuple(sorted(overused, key=lambda one: -one[1])),
            sources=tuple(sources),
        )
