"""Changing what the bot has sent: words, captions, media, keyboards."""

from __future__ import annotations

from typing import Any

from aiogram.methods import EditMessageCaption, EditMessageMedia, EditMessageReplyMarkup, EditMessageText

from bot.sandbox.entities import as_fields, format_caption, format_text
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.markup import check_fits
from bot.sandbox.methods.media import media_content
from bot.sandbox.methods.messages import preview_options
from bot.sandbox.methods.registry import Call, Handlers, plain
from bot.sandbox.people import StoredMessage
from bot.sandbox.sending import destination, markup_json
from bot.sandbox.uploads import ATTACHED

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
MEDIA = ("photo", "document", "has_media_spoiler", "show_caption_above_media")
TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities")


Edited = Json | bool
"""The message, or True for one that came out of an inline result: its chat is none of the bot's business."""


async def edit_message_text(call: Call, method: EditMessageText) -> Edited:
    if not method.text:
        raise bad_request("message text is empty")
    formatted = format_text(method.text, method.parse_mode, method.entities)
    message = _own(call, method)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, TEXT, as_fields(formatted, "text", "entities") | preview_options(method), method)


async def edit_message_caption(call: Call, method: EditMessageCaption) -> Edited:
    formatted = format_caption(method.caption, method.parse_mode, method.caption_entities)
    message = _own(call, method)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    fields = as_fields(formatted, "caption", "caption_entities")
    if plain(method.show_caption_above_media):
        fields["show_caption_above_media"] = True
    return _change(call, message, (*CAPTION, "show_caption_above_media"), fields, method)


async def edit_message_media(call: Call, method: EditMessageMedia) -> Edited:
    message = _own(call, method, refusal="message media can't be edited")
    kind = method.media.type
    if "media_group_id" in message.body and kind not in message.body:
        raise bad_request("message media can't be edited")
    if _is_inline(method) and str(method.media.media).startswith(ATTACHED):
        # That nothing can be uploaded here is documented, the words are assumed.
        raise bad_request("Invalid message content specified")
    content = await media_content(call, method.media)
    return _change(call, message, (*MEDIA, *TEXT, *CAPTION), content, method)


async def edit_message_reply_markup(call: Call, method: EditMessageReplyMarkup) -> Edited:
    return _change(call, _own(call, method), (), {}, method)


def _own(call: Call, method: Any, refusal: str = "message can't be edited") -> StoredMessage:
    """The message that the request means, if the bot may edit it. Raises Refused."""
    if _is_inline(method):
        if inline := call.world.inline.messages.get(method.inline_message_id):
            return inline
        # The server's word for an id that it does not know.
        raise bad_request("MESSAGE_ID_INVALID")
    chat = destination(call.world, method.chat_id)
    if not method.message_id:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(method.message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or "forward_origin" in message.body or message.below:
        raise bad_request(refusal)
    return message


def _is_inline(method: Any) -> bool:
    return method.chat_id is None and bool(method.inline_message_id)


def _change(call: Call, message: StoredMessage, replaced: tuple[str, ...], fields: Json, method: Any) -> Edited:
    """Puts the fields in place of those named; a keyboard that is not repeated is gone. Raises Refused."""
    markup = markup_json(method.reply_markup)
    if not _is_inline(method):
        check_fits(markup, call.world.chats[message.chat_id])
    kept = {name: value for name, value in message.body.items() if name not in (*replaced, "reply_markup")}
    body = kept | fields | ({"reply_markup": markup} if markup else {})
    if _shown(body) == _shown(message.body):
        raise bad_request(NOT_MODIFIED)
    message.body = body | {"edit_date": int(call.world.clock())}
    call.world.changed(message)
    return True if _is_inline(method) else message.body


def _shown(body: Json) -> Json:
    """What a person sees of a message: files by their unique ids, for file ids differ each time."""
    shown = {name: body.get(name) for name in (*TEXT, *CAPTION, *MEDIA, "reply_markup")}
    shown["photo"] = [size["file_unique_id"] for size in body.get("photo", ())]
    shown["document"] = body.get("document", {}).get("file_unique_id")
    return shown


HANDLERS: Handlers = {
    EditMessageText: edit_message_text,
    EditMessageCaption: edit_message_caption,
    EditMessageMedia: edit_message_media,
    EditMessageReplyMarkup: edit_message_reply_markup,
}
