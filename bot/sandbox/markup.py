"""Checks of a reply markup: Telegram's words for what is no keyboard, and for buttons that it refuses."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.people import Chat

MOST_CALLBACK_BYTES = 64
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_MARKUP_BYTES = 10_240
MOST_COPIED = 256
KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")
SWITCHES = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")
ONLY_IN_PRIVATE = {"request_contact": "Phone number", "request_location": "Location", "request_poll": "Poll"}
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    *SWITCHES,
    "copy_text",
    "callback_game",
    "pay",
)


def read_markup(raw: Any) -> Json | None:
    """The markup as JSON, checked; None where there is none. `raw` is a string of JSON, or JSON already parsed.

    Raises Refused with Telegram's words.
    """
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        _check_inline(raw["inline_keyboard"])
        # A keyboard without a button is no keyboard.
        return raw if any(raw["inline_keyboard"]) else None
    return raw if any(name in raw for name in KEYBOARDS) else None


def check_fits(markup: Json | None, chat: Chat) -> None:
    """What may stand under a message depends on the chat. Raises Refused.

    A channel does not show which bot wrote, so nothing there may lead to its inline mode.
    """
    if markup is None:
        return
    if chat.is_channel and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    for button in (button for row in markup.get("inline_keyboard", ()) for button in row):
        if switch := next((name for name in SWITCHES if chat.is_channel and button.get(name) is not None), None):
            named = "switch_inline_query_current_chat" if switch.endswith("current_chat") else "switch_inline_query"
            raise bad_request(
                f"can't use {named} button in a channel chat, because users will not be able to use the button "
                "without knowing bot's username"
            )
    for button in (button for row in markup.get("keyboard", ()) for button in row):
        for asked, what in ONLY_IN_PRIVATE.items():
            if chat.person is None and button.get(asked):
                raise bad_request(f"{what} can be requested in private chats only")


def _check_inline(rows: Any) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: Array of Arrays expected")
    buttons = [button for row in rows for button in row]
    for button in buttons:
        _check_button(button)
    size = len(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
    if len(buttons) > MOST_BUTTONS or size > MOST_MARKUP_BYTES or any(len(row) > MOST_IN_A_ROW for row in rows):
        # The limits are known, this word of the closed server is assumed; of a row that is too long clients may
        # also just lose the end, which a bot would never notice.
        raise bad_request("REPLY_MARKUP_TOO_LONG")


def _check_button(button: Any) -> None:
    def refuse(reason: str) -> Exception:
        return bad_request(f"can't parse inline keyboard button: {reason}")

    if not isinstance(button, dict):
        raise refuse("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise refuse('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise refuse('Field "text" must be of type String')
    if not any(button.get(action) is not None for action in ACTIONS):
        raise refuse("Text buttons are unallowed in the inline keyboard")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MOST_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and "." not in str(url) and not str(url).startswith("tg://") and "localhost" not in str(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copied = button.get("copy_text")
    if copied is not None and not isinstance(copied, dict):
        raise refuse('Field "copy_text" must be of type Object')
    if copied is not None and not 1 <= len(str(copied.get("text", ""))) <= MOST_COPIED:
        # The limit is documented, this word of the closed server is assumed.
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
