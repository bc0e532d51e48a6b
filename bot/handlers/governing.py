"""Governing the vocabulary in chat: one tag by `/tag`, all of them by `/tags_health`; moderators only."""

from __future__ import annotations

import re
from collections.abc import Callable

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.callbacks.governing import (
    DeleteTagTap,
    HealthTap,
    KeepApartTap,
    MergeTagsTap,
    ProposalTap,
    ResetTagsTap,
    Section,
    TagCardTap,
    UndoTagsTap,
    Word,
)
from bot.presenters.governing import cancelled, changed, kept_apart, outcome_of, reset_asked, tag_card, undone
from bot.presenters.tags_health import health_page
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor, Kind, Tag
from engine.search.narrowing import number_of
from engine.tagging.governing.govern import GovernTags, Outcome
from engine.tagging.governing.health import OpenTag, ReadTagsHealth

router = Router(name="governing")

TWO_NAMES = r"(?P<one>[^/=+<>%^]+)/(?P<other>[^/=+<>%^]+)"
MAKING = re.compile(TWO_NAMES)
RENAMING = re.compile(rf"(?P<tag>[^=]+)=\s*{TWO_NAMES}")
SPLITTING = re.compile(rf"(?P<tag>[^%]+)%\s*{TWO_NAMES}")
ADDING = re.compile(r"(?P<tag>[^+]+)\+(?P<alias>.+)")
DROPPING = re.compile(r"(?P<tag>.+?)\s[-−–—]\s(?P<alias>.+)")
MERGING = re.compile(r"(?P<tag>[^>]+)>(?P<into>.+)")
HANGING = re.compile(r"(?P<tag>[^^]+)\^(?P<parent>.*)")


@router.message(Command("tag"))
@router.edited_message(Command("tag"))
async def tag_written(
    message: Message, command: CommandObject, actor: Actor, govern_tags: GovernTags, open_tag: OpenTag, sender: Sender
) -> None:
    written = command.args or ""
    outcome = await _written(written.strip(), actor, govern_tags)
    if outcome is not None:
        await sender.answer(message, outcome_of(outcome))
    else:
        state = await open_tag(actor, written)
        await sender.answer(message, tag_card(state))


async def _written(written: str, actor: Actor, govern: GovernTags) -> Outcome | None:
    """What was asked for in signs; None where it is a name alone."""
    if asked := RENAMING.fullmatch(written):
        return await govern.rename(actor, asked["tag"], asked["one"], asked["other"])
    if asked := SPLITTING.fullmatch(written):
        return await govern.split(actor, asked["tag"], asked["one"], asked["other"])
    if asked := MERGING.fullmatch(written):
        return await govern.merge(actor, asked["tag"], asked["into"])
    if asked := HANGING.fullmatch(written):
        return await govern.set_parent(actor, asked["tag"], asked["parent"].strip() or None)
    if asked := ADDING.fullmatch(written):
        return await govern.add_alias(actor, asked["tag"], asked["alias"])
    if asked := DROPPING.fullmatch(written):
        return await govern.drop_alias(actor, asked["tag"], asked["alias"])
    if asked := MAKING.fullmatch(written):
        return await govern.create(actor, asked["one"], asked["other"])
    return None


@router.callback_query(TagCardTap.filter())
async def tag_card_pressed(
    _event: object, callback_data: TagCardTap, tap: Tap, actor: Actor, open_tag: OpenTag
) -> None:
    state = await open_tag(actor, _numbered(callback_data.tag))
    await tap.edit(tag_card(state))


@router.callback_query(DeleteTagTap.filter())
async def delete_tag_pressed(
    _event: object, callback_data: DeleteTagTap, tap: Tap, actor: Actor, govern_tags: GovernTags
) -> None:
    done = await govern_tags.delete(actor, _numbered(callback_data.tag))
    await tap.edit(changed(done))


@router.callback_query(MergeTagsTap.filter(F.in_health))
async def merge_duplicates_pressed(
    _event: object,
    callback_data: MergeTagsTap,
    tap: Tap,
    actor: Actor,
    govern_tags: GovernTags,
    read_tags_health: ReadTagsHealth,
) -> None:
    """The next pair takes the place of the one that was settled, with the way to undo."""
    done = await govern_tags.merge(actor, _numbered(callback_data.gone), _numbered(callback_data.into))
    health = await read_tags_health(actor)
    await tap.edit(health_page(health, Section.DUPLICATES, done=done))


