"""Meeting a planned fault: what the server says or does instead of its work, and connections that end unanswered."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web

from bot.sandbox.errors import Refused, too_many_requests
from bot.sandbox.faults import Fault, FaultKind

NO_ANSWER = 0
"""The status in the log of a call whose client got no answer."""
PAGE = """<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx</center>
</body>
</html>
"""
"""What stands before the server answers in its place: nothing that a client of the Bot API can read."""


class Unanswered(Exception):
    """A call that ends with a broken connection; the text says what became of it."""


class BadGateway(Exception):
    """A call that is answered with a page."""

    def page(self) -> web.Response:
        return web.Response(text=PAGE, status=HTTPStatus.BAD_GATEWAY, content_type="text/html")


async def meet_while_sent(fault: Fault | None, request: web.Request) -> None:
    """What happens before the request is read to its end. Raises Unanswered."""
    if fault and fault.kind is FaultKind.DROP_UPLOAD:
        await request.content.readany()
        raise Unanswered("the connection was dropped in the middle of the upload")


async def meet_before(fault: Fault | None) -> None:
    """What happens instead of the work. Raises Refused for what Telegram answers, else BadGateway or Unanswered."""
    match fault and fault.kind:
        case FaultKind.TOO_MANY_REQUESTS:
            assert fault is not None
            raise too_many_requests(fault.retry_after)
        case FaultKind.INTERNAL_ERROR:
            raise Refused(500, "Internal Server Error")
        case FaultKind.BAD_GATEWAY:
            raise BadGateway
        case FaultKind.TIMEOUT:
            await asyncio.Event().wait()
        case FaultKind.DROP:
            raise Unanswered("the connection was dropped before anything was done")


def meet_after(fault: Fault | None) -> None:
    """What happens when the work is done. Raises Unanswered."""
    if fault and fault.kind is FaultKind.LOST_ANSWER:
        raise Unanswered("done, and the answer lost")


def cut(request: web.Request) -> web.Response:
    """Cuts the connection, as a lost network would. The response is for the server's peace: nobody gets it."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
