"""Takes the pictures of the README and of this folder from the running demo: `make pictures`.

`python docs/pictures.py HOME` uses a demo bank that stands elsewhere.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from aiogram import Bot
from issue_of_digest import issue_posted
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from bot.app import RunningBot, open_bot
from bot.bank import Photobank
from bot.cli.demo import TOKEN, at, demo_settings, open_demo_bank
from bot.cli.search import TERMINAL, find
from bot.commands import set_commands
from bot.sandbox.client import Sandbox
from bot.sandbox.seen import Seen
from engine.search.parsing import parse_query

FOLDER = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
ANNA, MARINA = 1001, 1003
PHONE: ViewportSize = {"width": 390, "height": 844}
BRIDGE = (55.7345, 37.5935)
"""Where somebody stands who asks what is near."""
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


async def desktop(browser: Browser, address: str, *, dark: bool = False) -> Page:
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    page = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="ru-RU", color_scheme=scheme)
    await page.goto(f"{address}/#{MARINA}")
    return page


async def phone(browser: Browser, address: str, *, dark: bool) -> Page:
    page = await browser.new_page(
        viewport=PHONE, locale="ru-RU", color_scheme="dark" if dark else "light", device_scale_factor=2
    )
    await page.goto(f"{address}/#{ANNA}")
    await expect(page.locator(".row").first).to_be_visible()
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
    night = await desktop(browser, address, dark=True)
    await settled(night)
    await night.screenshot(path=FOLDER / "desktop-dark.png")
    narrow = await phone(browser, address, dark=True)
    await ask(narrow, "зимний собор без людей")
    await narrow.screenshot(path=FOLDER / "phone.png")
    light = await phone(browser, address, dark=False)
    await ask(light, "осенний парк")
    await light.get_by_role("button", name="1", exact=True).last.click()
    await expect(light.locator(".row:not(.own) .meta").last).to_contain_text("изм.")
    await settled(light)
    await light.screenshot(path=FOLDER / "phone-light.png")


async def take_inline(browser: Browser, telegram: Sandbox, photobank: Photobank) -> None:
    """What is offered has been shown in some chat before, as inline mode needs it: James opens all of it."""
    actor = await photobank.recognise_actor(TERMINAL, "ru")
    _page, hits = await find(photobank, actor, parse_query("ночной мост"), OFFERED)
    james = await telegram.person("James")
    for hit in hits:
        await james.says(f"/start p{hit.photo_id}")
        await james.sees(lambda seen: seen.has_photo, within=PATIENCE_MS / 1000)
    page = await desktop(browser, telegram.api_url)
    name = (await telegram.get("state"))["bot"]["username"]
    await page.get_by_role("textbox", name="Сообщение").fill(f"@{name} ночной мост")
    await expect(page.get_by_role("option").first).to_be_visible()
    await settled(page)
    await page.screenshot(path=FOLDER / "inline.png")


async def take_digest(browser: Browser, telegram: Sandbox, photobank: Photobank, bot: Bot) -> None:
    page = await issue_posted(browser, telegram.api_url, photobank, bot, ANNA)
    await settled(page)
    await page.screenshot(path=FOLDER / "digest.png")


async def take_phone(browser: Browser, telegram: Sandbox) -> None:
    """A visitor's way through one chat, screen by screen."""
    olga = await telegram.person("Ольга")
    page = await browser.new_page(viewport=PHONE, locale="ru-RU", device_scale_factor=2)
    await page.goto(f"{telegram.api_url}/#{olga.id}")

    async def shows(name: str) -> None:
        await settled(page)
        await page.screenshot(path=FOLDER / f"{name}.png")

    async def says(words: str) -> Seen:
        await olga.says(words)
        return await olga.sees(within=PATIENCE_MS / 1000)

    async def presses(button: str, on: Seen) -> Seen:
        await olga.taps(button, on=on)
        return await olga.sees(within=PATIENCE_MS / 1000)

    await says("мост")
    sheet = await says("а теперь зимой")
    await shows("conversation")
    panel = await presses("Уточнить", sheet)
    await shows("refine")
    sheet = await presses("↩", panel)
    card = await presses("1", sheet)
    more = await presses("Ещё…", card)
    await shows("more")
    await presses("↩", more)
    await says("#мост #собор")
    await shows("nothing")
    await olga.sends_location(*BRIDGE)
    await olga.sees(lambda seen: seen.has_photo, within=PATIENCE_MS / 1000)
    await shows("near")
    terms = await says("/register")
    if terms.buttons:  # a bank that was pictured before knows her
        await presses(terms.buttons[0], terms)
    sheet = await says("новый поиск: зимний собор")
    collection = None
    for number in ("1", "2", "3", "4"):
        card = await presses(number, sheet)
        await olga.taps("В подборку", on=card)
        choice = await olga.sees(lambda seen: not seen.has_photo, within=PATIENCE_MS / 1000)
        collection = await presses(choice.buttons[0], choice)
        sheet = await presses("↩", card)
    assert collection is not None
    number = collection.text.rpartition("/rename_")[2].split()[0]
    await says(f"/rename_{number} Соборы под снегом")
    await shows("collection")


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
    async with (
        Sandbox.spawned(TOKEN) as telegram,
        open_demo_bank(settings) as photobank,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        async with open_bot(photobank, at(settings, telegram.api_url), new_telegram=True) as running:
            await set_commands(running.bot)
            async with polling(running):
                await telegram.sees_bot()
                await take(browser, telegram.api_url)
                await take_phone(browser, telegram)
                await take_inline(browser, telegram, photobank)
                await take_digest(browser, telegram, photobank, running.bot)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
