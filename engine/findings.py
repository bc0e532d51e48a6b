"""What the doctor of a bank says: one finding a drift between files, SQL and the index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Store(StrEnum):
    """Where the drift was seen."""

    FILES = "files"
    SQL = "sql"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`kind` is a stable short name; `subject` says which photo or file; `note` what was done, or what is needed."""

    store: Store
    kind: str
    subject: str
    mended: bool
    note: str


def as_json(found: Sequence[Finding]) -> str:
    return json.dumps([asdict(finding) for finding in found], ensure_ascii=False)


def from_json(kept: str) -> list[Finding]:
    return [Finding(**{**one, "store": Store(one["store"])}) for one in json.loads(kept)]
