"""A photo over the whole window: turned, looked at closely by wheel, fingers, double click and keys, and left again."""

from __future__ import annotations

import pytest
from aiogram.types import BufferedInputFile
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import ANNA, OpenPage, StandIn
from tests.conftest import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def look_at(page: Page, stand_in: StandIn, *colours: str) -> Locator:
    """The viewer, opened at the first of the photos of these colours."""
    for colour in colours:
        await stand_in.bot.send_photo(ANNA, BufferedInputFile(jpeg(colour, (900, 600)), "p.jpg"), caption=colour)
    await expect(page.locator(".row .picture")).to_have_count(len(colours))
    await page.locator(".row .picture").first.click()
    viewer = page.get_by_role("dialog", name="Photo")
    await expect(viewer.locator("img")).to_be_visible()
    return viewer


async def width_of(viewer: Locator) -> float:
    box = await viewer.locator("img").bounding_box()
    assert box is not None
    return box["width"]


async def test_the_viewer_walks_through_the_photos_of_the_chat(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    viewer = await look_at(page, stand_in, "red", "blue")
    await expect(viewer).to_contain_text("1 of 2")
    await page.keyboard.press("ArrowRight")
    await expect(viewer).to_contain_text("2 of 2")
    await expect(viewer.locator("img")).to_have_attribute("alt", "blue")
    await expect(viewer.get_by_role("button", name="Next")).to_be_disabled()
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)
    await expect(page.locator(".row .picture").first).to_be_focused()


async def test_keys_and_buttons_change_the_scale_and_zero_restores_it(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    viewer = await look_at(page, stand_in, "red")
    whole = await width_of(viewer)
    await page.keyboard.press("+")
    assert await width_of(viewer) == pytest.approx(whole * 1.5)
    await expect(viewer.locator("output")).to_have_text("150%")
    await viewer.get_by_role("button", name="Zoom out").click()
    assert await width_of(viewer) == pytest.approx(whole)
    await page.keyboard.press("+")
    await page.keyboard.press("0")
    assert await width_of(viewer) == pytest.approx(whole)


async def test_the_wheel_keeps_the_point_under_the_mouse_where_it_is(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    viewer = await look_at(page, stand_in, "red")
    before = await viewer.locator("img").bounding_box()
    assert before is not None
    x, y = before["x"] + before["width"] * 0.7, before["y"] + before["height"] * 0.4
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, -500)
    await expect(viewer.locator(".zoomed")).to_have_count(1)
    after = await viewer.locator("img").bounding_box()
    assert after is not None
    assert after["width"] > before["width"] * 2
    assert (x - after["x"]) / after["width"] == pytest.approx(0.7, abs=0.01)
    assert (y - after["y"]) / after["height"] == pytest.approx(0.4, abs=0.01)


async def test_a_double_click_comes_closer_and_dragging_looks_around(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    viewer = await look_at(page, stand_in, "red")
    whole = await width_of(viewer)
    await page.mouse.dblclick(640, 400)
    assert await width_of(viewer) == pytest.approx(whole * 2.5)
    before = await viewer.locator("img").bounding_box()
    await page.mouse.move(640, 400)
    await page.mouse.down()
    await page.mouse.move(600, 380, steps=3)
    await page.mouse.up()
    after = await viewer.locator("img").bounding_box()
    assert before is not None
    assert after is not None
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((-40, -20), abs=1)
    await page.mouse.dblclick(640, 400)
    assert await width_of(viewer) == pytest.approx(whole)


PINCH = """(stage) => {
  const finger = (type, id, x) => stage.dispatchEvent(new PointerEvent(type, {
    pointerId: id, pointerType: "touch", isPrimary: id === 1, button: type === "pointermove" ? -1 : 0,
    clientX: x, clientY: 300, bubbles: true, cancelable: true,
  }));
  stage.setPointerCapture = () => {};
  finger("pointerdown", 1, 150);
  finger("pointerdown", 2, 250);
  finger("pointermove", 1, 100);
  finger("pointermove", 2, 300);
  finger("pointerup", 1, 100);
  finger("pointerup", 2, 300);
}"""


async def test_two_fingers_pull_a_photo_closer_on_a_phone(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page(width=390, height=844, dark=True)
    viewer = await look_at(page, stand_in, "red")
    whole = await width_of(viewer)
    await viewer.locator(".viewer-stage").evaluate(PINCH)
    assert await width_of(viewer) == pytest.approx(whole * 2)


async def test_a_press_beside_the_photo_leaves_it(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page(width=1600, height=900)
    viewer = await look_at(page, stand_in, "red")
    await page.mouse.click(80, 300)
    await expect(viewer).to_have_count(0)
