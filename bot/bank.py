"""The bank put together from Settings: everything but the chat, for the command line, the bot and the tests alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from admin.digest.ports import BeginDigest
from admin.digest.sources import BankSources
from admin.wishes.settling import GreatestWish
from bot.settings import Settings
from engine.bank import Choice, bands_of, choose_encoder, encoder_now, record_encoder
from engine.blocking import Worker
from engine.duplicates.compare_new import CompareNew
from engine.encoders.catalogue import open_encoder
from engine.encoders.worker import EncoderWorker
from engine.findings import Finding
from engine.images.fingerprint import distance
from engine.ingest.describe_pending import DescribeEmbedded
from engine.ingest.embed_texts import EmbedTexts
from engine.ingest.index_pending import IndexPending
from engine.ingest.ingest_photo import IngestPhoto, copies_of, fingerprint_of
from engine.ingest.suggest_pending import SuggestPending
from engine.people.recognise import RecogniseActor
from engine.ports import Begin, VectorIndex
from engine.search.finding import Find
from engine.search.hearing import Hearing
from engine.search.open_photo import OpenPhoto
from engine.search.open_search import OpenSearch
from engine.search.search_photos import SearchPhotos
from engine.search.search_similar import SearchSimilar
from engine.tagging.suggesting.suggest import SuggestTags
from engine.tagging.zero_shot.describing import DescribeByEncoder
from storage.columns import PhotoColumns
from storage.database import Database, migrate, open_database
from storage.doctor.examination import DAMAGED, Doctor, in_index
from storage.doctor.pictures import Pictures
from storage.events import BufferedEvents
from storage.exact import ExactIndex
from storage.files import FolderFiles
from storage.ownership import claim_index
from storage.rebuild import refill
from storage.rollups.rolling import RollUp
from storage.statistics.statistics import SqlStatistics
from storage.texts import SqlTexts
from storage.vectors import ChromaIndex


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a bank stands on, whichever encoder looks at it."""

    settings: Settings
    database: Database
    files: FolderFiles
    images: Worker
    events: BufferedEvents
    texts: SqlTexts
    owns_index: bool


@dataclass(frozen=True, kw_only=True)
class Photobank:
    """Everything but the chat. `owns_index` tells whether this process may index; another one does otherwise."""

    ground: Ground
    settings: Settings
    database: Database
    begin: Begin
    files: FolderFiles
    choice: Choice
    encoder: EncoderWorker
    index: VectorIndex
    owns_index: bool
    images: Worker
    recognise_actor: RecogniseActor
    search_photos: SearchPhotos
    search_similar: SearchSimilar
    open_search: OpenSearch
    open_photo: OpenPhoto
    ingest_photo: IngestPhoto
    index_pending: IndexPending
    embed_texts: EmbedTexts
    describe_embedded: DescribeEmbedded
    suggest_pending: SuggestPending
    compare_new: CompareNew
    statistics: SqlStatistics
    roll_up: RollUp
    """Counts the events that statistics are read from; whoever reads without a running bot beside catches up first."""
    through: AsyncExitStack
    """What is open for this encoder alone."""
    mended_at_opening: list[Finding] = field(default_factory=list)
    """In what the index differed from SQL when it was opened."""

    async def let_go(self) -> None:
        """Closes model, columns and index of this encoder; the ground stays, for whoever stands on it as well."""
        await self.through.aclose()

    async def refill_index(self) -> list[Finding]:
        """Makes the index equal to SQL's embeddings, without running a model; a finding for each difference."""
        was_whole = self.index.ready
        differences = await refill(self.index, self.begin, self.encoder.encoder_id)
        return ([] if was_whole else [DAMAGED]) + in_index(differences, True)

    async def mend_index(self, *, mend: bool = True) -> list[Finding]:
        """As `refill_index`, comparing vectors too, and without what no photo of any encoder can have there."""
        assert isinstance(self.index, ChromaIndex), "only the owner has an index to mend"
        return await self.doctor.index(self.index, mend=mend)

    @property
    def doctor(self) -> Doctor:
        return Doctor(
            database=self.database,
            files=self.files,
            images=self.images,
            pictures=Pictures(copies=copies_of, fingerprint=fingerprint_of, distance=distance),
            encoder_id=self.encoder.encoder_id,
            dimension=self.encoder.dimension,
        )


