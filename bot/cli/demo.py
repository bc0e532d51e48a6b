"""`photobank demo`: the drawn city's bank, the bot and a chat page, all on this machine."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image
from pydantic import SecretStr

from bot.app import open_bot
from bot.bank import Photobank, encoder_of_bank, open_photobank, set_encoder
from bot.cli.demo_bank import build_demo_bank
from bot.cli.local_telegram import stand_in
from bot.cli.running import notes, prepare, run, screen
from bot.cli.search import TERMINAL, find, print_hits
from bot.presenters.sheet import cells_of
from bot.serving import serve_bot
from bot.settings import Settings
from engine.encoders.catalogue import BUNDLED, resolve
from engine.images.contact_sheet import draw_sheet
from engine.model import Hit
from engine.search.paging import PAGE_SIZE
from engine.search.parsing import parse_query
from engine.training.demo_bank import edition

HOME = Path("var/demo")
TOKEN = "42:local-stand-in"
"""Not a secret: it opens nothing but the stand-in on this machine."""
OWNER_ID = 1005
"""The stand-in's person who owns the demo bank."""
CHANNEL = "@moscow_photobank"
"""The stand-in's channel, in which the bot is an administrator."""
DIGESTS = ("weekly 0 12 * * MON", "daily 0 9 * * *")


def demo(
    ask: Annotated[str | None, typer.Option(help="Ask one question here in the terminal, and stop.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the chat page.")] = 8081,
    home: Annotated[Path, typer.Option(help="Where the demo bank is kept.")] = HOME,
) -> None:
    """Build the demo bank, then open a chat page, or answer one question."""
    settings = demo_settings(home)

    async def main() -> None:
        if ask is not None:
            async with open_demo_bank(settings) as photobank:
                await answer(photobank, ask)
            return
        # The stand-in starts while the bank is opened: each has a processor of its own.
        async with stand_in(port, TOKEN) as starting, open_demo_bank(settings) as photobank:
            address = await starting.address()
            async with open_bot(photobank, at(settings, address), new_telegram=True) as running:
                screen.print(f"\nThe chat page: {address}\n\nCtrl-C ends it.")
                await serve_bot(running)

    run(main)


def demo_settings(home: Path = HOME) -> Settings:
    """The demo stands apart: whatever the environment says of one's own bank, its database or its bot is left alone."""
    own = {
        "database_url": None,
        "chroma_url": None,
        "webhook_url": None,
        "owner_ids": frozenset({OWNER_ID}),
        "storage_chat_id": None,
        "channel_id": CHANNEL,
        "partners_chat_id": None,
        "digests": DIGESTS,
        "digest_automatic": False,
    }
    return prepare(home, encoder=BUNDLED).model_copy(update=own)


def at(settings: Settings, address: str) -> Settings:
    """The same, with the stand-in's address and the token that it takes."""
    return settings.model_copy(update={"bot_token": SecretStr(TOKEN), "api_url": address})


@asynccontextmanager
async def open_demo_bank(settings: Settings) -> AsyncIterator[Photobank]:
    """The complete demo bank. A newer bundled encoder takes it over, for nobody chose the older one."""
    make_way(settings.home, edition())
    now = await encoder_of_bank(settings)
    if now is not None and now[1] != resolve(BUNDLED).encoder_id:
        await set_encoder(settings, BUNDLED)
    async with open_photobank(settings) as photobank:
        if photobank.choice.warning:
            notes.print(photobank.choice.warning, markup=False)
        await build_demo_bank(photobank)
        yield photobank


def make_way(home: Path, drawn: str) -> None:
    """A bank of an earlier city is put aside, not mixed with this one and not lost.

    Which city a bank holds is noted in its folder; a bank without a note holds an unknown one.
    """
    note = home / "city.txt"
    noted = note.read_text(encoding="utf-8").strip() if note.exists() else None
    if noted != drawn and (home / "photobank.db").exists():
        aside = next(
            path for k in itertools.count(1) if not (path := home.with_name(f"{home.name}-before-{k}")).exists()
        )
        home.rename(aside)
        notes.print(f"The city is drawn anew; the earlier demo bank is kept in {aside}", markup=False, soft_wrap=True)
    home.mkdir(parents=True, exist_ok=True)
    note.write_text(drawn + "\n", encoding="utf-8")


async def answer(photobank: Photobank, question: str) -> None:
    """The first page as lines, and its contact sheet as a picture beside the bank."""
    actor = await photobank.recognise_actor(TERMINAL, photobank.settings.language.value)
    page, hits = await find(photobank, actor, parse_query(question), limit=PAGE_SIZE)
    print_hits(page, hits, actor.language)
    if hits:
        path = photobank.settings.home / "answer.png"
        await photobank.images.run(write_sheet, photobank, hits, path)
        screen.print(f"\nThe contact sheet: {path}", markup=False, soft_wrap=True)


def write_sheet(photobank: Photobank, hits: list[Hit], path: Path) -> None:
    """The sheet that the chat would show, as a PNG."""
    cells = cells_of(hits, photobank.files)
    Image.open(BytesIO(draw_sheet(cells))).save(path)
