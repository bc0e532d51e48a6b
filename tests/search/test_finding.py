"""Whichever way photos are found, by the index or by scoring every allowed one, the best are found."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pytest

from engine.filters import Conditions
from engine.model import PhotoId, PhotoState, Reason, Vector
from engine.search import finding
from engine.search.finding import Find, neighbours_worth_asking
from engine.search.ranking import Clause
from storage.columns import PhotoColumns
from storage.database import Database
from storage.rebuild import refill
from storage.vectors import ChromaIndex
from tests.conftest import NOON
from tests.search.candidates import confidence
from tests.storage.test_conditions import bank_of_everything, random_conditions

DIMENSION = 8


@dataclass(kw_only=True)
class Bank:
    database: Database
    find: Find
    index: ChromaIndex
    columns: PhotoColumns

    async def exactly(self, clauses: Sequence[Clause], conditions: Conditions, count: int) -> list[PhotoId]:
        """By SQL's truth and SQL's embeddings."""
        async with self.database.begin() as work:
            allowed = await work.photos.published_matching(conditions)
        sure = await self.sureness(clauses, allowed)
        return sorted(sure, key=lambda photo_id: -sure[photo_id])[:count]

    async def sureness(self, clauses: Sequence[Clause], photo_ids: Sequence[PhotoId]) -> dict[PhotoId, float]:
        async with self.database.begin() as work:
            vectors = await work.embeddings.get("numbers", photo_ids)
        return {i: min(confidence(c, v) for c in clauses) for i, v in vectors.items()}


@pytest.fixture
async def bank(database: Database, tmp_path: Path) -> AsyncIterator[Bank]:
    """300 photos of every kind, each with a direction of its own, in a real index."""
    ids = await bank_of_everything(database)
    chance = np.random.default_rng(3)
    async with database.begin(writes=True) as work:
        await work.embeddings.put("numbers", {photo_id: direction(chance) for photo_id in ids})
        await work.commit()
    index, columns = await ChromaIndex.embedded(tmp_path / "index", "numbers", DIMENSION), PhotoColumns("numbers")
    await refill(index, database.begin, "numbers")
    find = Find(begin=database.begin, index=index, columns=columns)
    yield Bank(database=database, find=find, index=index, columns=columns)
    await index.aclose()
    columns.close()


def direction(chance: np.random.Generator) -> Vector:
    raw = chance.standard_normal(DIMENSION)
    return np.asarray(raw / np.linalg.norm(raw), np.float32)


def clause(chance: np.random.Generator) -> Clause:
    return Clause(vector=direction(chance), exact_at=0.6, close_at=0.2, reason=Reason.LOOKS)


async def asserted_best(bank: Bank, clauses: Sequence[Clause], conditions: Conditions) -> None:
    """To within what halved embeddings take from a cosine: two photos as near as that may change places."""
    found = {i for hit in await bank.find(clauses, conditions) for i in (hit.photo_id, *hit.similar)}
    wanted = await bank.exactly(clauses, conditions, 9)
    cosines = await bank.sureness(clauses, wanted)
    worst = min((cosines[photo_id] for photo_id in wanted), default=0.0)
    for photo_id in wanted:
        if len(clauses) > 1 and cosines[photo_id] < 0:
            continue  # beyond the close band the order is the mean's, not the weakest clause's
        assert photo_id in found or cosines[photo_id] - worst < 0.005, conditions


@pytest.mark.parametrize("few", [0, 10**6], ids=["by the index", "exactly"])
async def test_the_best_allowed_photos_are_found_at_every_selectivity(
    bank: Bank, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(finding, "WANTED", 40)
    chance, numbers, sizes = Random(5), np.random.default_rng(5), set()
    for conditions in [Conditions(), *(random_conditions(chance) for _ in range(40))]:
        await asserted_best(bank, [clause(numbers)], conditions)
        async with bank.database.begin() as work:
            sizes.add(len(await work.photos.published_matching(conditions)))
    assert {0, 1} <= sizes
    assert max(sizes) > 200


async def test_several_clauses_are_answered_by_the_weakest_of_them(bank: Bank) -> None:
    numbers = np.random.default_rng(6)
    for _ in range(10):
        await asserted_best(bank, [clause(numbers), clause(numbers)], Conditions())


async def test_photos_that_are_all_far_from_the_question_are_found_by_scoring_them(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", 0)
    monkeypatch.setattr(finding, "WANTED", 30)
    asked = clause(np.random.default_rng(7))
    near = await bank.exactly([asked], Conditions(), 200)
    async with bank.database.begin(writes=True) as work:
        for photo_id in near[:150]:
            await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    await asserted_best(bank, [asked], Conditions())


@pytest.mark.parametrize("limit", [0, 10**6])
async def test_a_withdrawn_photo_never_appears_whichever_way_is_taken(
    bank: Bank, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", limit)
    asked = clause(np.random.default_rng(8))
    best = (await bank.exactly([asked], Conditions(), 1))[0]
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(best, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    assert best not in {i for hit in await bank.find([asked], Conditions()) for i in (hit.photo_id, *hit.similar)}


async def test_the_index_is_asked_for_more_the_fewer_are_allowed_and_not_at_all_for_a_few(bank: Bank) -> None:
    @dataclass
    class Allowed:
        count: int
        share: float

    asked = [neighbours_worth_asking(Allowed(int(10_000_000 * share), share)) for share in (1, 0.9, 0.5, 0.1, 0.01)]  # type: ignore[arg-type]
    assert asked[0] == finding.WANTED
    assert asked[0] < asked[1] < asked[2] <= finding.NEIGHBOURS_MOST
    assert asked[3:] == [0, 0]
    assert neighbours_worth_asking(Allowed(finding.FEW, 1.0)) == 0  # type: ignore[arg-type]
