"""What Telegram answers instead of a result: one error type and the envelope's way of writing its description."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""A JSON object as it goes over the wire."""

_PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 500: "Internal Server Error"}


class Refused(Exception):
    """A request that is answered with `ok: false`; `code` is also the HTTP status."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def describe(code: int, message: str) -> str:
    """The prefix of the code, then the message in lower case, unless it looks like a NAME_OF_ERROR."""
    prefix = _PREFIXES[code]
    if len(message) < 2 or message[1] == "_" or message[1].isupper():
        return f"{prefix}: {message}"
    return f"{prefix}: {message[0].lower()}{message[1:]}"


def bad_request(message: str) -> Refused:
    return Refused(400, describe(400, message))


def forbidden(message: str) -> Refused:
    return Refused(403, describe(403, message))


def unauthorized(message: str | None = None) -> Refused:
    return Refused(401, describe(401, message) if message else "Unauthorized")


def conflict(message: str) -> Refused:
    return Refused(409, f"Conflict: {message}")


def too_many_requests(retry_after: int) -> Refused:
    """`retry_after` is in seconds; the server also sends it as a Retry-After header."""
    return Refused(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def entity_too_large() -> Refused:
    return Refused(413, "Request Entity Too Large")


def restarting() -> Refused:
    """What a request meets that was waiting when the server ended."""
    return Refused(500, "Internal Server Error: restart")


def method_not_found() -> Refused:
    return Refused(404, "Not Found: method not found")


def not_spoken(what: str) -> Refused:
    """The stand-in's own words for what Telegram knows and it does not: never a silent `true`."""
    return Refused(501, f"Not Implemented: the local stand-in does not speak {what}")
