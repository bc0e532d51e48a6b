"""The digest put together around a bot: where its issues come from, and where they go."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from aiogram import Bot

from admin.digest.building import BuildIssue
from admin.digest.planning import PlanIssues
from admin.digest.ports import BeginDigest, DigestKind, Sources
from admin.digest.recalling import RecallPosts
from admin.digest.working import WorkOnIssue
from bot.acts.digest import Digesting, make_digesting
from bot.composing import ComposeDigest
from bot.digesting import TendDigests
from bot.posting import ChatId, PostToChannel, Unnoted
from bot.sending import Sender
from bot.settings import Settings
from bot.telling import Teller
from engine.blocking import Worker
from engine.ports import Clock, Events, Files


def chats_of(settings: Settings) -> Mapping[DigestKind, ChatId] | None:
    """Where each digest goes; None without a channel."""
    if settings.channel_id is None:
        return None
    chats: dict[DigestKind, ChatId] = dict.fromkeys(DigestKind, settings.channel_id)
    if settings.partners_chat_id is not None:
        chats[DigestKind.MONTHLY] = settings.partners_chat_id
    return chats


def digesting_of(settings: Settings, begin: BeginDigest, events: Events, clock: Clock) -> Digesting:
    return make_digesting(
        begin=begin,
        events=events,
        clock=clock,
        zone=settings.time_zone,
        languages=settings.languages_of_digests,
        has_channel=settings.channel_id is not None,
        grace=settings.digest_grace,
    )


async def keep_to_settings(settings: Settings, begin: BeginDigest, clock: Clock) -> None:
    """Schedules that the settings name begin, and those that they name no more end."""
    async with begin(writes=True) as work:
        await work.schedules.keep_to(settings.recipes, clock())
        await work.commit()


def tending_of(
    *,
    settings: Settings,
    chats: Mapping[DigestKind, ChatId],
    begin: BeginDigest,
    events: Events,
    clock: Clock,
    sources: Sources,
    images: Worker,
    files: Files,
    bot: Bot,
    sender: Sender,
    teller: Teller,
) -> TendDigests:
    async def username() -> str | None:
        return (await bot.me()).username

    unnoted = replace(sender, sent=Unnoted())
    channel = PostToChannel(bot=bot, sender=unnoted, files=files, username=username, chats=chats)
    build = BuildIssue(
        begin=begin,
        sources=sources,
        compose=ComposeDigest(images=images, username=username),
        least_people=settings.least_people,
    )
    return TendDigests(
        begin=begin,
        plan_issues=PlanIssues(begin=begin, clock=clock, grace=settings.digest_grace),
        work_on_issue=WorkOnIssue(
            begin=begin,
            events=events,
            clock=clock,
            build=build,
            channel=channel,
            holder=uuid.uuid4().hex,
            grace=settings.digest_grace,
        ),
        recall_posts=RecallPosts(begin=begin, clock=clock, channel=channel),
        teller=teller,
    )
