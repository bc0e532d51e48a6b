"""`docs/events.md` tells every kind of event and each of its facts; so do `engine/events.py` and the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from engine.events import FACTS, SOMETIMES

ROOT = Path(__file__).parents[2]


def documented() -> dict[str, tuple[set[str], set[str]]]:
    """By kind, the facts that are always told, and those that are told sometimes."""
    table = {}
    for line in (ROOT / "docs" / "events.md").read_text("utf-8").splitlines():
        if row := re.fullmatch(r"\| `(\w+)` \| (.+) \| (.*)\|", line):
            always, _, sometimes = row[3].partition("; sometimes")
            table[row[1]] = (set(re.findall(r"`(\w+)`", always)), set(re.findall(r"`(\w+)`", sometimes)))
    return table


def explained() -> set[str]:
    lines = (ROOT / "docs" / "events.md").read_text("utf-8").split("| fact | means |")[1].splitlines()
    return {name for line in lines if line.startswith("|") for name in re.findall(r"`(\w+)`", line.split("|")[1])}


def files_that_tell() -> list[ast.Module]:
    sources = [path for layer in ("engine", "admin", "bot") for path in (ROOT / layer).rglob("*.py")]
    texts = [(path.stem, path.read_text("utf-8")) for path in sources]
    return [ast.parse(text) for name, text in texts if ".tell(" in text or name == "photo"]


def test_the_document_tells_every_kind_with_its_facts() -> None:
    assert documented() == {kind: (set(facts), set(SOMETIMES.get(kind, ()))) for kind, facts in FACTS.items()}


def test_every_fact_is_explained() -> None:
    by_name = {"photo_id", "other_id", "collection_id", "offer_id", "language", "withdrawn", "granted", "is_on", "band"}
    told = {fact for facts in [*FACTS.values(), *SOMETIMES.values()] for fact in facts}
    assert told - by_name == explained() & told
    assert set(SOMETIMES) <= set(FACTS)


def test_the_code_tells_every_kind_and_no_other() -> None:
    named, written = set[str](), set[str]()
    for module in files_that_tell():
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Event":
                kinds = [one.value for one in node.keywords if one.arg == "kind"]
                named |= {one.value for one in kinds if isinstance(one, ast.Constant)}
    assert named <= set(FACTS)
    assert set(FACTS) <= written
