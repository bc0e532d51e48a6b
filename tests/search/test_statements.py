"""How often SQL is asked for an answer: every statement is several turns of a thread, and they add up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from engine.model import Tag
from engine.search.parsing import parse_query
from tests.bank import Bank
from tests.conftest import actor

A_SEARCH = 10
"""Version and vocabulary; version, embeddings, what is said, what is still published; searches nearby that are over,
the saved search, and two selects for its page. Evidence of words adds none, and transactions begin with their first
statement."""
A_PAGE = 3
"""The search, and two selects for the page."""


@contextmanager
def statements(bank: Bank) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        said.append(statement)

    connections = bank.database.connections.sync_engine
    event.listen(connections, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(connections, "before_cursor_execute", note)


async def test_a_search_and_a_page_opened_again_ask_sql_a_handful_of_times(bank: Bank) -> None:
    tag = Tag(slug="warm", ru="тёплый", en="warm")
    await bank.take("red", "orange", "blue", tags=(tag,))
    await bank.search_photos(actor(), parse_query("red"))  # the first one reads everything
    for words in ("red", "warm red", "red -blue"):
        with statements(bank) as asked:
            page = await bank.search_photos(actor(), parse_query(words))
        assert page.hits
        assert 0 < len(asked) <= A_SEARCH, [one[:60] for one in asked]
    with statements(bank) as asked:
        await bank.open_search(actor(), page.search_id, 1)
    assert 0 < len(asked) <= A_PAGE, asked
