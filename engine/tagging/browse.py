"""The vocabulary as people leaf through it: tags in use, with counts, by pages or by their first letters."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import ChoiceGone, PageGone
from engine.model import Actor, HitPage, Kind, Query, Tag
from engine.ports import Begin, Texts
from engine.search.conversation import Talk
from engine.search.narrowing import number_of
from engine.search.parsing import fold
from engine.search.search_photos import SearchPhotos

PAGE_SIZE = 16
"""Eight rows of two: what a phone shows without scrolling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCount:
    """`number` names the tag where only a number fits."""

    tag: Tag
    count: int

    @property
    def number(self) -> int:
        return number_of(Kind.TAG, self.tag.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPage:
    """`total` counts the tags on all pages; those that no published photo carries are left out."""

    tags: tuple[TagCount, ...]
    page: int
    page_count: int
    total: int
    letters: str = ""


@dataclass(frozen=True, kw_only=True)
class BrowseTags:
    """The commonest first, or those whose name or alias has a word that begins with `letters`, in either language."""

    begin: Begin
    texts: Texts

    async def __call__(self, actor: Actor, page: int = 1, letters: str = "") -> TagPage:
        """Raises PageGone outside 1..page_count; letters give one page only, for more of them leave fewer tags."""
        async with self.begin() as work:
            counts = await self.texts.tag_counts(work)
            tags = await work.tags.all()
        begun = fold(letters)
        used = [TagCount(tag=tag, count=counts[tag.slug]) for tag in tags if tag.slug in counts and _begins(tag, begun)]
        used.sort(key=lambda one: (-one.count, one.tag.name(actor.language).casefold()))
        page_count = 1 if begun else max(1, -(-len(used) // PAGE_SIZE))
        if not 1 <= page <= page_count:
            raise PageGone
        shown = tuple(used[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
        return TagPage(tags=shown, page=page, page_count=page_count, total=len(used), letters=letters.strip())


@dataclass(frozen=True, kw_only=True)
class SearchByTag:
    """A new search for one tag, by its number, or by that of one that was merged into it.

    Raises ChoiceGone where no tag has or had that number.
    """

    begin: Begin
    search_photos: SearchPhotos

    async def __call__(self, actor: Actor, number: int, talk: Talk) -> HitPage:
        async with self.begin() as work:
            named = {tag.slug: tag.slug for tag in await work.tags.all()}
            named = {**await work.governance.redirects(), **named}
        chosen = next((now for slug, now in named.items() if number_of(Kind.TAG, slug) == number), None)
        if chosen is None:
            raise ChoiceGone
        return await self.search_photos(actor, Query(tags=(fold(chosen),)), talk)


def _begins(tag: Tag, begun: str) -> bool:
    names = (tag.ru, tag.en, *tag.aliases)
    return not begun or any(f"_{fold(name)}".find(f"_{begun}") >= 0 for name in names)
