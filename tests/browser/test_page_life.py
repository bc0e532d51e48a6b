"""The chat page over time and on every screen: servers that go away, long chats, small windows, no mouse."""

from __future__ import annotations

import pytest
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import Page, expect

from tests.browser.conftest import ANNA, OpenPage, StandIn
from tests.conftest import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FITS = (
    "document.documentElement.scrollWidth <= innerWidth && document.querySelector('.thread').scrollWidth <= innerWidth"
)
LAID_OUT = """[...document.querySelectorAll(".row .bubble")]
  .filter((node) => node.checkVisibility({ contentVisibilityAuto: true })).length"""
"""Rows whose contents the browser has bothered to lay out."""
GAP = "(() => { const s = document.querySelector('.thread'); return s.scrollHeight - s.scrollTop - s.clientHeight })()"


READING = """(() => {
  const top = document.querySelector(".thread").getBoundingClientRect().top;
  const row = [...document.querySelectorAll(".row")].find((one) => one.getBoundingClientRect().bottom > top);
  return [row.dataset.id, Math.round(row.getBoundingClientRect().top - top)];
})()"""
"""The row under the upper edge, and how far above the edge it begins."""
NEXT_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


async def settled_reading(page: Page) -> list[object]:
    """Where one reads, when rows that come near are laid out and nothing shifts any more."""
    before: list[object] = []
    while (now := await page.evaluate(READING)) != before:
        before = now
        await page.evaluate(NEXT_FRAMES)
    return before


