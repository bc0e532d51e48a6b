"""Media by address: the stand-in fetches from this machine only, with Telegram's limits and words.

That what is too big is refused like what cannot be fetched, and for how long the server tries, is assumed.
"""

from __future__ import annotations

import ipaddress
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

import aiohttp

from bot.sandbox.arguments import Upload
from bot.sandbox.errors import Refused, bad_request

MOST_PHOTO = 5 * 1024 * 1024
MOST_OTHER = 20 * 1024 * 1024
PATIENCE_S = 10.0
DOCUMENTS = ("application/pdf", "application/zip", "image/gif")
"""By address a bot may send these only; anything else must be uploaded."""


def is_address(named: str) -> bool:
    return named.lower().startswith(("http://", "https://"))


async def fetch_photo(url: str) -> Upload:
    """Raises Refused."""
    found = await _fetch(url, MOST_PHOTO)
    if not found.mime.startswith("image/"):
        raise bad_request("wrong type of the web page content")
    return found


async def fetch_document(url: str) -> Upload:
    """Raises Refused."""
    found = await _fetch(url, MOST_OTHER)
    if found.mime not in DOCUMENTS:
        raise bad_request("wrong type of the web page content")
    return found


async def _fetch(url: str, most_bytes: int) -> Upload:
    parts = _checked(url)
    if not is_loopback(parts.hostname):
        # True for every other host: for the stand-in the whole network is out of reach.
        raise _failed()
    patience = aiohttp.ClientTimeout(total=PATIENCE_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=patience) as session,
            # A redirect could lead away from this machine.
            session.get(url, allow_redirects=False, ssl=False) as answer,
        ):
            if answer.status != 200 or (answer.content_length or 0) > most_bytes:
                raise _failed()
            content = await answer.content.read(most_bytes + 1)
            while len(content) <= most_bytes and (more := await answer.content.read(most_bytes)):
                content += more
    except (aiohttp.ClientError, TimeoutError):
        raise _failed() from None
    if len(content) > most_bytes:
        raise _failed()
    return Upload(content, PurePosixPath(unquote(parts.path)).name or "file", answer.content_type)


def is_loopback(host: str | None) -> bool:
    """Whether a host's name or number means this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
    if not named or any(letter.isspace() for letter in url):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return parts


def _failed() -> Refused:
    return bad_request("failed to get HTTP URL content")
