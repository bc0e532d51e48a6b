"""Files on the chat page: dropped, pasted, chosen, looked at; and what the bot gets of them."""

from __future__ import annotations

import base64

import pytest
from aiogram.types import BufferedInputFile
from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import ANNA, OpenPage, StandIn
from tests.conftest import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HAND_OVER = """async ([kind, target, name, type, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  if (kind === "paste") {
    const paste = { clipboardData: transfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent("paste", paste));
    return;
  }
  for (const step of ["dragenter", "dragover", "drop"]) {
    const node = step === "dragenter" ? document.body : document.querySelector(target);
    node.dispatchEvent(new DragEvent(step, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    await new Promise(requestAnimationFrame);
  }
}"""


async def hand_over(page: Page, kind: str, content: bytes, target: str = "[data-kind=image]") -> None:
    """What a person does with a mouse or a clipboard that a headless browser has not."""
    await page.evaluate(HAND_OVER, [kind, target, "river.jpg", "image/jpeg", base64.b64encode(content).decode()])


async def test_a_dropped_picture_is_looked_at_captioned_and_sent_as_a_photo(
    stand_in: StandIn, open_page: OpenPage
) -> None:
    page = await open_page()
    await hand_over(page, "drop", jpeg("teal", (640, 480)))
    preview = page.get_by_role("dialog")
    await expect(preview.locator("img")).to_be_visible()
    await preview.get_by_label("Caption").fill("по снимку")
    await preview.get_by_role("button", name="Send").click()
    await expect(preview).to_have_count(0)
    await expect(page.locator(".row.own .picture img")).to_be_visible()
    await expect(page.locator(".row.own .text")).to_have_text("по снимку")
    update = await stand_in.next_update()
    assert update.message is not None
    assert update.message.photo
    assert (update.message.photo[-1].width, update.message.caption) == (640, "по снимку")


async def test_a_picture_dropped_on_the_lower_half_goes_as_a_file(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    content = jpeg("teal", (320, 240))
    await hand_over(page, "drop", content, "[data-kind=file]")
    await page.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(page.locator(".row.own .document-name")).to_have_text("river.jpg")
    update = await stand_in.next_update()
    assert update.message is not None
    assert update.message.document is not None
    received = await stand_in.bot.download(update.message.document)
    assert received is not None
    assert received.read() == content


async def test_a_pasted_picture_can_be_thought_better_of(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    await hand_over(page, "paste", jpeg())
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.locator(".row")).to_have_count(0)


async def test_several_photos_are_one_album(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    chosen: list[FilePayload] = [
        {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(colour, (300, 200))}
        for colour in ("red", "green", "blue")
    ]
    await page.locator(".photo-input").set_input_files(chosen)
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own")).to_have_count(1)
    await expect(page.locator(".row.own .album .picture")).to_have_count(3)
    groups = {message.media_group_id for _ in chosen if (message := (await stand_in.next_update()).message)}
    assert len(groups) == 1
    assert None not in groups


async def test_what_a_client_would_not_send_is_said_in_the_dialog(stand_in: StandIn, open_page: OpenPage) -> None:
    page = await open_page()
    broken: FilePayload = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    await page.locator(".photo-input").set_input_files([broken])
    await page.get_by_role("dialog").get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert")).to_contain_text("IMAGE_PROCESS_FAILED")
    await expect(page.get_by_role("dialog")).to_be_visible()


async def test_room_for_a_picture_is_kept_before_it_loads(stand_in: StandIn, open_page: OpenPage) -> None:
    await stand_in.begin()
    page = await open_page()
    await page.route("**/control/files/*", lambda route: route.abort())
    await stand_in.bot.send_photo(ANNA, BufferedInputFile(jpeg("red", (1200, 800)), "p.jpg"))
    box = await page.locator(".row .picture").bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.01)
