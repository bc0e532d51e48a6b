"""Trouble on demand: what the next calls of a method meet instead of, or after, their handler."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

ANY_METHOD = "*"
DOWNLOAD = "download"
"""The name under which the log of calls and the faults know the fetching of a file."""


class FaultKind(Enum):
    """DROP breaks the connection before anything is done, DROP_UPLOAD while the request is still being sent,
    LOST_ANSWER after everything was done; TIMEOUT never answers.
    """

    TOO_MANY_REQUESTS = "429"
    INTERNAL_ERROR = "500"
    BAD_GATEWAY = "502"
    TIMEOUT = "timeout"
    DROP = "drop"
    DROP_UPLOAD = "drop_upload"
    LOST_ANSWER = "lost_answer"


@dataclass
class Fault:
    method: str
    kind: FaultKind
    times: int = 1
    retry_after: int = 1


@dataclass
class Faults:
    _planned: list[Fault] = field(default_factory=list)

    def plan(self, fault: Fault) -> None:
        self._planned.append(fault)

    def clear(self) -> None:
        self._planned.clear()

    def pending(self) -> list[Fault]:
        """Oldest first, each with how often it is still to be met."""
        return list(self._planned)

    def next_for(self, method: str) -> Fault | None:
        """The oldest fault planned for the method, used up by one; `*` is any method but getUpdates."""
        for fault in self._planned:
            named = fault.method.lower()
            if named == method.lower() or (named == ANY_METHOD and method.lower() != "getupdates"):
                fault.times -= 1
                if fault.times <= 0:
                    self._planned.remove(fault)
                return fault
        return None
