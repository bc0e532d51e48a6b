"""A process that dies at any commit of any step of indexing leaves nothing lost, doubled or stuck."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.bank import Photobank, open_photobank
from bot.settings import Settings
from engine.ingest.ingest_photo import Received
from engine.model import PhotoId
from engine.ports import Begin
from tests.conftest import jpeg

STEPS = ("index_pending", "describe_embedded", "suggest_pending", "compare_new")


class Killed(BaseException):
    """Nobody catches it, as nobody catches a kill."""


class Dying:
    """Units of work of which the given one dies: before its commit, or right after it."""

    def __init__(self, begin: Begin, *, at: int, after: bool) -> None:
        self._begin, self._at, self._after = begin, at, after
        self.reached = False

    @asynccontextmanager
    async def __call__(self, *, writes: bool = False) -> AsyncIterator[Any]:
        async with self._begin(writes=writes) as work:
            commit = work.commit

            async def dies() -> None:
                self._at -= 1
                if self._at == 0 and not self._after:
                    self.reached = True
                    raise Killed
                await commit()
                if self._at == 0:
                    self.reached = True
                    raise Killed

            work.commit = dies  # type: ignore[method-assign]
            yield work


def step_of(photobank: Photobank, name: str, begin: Any = None) -> Callable[[], Awaitable[object]]:
    """The step as the bank has it, or with other units of work."""
    step = getattr(photobank, name)
    return step if begin is None else replace(step, begin=begin)  # type: ignore[no-any-return]


async def runs(photobank: Photobank, names: tuple[str, ...] = STEPS) -> None:
    for name in names:
        for _ in range(50):
            if not await step_of(photobank, name)():
                break
        else:
            raise AssertionError(f"{name} never comes to an end")


@pytest.mark.parametrize("name", STEPS)
async def test_a_kill_at_any_commit_of_a_step_loses_and_doubles_nothing(name: str, tmp_path: Path) -> None:
    async with open_photobank(Settings(home=tmp_path / "home", encoder="bundled")) as photobank:
        taken: list[PhotoId] = []
        killed = 0
        for commit in range(1, 10):
            for after in (False, True):
                shade = (20 * commit, 120 if after else 30, 10 * len(name))
                outcome = await photobank.ingest_photo(Received(content=jpeg(shade), publish=False))
                taken.append(outcome.photo_id)
                await runs(photobank, STEPS[: STEPS.index(name)])
                dying = Dying(photobank.begin, at=commit, after=after)
                try:
                    await step_of(photobank, name, dying)()
                except Killed:
                    killed += 1
            if not dying.reached:
                break
        assert killed >= 2
        await runs(photobank)
        await whole(photobank, taken)


async def whole(photobank: Photobank, taken: list[PhotoId]) -> None:
    """Each photo went through every step once, and the index has what SQL has."""
    assert await photobank.index.ids() == set(taken)
    async with photobank.database.connections.connect() as connection:
        for table in ("embeddings", "descriptions", "suggested_photos", "duplicate_checks"):
            rows = await connection.execute(text(f"SELECT photo_id FROM {table} ORDER BY photo_id"))
            assert list(rows.scalars()) == sorted(taken), table
        rows = await connection.execute(text("SELECT DISTINCT state FROM photos"))
        assert list(rows.scalars()) == ["in_review"]
        assert list(await connection.execute(text("SELECT 1 FROM step_failures"))) == []
