"""`python -m bot.sandbox`: the stand-in as a process of its own, until SIGINT or SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys

from bot.sandbox.server import DEFAULT_PORT, DEFAULT_TOKEN, serving
from bot.sandbox.world import World


async def serve(port: int, token: str, *, allow_loopback_webhook: bool) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
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
    options = parser.parse_args()
    if not options.token.partition(":")[0].isdigit():
        parser.error("a token begins with the bot's number and a colon")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(serve(options.port, options.token, allow_loopback_webhook=options.allow_loopback_webhook))
    except OSError as error:
        sys.stderr.write(f"Cannot listen on port {options.port}: {error.strerror}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