@asynccontextmanager
async def open_photobank(settings: Settings) -> AsyncIterator[Photobank]:
    """Opens, or makes, the bank under `settings.home`. Raises PhotobankError's subclasses, each with its sentence."""
    async with AsyncExitStack() as stack:
        database = await _open_database(settings, stack)
        begin = database.begin
        choice = await choose_encoder(begin, settings.encoder)
        encoder = await open_encoder(choice.name)
        stack.push_async_callback(encoder.aclose)
        await record_encoder(begin, choice, encoder.encoder_id)
        ground = await _open_ground(settings, database, stack)
        photobank = await _open_through(ground, choice, encoder, stack)
        if photobank.owns_index:
            # The index may have been deleted, or left behind by a crash, since it was last open.
            photobank.mended_at_opening.extend(await photobank.refill_index())
        yield photobank


@asynccontextmanager
async def open_beside(photobank: Photobank, name: str) -> AsyncIterator[Photobank]:
    """The same bank through another encoder, beside the one that answers: embeddings and index are its own.

    Raises ModelUnavailable and BadSetting.
    """
    async with AsyncExitStack() as stack:
        encoder = await open_encoder(name)
        stack.push_async_callback(encoder.aclose)
        choice = Choice(name=name, is_new=False, warning=None)
        yield await _open_through(photobank.ground, choice, encoder, stack)


async def encoder_of_bank(settings: Settings) -> tuple[str, str] | None:
    """Name and id of the encoder that the bank was made with, without opening anything else of it."""
    async with AsyncExitStack() as stack:
        return await encoder_now((await _open_database(settings, stack)).begin)


@asynccontextmanager
async def begin_only(settings: Settings) -> AsyncIterator[Begin]:
    """What the bank's SQL holds, without model and index."""
    async with AsyncExitStack() as stack:
        yield (await _open_database(settings, stack)).begin


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """What a digest is made of, without model and index."""

    begin: BeginDigest
    files: FolderFiles
    images: Worker
    sources: BankSources


@asynccontextmanager
async def open_newsroom(settings: Settings) -> AsyncIterator[Newsroom]:
    """May be opened beside a running bot, and changes nothing but what is counted of events."""
    async with AsyncExitStack() as stack:
        database = await _open_database(settings, stack)
        images = Worker("images")
        stack.callback(images.close)
        await _roll_up(settings, database).catch_up()
        statistics = SqlStatistics(database, settings.time_zone, settings.least_people)
        yield Newsroom(
            begin=database.begin,
            files=FolderFiles(settings.files_folder),
            images=images,
            sources=sources_of(settings, database, statistics),
        )


def sources_of(settings: Settings, database: Database, statistics: SqlStatistics) -> BankSources:
    """What a digest tells of."""
    wishes = GreatestWish(begin=database.begin, least_people=settings.least_people)
    return BankSources(statistics=statistics, least_people=settings.least_people, wishes=wishes)


def _roll_up(settings: Settings, database: Database) -> RollUp:
    return RollUp(database, settings.time_zone, utc_now, keep=dt.timedelta(days=settings.events_kept_days))


async def set_encoder(settings: Settings, name: str) -> None:
    """Makes `name` the bank's encoder; its photos are then pending until they are embedded anew."""
    async with AsyncExitStack() as stack:
        database = await _open_database(settings, stack)
        encoder = await open_encoder(name)
        stack.push_async_callback(encoder.aclose)
        await record_encoder(database.begin, Choice(name=name, is_new=True, warning=None), encoder.encoder_id)


async def _open_database(settings: Settings, stack: AsyncExitStack) -> Database:
    settings.home.mkdir(parents=True, exist_ok=True)
    await migrate(settings.sql_url)
    database = await open_database(settings.sql_url)
    stack.push_async_callback(database.aclose)
    return database


