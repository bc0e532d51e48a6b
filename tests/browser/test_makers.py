"""New people, groups and channels, made on the page, and who is in those that there are."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import ANNA, JAMES, OpenPage, StandIn

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def asked_for(page: Page, item: str) -> Locator:
    """The dialog behind an item of the menu of people."""
    await page.get_by_role("button", name="You are:").click()
    await page.get_by_role("menuitem", name=item).click()
    dialog = page.get_by_role("dialog", name=item.removesuffix("…"))
    await expect(dialog.get_by_label("Name")).to_be_focused()
    return dialog


async def test_one_becomes_the_person_whom_one_has_made(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    dialog = await asked_for(page, "New person…")
    await dialog.get_by_label("Name").fill("Gretel")
    await dialog.get_by_label("Language").select_option("de")
    await dialog.get_by_label("Role").select_option("partner")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="You are: Gretel, partner")).to_be_visible()
    await page.get_by_role("button", name="Start").click()
    message = (await stand_in.next_update()).message
    assert message is not None
    assert message.from_user is not None
    assert (message.from_user.first_name, message.from_user.language_code) == ("Gretel", "de")


async def test_a_name_of_spaces_is_no_name(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    dialog = await asked_for(page, "New person…")
    await dialog.get_by_label("Name").fill("   ")
    await dialog.get_by_role("button", name="Create").click()
    await expect(dialog).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    assert len(stand_in.running.world.people) == 5


async def test_a_group_is_founded_with_those_who_are_ticked(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    dialog = await asked_for(page, "New group or channel…")
    await dialog.get_by_label("Name").fill("Walkers")
    await dialog.get_by_label("Kind").select_option("supergroup")
    for name in ("Marina", "Олег", "Owner"):
        await dialog.get_by_role("checkbox", name=name).uncheck()
    await expect(dialog.get_by_role("checkbox", name="Анна")).to_be_disabled()
    await dialog.get_by_role("button", name="Create").click()
    await expect(page.get_by_role("heading", name="Walkers")).to_be_visible()
    await expect(page.locator(".top-status")).to_have_text("2 members · bot is a member")
    change = (await stand_in.next_update()).my_chat_member
    assert change is not None
    assert (change.chat.title, change.chat.type, change.new_chat_member.status) == ("Walkers", "supergroup", "member")
    assert stand_in.running.world.chat(change.chat.id).members == [ANNA, JAMES]


async def test_a_channel_may_be_founded_without_the_bot_which_is_added_later(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    page = await open_page()
    dialog = await asked_for(page, "New group or channel…")
    await dialog.get_by_label("Name").fill("City news")
    await dialog.get_by_label("Kind").select_option("channel")
    await dialog.get_by_role("checkbox", name="Local photobank").uncheck()
    await dialog.get_by_role("button", name="Create").click()
    await expect(page.locator(".top-status")).to_contain_text("bot is not here")
    await page.get_by_role("button", name="Chat actions").click()
    await page.get_by_role("menuitem", name="Add the bot").click()
    await expect(page.locator(".top-status")).to_contain_text("bot is an administrator")


async def test_people_are_let_in_and_go(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.do("chats", type="group", title="Walkers", members=[ANNA], bot="member")
    page = await open_page()
    await page.get_by_role("navigation").get_by_role("button", name="Walkers").click()
    await page.get_by_role("button", name="Chat actions").click()
    await page.get_by_role("menuitem", name="People in the chat…").click()
    dialog = page.get_by_role("dialog", name="People in “Walkers”")
    await dialog.get_by_role("checkbox", name="James").check()
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.locator(".row.service .text").last).to_have_text("James joined")
    await expect(page.locator(".top-status")).to_contain_text("2 members")
    await page.get_by_role("button", name="Chat actions").click()
    await page.get_by_role("menuitem", name="People in the chat…").click()
    await dialog.get_by_role("checkbox", name="James").uncheck()
    await dialog.get_by_role("button", name="Save").click()
    await expect(page.locator(".row.service .text").last).to_have_text("James left")
