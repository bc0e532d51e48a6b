"""Pages of measured tables: whoever measures owns one section of a page and leaves the others alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path


def write_section(page: Path, opening: str, title: str, lines: Sequence[str]) -> None:
    """Replaces the section of this title, or adds it at the end; a page that is not there begins with `opening`."""
    text = page.read_text(encoding="utf-8") if page.exists() else opening
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    mine = "\n".join([title, "", *lines]).rstrip() + "\n"
    kept = [section.rstrip() + "\n" for section in sections]
    places = [k for k, section in enumerate(kept) if section.partition("\n")[0] == title]
    if places:
        kept[places[0]] = mine
    else:
        kept.append(mine)
    page.parent.mkdir(exist_ok=True)
    page.write_text("\n## ".join([head.rstrip() + "\n", *kept]), encoding="utf-8")
