"""The menu of commands, in each language and for each scope. It is display only: rights are checked elsewhere."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeDefault

from bot.locales import catalogue
from engine.model import Language

NAMES = (
    "start",
    "help",
    "new",
    "tags",
    "fresh",
    "random",
    "favourites",
    "collections",
    "collection",
    "history",
    "alerts",
    "register",
    "partner",
    "terms",
    "settings",
    "privacy",
    "export_me",
    "forget_me",
)
SCOPES = (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats())
MENUS = ((None, Language.EN), (Language.RU.value, Language.RU))
"""Telegram's language codes, None for everybody else, and the language of their menu."""


def commands(language: Language) -> list[BotCommand]:
    words = catalogue(language)
    descriptions = (
        words.gettext("Say hello and try an example"),
        words.gettext("What I can do"),
        words.gettext("Begin a new search"),
        words.gettext("Tags of the photobank, with counts"),
        words.gettext("The newest photos"),
        words.gettext("Photos at random"),
        words.gettext("Photos that you marked"),
        words.gettext("Your collections"),
        words.gettext("Begin a collection: its title follows"),
        words.gettext("What you asked before"),
        words.gettext("Searches that you keep, and their alerts"),
        words.gettext("Register: originals and what you keep"),
        words.gettext("A partner's access for your organisation"),
        words.gettext("On what terms photos are given out"),
        words.gettext("Language"),
        words.gettext("What I keep about you"),
        words.gettext("Get all of it as a file"),
        words.gettext("Be forgotten"),
    )
    return [BotCommand(command=name, description=text) for name, text in zip(NAMES, descriptions, strict=True)]


async def set_commands(bot: Bot) -> None:
    for scope in SCOPES:
        for code, language in MENUS:
            await bot.set_my_commands(commands(language), scope=scope, language_code=code)
