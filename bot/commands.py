"""The menu of commands, in each language and for each scope. It is display only: rights are checked elsewhere."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeDefault

from bot.locales import catalogue
from engine.model import Actor, Language
from engine.people.permissions import Act, allowed

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


def commands_of(actor: Actor, language: Language) -> list[BotCommand]:
    """What the role, or a grant, adds, and after it everybody's; without anything to add it is everybody's menu."""
    words = catalogue(language)
    more = (
        ("upload", Act.UPLOAD, words.gettext("Send photos in")),
        ("review", Act.REVIEW, words.gettext("Look at photos and publish them")),
        ("queue", Act.REVIEW, words.gettext("What waits, and since when")),
        ("duplicates", Act.SETTLE_DUPLICATES, words.gettext("Photos that are alike")),
        ("tag", Act.GOVERN_TAGS, words.gettext("Change a tag: its name follows")),
        ("tags_health", Act.GOVERN_TAGS, words.gettext("Tags that are double, unused or overused")),
        ("dashboard", Act.READ_STATISTICS, words.gettext("What people look for, and what they find")),
        ("wishes", Act.KEEP_WISHES, words.gettext("What people looked for in vain")),
        ("experiments", Act.READ_EXPERIMENTS, words.gettext("What came of variants")),
        ("audit", Act.READ_AUDIT, words.gettext("Who did what")),
        ("digest", Act.EDIT_DIGESTS, words.gettext("What the channel gets, and when")),
        ("roles", Act.GIVE_ROLES, words.gettext("Who may do what")),
        ("offers", Act.EDIT_OFFERS, words.gettext("What is offered to members")),
        ("usage", Act.READ_USAGE, words.gettext("All that you took, as a table")),
        ("partner_stats", Act.READ_OWN_STATISTICS, words.gettext("What you searched, opened and took")),
    )
    added = [BotCommand(command=name, description=text) for name, act, text in more if allowed(actor, act)]
    return added + commands(language)


async def set_commands(bot: Bot) -> None:
    for scope in SCOPES:
        for code, language in MENUS:
            await bot.set_my_commands(commands(language), scope=scope, language_code=code)


async def set_commands_of(bot: Bot, chat_id: int, actor: Actor) -> None:
    """The menu of one person in their private chat."""
    for code, language in MENUS:
        await bot.set_my_commands(
            commands_of(actor, language), scope=BotCommandScopeChat(chat_id=chat_id), language_code=code
        )
