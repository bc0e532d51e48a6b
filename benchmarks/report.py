"""Where benchmarks write: each command owns one section of `docs/benchmarks.md` and leaves the others alone."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from engine.training import pages

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_OPENING = """# Benchmarks

Each section is written by the command that it names. Numbers of one table come from one run on one machine, the
baseline beside ours; times are noisy, so read them as ratios.
"""


def write_section(title: str, lines: Sequence[str]) -> None:
    """Replaces the section of this title, or adds it at the end."""
    pages.write_section(PAGE, _OPENING, title, lines)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table."""
    return [_line(header), "|" + "---|" * len(header), *map(_line, rows)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """What the numbers were measured on."""
    return f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.0f}"