@router.callback_query(MergeTagsTap.filter())
async def merge_tags_pressed(
    _event: object, callback_data: MergeTagsTap, tap: Tap, actor: Actor, govern_tags: GovernTags
) -> None:
    done = await govern_tags.merge(actor, _numbered(callback_data.gone), _numbered(callback_data.into))
    await tap.edit(changed(done))


@router.callback_query(KeepApartTap.filter(F.in_health))
async def keep_duplicates_pressed(
    _event: object,
    callback_data: KeepApartTap,
    tap: Tap,
    actor: Actor,
    govern_tags: GovernTags,
    read_tags_health: ReadTagsHealth,
) -> None:
    await govern_tags.keep_apart(actor, _numbered(callback_data.one), _numbered(callback_data.other))
    health = await read_tags_health(actor)
    await tap.edit(health_page(health, Section.DUPLICATES), kept_apart())


@router.callback_query(KeepApartTap.filter())
async def keep_apart_pressed(
    _event: object, callback_data: KeepApartTap, tap: Tap, actor: Actor, govern_tags: GovernTags, open_tag: OpenTag
) -> None:
    await govern_tags.keep_apart(actor, _numbered(callback_data.one), _numbered(callback_data.other))
    state = await open_tag(actor, _numbered(callback_data.one))
    await tap.edit(tag_card(state), kept_apart())


@router.callback_query(ProposalTap.filter(F.word == Word.KEEP))
async def proposal_kept(
    _event: object, callback_data: ProposalTap, tap: Tap, actor: Actor, govern_tags: GovernTags
) -> None:
    done = await govern_tags.keep(actor, callback_data.proposal_id)
    await tap.edit(changed(done))


@router.callback_query(ProposalTap.filter(F.word == Word.MERGE))
async def proposal_merged(
    _event: object, callback_data: ProposalTap, tap: Tap, actor: Actor, govern_tags: GovernTags
) -> None:
    done = await govern_tags.merge_instead(actor, callback_data.proposal_id, _numbered(callback_data.into))
    await tap.edit(changed(done))


@router.callback_query(ProposalTap.filter())
async def proposal_cancelled(
    _event: object, callback_data: ProposalTap, tap: Tap, actor: Actor, govern_tags: GovernTags
) -> None:
    await govern_tags.cancel(actor, callback_data.proposal_id)
    await tap.edit(cancelled())


@router.callback_query(UndoTagsTap.filter())
async def undo_tags_pressed(
    _event: object, callback_data: UndoTagsTap, tap: Tap, actor: Actor, govern_tags: GovernTags
) -> None:
    done = await govern_tags.undo(actor, callback_data.change_id)
    await tap.edit(undone(done))


@router.message(Command("tags_health"))
@router.edited_message(Command("tags_health"))
async def tags_health_asked(message: Message, actor: Actor, read_tags_health: ReadTagsHealth, sender: Sender) -> None:
    health = await read_tags_health(actor)
    await sender.answer(message, health_page(health, Section.SUMMARY))


@router.callback_query(HealthTap.filter())
async def tags_health_pressed(
    _event: object, callback_data: HealthTap, tap: Tap, actor: Actor, read_tags_health: ReadTagsHealth
) -> None:
    health = await read_tags_health(actor)
    await tap.edit(health_page(health, callback_data.section, callback_data.page))


@router.callback_query(ResetTagsTap.filter(F.sure))
async def reset_tags_sure(
    _event: object, callback_data: ResetTagsTap, tap: Tap, actor: Actor, govern_tags: GovernTags
) -> None:
    done = await govern_tags.reset(actor, _source(callback_data.source))
    await tap.edit(changed(done))


@router.callback_query(ResetTagsTap.filter())
async def reset_tags_pressed(
    _event: object, callback_data: ResetTagsTap, tap: Tap, actor: Actor, read_tags_health: ReadTagsHealth
) -> None:
    health = await read_tags_health(actor)
    await tap.edit(reset_asked(health, callback_data.source))


def _numbered(number: int) -> Callable[[Tag], bool]:
    return lambda tag: number_of(Kind.TAG, tag.slug) == number


def _source(number: int) -> Callable[[str], bool]:
    return lambda source: number_of(Kind.TAG, source) == number
