"""The SQL side of the ports, on SQLite and on PostgreSQL."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from sqlalchemy.event import listen

from engine.errors import AlreadyStored, BadSetting
from engine.model import (
    Band,
    Caption,
    ContentHash,
    Language,
    Metadata,
    NewPhoto,
    PhotoId,
    PhotoSample,
    PhotoState,
    PhotoTag,
    Query,
    Ranked,
    Reason,
    Rights,
    Role,
    Season,
    SentSample,
    Tag,
    TimeOfDay,
)
from storage.database import Database, migrate
from storage.file_ids import FileIds
from tests.conftest import NOON

BRIDGE = Tag(slug="bridge", ru="мост", en="bridge", aliases=("мосты",))
NIGHT = Tag(slug="night", ru="ночь", en="night")


def photo(number: int, *, tags: tuple[Tag, ...] = (), publish: bool = True) -> NewPhoto:
    return NewPhoto(
        content_hash=ContentHash(f"{number:064x}"),
        media_type="image/jpeg",
        byte_count=1000,
        width=4000,
        height=3000,
        fingerprint=-(2**63) + number,
        original_name="Мост № 1.jpg",
        captions=(
            Caption(language=Language.RU, text="Мост ночью"),
            Caption(language=Language.EN, text="A bridge at night"),
        ),
        tags=tuple(PhotoTag(tag=tag, confidence=0.5, source="written") for tag in tags),
        metadata=Metadata(
            people_count=0,
            crowd=False,
            season=Season.WINTER,
            time_of_day=TimeOfDay.NIGHT,
            objects=("boat",),
            taken_at=NOON,
        ),
        rights=Rights(photographer="Анна", licence="CC BY 4.0"),
        publish=publish,
    )


async def add(database: Database, *photos: NewPhoto) -> list[PhotoId]:
    async with database.begin(writes=True) as work:
        ids = [await work.photos.add(one, NOON) for one in photos]
        await work.commit()
    return ids


async def index(database: Database, ids: list[PhotoId]) -> None:
    async with database.begin(writes=True) as work:
        await work.photos.mark_indexed(ids, "colours", NOON)
        await work.commit()


async def test_a_photo_comes_back_as_it_was_stored(any_database: Database) -> None:
    new = photo(1, tags=(BRIDGE, NIGHT))
    [photo_id] = await add(any_database, new)
    async with any_database.begin() as work:
        kept = (await work.photos.get([photo_id]))[photo_id]
    assert kept.state is PhotoState.RECEIVED
    assert (kept.captions, kept.metadata, kept.rights) == (new.captions, new.metadata, new.rights)
    assert {t.tag.slug: t for t in kept.tags} == {t.tag.slug: t for t in new.tags}
    assert kept.received_at == NOON
    assert kept.received_at.tzinfo is not None


async def test_the_same_content_is_stored_once(any_database: Database) -> None:
    await add(any_database, photo(1))
    with pytest.raises(AlreadyStored):
        await add(any_database, photo(1))
    async with any_database.begin() as work:
        assert await work.photos.count() == 1


async def test_a_photo_that_is_there_already_leaves_the_rest_of_the_unit_alone(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        await work.photos.add(photo(1), NOON)
        with pytest.raises(AlreadyStored):
            await work.photos.add(photo(1), NOON)
        await work.photos.add(photo(2), NOON)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.photos.count() == 2


@pytest.mark.parametrize("name", ["\udcff\udcfe.jpg", "a\0b.jpg"])
async def test_a_file_name_that_is_no_text_does_not_keep_its_photo_out(any_database: Database, name: str) -> None:
    [photo_id] = await add(any_database, dataclasses.replace(photo(1), original_name=name))
    async with any_database.begin() as work:
        assert photo_id in await work.photos.get([photo_id])


async def test_a_photo_does_not_rename_the_tags_that_it_carries(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        await work.tags.put([BRIDGE])
        await work.commit()
    await add(any_database, photo(1, tags=(Tag(slug="bridge", ru="bridge", en="bridge"), NIGHT)))
    async with any_database.begin() as work:
        assert await work.tags.all() == [BRIDGE, NIGHT]


async def test_nine_photos_cost_as_many_statements_as_one(any_database: Database) -> None:
    ids = await add(any_database, *(photo(n, tags=(BRIDGE, NIGHT)) for n in range(9)))
    statements: list[str] = []
    listen(
        any_database.connections.sync_engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: statements.append(statement),
    )
    counts = []
    for asked in (ids[:1], ids):
        async with any_database.begin() as work:
            assert len(await work.photos.get(asked)) == len(asked)
        counts.append(sum(statement.startswith("SELECT") for statement in statements))
        statements.clear()
    assert counts == [2, 2]


async def test_leaving_without_commit_leaves_nothing(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        await work.photos.add(photo(1), NOON)
    async with any_database.begin() as work:
        assert await work.photos.count() == 0


async def test_indexing_publishes_or_leaves_in_review_as_asked(any_database: Database) -> None:
    out, kept_back = await add(any_database, photo(1), photo(2, publish=False))
    async with any_database.begin() as work:
        assert await work.photos.pending("colours", 10) == [out, kept_back]
    await index(any_database, [out, kept_back])
    async with any_database.begin() as work:
        photos = await work.photos.get([out, kept_back])
        assert await work.photos.pending("colours", 10) == []
        assert await work.photos.pending("another", 10) == [out, kept_back]
        assert await work.photos.published_among([out, kept_back]) == {out}
    assert (photos[out].state, photos[out].published_at) == (PhotoState.PUBLISHED, NOON)
    assert (photos[kept_back].state, photos[kept_back].published_at) == (PhotoState.IN_REVIEW, None)


@pytest.mark.parametrize(
    ("state", "is_pending"), [(s, s not in (PhotoState.WITHDRAWN, PhotoState.REJECTED)) for s in PhotoState]
)
async def test_only_photos_that_may_be_found_one_day_are_pending(
    database: Database, state: PhotoState, is_pending: bool
) -> None:
    [photo_id] = await add(database, photo(1))
    async with database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, state, NOON)
        assert (await work.photos.pending("colours", 10) == [photo_id]) is is_pending


async def test_published_photos_are_found_by_all_of_their_tags(any_database: Database) -> None:
    ids = await add(
        any_database, photo(1, tags=(BRIDGE,)), photo(2, tags=(BRIDGE, NIGHT)), photo(3, tags=(NIGHT,)), photo(4)
    )
    await index(any_database, ids[:3])
    async with any_database.begin() as work:
        assert set(await work.photos.published_with(["bridge"])) == {ids[0], ids[1]}
        assert await work.photos.published_with(["bridge", "night"]) == [ids[1]]
        assert set(await work.photos.published_with([])) == set(ids[:3])


async def test_asking_for_more_ids_than_one_statement_takes_works(any_database: Database) -> None:
    ids = await add(any_database, *(photo(n) for n in range(5)))
    await index(any_database, ids)
    async with any_database.begin() as work:
        many = [*ids, *(PhotoId(n) for n in range(10_000, 51_000))]
        assert await work.photos.published_among(many) == set(ids)
        assert set(await work.photos.get(many)) == set(ids)


async def test_embeddings_survive_to_within_float16_and_belong_to_an_encoder(any_database: Database) -> None:
    [photo_id] = await add(any_database, photo(1))
    vector = np.array([0.6, 0.8, 0], np.float32)
    async with any_database.begin(writes=True) as work:
        await work.embeddings.put("colours", {photo_id: -vector})
        await work.embeddings.put("colours", {photo_id: vector})
        await work.commit()
    async with any_database.begin() as work:
        kept = (await work.embeddings.get("colours", [photo_id]))[photo_id]
        assert await work.embeddings.get("another", [photo_id]) == {}
        assert [row[0] for row in await work.embeddings.page("colours", PhotoId(0), 10)] == [photo_id]
    assert float(kept @ vector) > 0.9999
    assert abs(float(np.linalg.norm(kept)) - 1) < 1e-6


async def test_a_search_comes_back_with_its_query_and_ranking(any_database: Database) -> None:
    query = Query(
        words="ночной мост",
        tags=("bridge",),
        unknown_tags=("дракон",),
        samples=(PhotoSample(photo_id=PhotoId(7)), SentSample(content_hash=ContentHash("a" * 64))),
    )
    ranked = tuple(Ranked(photo_id=PhotoId(n), score=1 - n / 8, band=Band.CLOSE, reason=Reason.WORDS) for n in range(9))
    async with any_database.begin(writes=True) as work:
        person = await work.people.add(1001, Role.VISITOR, None, NOON)
        search_id = await work.searches.add(person.person_id, query, ranked, NOON)
        await work.commit()
    async with any_database.begin() as work:
        kept = await work.searches.get(search_id)
        assert await work.searches.get(search_id + 1) is None
    assert kept is not None
    assert (kept.query, kept.ranked, kept.person_id, kept.asked_at) == (query, ranked, person.person_id, NOON)


async def test_people_are_pseudonyms_beside_their_telegram_ids(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        person = await work.people.add(1001, Role.PARTNER, Language.EN, NOON)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.people.by_telegram_id(1001) == person
        assert await work.people.by_telegram_id(1002) is None
    assert person.person_id != 1001


async def test_tags_are_renamed_by_slug(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        await work.tags.put([BRIDGE, NIGHT])
        await work.tags.put([dataclasses.replace(BRIDGE, ru="переправа")])
        await work.commit()
    async with any_database.begin() as work:
        assert {tag.slug: tag.ru for tag in await work.tags.all()} == {"bridge": "переправа", "night": "ночь"}


async def test_a_setting_is_kept_and_replaced(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        await work.settings.put("encoder", "one")
        await work.settings.put("encoder", "two")
        await work.commit()
    async with any_database.begin() as work:
        assert (await work.settings.get("encoder"), await work.settings.get("none")) == ("two", None)


async def test_file_ids_belong_to_a_bot_and_can_be_forgotten(any_database: Database) -> None:
    file_ids = FileIds(any_database)
    await file_ids.put(42, "sheet", "A")
    await file_ids.put(42, "sheet", "B")
    assert (await file_ids.get(42, "sheet"), await file_ids.get(43, "sheet")) == ("B", None)
    await file_ids.forget(42, "sheet")
    assert await file_ids.get(42, "sheet") is None
    for bot_id, key in ((42, "sheet"), (42, "preview"), (43, "sheet")):
        await file_ids.put(bot_id, key, "A")
    await file_ids.forget_all(42)
    assert await file_ids.known(42, ["sheet", "preview"]) == {}
    assert await file_ids.known(43, ["sheet"]) == {"sheet": "A"}


@pytest.mark.parametrize("url", ["nonsense", "mysterydb://x/y", "postgresql+asyncpg://tests:hunter2@127.0.0.1:1/x"])
async def test_a_database_that_cannot_be_opened_is_a_sentence_without_its_password(url: str) -> None:
    with pytest.raises(BadSetting, match="PHOTOBANK_DATABASE_URL") as caught:
        await migrate(url)
    assert "hunter2" not in str(caught.value)
