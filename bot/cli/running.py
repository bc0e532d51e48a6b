"""What every command shares: settings, logging, one event loop, and errors as one sentence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from bot.logs import set_up_logging
from bot.settings import Settings, load_settings
from engine.errors import PhotobankError

screen = Console(highlight=False)
"""For answers: standard output."""
notes = Console(stderr=True, highlight=False)
"""For progress, warnings and errors: standard error, so that `--json` stays clean."""


def prepare(home: Path | None = None, **overrides: Any) -> Settings:
    """Settings and logging for one command; libraries that would talk to a hub or to telemetry are told not to."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        settings = load_settings(home=home, **overrides)
    except PhotobankError as error:
        notes.print(str(error), markup=False)
        raise typer.Exit(2) from None
    set_up_logging(settings)
    return settings


def run(main: Callable[[], Coroutine[Any, Any, int | None]]) -> None:
    """Runs a command's coroutine; exits with its number, 1 after an error's sentence, 130 after Ctrl-C or SIGTERM."""
    try:
        code = asyncio.run(_until_told_to_stop(main))
    except PhotobankError as error:
        notes.print(str(error), markup=False)
        raise typer.Exit(1) from None
    except (KeyboardInterrupt, asyncio.CancelledError):
        notes.print("Stopped. What was finished is kept; the same command goes on from here.")
        raise typer.Exit(130) from None
    except OSError as error:
        logging.getLogger(__name__).debug("input/output", exc_info=True)
        notes.print(f"The system refused: {error}", markup=False)
        raise typer.Exit(1) from None
    sys.stdout.flush()
    if code:
        raise typer.Exit(code)


async def _until_told_to_stop(main: Callable[[], Coroutine[Any, Any, int | None]]) -> int | None:
    """SIGTERM cancels what runs, as Ctrl-C does, so that whatever was opened is closed."""
    task = asyncio.current_task()
    assert task is not None
    with contextlib.suppress(NotImplementedError):  # where there are no signals, there is nobody to send one
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await main()