async def test_the_page_comes_back_after_the_server_restarts(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await expect(page.locator(".row")).to_have_count(1)
    await stand_in.stop()
    await expect(page.locator(".banner.severe")).to_be_visible()
    await stand_in.start()
    await expect(page.locator(".banner.severe")).to_be_hidden()
    await expect(page.locator(".welcome")).to_be_visible()
    await stand_in.begin()
    await stand_in.bot.send_message(ANNA, "here again")
    await expect(page.locator(".row .text")).to_have_text(["/start", "here again"])


async def test_what_was_said_while_the_line_was_cut_is_there_once(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    sent = await stand_in.bot.send_message(ANNA, "first")
    await expect(page.locator(".row .text")).to_have_text(["/start", "first"])
    await page.route("**/control/**", lambda route: route.abort("connectionrefused"))
    await page.evaluate("new Promise((done) => setTimeout(done, 100))")
    # The open stream outlives the route: the server drops it, as a proxy or a sleeping laptop would.
    stand_in.running.world.events.close()
    await expect(page.locator(".banner.severe")).to_be_visible()
    stand_in.running.world.events.closed = False
    await stand_in.bot.edit_message_text("first, corrected", chat_id=ANNA, message_id=sent.message_id)
    await stand_in.bot.send_message(ANNA, "second")
    await page.unroute("**/control/**")
    await expect(page.locator(".row .text")).to_have_text(["/start", "first, corrected", "second"])


async def test_words_that_could_not_be_sent_stay_in_the_box(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await stand_in.stop()
    await page.get_by_role("textbox", name="Message").fill("do not lose me")
    await page.keyboard.press("Enter")
    await expect(page.locator(".toast.failed")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Message")).to_have_value("do not lose me")
    await stand_in.start()


async def test_the_page_says_whether_the_bot_is_there(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await expect(page.locator(".top-status")).to_have_text("bot is not running")
    await expect(page.locator(".banner")).to_be_visible()
    await stand_in.bot.get_updates(timeout=0)
    await expect(page.locator(".top-status")).to_have_text("bot is online")
    await expect(page.locator(".banner")).to_be_hidden()


def crowd(stand_in: StandIn) -> None:
    """A thousand messages of the bot, short and long."""
    world = stand_in.running.world
    author = {"from": world.profile.user()}
    for number in range(1000):
        world.post(world.chat(ANNA), author | {"text": f"message {number} " + "word " * (number % 40)}, from_bot=True)


async def test_of_a_thousand_messages_only_those_near_the_window_are_laid_out(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin()
    crowd(stand_in)
    page = await open_page()
    await expect(page.locator(".feed").get_by_text("message 999 ")).to_be_in_viewport()
    await expect(page.locator(".row")).to_have_count(1001)
    assert 0 < await page.evaluate(LAID_OUT) < 120
    for top in (30_000, 4_000, 20_000):
        await page.evaluate("(top) => { document.querySelector('.thread').scrollTop = top }", top)
        await page.evaluate(NEXT_FRAMES)
        assert 0 < await page.evaluate(LAID_OUT) < 120


async def test_a_thousand_messages_open_at_the_end_and_stay_where_one_reads(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin()
    crowd(stand_in)
    page = await open_page()
    await expect(page.locator(".row")).to_have_count(1001)
    await expect(page.locator(".feed").get_by_text("message 999 ")).to_be_in_viewport()
    assert await page.evaluate(GAP) < 2
    await page.evaluate("document.querySelector('.thread').scrollTop = 4000")
    more = page.get_by_role("button", name="To the latest messages")
    await expect(more).to_be_visible()
    reading = await settled_reading(page)
    await stand_in.bot.send_message(ANNA, "and one more")
    await expect(more).to_contain_text("New · 1")
    assert await settled_reading(page) == reading
    await more.click()
    await expect(page.locator(".feed").get_by_text("and one more", exact=True)).to_be_in_viewport()
    await expect(more).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1600])
async def test_no_width_scrolls_sideways(stand_in: StandIn, open_page: OpenPage, width: int, dark: bool) -> None:
    await stand_in.begin()
    bot = stand_in.bot
    row = [InlineKeyboardButton(text=f"a long label {n}", callback_data=str(n)) for n in range(8)]
    await bot.send_message(ANNA, "w" * 300, reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))
    await bot.send_message(ANNA, f"<pre>{'code ' * 60}</pre><code>{'x' * 200}</code>", parse_mode="HTML")
    await bot.send_photo(ANNA, BufferedInputFile(jpeg("red", (1280, 200)), "p.jpg"), caption="wide " * 40)
    await bot.send_document(ANNA, BufferedInputFile(b"%PDF", "long_name_" * 12 + ".pdf"))
    page = await open_page(width=width, dark=dark, language="ru-RU")
    await expect(page.locator(".notice")).to_have_text("Локальная замена Telegram · ничего не покидает этот компьютер")
    await expect(page.locator(".row")).to_have_count(5)
    assert await page.evaluate(FITS)
    for row_number in range(5):
        box = await page.locator(".row .stack").nth(row_number).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    await page.get_by_role("button", name="Показать вызовы Bot API").click()
    await expect(page.locator(".call-method").first).to_be_visible()
    assert await page.evaluate(FITS)
    background = await page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor")
    assert (sum(map(int, background.strip("rgb()").split(","))) < 200) is dark


async def reply_by_keyboard(page: Page) -> None:
    await page.keyboard.press("Shift+Tab")  # from the box to the menu button
    while not await page.evaluate("document.activeElement.matches('.row')"):
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Home")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")


async def test_a_reply_needs_no_mouse(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    await stand_in.bot.send_message(ANNA, "answer me")
    page = await open_page()
    await page.get_by_role("textbox", name="Message").focus()
    await reply_by_keyboard(page)
    await expect(page.locator(".replying")).to_contain_text("/start")
    await page.keyboard.type("in answer")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own").last.get_by_role("button", name="Reply to")).to_be_visible()
    update = await stand_in.next_update()
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.text == "/start"


async def test_new_messages_are_announced(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await stand_in.bot.send_message(ANNA, "found 58")
    name = stand_in.running.world.profile.user()["first_name"]
    await expect(page.locator("[aria-live=polite].announcer")).to_have_text(f"{name}: found 58")
