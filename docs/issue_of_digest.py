"""Posts an issue of the digest for its picture: through the real composing and posting, with numbers made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

from aiogram import Bot
from playwright.async_api import Browser, Page, expect

from admin.digest.words import (
    Contents,
    DigestKind,
    Issue,
    IssueId,
    IssueState,
    Piece,
    PieceId,
    PieceKind,
    PieceState,
    Posted,
    Recipe,
    ScheduleId,
    Trend,
    WishWords,
)
from bot.bank import Photobank
from bot.cli.demo import CHANNEL
from bot.composing import ComposeDigest
from bot.posting import PostToChannel, Unnoted
from bot.sending import Sender
from engine.model import Language
from storage.file_ids import FileIds


async def issue_posted(browser: Browser, address: str, photobank: Photobank, bot: Bot, visitor: int) -> Page:
    """The channel as a visitor sees it, with an issue of made-up numbers and of the demo bank's photos."""

    async def username() -> str | None:
        return (await bot.me()).username

    async with photobank.begin() as work:
        found = await work.photos.get((await work.photos.newest(480))[7::80])
    photos = list(found.values())
    week = dt.date(2026, 11, 23)
    contents = Contents(
        first=week,
        last=week + dt.timedelta(days=6),
        photo_ids=tuple(found),
        is_loved=True,
        added=48,
        rising=(
            Trend(words="мост ночью", people=64, people_before=21),
            Trend(words="первый снег", people=38, people_before=0),
            Trend(words="салют", people=27, people_before=9),
        ),
        falling=(Trend(words="люди в парке", people=12, people_before=41),),
        wish=WishWords(words="северное сияние", people=9),
        least_people=3,
    )
    recipe = Recipe(
        kind=DigestKind.WEEKLY,
        cron="0 12 * * MON",
        zone=photobank.settings.time_zone,
        languages=(Language.RU,),
        is_automatic=True,
    )
    composed = await ComposeDigest(images=photobank.images, username=username)(IssueId(1), recipe, contents, found)
    now = dt.datetime.now(dt.UTC)
    issue = Issue(
        issue_id=IssueId(1),
        schedule_id=ScheduleId(1),
        recipe=recipe,
        due_at=now,
        state=IssueState.APPROVED,
        send_at=now,
        expires_at=now,
        contents=contents,
    )
    sender = Sender(file_ids=FileIds(photobank.database), images=photobank.images, sent=Unnoted())
    post = PostToChannel(
        bot=bot, sender=sender, files=photobank.files, username=username, chats=dict.fromkeys(DigestKind, CHANNEL)
    )
    for number, one in enumerate(composed, 1):
        piece = Piece(
            **{f.name: getattr(one, f.name) for f in fields(one)}, piece_id=PieceId(number), state=PieceState.INTENDED
        )
        outcome = await post(issue, piece, photos if piece.kind is PieceKind.ALBUM else [])
        assert isinstance(outcome, Posted), outcome
    page = await browser.new_page(viewport={"width": 900, "height": 1500}, locale="ru-RU")
    await page.goto(f"{address}/#{visitor}")
    await page.get_by_role("navigation").get_by_role("button", name="Moscow Photobank").click()
    await expect(page.locator(".row").last).to_contain_text("мост ночью")
    return page
