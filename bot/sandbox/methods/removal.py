"""Deleting messages within two days: the bot's own, and others' in a private chat or where it is an administrator."""

from __future__ import annotations

from aiogram.methods import DeleteMessage, DeleteMessages

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.people import Chat, Standing, StoredMessage
from bot.sandbox.sending import destination

DELETABLE_FOR_S = 48 * 3600
MOST_AT_ONCE = 100


async def delete_message(call: Call, method: DeleteMessage) -> bool:
    chat = destination(call.world, method.chat_id)
    message = chat.messages.get(method.message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(call, chat, message):
        raise bad_request("message can't be deleted for everyone")
    call.world.remove(chat, [message.message_id])
    return True


async def delete_messages(call: Call, method: DeleteMessages) -> bool:
    if not method.message_ids:
        raise bad_request("message identifiers are not specified")
    if len(method.message_ids) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    chat = destination(call.world, method.chat_id)
    found = [chat.messages[message_id] for message_id in method.message_ids if message_id in chat.messages]
    call.world.remove(chat, [message.message_id for message in found if _may_delete(call, chat, message)])
    return True


def _may_delete(call: Call, chat: Chat, message: StoredMessage) -> bool:
    young = call.world.clock() - message.sent_at < DELETABLE_FOR_S
    return young and (message.from_bot or chat.type == "private" or chat.standing is Standing.ADMINISTRATOR)


HANDLERS: Handlers = {DeleteMessage: delete_message, DeleteMessages: delete_messages}
