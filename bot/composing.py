"""An issue's contents as pieces: its words in each language, its album, and its chart, drawn once and kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from admin.charts.drawing import draw_plate
from admin.digest.ports import Contents, IssueId, NewPiece, PieceKind, Recipe
from bot.locales import in_language
from bot.presenters.digest import Link, album_head, plate_of, words_of
from engine.blocking import Worker
from engine.model import Language, Photo, PhotoId

Username = Callable[[], Awaitable[str | None]]
"""The bot's name, for links to it; None where there is no bot, as in the terminal."""


@dataclass(frozen=True, kw_only=True)
class ComposeDigest:
    """Implements the Compose port. What is posted later is what was composed, whatever has changed since."""

    images: Worker
    username: Username

    async def __call__(
        self, issue_id: IssueId | None, recipe: Recipe, contents: Contents, photos: Mapping[PhotoId, Photo]
    ) -> list[NewPiece]:
        link = link_of(await self.username(), issue_id)
        texts = {
            language: str(in_language(language, lambda: words_of(recipe.kind, contents, link)))
            for language in recipe.languages
        }
        pieces = []
        first = recipe.languages[0]
        if photos:
            head = str(in_language(first, lambda: album_head(recipe.kind, contents)))
            pieces.append(NewPiece(kind=PieceKind.ALBUM, texts={first: head}, photo_ids=tuple(photos)))
        picture = await self._chart(recipe, contents, first)
        if picture is None:
            pieces.append(NewPiece(kind=PieceKind.TEXT, texts=texts))
        elif len(texts) == 1:
            pieces.append(NewPiece(kind=PieceKind.CHART, texts=texts, picture=picture))
        else:
            # In two languages the words have no room under the picture.
            pieces.append(NewPiece(kind=PieceKind.CHART, picture=picture))
            pieces.append(NewPiece(kind=PieceKind.TEXT, texts=texts))
        return pieces

    async def _chart(self, recipe: Recipe, contents: Contents, language: Language) -> bytes | None:
        plate = in_language(language, lambda: plate_of(contents))
        return None if plate is None else await self.images.run(draw_plate, plate)


def link_of(username: str | None, issue_id: IssueId | None) -> Link:
    """`https://t.me/city_bank_bot?start=d12_p345`: the bot counts who comes by it, and shows the target."""
    if username is None or issue_id is None:
        return lambda _target: None
    return lambda target: f"https://t.me/{username}?start=d{issue_id}_{target}"
