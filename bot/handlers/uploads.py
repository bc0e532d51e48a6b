"""Taking photos in by chat: between /upload and /done every picture, image file and ZIP is for the bank."""

from __future__ import annotations

import time

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, Filter, or_f
from aiogram.types import Message

from bot.filters import ImageDocument
from bot.presenters.uploads import began, ended, progress
from bot.receiving import fetch_file, original_size
from bot.sending import Sender
from engine.ingest.upload_files import NewFile, SentFile
from engine.ingest.uploads import BeginUpload, EndUpload, IsUploading, NoteFiles, TakeFiles
from engine.model import Actor
from engine.people.permissions import Act, allowed

router = Router(name="uploads")

EDIT_EVERY_S = 1.5
"""Telegram lets a bot write into one chat about once a second."""
ARCHIVES = {"application/zip", "application/x-zip-compressed"}


class ZipDocument(Filter):
    async def __call__(self, message: Message) -> bool:
        document = message.document
        return document is not None and (
            document.mime_type in ARCHIVES or (document.file_name or "").lower().endswith(".zip")
        )


class Uploading(Filter):
    """From somebody who may, in their private chat, between a beginning and an end."""

    async def __call__(self, message: Message, actor: Actor, is_uploading: IsUploading) -> bool:
        if message.chat.type != ChatType.PRIVATE or not allowed(actor, Act.UPLOAD):
            return False
        return await is_uploading(actor)


@router.message(Command("upload"), F.chat.type == ChatType.PRIVATE)
async def upload_begun(message: Message, actor: Actor, begin_upload: BeginUpload, sender: Sender) -> None:
    await begin_upload(actor)
    await sender.answer(message, began())


@router.message(Command("done"), F.chat.type == ChatType.PRIVATE)
async def upload_ended(message: Message, actor: Actor, end_upload: EndUpload, sender: Sender) -> None:
    counts = await end_upload(actor)
    await sender.answer(message, ended(counts))


@router.message(or_f(F.photo, ImageDocument(), ZipDocument()), Uploading())
async def files_sent(
    message: Message,
    album: tuple[Message, ...],
    bot: Bot,
    actor: Actor,
    note_files: NoteFiles,
    take_files: TakeFiles,
    sender: Sender,
) -> None:
    """One answer for all of an album, which tells how far it is and what became of each file."""
    noted = await note_files(actor, [file for part in album if (file := _file(part, album)) is not None])
    shown = await sender.send(bot, message.chat.id, progress((), len(noted)))

    async def fetch(key: str) -> bytes:
        return await fetch_file(key, bot, sender)

    done: list[SentFile] = []
    edited_at = time.monotonic()
    async for settled in take_files(noted, fetch):
        done.append(settled)
        if shown is not None and time.monotonic() - edited_at > EDIT_EVERY_S and len(done) < len(noted):
            edited_at = time.monotonic()
            await sender.edit(shown, progress(done, len(noted)))
    if shown is not None:
        await sender.edit(shown, progress(done, len(done)))


def _file(message: Message, album: tuple[Message, ...]) -> NewFile | None:
    file = message.document or (original_size(message.photo) if message.photo else None)
    if file is None:
        return None
    caption = message.caption or next((one.caption for one in album if one.caption), "")
    name = message.document.file_name if message.document else None
    is_archive = bool(name and name.lower().endswith(".zip")) or bool(
        message.document and message.document.mime_type in ARCHIVES
    )
    return NewFile(
        key=file.file_id,
        name=name,
        caption=caption or "",
        is_archive=is_archive,
        album=message.media_group_id,
    )
