"""Collections: made, filled, ordered, renamed, handed on by a link, taken as ZIP files."""

from __future__ import annotations

import re

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.callbacks import CollectionAct, CollectionsTap, CollectionTap, CollectTap, PlaceTap, PutTap
from bot.presenters.collections import (
    choose_collection,
    collection_of,
    collections_of,
    default_title,
    link_made,
    links_ended,
    really_delete,
    shared_of,
    zip_of,
)
from bot.sending import Sender
from bot.taps import Tap
from engine.errors import BadTitle
from engine.library.collections import (
    LONGEST_TITLE,
    ChangeCollection,
    ListCollections,
    MakeCollection,
    OpenCollection,
)
from engine.library.sharing import FollowLink, LookThrough, RevokeLinks, ShareCollection
from engine.library.zipping import ZipCollection
from engine.model import Actor, PhotoId
from engine.ports import Files

router = Router(name="collections")

LAST = 9999
"""The page where what was just put in stands: the last one, however many there are."""

SHARED = re.compile(r"c[A-Za-z0-9_-]{22}")
RENAMING = re.compile(r"/rename_([1-9]\d{0,17})(?:@\w+)?\s+(.+)", re.DOTALL)


@router.message(Command("start", magic=F.args.regexp(SHARED, mode="fullmatch")))
async def shared_link_followed(
    message: Message, command: CommandObject, actor: Actor, follow_link: FollowLink, files: Files, sender: Sender
) -> None:
    shared = await follow_link(actor, (command.args or "")[1:])
    await sender.answer(message, shared_of(shared, files))


@router.message(Command("collections"))
@router.edited_message(Command("collections"))
async def collections_asked(message: Message, actor: Actor, list_collections: ListCollections, sender: Sender) -> None:
    collections = await list_collections(actor)
    await sender.answer(message, collections_of(collections))


@router.message(Command("collection"))
async def collection_named(
    message: Message, command: CommandObject, actor: Actor, make_collection: MakeCollection, sender: Sender
) -> None:
    content = await make_collection(actor, command.args or "")
    await sender.answer(message, collection_of(content))


@router.message(F.text.startswith("/rename_"))
async def renaming_sent(message: Message, actor: Actor, change_collection: ChangeCollection, sender: Sender) -> None:
    asked = RENAMING.fullmatch(message.text or "")
    if asked is None:
        raise BadTitle(limit=LONGEST_TITLE)
    content = await change_collection.rename(actor, int(asked[1]), asked[2])
    await sender.answer(message, collection_of(content))


@router.callback_query(CollectionsTap.filter())
async def collections_turned(
    _event: object, callback_data: CollectionsTap, tap: Tap, actor: Actor, list_collections: ListCollections
) -> None:
    collections, page = await list_collections(actor), callback_data.page
    if callback_data.photo_id is None:
        await tap.edit(collections_of(collections, page))
    else:
        await tap.edit(choose_collection(collections, PhotoId(callback_data.photo_id), page))


@router.callback_query(CollectTap.filter())
async def collect_pressed(
    _event: object, callback_data: CollectTap, tap: Tap, actor: Actor, list_collections: ListCollections
) -> None:
    collections = await list_collections(actor)
    await tap.answer(choose_collection(collections, PhotoId(callback_data.photo_id)))


@router.callback_query(PutTap.filter(F.collection_id))
async def put_pressed(
    _event: object, callback_data: PutTap, tap: Tap, actor: Actor, change_collection: ChangeCollection
) -> None:
    photo_id = PhotoId(callback_data.photo_id)
    content = await change_collection.put(actor, callback_data.collection_id or 0, photo_id, wanted=True)
    await tap.edit(collection_of(content, LAST))


@router.callback_query(PutTap.filter())
async def new_collection_pressed(
    _event: object, callback_data: PutTap, tap: Tap, actor: Actor, make_collection: MakeCollection
) -> None:
    content = await make_collection(actor, default_title(), PhotoId(callback_data.photo_id))
    await tap.edit(collection_of(content))


@router.callback_query(CollectionTap.filter(F.act == CollectionAct.OPEN))
async def collection_pressed(
    _event: object, callback_data: CollectionTap, tap: Tap, actor: Actor, open_collection: OpenCollection
) -> None:
    content = await open_collection(actor, callback_data.collection_id)
    await tap.edit(collection_of(content, callback_data.page))


@router.callback_query(CollectionTap.filter(F.act == CollectionAct.LOOK))
async def look_through_pressed(
    _event: object, callback_data: CollectionTap, tap: Tap, actor: Actor, look_through: LookThrough, files: Files
) -> None:
    shown = await look_through(actor, callback_data.collection_id)
    await tap.answer(shared_of(shown, files))


@router.callback_query(PlaceTap.filter())
async def place_pressed(
    _event: object, callback_data: PlaceTap, tap: Tap, actor: Actor, change_collection: ChangeCollection
) -> None:
    collection_id, photo_id = callback_data.collection_id, PhotoId(callback_data.photo_id)
    if callback_data.first:
        content = await change_collection.move_first(actor, collection_id, photo_id)
    else:
        content = await change_collection.put(actor, collection_id, photo_id, wanted=False)
    await tap.edit(collection_of(content, callback_data.page))


@router.callback_query(CollectionTap.filter(F.act == CollectionAct.SHARE))
async def share_pressed(
    _event: object, callback_data: CollectionTap, bot: Bot, tap: Tap, actor: Actor, share_collection: ShareCollection
) -> None:
    link = await share_collection(actor, callback_data.collection_id)
    await tap.answer(link_made(link, (await bot.me()).username))


@router.callback_query(CollectionTap.filter(F.act == CollectionAct.REVOKE))
async def revoke_pressed(
    _event: object, callback_data: CollectionTap, tap: Tap, actor: Actor, revoke_links: RevokeLinks
) -> None:
    await revoke_links(actor, callback_data.collection_id)
    await tap.tell(links_ended())


@router.callback_query(CollectionTap.filter(F.act == CollectionAct.DELETE))
async def delete_collection_pressed(
    _event: object, callback_data: CollectionTap, tap: Tap, actor: Actor, open_collection: OpenCollection
) -> None:
    content = await open_collection(actor, callback_data.collection_id)
    await tap.edit(really_delete(content))


@router.callback_query(CollectionTap.filter(F.act == CollectionAct.REALLY_DELETE))
async def really_delete_collection_pressed(
    _event: object, callback_data: CollectionTap, tap: Tap, actor: Actor, change_collection: ChangeCollection
) -> None:
    left = await change_collection.delete(actor, callback_data.collection_id)
    await tap.edit(collections_of(left))


@router.callback_query(CollectionTap.filter(F.act == CollectionAct.ZIP))
async def zip_pressed(
    _event: object, callback_data: CollectionTap, tap: Tap, actor: Actor, zip_collection: ZipCollection
) -> None:
    """A message for each part, sent before the next one is made."""
    async for part in zip_collection(actor, callback_data.collection_id):
        await tap.answer(zip_of(part))
