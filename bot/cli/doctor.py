"""`photobank doctor`: every drift between files, SQL and the index is found, mended and told."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.bank import Photobank, open_photobank
from bot.cli.importing import finish_indexing
from bot.cli.running import notes, prepare, run, screen
from engine.bank import ask_to_refill, refill_found, refill_is_asked
from engine.findings import Finding, Store, from_json

POLL_S = 0.5
OWNER_ANSWERS_S = 600
"""So long a running bot may take to mend its index before it counts as not answering."""
SHOWN = 40


def doctor(
    quick: Annotated[bool, typer.Option("--quick", help="Do not read every byte of every file.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is wrong and change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """Compare files, SQL and the index, and make them agree; exits with 1 when something needs a person.

    May run beside a running bot, which then mends its own index.
    """
    settings = prepare(home).model_copy(update={"encoder": None})

    async def main() -> int:
        async with open_photobank(settings) as photobank:
            found = await examine(photobank, thorough=not quick, mend=not dry_run)
        if as_json:
            screen.print_json(json.dumps({"findings": [asdict(one) for one in found]}, ensure_ascii=False))
        else:
            print_findings(found, mend=not dry_run)
        return int(any(not finding.mended for finding in found))

    run(main)


async def examine(photobank: Photobank, *, thorough: bool, mend: bool) -> list[Finding]:
    """Files and rows here; the index here, or by the process that owns it."""
    with notes.status("Comparing files, SQL and the index…"):
        found = [*photobank.mended_at_opening]
        found += await photobank.doctor.files_and_rows(thorough=thorough, mend=mend)
    if photobank.owns_index:
        if mend:
            await finish_indexing(photobank)
        return found + await photobank.mend_index(mend=mend)
    return found + (await ask_owner(photobank) if mend else [])


async def ask_owner(photobank: Photobank) -> list[Finding]:
    """What the running bot found in its index; it finishes what is pending by itself."""
    await ask_to_refill(photobank.begin)
    with notes.status("The running bot looks at its index…"):
        for _ in range(round(OWNER_ANSWERS_S / POLL_S)):
            if not await refill_is_asked(photobank.begin):
                return from_json(await refill_found(photobank.begin))
            await asyncio.sleep(POLL_S)
    note = "the process that owns the index does not answer: start it again"
    return [Finding(store=Store.INDEX, kind="owner silent", subject="index", mended=False, note=note)]


def print_findings(found: list[Finding], *, mend: bool) -> None:
    """A line a finding, the first of each kind, and a sentence about all of them."""
    if not found:
        screen.print("Files, SQL and the index agree.")
        return
    kinds = Counter((finding.store, finding.kind) for finding in found)
    lines = Table("store", "what", "how many", "for example", "what was done" if mend else "what would be done")
    for (store, kind), count in list(kinds.items())[:SHOWN]:
        example = next(one for one in found if (one.store, one.kind) == (store, kind))
        done = example.note if example.mended or not mend else f"needs you: {example.note}"
        lines.add_row(store.value, kind, str(count), example.subject, done)
    screen.print(lines)
    left = sum(not finding.mended for finding in found)
    if mend:
        screen.print(f"{len(found) - left} mended, {left} need you." if left else f"{len(found)} mended.")
    else:
        screen.print(f"{len(found)} found; nothing was changed.")
