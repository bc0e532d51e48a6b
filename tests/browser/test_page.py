"""The chat page in a real browser: what is typed, tapped and edited is seen, and nothing that is said does harm."""

from __future__ import annotations

import pytest
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
)
from playwright.async_api import Page, expect

from tests.browser.conftest import ANNA, JAMES, OpenPage, StandIn
from tests.conftest import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def keys(*rows: tuple[str, ...]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=f"key:{text}") for text in row] for row in rows]
    )


async def type_and_send(page: Page, text: str) -> None:
    await page.get_by_role("textbox", name="Message").fill(text)
    await page.keyboard.press("Enter")


async def test_a_typed_text_appears_once_and_reaches_the_bot(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await type_and_send(page, "ночной мост")
    await expect(page.locator(".row.own .text")).to_have_text(["ночной мост"])
    await expect(page.get_by_role("textbox", name="Message")).to_have_value("")
    update = await stand_in.next_update()
    assert update.message is not None
    assert (update.message.text, update.message.chat.id) == ("ночной мост", ANNA)


async def test_shift_enter_writes_a_second_line(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("textbox", name="Message").fill("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    update = await stand_in.next_update()
    assert update.message is not None
    assert update.message.text == "one\ntwo"


async def test_an_empty_chat_offers_a_start_and_things_to_ask(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.locator(".welcome .chip")).to_have_text(["ночной мост", "зимний собор", "bridge at night"])
    await page.get_by_role("button", name="Start").click()
    await expect(page.locator(".row.own .text")).to_have_text(["/start"])
    await expect(page.locator(".welcome")).to_have_count(0)


async def test_a_tap_spins_until_the_bot_answers_it(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await stand_in.bot.send_message(ANNA, "Found 58", reply_markup=keys(("1", "2", "3"), ("Next",)))
    await expect(page.locator(".key")).to_have_count(4)
    widths = [box["width"] for key in await page.locator(".key").all() if (box := await key.bounding_box())]
    assert max(widths[:3]) - min(widths[:3]) < 1
    assert widths[3] > 3 * widths[0]
    await page.get_by_role("button", name="Next").click()
    await expect(page.get_by_role("button", name="Next")).to_have_attribute("aria-busy", "true")
    update = await stand_in.next_update()
    assert update.callback_query is not None
    assert (update.callback_query.data, update.callback_query.from_user.id) == ("key:Next", ANNA)
    await stand_in.bot.answer_callback_query(update.callback_query.id, text="Here you are")
    await expect(page.locator(".toast")).to_have_text("Here you are")
    await expect(page.locator(".key[aria-busy]")).to_have_count(0)


async def test_an_alert_waits_until_it_is_read(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await stand_in.bot.send_message(ANNA, "Sure?", reply_markup=keys(("Yes",)))
    await page.get_by_role("button", name="Yes").click()
    update = await stand_in.next_update()
    assert update.callback_query is not None
    await stand_in.bot.answer_callback_query(update.callback_query.id, text="Too many", show_alert=True)
    alert = page.get_by_role("dialog")
    await expect(alert).to_contain_text("Too many")
    await page.keyboard.press("Enter")
    await expect(alert).to_have_count(0)


async def test_links_and_copy_buttons_work_without_the_bot(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = [
        InlineKeyboardButton(text="Site", url="https://example.org/", style="primary"),
        InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="© Городской фотобанк")),
    ]
    await stand_in.bot.send_message(ANNA, "Credit", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))
    site = page.get_by_role("link", name="Site")
    await expect(site).to_have_attribute("href", "https://example.org/")
    await expect(site).to_have_attribute("data-style", "primary")
    await page.get_by_role("button", name="Copy").click()
    await expect(page.locator(".toast")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == "© Городской фотобанк"


async def test_an_edit_swaps_the_picture_in_place_without_a_jump(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    sheet = BufferedInputFile(jpeg("navy", (900, 900)), "sheet.jpg")
    sent = await stand_in.bot.send_photo(ANNA, sheet, caption="Page 1", reply_markup=keys(("Next",)))
    picture = page.locator(".row .picture")
    first = await picture.locator("img").get_attribute("src")
    await page.get_by_role("button", name="Next").focus()
    await picture.evaluate("node => { node.closest('.row').sameNode = true }")
    await picture.evaluate("node => Promise.all(node.closest('.row').getAnimations().map((one) => one.finished))")
    before = await picture.bounding_box()
    media = InputMediaPhoto(media=BufferedInputFile(jpeg("maroon", (900, 900)), "sheet.jpg"), caption="Page 2")
    await stand_in.bot.edit_message_media(media, chat_id=ANNA, message_id=sent.message_id, reply_markup=keys(("Next",)))
    await expect(page.locator(".row:has(.picture) .text")).to_have_text("Page 2")
    await expect(picture.locator("img")).to_have_count(1)
    assert await picture.locator("img").get_attribute("src") != first
    assert await picture.bounding_box() == before
    assert await picture.evaluate("node => node.closest('.row').sameNode")
    await expect(page.get_by_role("button", name="Next")).to_be_focused()
    await expect(page.locator(".row:has(.picture) .meta")).to_contain_text("edited")


async def test_a_deleted_message_vanishes(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    sent = await stand_in.bot.send_message(ANNA, "soon gone")
    await expect(page.locator(".feed").get_by_text("soon gone", exact=True)).to_be_visible()
    await stand_in.bot.delete_message(ANNA, sent.message_id)
    await expect(page.locator(".feed").get_by_text("soon gone", exact=True)).to_have_count(0)


async def test_markup_in_a_text_is_only_text(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    hostile = '<script>document.title="owned"</script><img src=x onerror=alert(1)>'
    await type_and_send(page, hostile)
    await expect(page.locator(".row.own .text")).to_have_text([hostile])
    await stand_in.next_update()
    harmful = MessageEntity(type="text_link", offset=0, length=5, url="javascript:document.title='owned'")
    await stand_in.bot.send_message(ANNA, "press", entities=[harmful])
    await expect(page.locator(".row:not(.own) .text")).to_have_text(["press"])
    assert await page.locator(".feed script, .feed img, .feed a[href^=javascript]").count() == 0
    assert await page.title() != "owned"


async def test_entities_fall_on_the_right_letters_after_an_emoji(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await stand_in.bot.send_message(
        ANNA,
        '😀🌉 <b>bold <i>both</i></b> <a href="https://example.org">link</a> <code>x &lt; y</code> /help',
        parse_mode="HTML",
    )
    text = page.locator(".row:not(.own) .text")
    await expect(text.locator("strong")).to_have_text("bold both")
    await expect(text.locator("strong em")).to_have_text("both")
    await expect(text.locator("a")).to_have_text("link")
    await expect(text.locator("code")).to_have_text("x < y")
    await text.get_by_role("button", name="/help").click()
    await expect(page.locator(".row.own .text").last).to_have_text("/help")


async def test_switching_people_switches_the_chat_and_who_speaks(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await type_and_send(page, "from Anna")
    await expect(page.locator(".row.own")).to_have_count(1)
    await stand_in.next_update()
    await page.get_by_role("button", name="You are: Анна").click()
    await page.get_by_role("menuitemradio", name="James").click()
    await expect(page.locator(".welcome")).to_be_visible()
    await type_and_send(page, "from James")
    update = await stand_in.next_update()
    assert update.message is not None
    assert update.message.from_user is not None
    assert (update.message.from_user.id, update.message.chat.id) == (JAMES, JAMES)
    await stand_in.bot.send_message(ANNA, "for Anna alone")
    await expect(page.get_by_role("button", name="Become Анна, visitor, 1 unread")).to_be_visible()
    await expect(page.locator(".row .text")).to_have_text(["from James"])


async def test_a_slash_opens_the_commands_of_the_bot(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.bot.set_my_commands(
        [BotCommand(command="start", description="Begin"), BotCommand(command="help", description="What I can do")]
    )
    page = await open_page()
    await page.get_by_role("textbox", name="Message").press_sequentially("/")
    await expect(page.get_by_role("option")).to_have_text(["/startBegin", "/helpWhat I can do"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own .text")).to_have_text(["/help"])


async def test_a_reply_keyboard_sends_what_its_key_says_and_leaves_the_draft(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin()
    page = await open_page()
    below = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Yes"), KeyboardButton(text="No")]])
    await stand_in.bot.send_message(ANNA, "Agreed?", reply_markup=below)
    draft = page.get_by_role("textbox", name="Message")
    await draft.fill("half a thought")
    await page.get_by_role("button", name="No", exact=True).click()
    await expect(page.locator(".row.own .text").last).to_have_text("No")
    await expect(draft).to_have_value("half a thought")


async def test_what_the_bot_is_doing_is_shown_until_it_writes(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await stand_in.bot.send_chat_action(ANNA, "upload_photo")
    await expect(page.locator(".top-status")).to_have_text("sending a photo…")
    await stand_in.bot.send_message(ANNA, "done")
    await expect(page.locator(".top-status.acting")).to_have_count(0)
    await expect(page.locator(".typing.on")).to_have_count(0)
