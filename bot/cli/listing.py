"""`photobank import --about FILE`: what a table says about the photos of a folder, photo by photo."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.ingest.caption_text import tags_named
from engine.ingest.ingest_photo import Received
from engine.ingest.known import captions_listed
from engine.ingest.listing import Listed, read_listing
from engine.model import Metadata, PhotoTag, Tag
from engine.ports import Begin


@dataclass(kw_only=True)
class About:
    """`listed` is by path within the folder, or by bare name; what was asked for and not found is remembered."""

    folder: Path
    listed: Mapping[str, Listed] = field(default_factory=dict)
    vocabulary: Sequence[Tag] = ()
    _named: set[str] = field(default_factory=set)
    _unknown_tags: Counter[str] = field(default_factory=Counter)

    def of(self, path: Path) -> Received:
        """Everything that is known of a file but its bytes."""
        names = (path.relative_to(self.folder).as_posix(), path.name)
        name = next((name for name in names if name in self.listed), None)
        if name is None:
            return Received(content=b"", original_name=path.name)
        self._named.add(name)
        row = self.listed[name]
        tags, unknown = tags_named(row.tag_names, self.vocabulary)
        self._unknown_tags.update(unknown)
        return Received(
            content=b"",
            original_name=path.name,
            captions=captions_listed(row),
            tags=tuple(PhotoTag(tag=tag) for tag in tags),
            metadata=Metadata(taken_at=row.taken_at, place=row.place, coordinates=row.coordinates),
            rights=row.rights,
        )

    def left_over(self) -> Iterator[str]:
        """What the table says that reached no photo."""
        for name in sorted(self.listed.keys() - self._named):
            yield f"no photo is called {name}"
        for tag, count in self._unknown_tags.most_common():
            yield f"the vocabulary has no tag “{tag}” ({count}×)"


async def read_about(begin: Begin, folder: Path, table: Path | None) -> About:
    """Raises BadListing, and OSError for a table that cannot be read."""
    if table is None:
        return About(folder=folder)
    content = await asyncio.to_thread(table.read_bytes)
    async with begin() as work:
        vocabulary = await work.tags.all()
    listed = read_listing(content, is_json=table.suffix.lower() == ".json")
    return About(folder=folder, listed=listed, vocabulary=vocabulary)
