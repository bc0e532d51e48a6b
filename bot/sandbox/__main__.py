"""`python -m bot.sandbox`: the stand-in as a process of its own, until SIGINT, SIGTERM or the end of its input."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys

from bot.sandbox.server import DEFAULT_PORT, DEFAULT_TOKEN, serving
from bot.sandbox.world import World


class InputEnds(asyncio.Protocol):
    """Tells that standard input has ended: that whoever held its other end is gone, however that came about."""

    def __init__(self, ended: asyncio.Event) -> None:
        self._ended = ended

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended.set()


async def serve(port: int, token: str, *, allow_loopback_webhook: bool, end_with_input: bool) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    if end_with_input:
        await loop.connect_read_pipe(lambda: InputEnds(stopping), sys.stdin)
    async with serving(World(token), port=port, allow_loopback_webhook=allow_loopback_webhook) as running:
        # Whoever started this process reads the address from the end of the first line.
        sys.stdout.write(f"The local stand-in for Telegram listens on {running.url}\n")
        sys.stdout.flush()
        await stopping.wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="A local stand-in for Telegram.")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one and prints it")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the token of the only bot, ID:ANYTHING")
    parser.add_argument(
        "--allow-loopback-webhook", action="store_true", help="let the bot set a webhook on this machine, plain HTTP"
    )
    parser.add_argument(
        "--end-with-input", action="store_true", help="end when standard input does, to outlive nobody who started it"
    )
    options = parser.parse_args()
    if not options.token.partition(":")[0].isdigit():
        parser.error("a token begins with the bot's number and a colon")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(
            serve(
                options.port,
                options.token,
                allow_loopback_webhook=options.allow_loopback_webhook,
                end_with_input=options.end_with_input,
            )
        )
    except OSError as error:
        sys.stderr.write(f"Cannot listen on port {options.port}: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
