"""What a moderator does with the vocabulary: every change asks first where the tag would be like another one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from engine.errors import BadInput, Gone
from engine.model import Actor, Event, Tag
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events, Work
from engine.search.parsing import fold
from engine.tagging.alike import Alike
from engine.tagging.governing.applying import Change, Changed
from engine.tagging.governing.likeness import Likeness
from engine.tagging.governing.naming import in_order, name_from, names_of, slug_for, with_aliases
from engine.tagging.governing.ports import ChangeKind, Proposal
from engine.tagging.governing.undoing import take_change_back
from engine.tagging.vocabulary import by_name

Which = str | Callable[[Tag], bool]
"""A tag by one of its names, or by what tells it from all others, such as its number on a button."""


class NoSuchTag(BadInput):
    notice = "There is no tag “{name}”. To make one, send both names: /tag мост / bridge"


class TagInUse(BadInput):
    notice = "“{name}” cannot be that tag's parent: it lies under it, or is the tag itself."


class TagGone(Gone):
    notice = "That tag is no longer there."


class TagChangedMeanwhile(Gone):
    notice = "That was settled or changed meanwhile. Please look at the tag again: /tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Nothing was done yet: the tag would be like these, each with the number of photos that carry it."""

    proposal_id: int
    kind: ChangeKind
    wanted: Tag
    photos: int
    """Photos that carry the tag now; 0 for a new one."""
    alike: tuple[tuple[Alike, int], ...]


Outcome = Changed | Warned


