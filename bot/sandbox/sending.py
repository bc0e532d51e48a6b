"""From a checked request to a message in a chat: where it goes, what it answers, what keyboard it carries."""

from __future__ import annotations

from typing import Any

from aiogram.types import ReplyParameters

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.markup import check_fits
from bot.sandbox.people import Chat, StoredMessage
from bot.sandbox.world import World

FLAGS = {
    "protect_content": "has_protected_content",
    "has_spoiler": "has_media_spoiler",
    "show_caption_above_media": "show_caption_above_media",
    "message_effect_id": "effect_id",
}
"""Parameters that are seen again, under another name, in the message."""


def destination(world: World, chat_id: int | str | None) -> Chat:
    """The chat that the bot may write to. Raises Refused."""
    chat = world.find_chat(chat_id)
    chat.check_may_write()
    return chat


def send(world: World, chat: Chat, content: Json, method: Any) -> StoredMessage:
    """Posts the bot's message. `method` is any send method, read for its reply, its flags and its keyboard."""
    body: Json = {}
    if chat.type == "channel":
        body["sender_chat"] = chat.head()
    else:
        body["from"] = world.profile.user()
    if reply := _reply(chat, method):
        body["reply_to_message"] = reply
    body |= content
    for parameter, shown_as in FLAGS.items():
        value = getattr(method, parameter, None)
        if value and isinstance(value, bool | str):
            body[shown_as] = value
    markup = markup_json(getattr(method, "reply_markup", None))
    check_fits(markup, chat)
    if markup is None or "inline_keyboard" in markup:
        body |= {"reply_markup": markup} if markup else {}
        return world.post(chat, body, from_bot=True)
    return world.post(chat, body, from_bot=True, below=markup)


def markup_json(markup: Any) -> Json | None:
    """A keyboard as the message shows it."""
    if markup is None:
        return None
    shown: Json = markup.model_dump(exclude_none=True)
    return shown


def without_reply(message: StoredMessage) -> Json:
    """The message as it is quoted inside another one: one level deep."""
    return {name: value for name, value in message.body.items() if name != "reply_to_message"}


def _reply(chat: Chat, method: Any) -> Json | None:
    parameters: ReplyParameters | None = getattr(method, "reply_parameters", None)
    if parameters is not None:
        message_id, lenient = parameters.message_id, parameters.allow_sending_without_reply is True
    else:
        message_id = getattr(method, "reply_to_message_id", None)
        lenient = getattr(method, "allow_sending_without_reply", None) is True
    if not message_id:
        return None
    if target := chat.messages.get(message_id):
        return without_reply(target)
    if lenient:
        return None
    raise bad_request("message to be replied not found")
