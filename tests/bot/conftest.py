"""A chat with the real dispatcher, over a recorded Telegram and a bank in memory."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot

from admin.digest.following import FollowDigest
from admin.digest.recalling import RecallPosts
from admin.experiments.reading import ReadExperiments
from admin.review.similar import SearchLikeReviewed
from bot.acts import make_acts
from bot.acts.dashboard import make_dashboard
from bot.acts.digest import make_digesting
from bot.acts.duplicates import make_settling
from bot.acts.governing import make_governing
from bot.acts.offers import make_offering
from bot.acts.partners import make_partners
from bot.acts.reviewing import make_reviewing
from bot.acts.roles import make_roles
from bot.acts.searching import make_searching
from bot.acts.uploads import make_uploading
from bot.acts.wishes import make_wishing
from bot.ahead import DrawAhead
from bot.dispatcher import make_dispatcher
from bot.posting import PostToChannel
from bot.recalling import Recall
from bot.sending import Sender
from bot.telling import Teller
from engine.blocking import Worker
from engine.experiments import Experiment
from engine.ingest.ingest_photo import IngestPhoto
from engine.library.history import RepeatSearch
from engine.library.shelves import OpenShelf
from engine.model import ContentHash, Language
from engine.people.recognise import RecogniseActor
from engine.search.look_ahead import LookAhead
from storage.database import Database, migrate, open_database
from storage.experiences import SqlExperiences
from storage.files import FolderFiles
from storage.sent import SqlSentMessages
from tests.bank import Bank
from tests.bot.chat import PHOTO_SIZES, Chat
from tests.bot.fakes import FakeBank, FakeFileIds
from tests.bot.telegram import RecordingSession
from tests.conftest import ColourEncoder, Told, jpeg, noon
from tests.dashboard.statistics import FakeStatistics, group_by_words
from tests.people.acting import like_nothing

TOKEN = "42:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
def images() -> Iterator[Worker]:
    worker = Worker("images")
    yield worker
    worker.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> FolderFiles:
    """Copies of the first photos; the others' slots are drawn empty."""
    kept = FolderFiles(tmp_path_factory.mktemp("files"))
    for number in range(1, 20):
        content_hash = ContentHash(f"{number:064x}")
        for path in (kept.preview_path(content_hash), kept.thumbnail_path(content_hash)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(jpeg((number * 12, 80, 90)))
    return kept


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty bank's database, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("migrated") / "bank.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    shutil.copyfile(migrated, tmp_path / "bank.db")
    opened = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bank.db'}")
    yield opened
    await opened.aclose()


@pytest.fixture
def chat(images: Worker, files: FolderFiles, database: Database) -> Chat:
    """A bot in no hurry, so that a slow machine changes nothing about its answers."""
    return make_chat(images, files, database, courtesies_after_s=60)


@pytest.fixture
def hurried_chat(images: Worker, files: FolderFiles, database: Database) -> Chat:
    """A bot that finds everything slow: it answers presses and shows its work at once."""
    return make_chat(images, files, database, courtesies_after_s=0)


@pytest.fixture
def at_home(images: Worker, bank: Bank) -> Chat:
    """A chat with a real bank of colours behind it, which knows its people."""
    return make_home(images, bank, courtesies_after_s=60)


@pytest.fixture
def hurried_at_home(images: Worker, bank: Bank) -> Chat:
    """The same with a bot that finds everything slow."""
    return make_home(images, bank, courtesies_after_s=0)


def make_home(images: Worker, bank: Bank, courtesies_after_s: float) -> Chat:
    recognise = RecogniseActor(
        begin=bank.database.begin, clock=noon, owner_ids=frozenset(), default_language=Language.RU
    )
    real = {
        "recognise_actor": recognise,
        "search_photos": bank.search_photos,
        "search_similar": bank.search_similar,
        "open_search": bank.open_search,
        "open_photo": bank.open_photo,
        "look_ahead": LookAhead(begin=bank.database.begin),
        "repeat_search": RepeatSearch(begin=bank.database.begin, search_photos=bank.search_photos),
        "search_like_reviewed": SearchLikeReviewed(
            begin=bank.database.begin, files=bank.files, search_photos=bank.search_photos
        ),
        "follow_digest": following(bank.database, bank.search_photos, bank.open_photo, bank.told),
        **vars(make_searching(bank.database.begin, bank.search_photos)),
    }
    return make_chat(images, bank.files, bank.database, courtesies_after_s, told=bank.told, **real)


def following(database: Database, search_photos: Any, open_photo: Any, told: Told) -> FollowDigest:
    return FollowDigest(
        begin=database.begin,
        events=told,
        clock=noon,
        search_photos=search_photos,
        open_photo=open_photo,
        open_shelf=OpenShelf(begin=database.begin, events=told, clock=noon),
    )


def make_chat(
    images: Worker,
    files: FolderFiles,
    database: Database,
    courtesies_after_s: float,
    told: Told | None = None,
    experiments: tuple[Experiment, ...] = (),
    **real: Any,
) -> Chat:
    """A chat with a bank in memory, but for the use cases in `real`."""
    telegram, bank, file_ids = RecordingSession(), FakeBank(), FakeFileIds()
    telegram.files = {size["file_id"]: jpeg("blue") for size in PHOTO_SIZES} | {"doc": jpeg("green")}
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async def username() -> str:
        return "photobank_bot"

    bot = Bot(TOKEN, session=telegram)
    imagined = {
        "recognise_actor": bank.recognise_actor,
        "search_photos": bank.search_photos,
        "search_similar": bank.search_similar,
        "open_search": bank.open_search,
        "open_photo": bank.open_photo,
        "repeat_search": RepeatSearch(begin=database.begin, search_photos=bank.search_photos),  # type: ignore[arg-type]
        "search_like_reviewed": SearchLikeReviewed(begin=database.begin, files=files, search_photos=bank),  # type: ignore[arg-type]
        "follow_digest": following(database, bank.search_photos, bank.open_photo, Told()),
        **vars(make_searching(database.begin, bank)),  # type: ignore[arg-type]
        **vars(make_governing(begin=database.begin, encoder=ColourEncoder(), events=Told(), clock=noon)),
        **vars(
            make_dashboard(
                statistics=FakeStatistics(),
                group=group_by_words,
                begin=database.begin,
                clock=noon,
                zone=ZoneInfo("Europe/Moscow"),
                least_people=3,
            )
        ),
    }
    acts = make_acts(
        begin=database.begin, files=files, images=images, events=told if told is not None else Told(), clock=noon
    )
    partners = make_partners(
        begin=database.begin,
        files=files,
        images=images,
        events=acts.zip_collection.events,
        clock=noon,
        largest=acts.zip_collection.largest,
    )
    sent = SqlSentMessages(database, noon)
    look_ahead: Any = real.pop("look_ahead", bank.look_ahead)
    ahead = DrawAhead(bot_id=bot.id, look_ahead=look_ahead, files=files, file_ids=file_ids, images=images)
    sender = Sender(file_ids=file_ids, images=images, sent=sent, pause=pause, ahead=ahead)
    dispatcher = make_dispatcher(
        answer_press_after_s=courtesies_after_s,
        show_work_after_s=courtesies_after_s,
        ahead=ahead,
        **(imagined | real),
        **vars(acts),
        **vars(
            make_uploading(
                database.begin,
                IngestPhoto(begin=database.begin, files=files, images=images, clock=noon),
                like_nothing,
                images,
                told if told is not None else Told(),
                noon,
            )
        ),
        **vars(partners),
        **vars(
            make_digesting(
                begin=database.begin,
                events=acts.mark_favourite.events,
                clock=noon,
                zone=ZoneInfo("Europe/Moscow"),
                languages=(Language.RU,),
                has_channel=True,
                grace=dt.timedelta(hours=6),
            )
        ),
        **vars(make_offering(begin=database.begin, events=acts.mark_favourite.events, clock=noon)),
        **vars(
            make_roles(
                begin=database.begin,
                owner_ids=frozenset(),
                events=told if told is not None else Told(),
                clock=noon,
            )
        ),
        **vars(make_settling(begin=database.begin, events=told if told is not None else Told(), clock=noon)),
        **vars(
            make_reviewing(
                begin=database.begin,
                events=told if told is not None else Told(),
                clock=noon,
                zone=dt.UTC,
                owner_ids=frozenset(),
            )
        ),
        read_experiments=ReadExperiments(experiences=SqlExperiences(database), experiments=experiments, clock=noon),
        **vars(
            make_wishing(begin=database.begin, events=told if told is not None else Told(), clock=noon, least_people=3)
        ),
        files=files,
        sender=sender,
        recall=Recall(
            bot=bot,
            sender=sender,
            sent=sent,
            begin=database.begin,
            files=files,
            default_language=Language.RU,
            posts=RecallPosts(
                begin=database.begin,
                clock=noon,
                channel=PostToChannel(bot=bot, sender=sender, files=files, username=username, chats={}),
            ),
        ),
        teller=Teller(
            bot=bot,
            sender=sender,
            begin=database.begin,
            note_block=acts.note_block,
            owner_ids=frozenset(),
            default_language=Language.RU,
        ),
    )
    return Chat(dispatcher, bot, telegram, bank, file_ids, pauses, ahead)
