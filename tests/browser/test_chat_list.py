"""The list of chats: what was said last, what is unread, whose eyes one looks through, and the way there on a phone."""

from __future__ import annotations

import pytest
from aiogram.types import BufferedInputFile, InputMediaPhoto, MediaUnion
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import ANNA, JAMES, OpenPage, StandIn
from tests.conftest import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MARINA, OLEG, OWNER = 1003, 1004, 1005


async def found(stand_in: StandIn, kind: str, title: str, bot: str = "administrator") -> int:
    """A group or channel of its own, with everybody in it but the visitors."""
    chat = await stand_in.do("chats", type=kind, title=title, members=[MARINA, OLEG, OWNER], bot=bot)
    return int(str(chat["id"]))


def row(page: Page, name: str) -> Locator:
    if name.startswith("Become"):
        return page.get_by_role("navigation", name="Chats").get_by_role("button", name=name)
    return page.locator(".chats .chat-row", has=page.locator(".chat-title b").get_by_text(name, exact=True))


async def test_the_last_message_and_what_is_unread_stand_in_the_list(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    await stand_in.begin(JAMES)
    page = await open_page()
    await expect(row(page, "Local photobank").locator(".chat-line")).to_have_text("You: /start")
    await expect(row(page, "Become James").locator(".chat-line")).to_have_text("James: /start")
    await stand_in.bot.send_message(JAMES, "first")
    await stand_in.bot.send_message(JAMES, "second")
    await expect(row(page, "Become James, visitor, 2 unread").locator(".chat-line")).to_have_text("second")
    await stand_in.bot.send_message(ANNA, "read at once")
    await expect(row(page, "Local photobank").locator(".chat-line")).to_have_text("read at once")
    await expect(row(page, "Local photobank").locator(".count")).to_have_count(0)
    await row(page, "Become James").click()
    await expect(page.locator(".unread-line + .row .text")).to_have_text("first")
    await expect(page.get_by_role("button", name="You are: James, visitor")).to_be_visible()
    await row(page, "Become Анна, visitor").click()
    await expect(row(page, "Become James, visitor").locator(".count")).to_have_count(0)


async def test_an_album_is_told_by_its_words(stand_in: StandIn, open_page: OpenPage) -> None:
    media: list[MediaUnion] = [
        InputMediaPhoto(media=BufferedInputFile(jpeg(colour), "p.jpg"), caption=words)
        for colour, words in (("navy", "A week of bridges"), ("olive", None))
    ]
    await stand_in.bot.send_media_group("@moscow_photobank", media)
    page = await open_page()
    await expect(row(page, "Moscow Photobank").locator(".chat-line")).to_have_text("A week of bridges")


async def test_only_those_who_belong_to_a_group_have_it_in_their_list(stand_in: StandIn, open_page: OpenPage) -> None:
    group = await found(stand_in, "supergroup", "Editors", bot="member")
    page = await open_page(MARINA)
    await row(page, "Editors").click()
    await expect(page.locator(".top-status")).to_have_text("3 members · bot is a member")
    await stand_in.do(f"chats/{group}/members", person_id=OLEG, joined=False)
    await expect(page.locator(".top-status")).to_have_text("2 members · bot is a member")
    await row(page, "Become Анна").click()
    await expect(row(page, "Local photobank")).to_be_visible()
    await expect(row(page, "Editors")).to_have_count(0)


async def test_a_group_shows_who_writes_and_one_may_change_places_in_it(stand_in: StandIn, open_page: OpenPage) -> None:
    await found(stand_in, "supergroup", "Editors")
    page = await open_page(MARINA)
    await row(page, "Editors").click()
    box = page.get_by_role("textbox", name="Message")
    for words in ("one", "two"):
        await box.fill(words)
        await page.keyboard.press("Enter")
    await expect(page.locator(".row.own")).to_have_count(2)
    await page.get_by_role("button", name="You are: Marina").click()
    await page.get_by_role("menuitemradio", name="Олег").click()
    await expect(page.get_by_role("heading", name="Editors")).to_be_visible()
    await expect(page.locator(".row:not(.service)")).to_have_count(2)
    await expect(page.locator(".row.own")).to_have_count(0)
    await expect(page.locator(".sender:visible")).to_have_text(["Marina"])
    await expect(page.locator(".face.beside:visible")).to_have_count(1)


async def test_only_the_owner_writes_in_the_channel(stand_in: StandIn, open_page: OpenPage) -> None:
    await found(stand_in, "channel", "City news")
    page = await open_page(OLEG)
    await row(page, "City news").click()
    await expect(page.get_by_text("Only the owner writes in this channel.")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message")).to_be_hidden()
    await row(page, "Become Owner").click()
    await row(page, "City news").click()
    await page.get_by_role("textbox", name="Message").fill("an announcement")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row:not(.service) .text")).to_have_text(["an announcement"])


async def test_a_draft_waits_in_its_chat(stand_in: StandIn, open_page: OpenPage) -> None:
    await found(stand_in, "supergroup", "Editors")
    page = await open_page(MARINA)
    await page.get_by_role("textbox", name="Message").fill("half a thought")
    await row(page, "Editors").click()
    await expect(row(page, "Local photobank").locator(".chat-line")).to_have_text("Draft: half a thought")
    await row(page, "Local photobank").focus()
    await page.keyboard.press("Alt+ArrowUp")
    while not await page.get_by_role("heading", name="Local photobank").is_visible():
        await page.keyboard.press("Alt+ArrowUp")
    await expect(page.get_by_role("heading", name="Local photobank")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message")).to_have_value("half a thought")


async def test_on_a_phone_the_list_and_the_chat_take_turns_and_back_leads_to_the_list(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin(JAMES)
    page = await open_page(width=390, height=844, dark=True)
    await page.get_by_role("button", name="Back to the chats").click()
    await expect(row(page, "Local photobank")).to_be_focused()
    await expect(page.get_by_role("main")).to_be_hidden()
    await stand_in.bot.send_message(JAMES, "unseen")
    await row(page, "Become James, visitor, 1 unread").click()
    await expect(page.locator(".row .text").last).to_have_text("unseen")
    await expect(page.get_by_role("navigation", name="Chats")).to_be_hidden()
    await page.go_back()
    await expect(page.get_by_role("navigation", name="Chats")).to_be_visible()
    await expect(page.get_by_role("button", name="You are: James")).to_be_visible()


async def test_light_and_dark_can_be_chosen_over_the_system(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page(dark=False)
    surface = "getComputedStyle(document.querySelector('.top')).backgroundColor"
    light = await page.evaluate(surface)
    await page.get_by_role("button", name="Appearance").click()
    await page.get_by_role("menuitemradio", name="Dark").click()
    assert await page.evaluate(surface) != light
    await page.reload()
    await expect(page.get_by_role("heading", name="Local photobank")).to_be_visible()
    assert await page.evaluate(surface) != light
    await page.get_by_role("button", name="Appearance").click()
    await page.get_by_role("menuitemradio", name="As the system").click()
    assert await page.evaluate(surface) == light


async def test_a_blocked_bot_is_said_in_place_of_the_box(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await page.get_by_role("button", name="Chat actions").click()
    await page.get_by_role("menuitem", name="Block the bot").click()
    await expect(page.get_by_text("You have blocked the bot.")).to_be_visible()
    update = await stand_in.next_update()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    await page.get_by_role("button", name="Unblock the bot").click()
    await expect(page.get_by_role("textbox", name="Message")).to_be_visible()
    update = await stand_in.next_update()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "member"


async def test_the_bot_can_be_taken_out_of_a_group_and_added_again(stand_in: StandIn, open_page: OpenPage) -> None:
    await found(stand_in, "supergroup", "Editors", bot="member")
    page = await open_page(OLEG)
    await row(page, "Editors").click()
    stood = []
    for item, words in (
        ("Make the bot an administrator", "bot is an administrator"),
        ("Remove the bot from this chat", "bot was removed"),
        ("Add the bot", "bot is a member"),
    ):
        await page.get_by_role("button", name="Chat actions").click()
        await page.get_by_role("menuitem", name=item).click()
        await expect(page.locator(".top-status")).to_contain_text(words)
    for _ in range(6):
        update = await stand_in.next_update()
        if update.my_chat_member is not None:
            stood.append(update.my_chat_member.new_chat_member.status)
    assert stood == ["member", "administrator", "kicked", "member"]


async def test_a_group_that_grows_is_followed_to_its_new_place(stand_in: StandIn, open_page: OpenPage) -> None:
    group = await found(stand_in, "group", "Walkers", bot="member")
    page = await open_page(OLEG)
    await row(page, "Walkers").click()
    await page.get_by_role("textbox", name="Message").fill("/help before")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own .text")).to_have_text(["/help before"])
    await page.get_by_role("button", name="Chat actions").click()
    await page.get_by_role("menuitem", name="Turn into a supergroup").click()
    await expect(page.locator(".row.service .text")).to_have_text(["The group became a supergroup"])
    await expect(row(page, "Walkers")).to_have_count(1)
    await expect(page.get_by_role("heading", name="Walkers")).to_be_visible()
    assert str(group) not in page.url
    await page.get_by_role("textbox", name="Message").fill("/help after")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own .text")).to_have_text(["/help after"])
