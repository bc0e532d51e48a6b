"""The vocabulary that a bank begins with, read from the file beside; moderators change their bank's own afterwards."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from engine.photo import Tag

FILE = Path(__file__).with_name("vocabulary.yaml")


@cache
def first_vocabulary() -> tuple[Tag, ...]:
    """Every concept, parents before their children, each slug once."""
    tags: list[Tag] = []
    for group in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        tags.append(Tag(slug=group["slug"], ru=group["ru"], en=group["en"]))
        tags += [
            Tag(
                slug=one["slug"],
                ru=one["ru"],
                en=one["en"],
                aliases=tuple(one.get("aliases", ())),
                parent=group["slug"],
            )
            for one in group["tags"]
        ]
    return tuple(tags)
