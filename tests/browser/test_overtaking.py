"""Answers that come late or in another order: the page shows what was asked last, and where it was asked."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.types import BotCommand, InlineQueryResultArticle, InputTextMessageContent
from playwright.async_api import Page, Route, expect

from tests.browser.conftest import ANNA, OpenPage, StandIn

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Delay:
    """Answers of the server that wait on their way to the page until they are let through."""

    def __init__(self) -> None:
        self.waiting = asyncio.Semaphore(0)
        self._open = asyncio.Event()

    async def on(self, page: Page, path: str, *, lost: bool = False) -> None:
        async def hold(route: Route) -> None:
            response = None if lost else await route.fetch()
            self.waiting.release()
            await self._open.wait()
            if response is None:
                await route.abort("connectionrefused")
            else:
                await route.fulfill(response=response)

        await page.route(path, hold)

    async def end(self) -> None:
        self._open.set()


async def test_commands_that_come_late_open_nothing(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.bot.set_my_commands([BotCommand(command="help", description="What I can do")])
    page = await open_page()
    delay = Delay()
    await delay.on(page, "**/control/commands?*")
    box = page.get_by_role("textbox", name="Message")
    await box.press_sequentially("/")
    await delay.waiting.acquire()
    await box.fill("")
    async with page.expect_response("**/control/commands?*"):
        await delay.end()
    await page.evaluate("new Promise((done) => setTimeout(done))")
    await expect(page.locator("#command-list")).to_be_hidden()
    await box.press_sequentially("/")
    await expect(page.get_by_role("option")).to_have_text(["/helpWhat I can do"])


async def test_words_that_did_not_go_out_come_back_where_they_were_written(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.do("chats", type="group", title="Walkers", members=[ANNA], bot="member")
    page = await open_page()
    delay = Delay()
    await delay.on(page, f"**/control/chats/{ANNA}/say", lost=True)
    box = page.get_by_role("textbox", name="Message")
    await box.fill("for the bot")
    await page.keyboard.press("Enter")
    await delay.waiting.acquire()
    await page.locator(".chat-row", has_text="Walkers").click()
    await box.fill("for the group")
    await delay.end()
    await expect(page.locator(".toast.failed")).to_be_visible()
    await expect(box).to_have_value("for the group")
    await page.locator(".chat-row", has=page.locator(".chat-title").get_by_text("Local photobank")).click()
    await expect(box).to_have_value("for the bot")


async def test_words_written_since_stay_below_those_that_did_not_go_out(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    delay = Delay()
    await delay.on(page, f"**/control/chats/{ANNA}/say", lost=True)
    box = page.get_by_role("textbox", name="Message")
    await box.fill("first")
    await page.keyboard.press("Enter")
    await delay.waiting.acquire()
    await box.fill("second")
    await delay.end()
    await expect(box).to_have_value("first\nsecond")


async def test_answers_that_overtake_the_receipts_of_two_queries_are_both_kept(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    page = await open_page()
    delay = Delay()
    await delay.on(page, "**/control/inline")
    name = stand_in.running.world.profile.user()["username"]
    box = page.get_by_role("textbox", name="Message")
    for words in ("old", "new"):
        await box.fill(f"@{name} {words}")
        await delay.waiting.acquire()
        query = (await stand_in.next_update()).inline_query
        assert query is not None
        content = InputTextMessageContent(message_text=words)
        result = InlineQueryResultArticle(id=words, title=words, input_message_content=content)
        await stand_in.bot.answer_inline_query(query.id, [result], cache_time=1)
    await delay.end()
    await expect(page.get_by_role("option")).to_have_text(["new"])


async def test_nothing_can_be_written_before_the_page_knows_where(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    delay = Delay()
    await delay.on(page, "**/control/state")
    await page.reload(wait_until="commit")
    await delay.waiting.acquire()
    box = page.get_by_role("textbox", name="Message")
    await expect(box).to_be_disabled()
    await expect(page.get_by_role("button", name="Attach")).to_be_disabled()
    await delay.end()
    await box.fill("as soon as possible")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own .text")).to_have_text(["as soon as possible"])
