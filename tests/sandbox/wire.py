"""Bare HTTP requests to the stand-in, for what the aiogram client would never send, and for many small refusals."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp

Parameters = str | int | bool | bytes | dict[str, Any] | list[Any] | None


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def refusal(self) -> str:
        """The description; the status must be the code that the body names."""
        assert not self.body["ok"], self.body
        assert self.status == self.body["error_code"]
        return str(self.body["description"])


class Wire:
    """`await wire("sendMessage", chat_id=1001, text="…")`: nested values go as JSON, bytes as files."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.token = token
        self.session = session

    async def __call__(self, method: str, /, **parameters: Parameters) -> Answer:
        form = aiohttp.FormData(default_to_multipart=any(isinstance(one, bytes) for one in parameters.values()))
        for name, value in parameters.items():
            if isinstance(value, bytes):
                form.add_field(name, BytesIO(value), filename=f"{name}.jpg", content_type="application/octet-stream")
            elif value is not None:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        return await self.request("POST", f"/bot{self.token}/{method}", data=form)

    async def request(self, verb: str, path: str, **options: Any) -> Answer:
        async with self.session.request(verb, self.url + path, **options) as answer:
            return Answer(answer.status, await answer.json(), dict(answer.headers))
