"""Takes the pictures of the README and of this folder from the running demo: `make pictures`.

`python docs/pictures.py HOME` uses a demo bank that stands elsewhere.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import fields
from pathlib import Path

from aiogram import Bot
from aiogram.types import BufferedInputFile, InlineQueryResultCachedPhoto, InlineQueryResultUnion, Update
from playwright.async_api import Browser, Page, async_playwright, expect

from admin.digest.ports import (
    Contents,
    DigestKind,
    Issue,
    IssueId,
    IssueState,
    Piece,
    PieceId,
    PieceKind,
    PieceState,
    Recipe,
    ScheduleId,
    Trend,
    WishWords,
)
from admin.digest.words import Posted
from bot.app import RunningBot, open_bot
from bot.bank import Photobank
from bot.cli.demo import CHANNEL, TOKEN, at, demo_settings, open_demo_bank
from bot.cli.local_telegram import stand_in
from bot.cli.search import TERMINAL, find
from bot.commands import set_commands
from bot.composing import ComposeDigest
from bot.posting import PostToChannel, Unnoted
from bot.sending import Sender
from engine.model import Language
from engine.search.parsing import parse_query
from storage.file_ids import FileIds

FOLDER = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
ANNA, JAMES, MARINA = 1001, 1002, 1003
SAID = (
    ("Олег, модератор", "Редакция", "Коллеги, нужен зимний собор для обложки"),
    ("Owner, владелец", "Moscow Photobank", "Новое за неделю: мосты ночью и первый снег"),
)
"""Who says what in the group and the channel, so that the list of chats is not empty."""
PATIENCE_MS = 60_000
OFFERED = 12
"""Inline results on the picture of the panel."""


async def say(page: Page, words: str) -> None:
    await page.get_by_role("textbox", name="Сообщение").fill(words)
    await page.keyboard.press("Enter")


async def ask(page: Page, words: str) -> None:
    before = await page.locator(".row:not(.own) .picture img").count()
    await say(page, words)
    await expect(page.locator(".row:not(.own) .picture img")).to_have_count(before + 1)
    await settled(page)


async def settled(page: Page) -> None:
    """Pictures are drawn and nothing moves any more."""
    await expect(page.locator(".typing.on")).to_have_count(0)
    await page.mouse.move(640, 70)  # nothing is under the mouse that would say so
    await page.wait_for_function("[...document.images].every((image) => image.complete)")
    await page.wait_for_timeout(1200)


async def desktop(browser: Browser, address: str) -> Page:
    page = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="ru-RU")
    await page.goto(f"{address}/#{MARINA}")
    return page


async def take(browser: Browser, address: str) -> None:
    wide = await desktop(browser, address)
    for person in ("James, посетитель", "Анна, посетитель"):
        await wide.get_by_role("button", name=f"Стать: {person}").click()
        await say(wide, "/start")
        await expect(wide.locator(".row:not(.own, .service)")).to_have_count(1)
    for person, chat, words in SAID:
        await wide.get_by_role("button", name=f"Стать: {person}").click()
        await wide.get_by_role("navigation").get_by_role("button", name=chat).click()
        await say(wide, words)
        await expect(wide.locator(".row:not(.service)").last).to_contain_text(words)
    await wide.goto(f"{address}/#{MARINA}")
    await ask(wide, "ночной мост")
    await wide.screenshot(path=FOLDER / "chat.png")
    await wide.get_by_role("button", name="4", exact=True).click()
    await expect(wide.locator(".row:not(.own) .meta").last).to_contain_text("изм.")
    await settled(wide)
    await wide.screenshot(path=FOLDER / "card.png")
    await wide.get_by_role("button", name="Показать вызовы Bot API").click()
    await wide.locator(".call-list li:visible summary").first.click()
    await settled(wide)
    await wide.screenshot(path=FOLDER / "drawer.png")
    narrow = await browser.new_page(
        viewport={"width": 390, "height": 844}, locale="ru-RU", color_scheme="dark", device_scale_factor=2
    )
    await narrow.goto(f"{address}/#{ANNA}")
    await ask(narrow, "зимний собор без людей")
    await narrow.screenshot(path=FOLDER / "phone.png")


async def take_inline(browser: Browser, address: str, photobank: Photobank, bot: Bot) -> None:
    """The panel, filled with what the bank finds by a bot that offers one page and nothing else."""
    offered = await offers(photobank, bot, "ночной мост")
    page = await desktop(browser, address)
    name = (await bot.me()).username
    await bot.get_updates(allowed_updates=["inline_query"])  # the demo's bot had asked for what it handles
    await page.get_by_role("textbox", name="Сообщение").fill(f"@{name} ночной мост")
    query = await anext(update.inline_query async for update in updates(bot) if update.inline_query)
    await bot.answer_inline_query(query.id, offered, cache_time=1)
    await expect(page.get_by_role("option")).to_have_count(len(offered))
    await bot.get_updates(timeout=0)  # whoever asks for updates is there
    await settled(page)
    await page.screenshot(path=FOLDER / "inline.png")


async def take_digest(browser: Browser, address: str, photobank: Photobank, bot: Bot) -> None:
    """An issue in the channel, with numbers made up for the picture and photos of the demo bank."""

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
    await page.goto(f"{address}/#{ANNA}")
    await page.get_by_role("navigation").get_by_role("button", name="Moscow Photobank").click()
    await expect(page.locator(".row").last).to_contain_text("мост ночью")
    await settled(page)
    await page.screenshot(path=FOLDER / "digest.png")


async def offers(photobank: Photobank, bot: Bot, words: str) -> list[InlineQueryResultUnion]:
    """What is found, as results; their pictures have been sent to somebody before, as they must have been."""
    actor = await photobank.recognise_actor(TERMINAL, "ru")
    _, hits = await find(photobank, actor, parse_query(words), OFFERED)
    results: list[InlineQueryResultUnion] = []
    for hit in hits:
        if hit.photo is None:
            continue
        preview = await asyncio.to_thread(photobank.files.preview_path(hit.photo.content_hash).read_bytes)
        sent = await bot.send_photo(JAMES, BufferedInputFile(preview, "photo.jpg"), disable_notification=True)
        assert sent.photo is not None
        results.append(InlineQueryResultCachedPhoto(id=str(hit.photo_id), photo_file_id=sent.photo[-1].file_id))
    return results


async def updates(bot: Bot) -> AsyncIterator[Update]:
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            yield update


@asynccontextmanager
async def polling(running: RunningBot) -> AsyncIterator[None]:
    polls = asyncio.ensure_future(
        running.dispatcher.start_polling(running.bot, handle_signals=False, close_bot_session=False)
    )
    try:
        yield
    finally:
        await running.dispatcher.stop_polling()
        await polls


async def main() -> None:
    settings = demo_settings(*map(Path, sys.argv[1:2]))
    expect.set_options(timeout=PATIENCE_MS)
    async with stand_in(0, TOKEN) as starting, open_demo_bank(settings) as photobank, async_playwright() as playwright:
        address = await starting.address()
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        async with open_bot(photobank, at(settings, address)) as running:
            await set_commands(running.bot)
            async with polling(running):
                await take(browser, address)
            await take_digest(browser, address, photobank, running.bot)
            await take_inline(browser, address, photobank, running.bot)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
