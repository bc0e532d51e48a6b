"""A newcomer at the chat page, in a real Chromium: asks, turns the page, opens a photo, drops a picture."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.sandbox.client import Sandbox
from tests.browser.conftest import QUIET, chromium
from tests.browser.test_page_files import hand_over
from tests.end_to_end.conftest import SCENES, scene_jpeg

pytestmark = pytest.mark.browser


async def last_picture(page: Page) -> str:
    """The address of the newest picture from the bot."""
    address = await page.locator(".row:not(.own) img").last.get_attribute("src")
    return address or ""


async def test_a_newcomer_finds_turns_opens_and_drops(telegram: Sandbox) -> None:
    executable = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=QUIET)
        page = await browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await page.goto(telegram.api_url)

        await page.get_by_role("textbox", name="Message").fill("ночной мост")
        await page.keyboard.press("Enter")
        sheet = page.locator(".row:not(.own) img")
        await expect(sheet).to_have_count(1, timeout=20_000)
        await expect(page.get_by_role("button", name="9", exact=True)).to_be_visible()

        await page.get_by_role("textbox", name="Message").fill("#мост")
        await page.keyboard.press("Enter")
        await expect(sheet).to_have_count(2, timeout=20_000)
        first = await last_picture(page)

        await page.get_by_role("button", name="▶").last.click()
        await expect(sheet.last).not_to_have_attribute("src", first, timeout=20_000)
        second = await last_picture(page)

        await page.get_by_role("button", name="4", exact=True).last.click()
        await expect(sheet.last).not_to_have_attribute("src", second, timeout=20_000)
        await expect(page.locator(".row:not(.own)").last).to_contain_text("CC BY")
        await expect(sheet).to_have_count(2)

        wheel = scene_jpeg(next(scene for scene in SCENES if scene.sight == "ferris_wheel"))
        await hand_over(page, "drop", wheel)
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await expect(sheet).to_have_count(3, timeout=20_000)
        assert wrong == []
        await browser.close()
