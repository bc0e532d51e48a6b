"""`photobank tags`: the bank's vocabulary as a file, in the form of the one that a new bank begins with."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.bank import open_photobank
from bot.cli.running import prepare, run, screen
from engine.tagging.first_vocabulary import as_yaml

tags = typer.Typer(help="The vocabulary of tags.", no_args_is_help=True)


@tags.callback()
def vocabulary() -> None:
    """The vocabulary of tags."""


@tags.command("export")
def export_tags(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write it; else it is printed.", show_default=False)
    ] = None,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """Write the vocabulary, as moderators have made it, as YAML: tags by their parents, with names and aliases."""
    settings = prepare(home)

    async def main() -> None:
        async with open_photobank(settings) as photobank, photobank.begin() as work:
            page = as_yaml(await work.tags.all())
        if file is None:
            screen.print(page, markup=False, highlight=False, soft_wrap=True, end="")
        else:
            await asyncio.to_thread(file.write_text, page, encoding="utf-8")

    run(main)
