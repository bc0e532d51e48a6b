"""What a long chat costs the browser: `python -m benchmarks.chat_page [messages]` opens one and traces scrolling it.

Counts say more than times on a shared machine: rows whose contents the browser has laid out, and layouts a scroll step.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.async_api import Browser, CDPSession, Page, async_playwright

from benchmarks.report import machine, table, write_section
from bot.sandbox.server import serving
from bot.sandbox.world import World

PERSON = 1001
MESSAGES = 1000
STEPS = 120
STEP_PX = 400
LONG_TASK_MS = 50
LAID_OUT = """[...document.querySelectorAll(".row .bubble")]
  .filter((node) => node.checkVisibility({ contentVisibilityAuto: true })).length"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def fill(world: World, count: int) -> None:
    author = {"from": world.profile.user()}
    keyboard = {"inline_keyboard": [[{"text": str(n), "callback_data": str(n)} for n in range(4)]]}
    for number in range(count):
        body: dict[str, object] = {"text": f"message {number} " + "слово " * (number % 40)}
        if number % 5 == 0:
            body["reply_markup"] = keyboard
        world.post(world.chat(PERSON), author | body, from_bot=True)


async def counted(session: CDPSession) -> dict[str, float]:
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    return {one["name"]: one["value"] for one in metrics}


async def scroll(page: Page) -> None:
    """Up through the chat, as a wheel does it, a step a frame."""
    for _ in range(STEPS):
        await page.mouse.wheel(0, -STEP_PX)
        await page.evaluate("new Promise(requestAnimationFrame)")


def tasks_over(trace: Path, limit_ms: float) -> list[float]:
    """Milliseconds of each task of the page's main thread that was longer than that."""
    events = json.loads(trace.read_text())["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event.get("name") == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = (event for event in events if event.get("name") == "RunTask" and (event["pid"], event["tid"]) in main)
    return sorted(took for event in tasks if (took := event.get("dur", 0) / 1000) > limit_ms)


async def measure(browser: Browser, address: str, folder: Path, count: int) -> None:
    page = await browser.new_page(viewport={"width": 1280, "height": 800})
    began = time.perf_counter()
    await page.goto(f"{address}/#{PERSON}")
    await page.locator(".row").nth(count - 1).wait_for(state="attached")
    await page.locator(".feed").get_by_text(f"message {count - 1} ").wait_for()
    opened_ms = (time.perf_counter() - began) * 1000
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")
    at_end = await page.evaluate(LAID_OUT)
    before = await counted(session)
    await page.mouse.move(640, 400)
    trace = folder / "trace.json"
    await browser.start_tracing(page=page, path=trace)
    await scroll(page)
    await browser.stop_tracing()
    after = await counted(session)
    long_tasks = tasks_over(trace, LONG_TASK_MS)
    rows = [
        ["opened at the end in", f"{opened_ms:.0f} ms"],
        ["rows laid out at the end", f"{at_end}"],
        ["rows laid out after scrolling", f"{await page.evaluate(LAID_OUT)}"],
        ["nodes in all", f"{after['Nodes']:.0f}"],
    ]
    for name, words in (("LayoutCount", "layouts a step"), ("RecalcStyleCount", "style passes a step")):
        rows.append([words, f"{(after[name] - before[name]) / STEPS:.2f}"])
    for name, words in (("LayoutDuration", "layout a step"), ("ScriptDuration", "script a step")):
        rows.append([words, f"{(after[name] - before[name]) * 1000 / STEPS:.2f} ms"])
    longest = ", ".join(f"{ms:.0f} ms" for ms in long_tasks) or "none"
    rows.append([f"tasks over {LONG_TASK_MS} ms while scrolling", longest])
    lines = [
        f"`python -m benchmarks.chat_page`: {machine()}, Chromium {browser.version}; {count:,} messages in one chat,",
        f"scrolled through from the end to the beginning in {STEPS} steps.",
        "",
        *table(["what", "measured"], rows),
    ]
    print("\n".join(lines))
    if count == MESSAGES:
        write_section("A long chat in the page", lines)


async def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    world = World("42:SANDBOX")
    fill(world, count)
    with tempfile.TemporaryDirectory() as folder:
        async with serving(world, port=0) as running, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            await measure(browser, running.url, Path(folder), count)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
