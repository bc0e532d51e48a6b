"""What the bot says about itself: names, descriptions, commands by scope and language, menu buttons."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.errors import Json

ScopeKey = tuple[str, int, int]
"""Scope type, chat id, user id; zero where the scope has none."""
DEFAULT_SCOPE: ScopeKey = ("default", 0, 0)


@dataclass
class Profile:
    """Texts are kept by language code; the empty code is for every language without its own."""

    bot_id: int
    name: str = "Local photobank"
    username: str = "local_photobank_bot"
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[ScopeKey, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    """By chat id; zero is the button of all chats without their own."""

    def user(self) -> Json:
        """The Bot API's User, as others see the bot."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.names.get("", self.name),
            "username": self.username,
        }

    def me(self, *, reads_all: bool) -> Json:
        """As `user`, with what only getMe tells; `reads_all`: privacy is off."""
        return {
            **self.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": reads_all,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def menu(self, chat_id: int, person_id: int, language_code: str, *, private: bool, leads: bool) -> list[Json]:
        """The commands that a client shows: the narrowest scope first, in each the person's language before any.

        `leads`: the person is an administrator of the group.
        """
        in_group: list[ScopeKey] = [("chat_member", chat_id, person_id)]
        in_group += [("chat_administrators", chat_id, 0)] if leads else []
        in_groups: list[ScopeKey] = [("all_chat_administrators", 0, 0)] if leads else []
        in_groups += [("all_group_chats", 0, 0)]
        wide: list[ScopeKey] = [("all_private_chats", 0, 0)] if private else in_groups
        scopes: list[ScopeKey] = [*([] if private else in_group), ("chat", chat_id, 0), *wide, DEFAULT_SCOPE]
        for scope in scopes:
            for language in (language_code, ""):
                if shown := self.commands.get((scope, language)):
                    return shown
        return []
