"""getUpdates and the webhook: the two ways in which a bot learns what happened."""

from __future__ import annotations

from aiogram.methods import DeleteWebhook, GetUpdates, GetWebhookInfo, SetWebhook

from bot.sandbox.errors import Json
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.updates import DEFAULT_ALLOWED


async def get_updates(call: Call, method: GetUpdates) -> list[Json]:
    updates = call.world.updates
    updates.allow(method.allowed_updates)
    call.world.presence.seen(stays=True)
    try:
        return await updates.fetch(
            method.offset or 0, method.limit if method.limit is not None else 100, method.timeout or 0
        )
    finally:
        call.world.presence.seen(stays=updates.is_held)


async def set_webhook(call: Call, method: SetWebhook) -> bool:
    if not method.url:
        return await delete_webhook(call, DeleteWebhook(drop_pending_updates=method.drop_pending_updates))
    await call.webhook.set(method.url, method.secret_token or "", method.max_connections)
    call.world.updates.allow(method.allowed_updates)
    if method.drop_pending_updates:
        call.world.updates.forget()
    return True


async def delete_webhook(call: Call, method: DeleteWebhook) -> bool:
    await call.webhook.remove()
    if method.drop_pending_updates:
        call.world.updates.forget()
    return True


async def get_webhook_info(call: Call, method: GetWebhookInfo) -> Json:
    info = call.webhook.info()
    if call.world.updates.allowed != DEFAULT_ALLOWED:
        info["allowed_updates"] = sorted(call.world.updates.allowed)
    return info


HANDLERS: Handlers = {
    GetUpdates: get_updates,
    SetWebhook: set_webhook,
    DeleteWebhook: delete_webhook,
    GetWebhookInfo: get_webhook_info,
}