@dataclass(frozen=True, kw_only=True)
class GovernTags:
    """Each method is one act, wholly done or not at all. Raises NotAllowed, and what each method names."""

    begin: Begin
    likeness: Likeness
    events: Events
    clock: Clock

    async def create(self, actor: Actor, one: str, other: str) -> Outcome:
        """With a Russian and an English name, in either order. Raises BadTagName."""
        ru, en = in_order(one, other)
        async with self._change(actor) as change:
            taken = {tag.slug for tag in await change.work.tags.all()} | set(await change.work.governance.redirects())
            return await self._ask_first(change, ChangeKind.CREATE, None, Tag(slug=slug_for(en, taken), ru=ru, en=en))

    async def rename(self, actor: Actor, which: Which, one: str, other: str) -> Outcome:
        """Its names until now stay aliases. Raises BadTagName, NoSuchTag."""
        ru, en = in_order(one, other)
        async with self._change(actor) as change:
            before = await tag_meant(change.work, which)
            return await self._ask_first(change, ChangeKind.EDIT, before, replace(before, ru=ru, en=en))

    async def add_alias(self, actor: Actor, which: Which, name: str) -> Outcome:
        """Raises BadTagName, NoSuchTag."""
        async with self._change(actor) as change:
            before = await tag_meant(change.work, which)
            return await self._ask_first(change, ChangeKind.EDIT, before, with_aliases(before, name_from(name)))

    async def drop_alias(self, actor: Actor, which: Which, name: str) -> Changed:
        """Raises NoSuchTag for what is none of its aliases."""
        async with self._change(actor) as change:
            before = await tag_meant(change.work, which)
            left = tuple(alias for alias in before.aliases if fold(alias) != fold(name))
            if left == before.aliases:
                raise NoSuchTag(name=name)
            return await change.edit(before, replace(before, aliases=left))

    async def set_parent(self, actor: Actor, which: Which, parent: Which | None) -> Changed:
        """None makes it a tag of the top. Raises NoSuchTag, TagInUse for a parent that lies under it."""
        async with self._change(actor) as change:
            before = await tag_meant(change.work, which)
            above = None if parent is None else await tag_meant(change.work, parent)
            parents = {tag.slug: tag.parent for tag in await change.work.tags.all()}
            step, seen = None if above is None else above.slug, set[str]()
            while step is not None and step not in seen:
                if step == before.slug and above is not None:
                    raise TagInUse(name=above.name(actor.language))
                seen.add(step)
                step = parents.get(step)
            return await change.edit(before, replace(before, parent=None if above is None else above.slug))

    async def split(self, actor: Actor, which: Which, one: str, other: str) -> Outcome:
        """A new tag takes over the photos whose captions name it. Raises BadTagName, NoSuchTag."""
        ru, en = in_order(one, other)
        async with self._change(actor) as change:
            before = await tag_meant(change.work, which)
            taken = {tag.slug for tag in await change.work.tags.all()} | set(await change.work.governance.redirects())
            wanted = Tag(slug=slug_for(en, taken), ru=ru, en=en, parent=before.parent)
            return await self._ask_first(change, ChangeKind.SPLIT, before, wanted)

    async def merge(self, actor: Actor, gone: Which, into: Which) -> Changed:
        """Names, photos and children of the one go over to the other. Raises NoSuchTag, TagGone for one twice."""
        async with self._change(actor) as change:
            first, second = await tag_meant(change.work, gone), await tag_meant(change.work, into)
            if first.slug == second.slug:
                raise TagGone
            return await change.merge(first, second)

    async def delete(self, actor: Actor, which: Which) -> Changed:
        """Raises NoSuchTag, TagGone."""
        async with self._change(actor) as change:
            return await change.delete(await tag_meant(change.work, which))

    async def reset(self, actor: Actor, which: Callable[[str], bool]) -> Changed:
        """Takes off every photo tag of one model, and forgets what it suggested. Raises TagGone where none has any."""
        async with self._change(actor) as change:
            source = next((one.source for one in await change.work.governance.sources() if which(one.source)), None)
            if source is None:
                raise TagGone
            return await change.reset(source)

    async def keep_apart(self, actor: Actor, one: Which, other: Which) -> None:
        """For good. Raises TagGone."""
        async with self._change(actor) as change:
            first, second = await tag_meant(change.work, one), await tag_meant(change.work, other)
            await change.work.governance.keep_apart([(first.slug, second.slug)], actor.person_id, change.at)

    async def keep(self, actor: Actor, proposal_id: int) -> Changed:
        """Does what was proposed; the tag and those that it is like are kept apart for good. Raises
        TagChangedMeanwhile."""
        async with self._change(actor) as change:
            proposal = await _proposal(change.work, proposal_id)
            alike = await self._alike(change.work, proposal)
            pairs = [(proposal.wanted.slug, one.tag.slug) for one in alike]
            await change.work.governance.keep_apart(pairs, actor.person_id, change.at)
            return await _apply(change, proposal)

    async def merge_instead(self, actor: Actor, proposal_id: int, into: Which) -> Changed:
        """The other tag takes the names, and the photos if there are some. Raises TagChangedMeanwhile, TagGone."""
        async with self._change(actor) as change:
            proposal = await _proposal(change.work, proposal_id)
            other = await tag_meant(change.work, into)
            wanted = proposal.wanted
            if proposal.before is None:
                return await change.edit(other, with_aliases(other, *names_of(wanted)))
            if proposal.kind is ChangeKind.SPLIT:
                return await change.split(proposal.before, with_aliases(other, *names_of(wanted)), is_new=False)
            return await change.merge(proposal.before, other, names_of(wanted))

    async def cancel(self, actor: Actor, proposal_id: int) -> None:
        """Nothing is done. Raises TagChangedMeanwhile for what was settled already."""
        async with self._change(actor) as change:
            await _proposal(change.work, proposal_id)

    async def undo(self, actor: Actor, change_id: int) -> Changed:
        """Within UNDO_FOR, and as long as nobody changed the same tags since. Raises CannotUndo."""
        async with self._change(actor) as change:
            return await take_change_back(change.work, change_id, change.at)

    @asynccontextmanager
    async def _change(self, actor: Actor) -> AsyncIterator[Change]:
        """One after the other: whoever changes the vocabulary sees it as the one before has left it."""
        require(actor, Act.GOVERN_TAGS)
        at = self.clock()
        async with self.begin(writes=True) as work:
            await work.governance.lock()
            yield Change(work=work, actor=actor, at=at)
            await work.commit()
        self.events.tell(Event(kind="governed_tags", person_id=actor.person_id, happened_at=at))

    async def _ask_first(self, change: Change, kind: ChangeKind, before: Tag | None, wanted: Tag) -> Outcome:
        if before is not None and before == wanted:
            return await change.edit(before, wanted)
        proposal = Proposal(proposal_id=0, kind=kind, before=before, wanted=wanted)
        alike = await self._alike(change.work, proposal)
        if not alike:
            return await _apply(change, proposal)
        counts = await change.work.governance.counts()
        return Warned(
            proposal_id=await change.work.governance.propose(kind, change.actor.person_id, change.at, before, wanted),
            kind=kind,
            wanted=wanted,
            photos=0 if before is None else counts.get(before.slug, 0),
            alike=tuple((one, counts.get(one.tag.slug, 0)) for one in alike),
        )

    async def _alike(self, work: Work, proposal: Proposal) -> Sequence[Alike]:
        """Without those that were kept apart from it, and without the tag that is split: its names are meant."""
        apart = await work.governance.kept_apart()
        wanted, split = proposal.wanted, proposal.before if proposal.kind is ChangeKind.SPLIT else None
        return [
            one
            for one in await self.likeness.like(work, wanted)
            if frozenset({one.tag.slug, wanted.slug}) not in apart and (split is None or one.tag.slug != split.slug)
        ]


async def tag_meant(work: Work, which: Which) -> Tag:
    """Raises NoSuchTag for a name, TagGone for anything else."""
    tags = await work.tags.all()
    if isinstance(which, str):
        named = by_name(tags).get(fold(which))
        if named is None:
            raise NoSuchTag(name=which.strip()[:40])
        return named
    found = next((tag for tag in tags if which(tag)), None)
    if found is None:
        raise TagGone
    return found


async def _proposal(work: Work, proposal_id: int) -> Proposal:
    """Taken from those that wait, so that two moderators never settle it twice."""
    proposal = await work.governance.proposal(proposal_id)
    if proposal is None:
        raise TagChangedMeanwhile
    await work.governance.settle(proposal_id)
    now = {tag.slug: tag for tag in await work.tags.all()}
    before = proposal.before
    if (before is not None and now.get(before.slug) != before) or (
        proposal.kind is not ChangeKind.EDIT and proposal.wanted.slug in now
    ):
        raise TagChangedMeanwhile
    return proposal


async def _apply(change: Change, proposal: Proposal) -> Changed:
    if proposal.before is None:
        return await change.create(proposal.wanted)
    if proposal.kind is ChangeKind.SPLIT:
        return await change.split(proposal.before, proposal.wanted, is_new=True)
    return await change.edit(proposal.before, proposal.wanted)
