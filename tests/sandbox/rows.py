"""Writes the table of Telegram's rules and the tests that hold them: `python -m tests.sandbox.rows`."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.sandbox.rules import NOT_SPOKEN, RULES

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "telegram-rows.md"
HEAD = """# Telegram's rules and the tests that hold them

Written by `python -m tests.sandbox.rows` from the marks in `tests/sandbox`; a test fails when it is stale. The rules
were taken from the Bot API's documentation, its published server and public threads, and not compared with the live
service. *Assumed* stands where nobody has published what Telegram does.

| row | rule | tests |
|--:|---|---|
"""


def holders_of_rows() -> dict[int, list[str]]:
    """`file::test`, in the order of the files, for each number that a `pytest.mark.row` names."""
    found: dict[int, list[str]] = defaultdict(list)
    for file in sorted(HERE.glob("test_*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for_all = {row for node in tree.body if _is_module_mark(node) for row in _rows(node)}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                marked = {row for decorator in node.decorator_list for row in _rows(decorator)}
                for row in sorted(for_all | marked):
                    found[row].append(f"{file.name}::{node.name}")
    return dict(found)


def table() -> str:
    """The whole page."""
    found = holders_of_rows()
    lines = [f"| {row} | {rule} | {'<br>'.join(_shown(found.get(row, [])))} |\n" for row, rule in RULES.items()]
    parts = [f"- **{what}**: {why}.\n" for what, why in NOT_SPOKEN.items()]
    return HEAD + "".join(lines) + "\n## What the stand-in does not speak\n\n" + "".join(parts)


def _shown(tests: list[str]) -> Iterator[str]:
    for test in tests:
        file, name = test.split("::")
        yield f"{file.removeprefix('test_').removesuffix('.py')}: {name.removeprefix('test_').replace('_', ' ')}"


def _is_module_mark(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["pytestmark"]


def _rows(node: ast.AST) -> Iterator[int]:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "pytest.mark.row":
            number = part.args[0]
            assert isinstance(number, ast.Constant), "a row is named by its number"
            yield int(str(number.value))


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
