"""An embedded index belongs to one process; a lock says which, and dies with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True, slots=True)
class Ownership:
    """Held until `close`, or until the process ends in whatever way."""

    _lock: FileLock

    def close(self) -> None:
        self._lock.release()


def claim_index(folder: Path) -> Ownership | None:
    """None when another living process owns the index. The lock lies beside the folder, which may be deleted."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(folder.name + ".owner")
    lock = FileLock(path, thread_local=False)  # whoever closes need not be in the thread that claimed
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    path.with_suffix(".pid").write_text(str(os.getpid()), encoding="ascii")
    return Ownership(lock)
