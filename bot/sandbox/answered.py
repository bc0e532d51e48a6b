"""What a person gets for an inline query, as a test tells it: results to look at and to choose from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.sandbox.errors import Json
from bot.sandbox.seen import Seen


@dataclass(frozen=True)
class InlineOffers:
    """One page of results. `ask` asks for the page at an offset, `choose` sends a result into the chat."""

    shown: Json
    ask: Callable[[str], Awaitable[InlineOffers]]
    choose: Callable[[str, str], Awaitable[Seen]]

    @property
    def results(self) -> list[Json]:
        """As the bot sent them, each with `preview`: the unique id of its picture, or None."""
        results: list[Json] = self.shown["results"]
        return results

    @property
    def titles(self) -> list[str]:
        return [result.get("title", "") for result in self.results]

    @property
    def from_cache(self) -> bool:
        """Whether the bot was not asked."""
        return bool(self.shown["from_cache"])

    @property
    def next_offset(self) -> str:
        """Empty after the last page."""
        return str(self.shown["next_offset"])

    @property
    def button(self) -> Json | None:
        button: Json | None = self.shown["button"]
        return button

    async def turns_page(self) -> InlineOffers:
        """The results after these. Raises AssertionError after the last page."""
        assert self.next_offset, "this was the last page"
        return await self.ask(self.next_offset)

    async def chooses(self, number: int = 0) -> Seen:
        """Sends the result of that number, from 0, into the chat in which the person asked."""
        assert 0 <= number < len(self.results), f"there is no result {number} among {len(self.results)}"
        return await self.choose(self.shown["inline_query_id"], str(self.results[number]["id"]))
