"""Takes the pictures of the README from the running demo: `make pictures`."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from playwright.async_api import Page, async_playwright

from bot.app import open_bot
from bot.cli.demo import TOKEN, at, demo_settings, open_demo_bank
from bot.cli.local_telegram import stand_in
from bot.commands import set_commands

FOLDER = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


async def ask(page: Page, words: str) -> None:
    before = await page.locator(".row:not(.own) img").count()
    await page.get_by_role("textbox").first.fill(words)
    await page.keyboard.press("Enter")
    await page.wait_for_function(
        "(n) => document.querySelectorAll('.row:not(.own) img').length > n", arg=before, timeout=30_000
    )
    await page.wait_for_timeout(800)


async def take(address: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        wide = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="ru-RU")
        await wide.goto(address)
        await ask(wide, "ночной мост")
        await wide.screenshot(path=FOLDER / "chat.png")
        await wide.get_by_role("button", name="4", exact=True).click()
        await wide.wait_for_timeout(1500)
        await wide.screenshot(path=FOLDER / "card.png")
        narrow = await browser.new_page(viewport={"width": 390, "height": 844}, locale="ru-RU", color_scheme="dark")
        await narrow.goto(address)
        await ask(narrow, "зимний собор без людей")
        await narrow.screenshot(path=FOLDER / "phone.png")
        await browser.close()


async def main() -> None:
    settings = demo_settings()
    async with (
        open_demo_bank(settings) as photobank,
        stand_in(0, TOKEN) as address,
        open_bot(photobank, at(settings, address)) as running,
    ):
        await set_commands(running.bot)
        polling = asyncio.ensure_future(
            running.dispatcher.start_polling(running.bot, handle_signals=False, close_bot_session=False)
        )
        try:
            await take(address)
        finally:
            await running.dispatcher.stop_polling()
            await polling


if __name__ == "__main__":
    asyncio.run(main())
