"""Where a webhook may live: Telegram's rules, and the one exception of the stand-in, which lives on this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from bot.sandbox.errors import Refused, bad_request
from bot.sandbox.fetching import is_loopback

PORTS = (80, 88, 443, 8443)


def check_address(url: str, *, allow_loopback: bool) -> None:
    """Raises Refused with Telegram's words.

    `allow_loopback` is the stand-in's own switch, for a bot on this machine that speaks plain HTTP on any port:
    Telegram itself would refuse that. Without it every address is refused: the stand-in calls nobody outside.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise _bad("Port specified in URL is invalid") from None  # assumed
    host = parts.hostname or ""
    if allow_loopback and is_loopback(host) and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https" or not host:
        raise _bad("An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        raise _bad("Webhook can be set up only on ports 80, 88, 443 or 8443")
    address = "127.0.0.1" if host == "localhost" else host
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        # True for every name: the stand-in looks nothing up.
        raise _bad("Failed to resolve host: Name or service not known") from None
    if number.version == 6:
        raise _bad("IPv6-only addresses are not allowed")
    if not number.is_global:
        raise _bad(f"IP address {number} is reserved")
    raise _bad("Connection timed out")


def _bad(reason: str) -> Refused:
    return bad_request(f"bad webhook: {reason}")
