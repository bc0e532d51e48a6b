"""Places on the chat page: a point chosen on the map, one with a name, and those that the bot sends or asks for."""

from __future__ import annotations

import pytest
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import ANNA, SETTLED, OpenPage, StandIn

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def open_map(page: Page) -> Locator:
    await page.get_by_role("button", name="Attach").click()
    await page.get_by_role("menuitem", name="Location").click()
    dialog = page.get_by_role("dialog", name="Send a location")
    await expect(dialog.get_by_role("group", name="Map of the city")).to_be_focused()
    return dialog


async def received(stand_in: StandIn) -> Message:
    message = (await stand_in.next_update()).message
    assert message is not None
    return message


async def test_a_point_is_chosen_with_arrow_keys_and_sent(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    dialog = await open_map(page)
    before = float(await dialog.get_by_label("Latitude").input_value())
    await page.keyboard.press("ArrowUp")
    north = float(await dialog.get_by_label("Latitude").input_value())
    assert north - before == pytest.approx(0.45 / 111.3, abs=1e-4), "a step is a twentieth of nine kilometres"
    await dialog.get_by_role("button", name="Send this point").click()
    await expect(dialog).to_have_count(0)
    label = f"Location, {north:.5f}, 37.62080. Copy the coordinates"
    await expect(page.locator(".row.own .place")).to_have_attribute("aria-label", label)
    location = (await received(stand_in)).location
    assert location is not None
    assert (location.latitude, location.longitude) == pytest.approx((north, 37.6208), abs=1e-5)


async def test_a_press_on_the_map_moves_the_pin_there(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    dialog = await open_map(page)
    await page.evaluate(SETTLED)
    box = await dialog.locator(".map").bounding_box()
    assert box is not None
    await dialog.locator(".map").click(position={"x": box["width"] / 2 + box["width"] / 9, "y": box["height"] / 2})
    longitude = float(await dialog.get_by_label("Longitude").input_value())
    assert longitude - 37.6208 == pytest.approx(1 / 62.65, abs=5e-4), "a ninth of the map is a kilometre"


async def test_degrees_may_be_typed_and_nonsense_is_not_sent(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    dialog = await open_map(page)
    await dialog.get_by_label("Latitude").fill("95")
    await dialog.get_by_role("button", name="Send this point").click()
    await expect(dialog).to_be_visible()
    await dialog.get_by_label("Latitude").fill("59.93")
    await dialog.get_by_label("Longitude").fill("30.31")
    await dialog.get_by_role("button", name="Send this point").click()
    location = (await received(stand_in)).location
    assert location is not None
    assert (location.latitude, location.longitude) == (59.93, 30.31)


async def test_a_known_place_goes_with_its_name(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    dialog = await open_map(page)
    await dialog.get_by_role("button", name="Gorky Park").click()
    await expect(page.locator(".row.own .place-words")).to_contain_text("Gorky Park")
    venue = (await received(stand_in)).venue
    assert venue is not None
    assert (venue.title, venue.address) == ("Gorky Park", "9 Krymsky Val")


async def test_the_bot_s_place_is_shown_and_its_degrees_are_copied(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await stand_in.bot.send_venue(ANNA, 55.7298, 37.6009, "Gorky Park", "9 Krymsky Val")
    await page.get_by_role("button", name="Gorky Park, 9 Krymsky Val").click()
    await expect(page.locator(".toast")).to_have_text("Copied")
    assert await page.evaluate("navigator.clipboard.readText()") == "55.72980, 37.60090"
    await expect(page.locator(".chat-row[aria-current=true] .chat-line")).to_have_text("Gorky Park")


async def test_a_key_of_the_bot_s_keyboard_may_ask_where_one_is(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    key = KeyboardButton(text="I am here", request_location=True)
    below = ReplyKeyboardMarkup(keyboard=[[key]], one_time_keyboard=True)
    await stand_in.bot.send_message(ANNA, "Where are you?", reply_markup=below)
    await page.get_by_role("button", name="I am here").click()
    await page.get_by_role("dialog").get_by_role("button", name="Send this point").click()
    await expect(page.get_by_role("button", name="I am here")).to_be_hidden()
    assert (await received(stand_in)).location is not None
