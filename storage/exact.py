"""The same answers as the index, computed from memory: for commands beside the process that owns the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.errors import BankBusy
from engine.model import PhotoId, Vector
from engine.ports import Begin
from storage.columns import PhotoColumns


class ExactIndex:
    """Implements the VectorIndex port for reading: every embedding is compared, also those that others add."""

    ready = False
    """Whoever searches had better score the allowed photos at once than all of them first."""

    def __init__(self, begin: Begin, columns: PhotoColumns) -> None:
        self._begin = begin
        self._columns = columns

    async def check(self) -> bool:
        return self.ready

    def filled(self) -> None:
        """It always is."""

    async def put(self, vectors: Mapping[PhotoId, Vector]) -> None:
        raise BankBusy(owner="the owner of the index")

    async def remove(self, photo_ids: Sequence[PhotoId]) -> None:
        raise BankBusy(owner="the owner of the index")

    async def nearest(self, vector: Vector, limit: int) -> list[tuple[PhotoId, float]]:
        async with self._begin() as work:
            every = await self._columns.embedded(work)
        near = await every.best(vector[None, :], lambda cosines: cosines[:, 0], limit)
        found = every.candidates(near)
        return list(zip(found.photo_ids, found.cosines(vector[None, :])[:, 0].tolist(), strict=True))

    async def count(self) -> int:
        async with self._begin() as work:
            return (await self._columns.embedded(work)).count

    async def ids(self) -> set[PhotoId]:
        async with self._begin() as work:
            every = await self._columns.embedded(work)
        return set(every.newest(every.count))

    async def vectors(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        async with self._begin() as work:
            found = (await self._columns.embedded(work)).candidates(photo_ids)
        return dict(zip(found.photo_ids, found.vectors(found.photo_ids), strict=True))
