"""A piece of an issue as the message that it is posted as; moderators see the same."""

from __future__ import annotations

from collections.abc import Sequence

from admin.digest.deciding import Proof
from admin.digest.ports import NewPiece, PieceKind
from bot.keyboards.digest import reader_keyboard
from bot.locales import in_language
from bot.presenters.digest import Link, credits_of, joined
from bot.presenters.markup import Html
from bot.presenters.messages import AlbumMessage, Drawing, PhotoMessage, Preview, TextMessage
from engine.model import Language, Photo
from engine.ports import Files


def piece_of(
    piece: NewPiece, photos: Sequence[Photo], languages: Sequence[Language], link: Link, files: Files
) -> AlbumMessage | PhotoMessage | TextMessage:
    """`photos` are those of an album, at least one; Telegram takes one photo for no album."""
    words = joined(piece.texts, languages)
    match piece.kind:
        case PieceKind.ALBUM:
            caption = in_language(languages[0], lambda: credits_of(photos, languages, link, words))
            previews = [
                Preview(content_hash=one.content_hash, path=files.preview_path(one.content_hash)) for one in photos
            ]
            first = PhotoMessage(picture=previews[0], caption=caption)
            # Shown below all of them, for no other has one.
            others = [PhotoMessage(picture=preview, caption=Html()) for preview in previews[1:]]
            return AlbumMessage(items=(first, *others)) if others else first
        case PieceKind.CHART:
            assert piece.picture is not None, "a chart is drawn when it is composed"
            keyboard = reader_keyboard(link, languages) if words else None
            return PhotoMessage(picture=Drawing(content=piece.picture), caption=words, keyboard=keyboard)
        case PieceKind.TEXT:
            return TextMessage(text=words, keyboard=reader_keyboard(link, languages), previews=False)


def pieces_of(proof: Proof, link: Link, files: Files) -> list[AlbumMessage | PhotoMessage | TextMessage]:
    """All that would be posted now."""
    photos = tuple(proof.photos.values())
    pieces = [one for one in proof.issue.pieces if one.kind is not PieceKind.ALBUM or photos]
    return [piece_of(one, photos, proof.issue.recipe.languages, link, files) for one in pieces]