async def _open_ground(settings: Settings, database: Database, stack: AsyncExitStack) -> Ground:
    """A Chroma server takes several writers; an embedded Chroma belongs to the one process that claims it first."""
    ownership = None if settings.chroma_url is not None else claim_index(settings.index_folder)
    if ownership is not None:
        stack.callback(ownership.close)
    images = Worker("images", threads=2)
    stack.callback(images.close)
    events = BufferedEvents(database)
    await stack.enter_async_context(events)
    texts = SqlTexts()
    stack.callback(texts.close)
    return Ground(
        settings=settings,
        database=database,
        files=FolderFiles(settings.files_folder),
        images=images,
        events=events,
        texts=texts,
        owns_index=settings.chroma_url is not None or ownership is not None,
    )


async def _open_through(ground: Ground, choice: Choice, encoder: EncoderWorker, stack: AsyncExitStack) -> Photobank:
    """The bank as this encoder sees it."""
    begin, files, images, events = ground.database.begin, ground.files, ground.images, ground.events
    through = await stack.enter_async_context(AsyncExitStack())
    through.push_async_callback(encoder.aclose)
    columns = PhotoColumns(encoder.encoder_id)
    through.callback(columns.close)
    index = await _open_index(ground, columns, encoder, through)
    search_photos = SearchPhotos(
        begin=begin,
        encoder=encoder,
        calibration=await bands_of(begin, encoder.encoder_id, encoder.calibration),
        find=Find(begin=begin, index=index, columns=columns),
        texts=ground.texts,
        images=images,
        events=events,
        clock=utc_now,
        hearing=await images.run(Hearing.of, encoder.words),
    )
    return Photobank(
        ground=ground,
        settings=ground.settings,
        database=ground.database,
        begin=begin,
        files=files,
        choice=choice,
        encoder=encoder,
        index=index,
        owns_index=ground.owns_index,
        images=images,
        recognise_actor=RecogniseActor(
            begin=begin,
            clock=utc_now,
            owner_ids=ground.settings.owner_ids,
            default_language=ground.settings.language,
            experiments=ground.settings.experiments,
        ),
        search_photos=search_photos,
        search_similar=SearchSimilar(search_photos=search_photos),
        open_search=OpenSearch(begin=begin, events=events, clock=utc_now),
        open_photo=OpenPhoto(begin=begin, events=events, clock=utc_now),
        ingest_photo=IngestPhoto(begin=begin, files=files, images=images, clock=utc_now),
        index_pending=IndexPending(
            begin=begin, files=files, encoder=encoder, index=index, images=images, events=events, clock=utc_now
        ),
        embed_texts=EmbedTexts(begin=begin, encoder=encoder),
        describe_embedded=DescribeEmbedded(
            begin=begin, describe=DescribeByEncoder(encoder=encoder, weights=encoder.answers), clock=utc_now
        ),
        suggest_pending=SuggestPending(
            begin=begin,
            suggest=SuggestTags(begin=begin, encoder=encoder),
            clock=utc_now,
            shown_from=ground.settings.suggestions_shown_from,
        ),
        compare_new=CompareNew(
            begin=ground.database.begin,
            files=files,
            images=images,
            index=index,
            fingerprints=columns,
            encoder_id=encoder.encoder_id,
            clock=utc_now,
        ),
        statistics=SqlStatistics(ground.database, ground.settings.time_zone, ground.settings.least_people),
        roll_up=_roll_up(ground.settings, ground.database),
        through=through,
    )


async def _open_index(
    ground: Ground, columns: PhotoColumns, encoder: EncoderWorker, stack: AsyncExitStack
) -> VectorIndex:
    settings = ground.settings
    if not ground.owns_index:
        return ExactIndex(ground.database.begin, columns)
    if settings.chroma_url is None:
        index = await ChromaIndex.embedded(settings.index_folder, encoder.encoder_id, encoder.dimension)
    else:
        address = urlsplit(settings.chroma_url)
        index = await ChromaIndex.server(
            address.hostname or "localhost",
            address.port or (443 if address.scheme == "https" else 80),
            encoder.encoder_id,
            encoder.dimension,
        )
    stack.push_async_callback(index.aclose)
    return index
