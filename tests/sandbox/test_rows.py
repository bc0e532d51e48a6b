"""Every rule of Telegram that the bot can meet is held by a test, and the table of them says so."""

from __future__ import annotations

from tests.sandbox.rows import TABLE, holders_of_rows, table
from tests.sandbox.rules import RULES


def test_every_rule_has_a_test_and_every_mark_a_rule() -> None:
    assert sorted(holders_of_rows()) == sorted(RULES)


def test_the_table_is_what_the_marks_say() -> None:
    assert TABLE.read_text("utf-8") == table(), "stale: run `python -m tests.sandbox.rows`"
