"""A long loop shared between threads does every piece once, whoever is busy."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from engine.blocking import Sharing


@pytest.fixture(params=[0, 1, 3])
def sharing(request: pytest.FixtureRequest) -> Iterator[Sharing]:
    made = Sharing("tests", request.param)
    yield made
    made.close()


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 1000])
def test_every_piece_is_done_once(sharing: Sharing, count: int) -> None:
    done: list[int] = []
    sharing.over(count, 8, lambda first, last: done.extend(range(first, last)))
    assert sorted(done) == list(range(count))


def test_another_thread_takes_part() -> None:
    sharing, both = Sharing("tests", 1), threading.Barrier(2, timeout=10)
    sharing.over(2, 1, lambda first, last: both.wait() and None)  # each waits until the other has a piece as well
    sharing.close()


def test_a_helper_that_never_gets_to_begin_is_not_waited_for() -> None:
    sharing, busy = Sharing("tests", 1), threading.Event()
    assert sharing._executor is not None
    sharing._executor.submit(busy.wait)
    done: list[int] = []
    sharing.over(100, 8, lambda first, last: done.extend(range(first, last)))
    assert done == list(range(100))
    busy.set()
    sharing.close()


@pytest.mark.parametrize("others", [0, 1])
def test_what_a_piece_raises_is_raised(others: int) -> None:
    sharing = Sharing("tests", others)

    def some(first: int, last: int) -> None:
        if first <= 40 < last:
            raise ValueError(first)

    with pytest.raises(ValueError, match="40"):
        sharing.over(100, 8, some)
    sharing.over(100, 8, lambda first, last: None)
    sharing.close()
