"""The drawer: calls as they happen, faults on demand, and a clock that can be moved."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter, TelegramServerError
from playwright.async_api import Page, expect

from tests.browser.conftest import ANNA, TOKEN, OpenPage, StandIn

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def open_leaf(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Show Bot API calls").click()
    await page.get_by_role("tab", name=name).click()


async def test_the_drawer_shows_each_call_with_what_was_asked(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await open_leaf(page, "Calls")
    with pytest.raises(TelegramBadRequest):
        await stand_in.bot.edit_message_text("never was", chat_id=ANNA, message_id=999_999)
    call = page.locator(".call-list li", has_text="editMessageText")
    await expect(call.locator(".call-status")).to_have_text("400")
    await call.locator("summary").click()
    await expect(call.locator(".call-description")).to_contain_text("message to edit not found")
    await expect(call.locator("pre")).to_contain_text("never was")
    assert TOKEN not in await page.content()


async def test_polling_is_shown_on_demand_and_words_narrow_the_calls_down(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin()
    page = await open_page()
    await open_leaf(page, "Calls")
    await stand_in.bot.send_message(ANNA, "by the river")
    await stand_in.bot.send_chat_action(ANNA, "typing")
    shown = page.locator(".call-list li:visible .call-method")
    await expect(shown).to_have_text(["sendChatAction", "sendMessage"])
    await page.get_by_role("checkbox", name="include getUpdates polling").check()
    await expect(shown).to_have_text(["sendChatAction", "sendMessage", "getUpdates"])
    await page.get_by_role("searchbox", name="Filter by method or text").fill("river")
    await expect(shown).to_have_text(["sendMessage"])
    await page.get_by_role("searchbox", name="Filter by method or text").fill("nothing like it")
    await expect(page.get_by_text("Nothing fits the filter.")).to_be_visible()


async def test_a_fault_planned_in_the_drawer_meets_the_next_call_and_is_used_up(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin()
    page = await open_page()
    await open_leaf(page, "Faults")
    await expect(page.get_by_text("No faults planned.")).to_be_visible()
    await page.get_by_label("Method", exact=True).select_option("sendMessage")
    await page.get_by_label("Retry after, s").fill("7")
    await page.get_by_role("button", name="Add the fault").click()
    await expect(page.locator(".fault-list li")).to_contain_text(["sendMessage"])
    with pytest.raises(TelegramRetryAfter) as caught:
        await stand_in.bot.send_message(ANNA, "too soon")
    assert caught.value.retry_after == 7
    await expect(page.locator(".fault-list li")).to_have_count(0)
    await stand_in.bot.send_message(ANNA, "in time")
    await expect(page.locator(".row .text").last).to_have_text("in time")


async def test_planned_faults_can_be_taken_back(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await open_leaf(page, "Faults")
    await page.get_by_label("Fault", exact=True).select_option("500")
    await expect(page.get_by_label("Retry after, s")).to_be_hidden()
    await page.get_by_label("Times").fill("2")
    await page.get_by_role("button", name="Add the fault").click()
    await expect(page.locator(".fault-times")).to_have_text(["× 2"])
    with pytest.raises(TelegramServerError):
        await stand_in.bot.send_message(ANNA, "met the first")
    await expect(page.locator(".fault-times")).to_have_text(["× 1"])
    await page.get_by_role("button", name="Remove all").click()
    await expect(page.get_by_text("No faults planned.")).to_be_visible()
    await stand_in.bot.send_message(ANNA, "met none")


async def test_the_clock_of_the_stand_in_moves_forward(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await open_leaf(page, "Time")
    await expect(page.get_by_text("runs with this machine")).to_be_visible()
    before = (await stand_in.bot.send_message(ANNA, "today")).date
    await page.get_by_role("button", name="1 day").click()
    await expect(page.locator(".clock-words")).to_contain_text("1 d ahead")
    await page.get_by_label("Seconds").fill("3600")
    await page.get_by_role("button", name="Move", exact=True).click()
    await expect(page.locator(".clock-words")).to_contain_text("1 d 1 h ahead")
    after = (await stand_in.bot.send_message(ANNA, "tomorrow")).date
    assert 25 * 3600 <= (after - before).total_seconds() < 25 * 3600 + 120


async def test_arrow_keys_turn_the_leaves_and_escape_gives_focus_back(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page(width=390, height=844)
    await page.get_by_role("button", name="Show Bot API calls").click()
    await expect(page.get_by_role("tab", name="Calls")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Faults")).to_be_focused()
    await expect(page.get_by_role("tabpanel", name="Faults")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Show Bot API calls")).to_be_focused()
