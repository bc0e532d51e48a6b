"""The inline panel: "@bot words" in any chat shows what the bot offers, page by page, and one of it is sent."""

from __future__ import annotations

import pytest
from aiogram.types import (
    BufferedInputFile,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import ANNA, OpenPage, StandIn
from tests.conftest import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MARINA = 1003
COLOURS = ("red", "green", "blue", "navy", "teal", "olive", "maroon", "gray")


async def ask(page: Page, stand_in: StandIn, words: str) -> None:
    name = stand_in.running.world.profile.user()["username"]
    await page.get_by_role("textbox", name="Message").fill(f"@{name} {words}")


async def asked(stand_in: StandIn) -> InlineQuery:
    query = (await stand_in.next_update()).inline_query
    assert query is not None
    return query


async def photos(stand_in: StandIn, first: int, count: int) -> list[InlineQueryResultCachedPhoto]:
    """Results with a picture each; the bot has sent them to somebody before, as it must have."""
    results = []
    for number in range(first, first + count):
        picture = BufferedInputFile(jpeg(COLOURS[number % len(COLOURS)], (320 + number, 240)), "p.jpg")
        sent = await stand_in.bot.send_photo(MARINA, picture)
        assert sent.photo
        results.append(
            InlineQueryResultCachedPhoto(
                id=f"photo-{number}", photo_file_id=sent.photo[-1].file_id, title=f"Bridge {number}"
            )
        )
    return results


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Results of").get_by_role("option")


async def test_words_after_the_bots_name_show_pictures_and_enter_sends_the_first(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin(MARINA)
    page = await open_page()
    results = await photos(stand_in, 0, 4)
    await ask(page, stand_in, "мост")
    await expect(page.get_by_text("The bot is looking…")).to_be_visible()
    query = await asked(stand_in)
    assert (query.query, query.from_user.id, query.offset) == ("мост", ANNA, "")
    await stand_in.bot.answer_inline_query(query.id, results, cache_time=1)
    await expect(options(page)).to_have_count(4)
    await expect(options(page).first).to_have_attribute("aria-label", "Bridge 0")
    await expect(options(page).first.locator("img")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own .picture img")).to_be_visible()
    await expect(page.locator(".row.own .forwarded")).to_contain_text("via @")
    await expect(page.get_by_role("textbox", name="Message")).to_have_value("")
    await expect(page.locator(".inline-panel")).to_be_hidden()


async def test_arrows_walk_the_grid_and_the_next_page_comes_with_scrolling(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin(MARINA)
    page = await open_page(width=390, height=844, dark=True)
    results = await photos(stand_in, 0, 18)
    await ask(page, stand_in, "мост")
    query = await asked(stand_in)
    await stand_in.bot.answer_inline_query(query.id, results[:12], cache_time=1, next_offset="12")
    await expect(options(page)).to_have_count(12)
    for _ in range(6):
        await page.keyboard.press("ArrowDown")
    more = await asked(stand_in)
    assert (more.query, more.offset) == ("мост", "12")
    await stand_in.bot.answer_inline_query(more.id, results[12:], cache_time=1)
    await expect(options(page)).to_have_count(18)
    await expect(page.locator(".inline-status")).to_contain_text("18 in all")
    await page.keyboard.press("ArrowRight")
    chosen = page.locator(".inline-list [aria-selected=true]")
    await expect(chosen).to_have_count(1)
    await expect(page.get_by_role("textbox", name="Message")).to_have_attribute(
        "aria-activedescendant", await chosen.get_attribute("id") or "none"
    )
    await expect(page.get_by_role("textbox", name="Message")).to_be_focused()


async def test_a_result_is_chosen_in_a_group_in_which_the_bot_hears_nothing(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.do("chats", type="supergroup", title="Editors", members=[MARINA], bot="left")
    await stand_in.begin(MARINA)
    page = await open_page(MARINA)
    results = await photos(stand_in, 0, 2)
    await page.get_by_role("navigation").get_by_role("button", name="Editors").click()
    await ask(page, stand_in, "мост")
    query = await asked(stand_in)
    await stand_in.bot.answer_inline_query(query.id, results, cache_time=1)
    await options(page).nth(1).click()
    await expect(page.locator(".row.own .picture")).to_have_count(1)


async def test_a_button_above_the_results_leads_to_the_bot(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await page.get_by_role("navigation").get_by_role("button", name="Local photobank").click()
    await ask(page, stand_in, "мост")
    query = await asked(stand_in)
    button = InlineQueryResultsButton(text="Sign in first", start_parameter="login")
    await stand_in.bot.answer_inline_query(query.id, [], cache_time=1, button=button)
    await expect(page.get_by_text("Nothing was found")).to_be_visible()
    await page.get_by_role("button", name="Sign in first").click()
    await expect(page.locator(".row.own .text").last).to_have_text("/start login")


async def test_articles_are_lines_and_an_older_answer_does_not_overtake_a_newer_question(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    await stand_in.begin()
    page = await open_page()

    def article(words: str) -> InlineQueryResultArticle:
        content = InputTextMessageContent(message_text=words)
        return InlineQueryResultArticle(id=words, title=words, description="a line", input_message_content=content)

    await ask(page, stand_in, "old")
    old = await asked(stand_in)
    await ask(page, stand_in, "new")
    new = await asked(stand_in)
    await stand_in.bot.answer_inline_query(new.id, [article("newer")], cache_time=1)
    await expect(options(page)).to_have_text(["newera line"])
    await stand_in.bot.answer_inline_query(old.id, [article("older")], cache_time=1)
    await page.evaluate("new Promise((done) => setTimeout(done, 300))")
    await expect(options(page)).to_have_text(["newera line"])
    await page.keyboard.press("Escape")
    await expect(page.locator(".inline-panel")).to_be_hidden()
