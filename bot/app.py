"""The bot put together around a bank, from Settings.

The command line, the tests and the demo call the same functions, so that what is tried is what runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiohttp import ClientSession

from admin.experiments.reading import ReadExperiments
from admin.wishes.answering import AnswerWishes
from admin.wishes.gathering import GatherWishes
from admin.wordings import ReadWordings
from bot.acts import LARGEST_DOCUMENT, Acts, make_acts
from bot.acts.duplicates import Settling, make_settling
from bot.acts.offers import make_offering
from bot.acts.partners import Partners, make_partners
from bot.acts.reviewing import Reviewing, make_reviewing
from bot.acts.roles import make_roles
from bot.acts.uploads import make_uploading
from bot.acts.wishes import make_wishing
from bot.ahead import DrawAhead
from bot.alerting import TellAlerts
from bot.bank import Photobank, open_beside, sources_of, utc_now
from bot.captioning import captioning
from bot.clocks import live_in
from bot.digesting import TendDigests
from bot.digests import chats_of, digesting_of, keep_to_settings, tending_of
from bot.dispatcher import make_dispatcher
from bot.following import FollowEncoder, use_cases
from bot.jobs import Jobs
from bot.menus import KeepMenus
from bot.recalling import Recall
from bot.resuming_uploads import ResumeUploads
from bot.sending import Sender
from bot.settings import Settings
from bot.storing_previews import StorePreviews
from bot.telling import Teller
from bot.telling_failures import TellFailures
from engine.errors import BadSetting
from engine.ingest.failing import ReadGivenUp
from engine.library.alerts import LookForNew
from engine.library.near import ForgetPlaces
from engine.search.look_ahead import LookAhead
from storage.experiences import SqlExperiences
from storage.file_ids import FileIds
from storage.sent import SqlSentMessages


class EndingSession(AiohttpSession):
    """aiogram opens a closed session again for whoever still wants to say something, and nobody closes it then.

    Once this one has ended, they are cancelled instead.
    """

    _has_ended = False

    async def create_session(self) -> ClientSession:
        if self._has_ended:
            raise asyncio.CancelledError
        return await super().create_session()

    async def end(self) -> None:
        self._has_ended = True
        await self.close()


@dataclass(frozen=True, kw_only=True)
class RunningBot:
    """A bot ready to take updates."""

    bot: Bot
    dispatcher: Dispatcher
    settings: Settings


@asynccontextmanager
async def open_bot(
    photobank: Photobank, settings: Settings | None = None, *, new_telegram: bool = False
) -> AsyncIterator[RunningBot]:
    """The bot around a photobank, its model loaded and its wake-ups running. Raises BadSetting without a token.

    `settings` differ from the photobank's where its token is not known before the start, as in the demo. A
    `new_telegram`, as each start of the stand-in is one, knows no file that was sent to an earlier one.
    """
    settings = settings or photobank.settings
    live_in(settings.time_zone)
    if settings.bot_token is None:
        raise BadSetting(name="PHOTOBANK_BOT_TOKEN", reason="it is missing, and without it there is no bot")
    server = TelegramAPIServer.from_base(settings.api_url) if settings.api_url else PRODUCTION
    bot = Bot(
        settings.bot_token.get_secret_value(),
        session=(session := EndingSession(api=server)),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(session.end)
        acts = acts_of(photobank)
        sent = SqlSentMessages(photobank.database, utc_now)
        stack.push_async_callback(sent.flush)
        file_ids = FileIds(photobank.database)
        if new_telegram:
            await file_ids.forget_all(bot.id)
        ahead = DrawAhead(
            bot_id=bot.id,
            look_ahead=LookAhead(begin=photobank.begin),
            files=photobank.files,
            file_ids=file_ids,
            images=photobank.images,
        )
        sender = Sender(file_ids=file_ids, images=photobank.images, sent=sent, ahead=ahead)
        teller = Teller(
            bot=bot,
            sender=sender,
            begin=photobank.begin,
            note_block=acts.note_block,
            owner_ids=settings.owner_ids,
            default_language=settings.language,
        )
        digests = await digests_of(photobank, settings, bot, sender, teller)
        if digests is not None:
            stack.push_async_callback(digests.aclose)
        reviewing = reviewing_of(photobank)
        uploading = make_uploading(
            photobank.begin,
            photobank.ingest_photo,
            lambda photo_id: following.photobank.compare_new.at_once(photo_id),
            photobank.images,
            photobank.ground.events,
            utc_now,
        )
        dispatcher = make_dispatcher(
            **use_cases(photobank),
            **vars(acts),
            **vars(settling_of(photobank)),
            **vars(partners_of(photobank)),
            **vars(digesting_of(settings, photobank.database.begin, photobank.ground.events, utc_now)),
            **vars(make_offering(begin=photobank.database.begin, events=photobank.ground.events, clock=utc_now)),
            **vars(uploading),
            read_experiments=ReadExperiments(
                experiences=SqlExperiences(photobank.database), experiments=settings.experiments, clock=utc_now
            ),
            **vars(
                make_wishing(
                    begin=photobank.database.begin,
                    events=photobank.ground.events,
                    clock=utc_now,
                    least_people=settings.least_people,
                )
            ),
            files=photobank.files,
            sender=sender,
            teller=teller,
            rate_per_minute=settings.rate_per_minute,
            ahead=ahead,
            **vars(reviewing),
            **vars(
                make_roles(
                    begin=photobank.database.begin,
                    owner_ids=settings.owner_ids,
                    events=photobank.ground.events,
                    clock=utc_now,
                )
            ),
            recall=Recall(
                bot=bot,
                sender=sender,
                sent=sent,
                begin=photobank.begin,
                files=photobank.files,
                default_language=settings.language,
                posts=None if digests is None else digests.recall_posts,
            ),
        )
        await photobank.encoder.warm_up()
        await photobank.search_photos.warm_up()
        await stack.enter_async_context(ahead)
        following = FollowEncoder(
            photobank=photobank, open_beside=open_beside, switched=dispatcher.workflow_data.update
        )
        stack.push_async_callback(following.aclose)
        others: dict[str, Callable[[], Awaitable[object]]] = {
            "describing": following.describe_embedded,
            "publishing": reviewing.publish_due,
            "noting sent messages": sent.flush,
            "suggesting": following.suggest_tags,
            "comparing": following.compare_new,
            "counting events": photobank.roll_up,
            **captioning(photobank, stack, utc_now),
        }
        others["uploads"] = ResumeUploads(
            bot=bot, sender=sender, take_files=uploading.take_files, teller=teller, clock=utc_now
        )
        others["menus"] = KeepMenus(bot=bot, begin=photobank.begin, owner_ids=settings.owner_ids)
        others["failures"] = TellFailures(
            read_given_up=ReadGivenUp(begin=photobank.begin, clock=utc_now), teller=teller
        )
        others["places"] = ForgetPlaces(begin=photobank.begin, clock=utc_now)
        others["alerts"] = TellAlerts(
            look_for_new=LookForNew(
                begin=photobank.begin, clock=utc_now, search_photos=lambda: following.photobank.search_photos
            ),
            teller=teller,
            files=photobank.files,
        )
        if digests is not None:
            others["digests"] = digests
        others["wishes"] = GatherWishes(
            begin=photobank.database.begin,
            read=ReadWordings(
                begin=photobank.begin,
                texts=photobank.ground.texts,
                encoder=lambda: following.photobank.encoder,
                worker=photobank.images,
            ),
            least_people=settings.least_people,
            clock=utc_now,
        )
        others["answers to wishes"] = AnswerWishes(
            begin=photobank.database.begin,
            search_photos=lambda: following.photobank.search_photos,
            least_people=settings.least_people,
            clock=utc_now,
        )
        if settings.storage_chat_id is not None:
            others["previews for inline mode"] = StorePreviews(
                bot=bot, sender=sender, files=photobank.files, chat_id=settings.storage_chat_id
            )
        await stack.enter_async_context(
            Jobs(follow=following.follow, index_pending=following.index_pending, others=others)
        )
        yield RunningBot(bot=bot, dispatcher=dispatcher, settings=settings)


def acts_of(photobank: Photobank) -> Acts:
    return make_acts(
        begin=photobank.database.begin,
        files=photobank.files,
        images=photobank.images,
        events=photobank.ground.events,
        clock=utc_now,
    )


async def digests_of(
    photobank: Photobank, settings: Settings, bot: Bot, sender: Sender, teller: Teller
) -> TendDigests | None:
    """The job that looks after digests; None where there is no channel to post to."""
    chats, begin = chats_of(settings), photobank.database.begin
    if chats is None:
        return None
    await keep_to_settings(settings, begin, utc_now)
    return tending_of(
        settings=settings,
        chats=chats,
        begin=begin,
        events=photobank.ground.events,
        clock=utc_now,
        sources=sources_of(photobank.settings, photobank.database, photobank.statistics),
        images=photobank.images,
        files=photobank.files,
        bot=bot,
        sender=sender,
        teller=teller,
    )


def partners_of(photobank: Photobank) -> Partners:
    return make_partners(
        begin=photobank.begin,
        files=photobank.files,
        images=photobank.images,
        events=photobank.ground.events,
        clock=utc_now,
        largest=LARGEST_DOCUMENT,
    )


def reviewing_of(photobank: Photobank) -> Reviewing:
    return make_reviewing(
        begin=photobank.database.begin,
        events=photobank.ground.events,
        clock=utc_now,
        zone=photobank.settings.time_zone,
        owner_ids=photobank.settings.owner_ids,
    )


def settling_of(photobank: Photobank) -> Settling:
    return make_settling(begin=photobank.database.begin, events=photobank.ground.events, clock=utc_now)
