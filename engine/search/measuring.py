"""How well the bank answers: graded queries asked through the use case itself, and their measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from engine.model import Actor, Band, PhotoId, PhotoState, Ranked
from engine.ports import Begin
from engine.search.evaluation import bootstrapped, graded_ndcg_at, recall_of_room_at, reciprocal_rank
from engine.search.graded import NONSENSE, GradedQuery, grades_of
from engine.search.parsing import parse_query
from engine.search.search_photos import SearchPhotos

_PAGE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One query's measures, each 0..1; `answered` says whether anything exact or close was found."""

    text: str
    language: str
    kind: str
    recall_1: float
    recall_5: float
    recall_10: float
    ndcg_10: float
    mrr: float
    answered: bool


MEASURES = ("recall_1", "recall_5", "recall_10", "ndcg_10", "mrr")


@dataclass(frozen=True, kw_only=True)
class MeasureSearch:
    """Asks every query as a person would, and keeps nothing of it in the statistics.

    Queries of which no photo in the bank is worth anything are left out, nonsense excepted.
    """

    begin: Begin
    search_photos: SearchPhotos

    async def __call__(
        self, actor: Actor, queries: Sequence[GradedQuery], progress: Callable[[], None] = lambda: None
    ) -> list[Answer]:
        ask = replace(self.search_photos, events=_Unheard())
        worth = await self._grades(queries)
        answers = []
        for query, grades in zip(queries, worth, strict=True):
            if grades or query.is_nonsense:
                page = await ask(actor, parse_query(query.text))
                async with self.begin() as work:
                    search = await work.searches.get(page.search_id)
                assert search is not None, "it was just saved"
                answers.append(measured(query, grades, search.ranked))
            progress()
        return answers

    async def _grades(self, queries: Sequence[GradedQuery]) -> list[dict[PhotoId, float]]:
        grades: list[dict[PhotoId, float]] = [{} for _ in queries]
        async with self.begin() as work:
            published = await work.photos.published_with([])
            for first in range(0, len(published), _PAGE):
                photos = [
                    photo
                    for photo in (await work.photos.get(published[first : first + _PAGE])).values()
                    if photo.state is PhotoState.PUBLISHED
                ]
                for query, found in zip(queries, grades, strict=True):
                    found.update(grades_of(query, photos))
        return grades


class _Unheard:
    """An Events port that drops what it is told."""

    def tell(self, event: object) -> None:
        """Nothing: measuring is no visit."""


def measured(query: GradedQuery, grades: Mapping[PhotoId, float], ranked: Sequence[Ranked]) -> Answer:
    """Near-duplicates behind a hit count at once after it. Relevant are the photos of the query's highest grade."""
    places = [photo_id for hit in ranked for photo_id in (hit.photo_id, *hit.similar)]
    gains = np.array([grades.get(photo_id, 0.0) for photo_id in places])
    best = max(grades.values(), default=0.0)
    relevant = gains >= best if best else np.zeros(len(gains), bool)
    total = sum(grade >= best for grade in grades.values())
    return Answer(
        text=query.text,
        language=query.language.value,
        kind=query.kind,
        recall_1=recall_of_room_at(relevant, total, 1),
        recall_5=recall_of_room_at(relevant, total, 5),
        recall_10=recall_of_room_at(relevant, total, 10),
        ndcg_10=graded_ndcg_at(gains, np.array(list(grades.values())), 10),
        mrr=reciprocal_rank(relevant),
        answered=any(hit.band is not Band.FAR for hit in ranked),
    )


def summarised(answers: Sequence[Answer]) -> dict[str, dict[str, Any]]:
    """Means of all, of each language, of each kind: `zero` is the share of queries that nothing answers, `nonsense` the
    share of nonsense that something does.
    """
    groups: dict[str, list[Answer]] = {"all": list(answers)}
    for answer in answers:
        groups.setdefault(answer.language, []).append(answer)
    for answer in answers:
        groups.setdefault(answer.kind, []).append(answer)
    table = {}
    for name, group in groups.items():
        asked = [answer for answer in group if answer.kind != NONSENSE]
        silly = [answer for answer in group if answer.kind == NONSENSE]
        table[name] = {
            "queries": len(asked),
            **{measure: _mean([getattr(answer, measure) for answer in asked]) for measure in MEASURES},
            "zero": _mean([not answer.answered for answer in asked]),
            "nonsense": _mean([answer.answered for answer in silly]),
        }
    return table


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None


def compared(now: Sequence[Answer], before: Sequence[Answer]) -> dict[str, dict[str, float]]:
    """Now minus before over the queries of both: the mean, and the ends of its 95 % interval, of each measure.

    `answered` is of sensible queries, where more is better, and `nonsense` of nonsense, where less is.
    """
    earlier = {answer.text: answer for answer in before}
    pairs = [(answer, earlier[answer.text]) for answer in now if answer.text in earlier]
    sensible = [pair for pair in pairs if pair[0].kind != NONSENSE]
    silly = [pair for pair in pairs if pair[0].kind == NONSENSE]
    measures = {name: (name, sensible) for name in (*MEASURES, "answered")} | {"nonsense": ("answered", silly)}
    table = {}
    for name, (read, group) in measures.items():
        differences = np.array([float(getattr(a, read)) - float(getattr(b, read)) for a, b in group])
        mean, low, high = bootstrapped(differences)
        table[name] = {
            "queries": len(group),
            "difference": round(mean, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }
    return table


def as_object(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    return [asdict(answer) for answer in answers]


def from_object(kept: Sequence[Mapping[str, Any]]) -> list[Answer]:
    """Raises TypeError where it is no such list."""
    return [Answer(**one) for one in kept]
