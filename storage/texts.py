"""What is written about photos, in memory and kept equal to SQL, and the lexicon that questions are read by."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from engine.blocking import Worker
from engine.model import Photo, PhotoId, PhotoState, Tag
from engine.ports import Work
from engine.search.clues import lexicon_of, terms_of, words_of
from engine.search.lexicon import Lexicon
from engine.search.written import Clue, Term, Way, Written, WrittenIndex, tag_term
from storage.work import SqlWork

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

_PAGE = 200
"""Photos read at once, for the same reason as in `storage.columns`."""


class SqlTexts:
    """Implements the Texts port: follows `photo_changes` as the columns do, and works in a thread of its own."""

    def __init__(self) -> None:
        self._index = WrittenIndex()
        self._version = 0
        self._edition: int | None = None
        self._lexicon, self._lexicon_version = Lexicon(), -1
        self._following = asyncio.Lock()
        self._worker = Worker("texts")

    async def lexicon(self, work: Work) -> Lexicon:
        await self._follow(work)
        assert isinstance(work, SqlWork), "texts follow SQL"
        edition = await work.tags.edition()
        async with self._following:
            if edition != self._edition or self._lexicon_version != self._version:
                self._lexicon = await self._worker.run(self._make_lexicon, tuple(await work.tags.all()))
                self._edition, self._lexicon_version = edition, self._version
        return self._lexicon

    async def written(self, work: Work, clues: Sequence[Clue]) -> Written:
        await self._follow(work)
        return await self._asked(self._index.cover, clues)

    async def having(self, work: Work, ways: Sequence[Way]) -> frozenset[PhotoId]:
        if not ways:
            return frozenset()
        await self._follow(work)
        having = await self._asked(self._index.having, ways)
        return frozenset(PhotoId(photo_id) for photo_id in np.flatnonzero(having).tolist())

    async def tally(self, work: Work, photo_ids: Sequence[PhotoId]) -> Mapping[Term, int]:
        await self._follow(work)
        return await self._asked(self._index.tally, photo_ids)

    async def tag_counts(self, work: Work) -> Mapping[str, int]:
        lexicon = await self.lexicon(work)
        counts = {tag.slug: self._index.count(tag_term(tag.slug)) for tag in lexicon.tags}
        return {slug: count for slug, count in counts.items() if count}

    async def _asked(self, ask: Callable[[Asked], Answer], asked: Asked) -> Answer:
        """Here, for it takes less than two threads need to take turns, unless the thread is writing."""
        return ask(asked) if self._worker.is_idle else await self._worker.run(ask, asked)

    async def _follow(self, work: Work) -> None:
        """The first use reads everything."""
        assert isinstance(work, SqlWork), "texts follow SQL"
        async with self._following:
            version = await work.changes.version()
            if version > self._version:
                await self._read(work, await work.changes.since(self._version))
                self._version = version

    async def _read(self, work: SqlWork, changed: Sequence[PhotoId]) -> None:
        for first in range(0, len(changed), _PAGE):
            part = changed[first : first + _PAGE]
            await self._worker.run(self._put, part, await work.photos.get(part))

    def _put(self, changed: Sequence[PhotoId], photos: Mapping[PhotoId, Photo]) -> None:
        for photo_id in changed:
            photo = photos.get(photo_id)
            if photo is None or photo.state is not PhotoState.PUBLISHED:
                self._index.remove(photo_id)
            else:
                self._index.put(photo_id, terms_of(photo), words_of(photo))

    def _make_lexicon(self, tags: tuple[Tag, ...]) -> Lexicon:
        lexicon = lexicon_of(self._index, tags)
        lexicon.warm_up()
        return lexicon

    def close(self) -> None:
        self._worker.close()
