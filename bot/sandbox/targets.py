"""Where a text link leads: an address as Telegram writes it, or a person."""

from __future__ import annotations

import re

from bot.sandbox.spans import Detail

_USER = re.compile(r"tg://user\?id=(\d+)$")
_HTTP = re.compile(r"(?:(?P<scheme>https?|ton|tg|tonsite)://)?(?P<host>[^/?#\s]+)(?P<rest>[/?#].*)?$", re.IGNORECASE)


def link_detail(target: str) -> tuple[str, Detail] | None:
    """The type and details of the entity; None for what is no address: the words then stay without a link.

    A mention by id should name a user that the bot knows; here it becomes a plain link's sibling with only the id.
    """
    target = target.strip()
    if user := _USER.match(target):
        return "text_mention", (("user", {"id": int(user[1]), "is_bot": False, "first_name": ""}),)
    match = _HTTP.match(target)
    if match is None:
        return None
    scheme, host, rest = (match["scheme"] or "http").lower(), match["host"].lower(), match["rest"] or ""
    if scheme.startswith("http"):
        if "." not in host and not host.startswith("localhost"):
            return None
        rest = rest or "/"
    return "text_link", (("url", f"{scheme}://{host}{rest}"),)
