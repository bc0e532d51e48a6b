"""What a person does with messages that are there: edits, forwards, reacts, follows links that lead back to the bot."""

from __future__ import annotations

import pytest
from aiogram.types import MessageOriginHiddenUser, ReactionTypeEmoji
from playwright.async_api import Page, expect

from tests.browser.conftest import ANNA, OpenPage, StandIn

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MARINA = 1003


async def say(page: Page, words: str) -> None:
    await page.get_by_role("textbox", name="Message").fill(words)
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own .text").last).to_have_text(words)


async def test_one_s_own_message_is_edited_in_place(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "ночной мотс")
    first = (await stand_in.next_update()).message
    await page.keyboard.press("ArrowUp")
    box = page.get_by_role("textbox", name="Message")
    await expect(box).to_have_value("ночной мотс")
    await expect(page.locator(".replying")).to_contain_text("Editing the message")
    await box.fill("ночной мост")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator(".replying")).to_be_hidden()
    await expect(page.locator(".row.own .text")).to_have_text(["ночной мост"])
    await expect(page.locator(".row.own .meta")).to_contain_text("edited")
    edited = (await stand_in.next_update()).edited_message
    assert first is not None
    assert edited is not None
    assert (edited.message_id, edited.text) == (first.message_id, "ночной мост")


async def test_an_edit_can_be_thought_better_of(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "as it is")
    await page.get_by_role("textbox", name="Message").fill("half a thought")
    await page.locator(".row.own").click(button="right")
    await page.get_by_role("menuitem", name="Edit").click()
    await page.get_by_role("textbox", name="Message").fill("otherwise")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("textbox", name="Message")).to_have_value("half a thought")
    await expect(page.locator(".row.own .text")).to_have_text(["as it is"])


async def test_what_others_wrote_cannot_be_edited(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    await stand_in.bot.send_message(ANNA, "the bot's own")
    page = await open_page()
    await page.locator(".feed").get_by_text("the bot's own").click(button="right")
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Edit")).to_have_count(0)


async def test_a_message_is_forwarded_to_a_chat_that_one_chooses(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.do("chats", type="supergroup", title="Editors", members=[MARINA], bot="member")
    await stand_in.begin(MARINA)
    await stand_in.bot.send_message(MARINA, "pass it on")
    page = await open_page(MARINA)
    await page.locator(".feed").get_by_text("pass it on").click(button="right")
    await page.get_by_role("menuitem", name="Forward…").click()
    chooser = page.get_by_role("dialog", name="Forward to")
    await page.keyboard.type("edit")
    await expect(chooser.locator(".choice:visible")).to_have_text(["Editors"])
    await page.keyboard.press("Enter")
    await expect(page.locator(".toast")).to_have_text("Forwarded to Editors")
    await page.get_by_role("navigation").get_by_role("button", name="Editors").click()
    await expect(page.locator(".row.own .forwarded")).to_contain_text("Forwarded from")
    await expect(page.locator(".row.own .text")).to_have_text(["pass it on"])


async def test_a_forward_may_hide_who_wrote_it(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await say(page, "mine")
    await stand_in.next_update()
    await page.locator(".row.own").click(button="right")
    await page.get_by_role("menuitem", name="Forward…").click()
    await page.get_by_role("checkbox", name="Hide the sender's name").check()
    await page.get_by_role("dialog").get_by_role("button", name="Local photobank").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.locator(".row.own .forwarded")).to_have_text(["Forwarded fromАнна"])
    forwarded = (await stand_in.next_update()).message
    assert forwarded is not None
    assert isinstance(forwarded.forward_origin, MessageOriginHiddenUser)
    assert forwarded.forward_origin.sender_user_name == "Анна"


async def test_a_reaction_is_given_seen_with_those_of_others_and_taken_back(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    chat = await stand_in.do("chats", type="supergroup", title="Editors", members=[ANNA, MARINA], bot="administrator")
    sent = await stand_in.bot.send_message(int(str(chat["id"])), "like it?")
    page = await open_page()
    await page.get_by_role("navigation").get_by_role("button", name="Editors").click()
    await page.locator(".feed").get_by_text("like it?").click(button="right")
    await page.get_by_role("menuitemradio", name="React with 👍").click()
    await expect(page.get_by_role("button", name="👍: 1, yours too")).to_be_visible()
    await stand_in.do(f"chats/{chat['id']}/react", person_id=MARINA, message_id=sent.message_id, emoji="👍")
    chip = page.get_by_role("button", name="👍: 2, yours too")
    await expect(chip).to_have_attribute("aria-pressed", "true")
    await chip.click()
    await expect(page.get_by_role("button", name="👍: 1", exact=True)).to_be_visible()
    await stand_in.bot.set_message_reaction(sent.chat.id, sent.message_id, [ReactionTypeEmoji(emoji="🔥")])
    await expect(page.get_by_role("button", name="🔥: 1", exact=True)).to_be_visible()


async def test_a_link_to_the_bot_starts_it_here(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    name = stand_in.running.world.profile.user()["username"]
    await stand_in.bot.send_message(ANNA, f"https://t.me/{name}?start=photo_17")
    page = await open_page()
    await page.locator(".row .text a").click()
    await expect(page.locator(".row.own .text").last).to_have_text("/start photo_17")
    update = await stand_in.next_update()
    assert update.message is not None
    assert update.message.text == "/start photo_17"


async def test_a_link_to_a_post_opens_the_channel_at_the_post(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    posts = [await stand_in.bot.send_message("@moscow_photobank", f"Post {number}") for number in range(40)]
    named = f"https://t.me/moscow_photobank/{posts[3].message_id}"
    numbered = f"https://t.me/c/{str(posts[5].chat.id).removeprefix('-100')}/{posts[5].message_id}"
    await stand_in.bot.send_message(ANNA, f"{named} {numbered}")
    page = await open_page()
    await page.locator(".row .text a").first.click()
    await expect(page.locator(".feed").get_by_text("Post 3", exact=True)).to_be_in_viewport()
    await expect(page.locator(".row.flash")).to_contain_text("Post 3")
    await expect(page.locator(".feed").get_by_text("Post 39", exact=True)).not_to_be_in_viewport()
    await page.get_by_role("navigation").get_by_role("button", name="Photobank").first.click()
    await page.locator(".row .text a").last.click()
    await expect(page.locator(".row.flash")).to_contain_text("Post 5")
