"""A small bank for tests: the real use cases over real SQLite, Chroma and files, with an encoder that sees colours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.ingest.index_pending import IndexPending
from engine.ingest.ingest_photo import IngestPhoto, Received
from engine.model import PhotoId, PhotoTag, Tag
from engine.search.finding import Find
from engine.search.open_photo import OpenPhoto
from engine.search.open_search import OpenSearch
from engine.search.search_photos import SearchPhotos
from engine.search.search_similar import SearchSimilar
from storage import tables
from storage.columns import PhotoColumns
from storage.database import Database
from storage.files import FolderFiles
from storage.texts import SqlTexts
from storage.vectors import ChromaIndex
from tests.conftest import ColourEncoder, Told, jpeg, noon

CALIBRATION = Calibration(words_exact=0.95, words_close=0.7, looks_exact=0.95, looks_close=0.7)


@dataclass(kw_only=True)
class Bank:
    """`told` hears of everything but what is published by being taken in."""

    database: Database
    files: FolderFiles
    index: ChromaIndex
    images: Worker
    told: Told
    ingest: IngestPhoto
    index_pending: IndexPending
    search_photos: SearchPhotos
    search_similar: SearchSimilar
    open_search: OpenSearch
    open_photo: OpenPhoto

    async def take(self, *colours: str | tuple[int, int, int], tags: tuple[Tag, ...] = ()) -> list[PhotoId]:
        """Takes in and indexes one picture of each colour."""
        return await self.take_files(*map(jpeg, colours), tags=tags)

    async def take_files(self, *contents: bytes, tags: tuple[Tag, ...] = ()) -> list[PhotoId]:
        """Takes in and indexes files; those that are here already keep their ids."""
        ids = []
        for content in contents:
            outcome = await self.ingest(Received(content=content, tags=tuple(PhotoTag(tag=tag) for tag in tags)))
            ids.append(outcome.photo_id)
        while await self.index_pending():
            pass
        return ids


@asynccontextmanager
async def open_bank(database: Database, folder: Path) -> AsyncIterator[Bank]:
    encoder, told, images = ColourEncoder(), Told(), Worker("images")
    files = FolderFiles(folder / "files")
    index = await ChromaIndex.embedded(folder / "index", encoder.encoder_id, encoder.dimension)
    columns, texts = PhotoColumns(encoder.encoder_id), SqlTexts()
    begin = database.begin
    async with database.connections.begin() as connection:
        met = [{"person_id": number, "role": "visitor", "language": None, "met_at": noon()} for number in (1, 2)]
        await connection.execute(insert(tables.people), met)
    search = SearchPhotos(
        begin=begin,
        encoder=encoder,
        calibration=CALIBRATION,
        find=Find(begin=begin, index=index, columns=columns),
        texts=texts,
        images=images,
        events=told,
        clock=noon,
    )
    yield Bank(
        database=database,
        files=files,
        index=index,
        images=images,
        told=told,
        ingest=IngestPhoto(begin=begin, files=files, images=images, clock=noon),
        index_pending=IndexPending(
            begin=begin, files=files, encoder=encoder, index=index, images=images, events=Told(), clock=noon
        ),
        search_photos=search,
        search_similar=SearchSimilar(search_photos=search),
        open_search=OpenSearch(begin=begin, events=told, clock=noon),
        open_photo=OpenPhoto(begin=begin, events=told, clock=noon),
    )
    await index.aclose()
    columns.close()
    texts.close()
    images.close()
