"""`photobank reindex`: the index anew from SQL, or the whole bank with another encoder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.app import open_photobank, set_encoder
from bot.cli.importing import finish_indexing
from bot.cli.running import notes, prepare, run, screen
from engine.errors import BankBusy


def reindex(
    encoder: Annotated[str | None, typer.Option(help="Change the bank's encoder to this one.")] = None,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """Rebuild the index from the embeddings in SQL; with --encoder, embed every photo anew."""
    settings = prepare(home)

    async def main() -> None:
        if encoder is not None:
            await set_encoder(settings, encoder)
        async with open_photobank(settings.model_copy(update={"encoder": None})) as photobank:
            if not photobank.owns_index:
                raise BankBusy(owner="the running bot")
            notes.print(f"Encoder: {photobank.choice.name}", markup=False)
            await photobank.refill_index()
            await finish_indexing(photobank)
            screen.print(f"{await photobank.index.count()} photos in the index")

    run(main)
