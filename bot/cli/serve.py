"""`photobank serve`: the bot against Telegram, by long polling or webhook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_bot
from bot.bank import open_photobank
from bot.cli.running import notes, prepare, run
from bot.serving import serve_bot
from engine.blocking import settle
from engine.errors import BadSetting


def serve(home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None) -> None:
    """Run the bot against Telegram; PHOTOBANK_BOT_TOKEN is needed."""
    settings = prepare(home)

    async def main() -> None:
        if settings.bot_token is None:
            raise BadSetting(name="PHOTOBANK_BOT_TOKEN", reason="it is missing, and without it there is no bot")
        async with open_photobank(settings) as photobank, open_bot(photobank) as running:
            notes.print(f"Encoder: {photobank.choice.name}", markup=False)
            if photobank.choice.warning:
                notes.print(photobank.choice.warning, markup=False)
            settle()
            await serve_bot(running)

    run(main)
