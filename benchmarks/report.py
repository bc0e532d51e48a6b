"""Where benchmarks write: each command owns one section of `docs/benchmarks.md` and leaves the others alone."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_OPENING = """# Benchmarks

Each section is written by the command that it names. Numbers of one table come from one run on one machine, the
baseline beside ours; times are noisy, so read them as ratios.
"""


def write_section(title: str, lines: Sequence[str]) -> None:
    """Replaces the section of this title, or adds it at the end."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else _OPENING
    opening, *sections = re.split(r"^## ", page, flags=re.MULTILINE)
    mine = "\n".join([title, "", *lines]).rstrip() + "\n"
    kept = [section.rstrip() + "\n" for section in sections]
    places = [k for k, section in enumerate(kept) if section.partition("\n")[0] == title]
    if places:
        kept[places[0]] = mine
    else:
        kept.append(mine)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n## ".join([opening.rstrip() + "\n", *kept]), encoding="utf-8")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table."""
    return [_line(header), "|" + "---|" * len(header), *map(_line, rows)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """What the numbers were measured on."""
    return f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.0f}"
