"""Captions and tags' names get embeddings of their own, follow every edit, and move photos inside their bands only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from sqlalchemy import delete, select, update

from engine.ingest.embed_texts import EmbedTexts
from engine.model import Band, Caption, Language, PhotoId, PhotoState, Tag, Vectors
from engine.search.parsing import parse_query
from storage import tables
from storage.database import Database
from storage.tables.texts import caption_embeddings, tag_embeddings
from tests.bank import Bank
from tests.conftest import NOON, ColourEncoder, actor
from tests.search.test_asking_words import take
from tests.storage.test_sql import BRIDGE, NIGHT, add, photo


class Counting(ColourEncoder):
    """Remembers which texts it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    async def encode_texts(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        return await super().encode_texts(texts)


async def embed(database: Database, encoder: Counting) -> list[str]:
    """Which texts were embedded until nothing was left."""
    encoder.read.clear()
    embed_texts = EmbedTexts(begin=database.begin, encoder=encoder)
    while await embed_texts():
        pass
    return sorted(encoder.read)


async def count(database: Database) -> tuple[int, int]:
    async with database.connections.connect() as connection:
        captions = (await connection.execute(select(caption_embeddings))).all()
        return len(captions), len((await connection.execute(select(tag_embeddings))).all())


async def test_every_caption_and_both_names_of_a_tag_are_embedded_once(any_database: Database) -> None:
    await add(any_database, photo(1, tags=(BRIDGE,)), photo(2))
    encoder = Counting()
    texts = await embed(any_database, encoder)
    assert texts == sorted(["Мост ночью", "A bridge at night"] * 2 + [BRIDGE.ru, BRIDGE.en])
    assert await embed(any_database, encoder) == []
    assert await count(any_database) == (4, 2)


async def test_an_edited_caption_and_a_renamed_tag_are_embedded_again_and_nothing_else(any_database: Database) -> None:
    first, _ = await add(any_database, photo(1, tags=(BRIDGE,)), photo(2))
    encoder = Counting()
    embed_texts = EmbedTexts(begin=any_database.begin, encoder=encoder)
    while await embed_texts():
        pass
    encoder.read.clear()
    async with any_database.connections.begin() as connection:
        of_first = (tables.captions.c.photo_id == first) & (tables.captions.c.position == 1)
        await connection.execute(update(tables.captions).where(of_first).values(text="A red bridge"))
        await connection.execute(update(tables.tags).values(en="a bridge", aliases=["span"]))
    assert await count(any_database) == (3, 0)
    while await embed_texts():
        pass
    assert sorted(encoder.read) == sorted(["A red bridge", "a bridge", BRIDGE.ru])


async def test_a_deleted_caption_or_photo_takes_its_embeddings_along(any_database: Database) -> None:
    first, second = await add(any_database, photo(1), photo(2))
    await embed(any_database, Counting())
    async with any_database.connections.begin() as connection:
        await connection.execute(delete(tables.captions).where(tables.captions.c.photo_id == first))
        await connection.execute(delete(tables.photos).where(tables.photos.c.photo_id == second))
    assert await count(any_database) == (0, 0)


async def test_a_caption_edited_while_it_was_being_embedded_keeps_no_stale_embedding(any_database: Database) -> None:
    [photo_id] = await add(any_database, photo(1))

    class Slow(Counting):
        async def encode_texts(self, texts: Sequence[str]) -> Vectors:
            async with any_database.connections.begin() as connection:
                await connection.execute(update(tables.captions).values(text="red"))
            return await super().encode_texts(texts)

    await EmbedTexts(begin=any_database.begin, encoder=Slow())()
    assert await count(any_database) == (0, 0)
    assert await embed(any_database, Counting()) == ["red", "red"]
    async with any_database.begin() as work:
        said = await work.text_embeddings.of("colours", [photo_id, PhotoId(99)])
    assert said.keys() == {photo_id}
    assert float(np.linalg.norm(said[photo_id])) == pytest.approx(1, abs=1e-3)


async def test_captions_of_another_encoder_are_no_ones_here_and_withdrawn_photos_wait(any_database: Database) -> None:
    first, second = await add(any_database, photo(1), photo(2, tags=(NIGHT,)))
    async with any_database.begin(writes=True) as work:
        await work.photos.set_state(second, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    await embed(any_database, Counting())
    assert await count(any_database) == (2, 2)
    async with any_database.begin() as work:
        assert await work.text_embeddings.of("another", [first, second]) == {}
        assert (await work.text_embeddings.of("colours", [first, second])).keys() == {first, second}, "by its tag"


async def test_what_is_said_in_other_words_orders_photos_that_look_alike_and_raises_none_to_another_band(
    bank: Bank,
) -> None:
    """To this encoder «алый» means nothing and "red" is a colour: only meaning, no word, joins caption and question."""
    plain = await take(bank, (250, 60, 0))
    said = await take(bank, (250, 62, 0), "red")
    wrong = await take(bank, (0, 0, 250), "red yellow")
    embed_texts = EmbedTexts(begin=bank.database.begin, encoder=ColourEncoder())
    before = await bank.search_photos(actor(), parse_query("red white"))
    while await embed_texts():
        pass
    after = await bank.search_photos(actor(), parse_query("red white"))
    bands = {hit.photo_id: hit.band for hit in before.hits}
    assert {hit.photo_id: hit.band for hit in after.hits} == bands
    assert bands[wrong] is Band.FAR
    places = [hit.photo_id for hit in after.hits]
    assert places.index(said) < places.index(plain)
    scores = {hit.photo_id: hit.score for hit in after.hits}
    assert scores[said] > next(hit.score for hit in before.hits if hit.photo_id == said)


async def test_an_edited_caption_is_found_by_its_new_words_and_no_longer_by_its_old_ones(bank: Bank) -> None:
    photo_id = await take(bank, "blue", "старинная шарманка", (Tag(slug="bridge", ru="мост", en="bridge"),))
    caption = Caption(language=Language.RU, text="медный самовар")
    async with bank.database.connections.begin() as connection:
        await connection.execute(update(tables.captions).values(text=caption.text))
    page = await bank.search_photos(actor(), parse_query("самовар"))
    assert [(hit.photo_id, hit.band) for hit in page.hits] == [(photo_id, Band.EXACT)]
    page = await bank.search_photos(actor(), parse_query("шарманка"))
    assert all(hit.band is Band.FAR for hit in page.hits)
