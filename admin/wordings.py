"""Counted wordings in, meanings out: reads them by the bank's vocabulary, embeds them, and groups them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from admin.meanings import Meaning, Sense, Wording, grouped, same_from, sense_of
from engine.blocking import Worker
from engine.errors import EmptyQuery, TextTooLong
from engine.model import Query, Vector
from engine.ports import Begin, Encoder, Texts
from engine.reindex.unrelated import UNRELATED
from engine.search.lexicon import Lexicon
from engine.search.parsing import parse_query
from engine.search.understanding import understand

AT_ONCE = 8
"""Texts that the model takes in one go: somebody's question waits no longer than for these."""
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ReadWordings:
    """Wordings with all that their meaning is told by. `encoder` names the one that answers now, for a bank changes
    its encoder while it runs. Raises ModelUnavailable."""

    begin: Begin
    texts: Texts
    encoder: Callable[[], Encoder]
    worker: Worker

    async def __call__(self, counts: Mapping[str, int]) -> list[Wording]:
        """`counts` maps words as they were typed, `#tags` among them, to how often; the order stays."""
        return await self.of_queries([(text, count, _parsed(text)) for text, count in counts.items()])

    async def of_queries(self, asked: Sequence[tuple[str, int, Query]]) -> list[Wording]:
        """Text, how often, and what it asks, as far as that is known already."""
        async with self.begin() as work:
            lexicon = await self.texts.lexicon(work)
        senses = await self.worker.run(senses_of, [query for _text, _count, query in asked], lexicon)
        vectors = await self._embedded(text for one in senses for text in (one.subject, one.rest) if text)
        return [
            Wording(text=text, count=count, sense=one, subject=vectors.get(one.subject), rest=vectors.get(one.rest))
            for (text, count, _query), one in zip(asked, senses, strict=True)
        ]

    async def understood(self, text: str) -> Query:
        """What the bank takes such words for."""
        async with self.begin() as work:
            lexicon = await self.texts.lexicon(work)
        return await self.worker.run(understand, _parsed(text), lexicon)

    async def same_from(self) -> float:
        """The cosine from which this encoder says that two texts mean the same."""
        encoder = self.encoder()
        return same_from([await encoder.encode_texts(texts) for texts in backgrounds()])

    async def _embedded(self, texts: Iterable[str]) -> dict[str, Vector]:
        wanted, encoder = sorted(set(texts)), self.encoder()
        vectors: dict[str, Vector] = {}
        for first in range(0, len(wanted), AT_ONCE):
            part = wanted[first : first + AT_ONCE]
            vectors.update(zip(part, await encoder.encode_texts(part), strict=True))
        return vectors


@dataclass(frozen=True, kw_only=True)
class GroupWordings:
    """The most frequent meaning first. Raises ModelUnavailable."""

    read: ReadWordings

    async def __call__(self, counts: Mapping[str, int]) -> tuple[Meaning, ...]:
        wordings = await self.read(counts)
        return await self.read.worker.run(grouped, wordings, await self.read.same_from())


def backgrounds() -> tuple[list[str], list[str]]:
    """Texts about different things, one language at a time: those of the one are partly translations of the other's."""
    russian = [text for text in UNRELATED if _CYRILLIC.search(text)]
    return russian, [text for text in UNRELATED if not _CYRILLIC.search(text)]


def senses_of(queries: Sequence[Query], lexicon: Lexicon) -> list[Sense]:
    """What each of them means to a bank with this vocabulary."""
    return [sense_of(understand(query, lexicon), lexicon) for query in queries]


def _parsed(text: str) -> Query:
    try:
        return parse_query(text)
    except (EmptyQuery, TextTooLong):
        return Query(words=text)
