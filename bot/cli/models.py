"""`photobank models`: which encoders there are and whether their weights are on this machine."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.cli.running import notes, prepare, run, screen
from engine.encoders import catalogue
from engine.encoders.source import PRODUCTION

models = typer.Typer(help="Encoders: which there are, and their weights.", no_args_is_help=True)


@models.command("list")
def list_models() -> None:
    """Name the encoders and say whether their weights are on disk."""
    for name in (PRODUCTION, catalogue.BUNDLED):
        screen.print(f"{name}  {'on disk' if catalogue.is_on_disk(name) else 'not downloaded'}", markup=False)


@models.command("pull")
def pull(
    name: Annotated[str, typer.Argument(help="An encoder's name.")] = PRODUCTION,
) -> None:
    """Download an encoder's weights once; from then on no network is needed."""
    prepare()

    async def main() -> None:
        await asyncio.to_thread(catalogue.pull, name)
        notes.print(f"{name} is on disk. A bank takes it with: photobank reindex --encoder {name}", markup=False)

    run(main)
