"""The chat page under axe-core: nothing serious in any main state, on phone and desktop, light and dark."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InlineQueryResultUnion,
)
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.conftest import ANNA, JAMES, OpenPage, StandIn
from tests.conftest import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SERIOUS = {"serious", "critical"}
SCREENS = [(390, False), (390, True), (1280, False), (1280, True)]
STILL = (
    "document.getAnimations().forEach((one) => { if (one.effect.getTiming().iterations !== Infinity) one.finish() })"
)
"""A colour in the middle of fading in is no colour of the page."""


async def findings(page: Page) -> list[str]:
    """What is serious or worse, each with the first element that it concerns."""
    await page.evaluate(STILL)
    results = await Axe().run(page)
    return [
        f"{violation['id']}: {node['html'][:160]} {[check['message'] for check in node['any']]}"
        for violation in results.response["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"][:3]
    ]


def styled() -> InlineKeyboardMarkup:
    styles = [
        InlineKeyboardButton(text=style, callback_data=style, style=style) for style in ("primary", "success", "danger")
    ]
    others = [
        InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="©")),
        InlineKeyboardButton(text="Site", url="https://example.org/"),
    ]
    return InlineKeyboardMarkup(inline_keyboard=[styles, others])


async def offer(page: Page, stand_in: StandIn) -> None:
    """Opens the inline panel on pictures, more of them than it shows at once, and a button above them."""
    sent = await stand_in.bot.send_photo(JAMES, BufferedInputFile(jpeg("teal", (400, 300)), "p.jpg"))
    assert sent.photo is not None
    name = stand_in.running.world.profile.user()["username"]
    await page.get_by_role("textbox", name="Message").fill(f"@{name} river")
    query = (await stand_in.next_update()).inline_query
    assert query is not None
    results: list[InlineQueryResultUnion] = [
        InlineQueryResultCachedPhoto(id=str(n), photo_file_id=sent.photo[-1].file_id, title=f"River {n}")
        for n in range(40)
    ]
    button = InlineQueryResultsButton(text="Sign in", start_parameter="login")
    await stand_in.bot.answer_inline_query(query.id, results, cache_time=1, button=button)
    await expect(page.get_by_role("option")).to_have_count(len(results))


@pytest_asyncio.fixture(loop_scope="session")
async def lively(stand_in: StandIn) -> AsyncIterator[StandIn]:
    """A chat with everything in it that a bubble can hold, and unread words elsewhere."""
    await stand_in.begin()
    await stand_in.begin(JAMES)
    bot = stand_in.bot
    await bot.set_my_commands([BotCommand(command="help", description="What I can do")])
    await bot.send_message(
        ANNA,
        "<b>b</b> <i>i</i> <code>c</code> <a href='https://example.org'>link</a> #tag @name /help "
        "<tg-spoiler>hidden</tg-spoiler><pre><code class='language-python'>x</code></pre>"
        "<blockquote>said</blockquote>",
        parse_mode="HTML",
    )
    sent = await bot.send_photo(
        ANNA, BufferedInputFile(jpeg("navy", (900, 600)), "p.jpg"), caption="night", reply_markup=styled()
    )
    await bot.send_document(ANNA, BufferedInputFile(b"%PDF", "terms.pdf"), reply_to_message_id=sent.message_id)
    await bot.send_photo(ANNA, BufferedInputFile(jpeg("olive", (300, 200)), "p.jpg"))
    await bot.send_venue(ANNA, 55.7298, 37.6009, "Gorky Park", "9 Krymsky Val")
    yield stand_in


@pytest.mark.timeout(900)  # a look at every element of ten states, on a machine that may be busy
@pytest.mark.parametrize(("width", "dark"), SCREENS)
async def test_chats_menus_viewer_and_drawer_have_no_serious_finding(
    lively: StandIn, open_page: OpenPage, width: int, dark: bool
) -> None:
    page = await open_page(width=width, height=844, dark=dark)
    found: dict[str, list[str]] = {}
    await lively.bot.send_message(JAMES, "for James")
    await expect(page.locator(".row")).to_have_count(6)
    found["chat"] = await findings(page)

    await page.locator(".row .text").first.click(button="right")
    await expect(page.get_by_role("menu")).to_be_visible()
    found["menu"] = await findings(page)
    await page.get_by_role("menuitem", name="Forward…").click()
    await expect(page.get_by_role("dialog", name="Forward to")).to_be_visible()
    found["forward"] = await findings(page)
    await page.keyboard.press("Escape")

    await page.get_by_role("button", name="Attach").click()
    await page.get_by_role("menuitem", name="Location").click()
    await expect(page.get_by_role("dialog", name="Send a location")).to_be_visible()
    found["location"] = await findings(page)
    await page.keyboard.press("Escape")

    await page.get_by_role("textbox", name="Message").fill("/")
    await expect(page.get_by_role("option")).to_have_count(1)
    found["commands"] = await findings(page)
    await page.get_by_role("textbox", name="Message").fill("")

    await offer(page, lively)
    found["inline"] = await findings(page)
    await page.get_by_role("textbox", name="Message").fill("")

    await page.locator(".row .picture").first.click()
    await expect(page.get_by_role("dialog", name="Photo")).to_be_visible()
    found["viewer"] = await findings(page)
    await page.keyboard.press("Escape")

    await page.get_by_role("button", name="Show Bot API calls").click()
    for tab in ("Calls", "Faults", "Time"):
        await page.get_by_role("tab", name=tab).click()
        found[tab] = await findings(page)
    await page.keyboard.press("Escape")

    if width < 720:
        await page.get_by_role("button", name="Back to the chats").click()
        await expect(page.locator(".chat-row").first).to_be_visible()
        found["list"] = await findings(page)
    await page.get_by_role("button", name="You are: Анна").click()
    await expect(page.get_by_role("menuitemradio", name="James")).to_be_visible()
    found["people"] = await findings(page)
    await page.get_by_role("menuitem", name="New group or channel…").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    found["new chat"] = await findings(page)
    assert {state: problems for state, problems in found.items() if problems} == {}
