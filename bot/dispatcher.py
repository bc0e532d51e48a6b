"""Which handlers there are, in which order they are asked, and what every update passes before."""

from __future__ import annotations

from typing import Any

from aiogram import Dispatcher, Router

from bot.ahead import DrawAhead
from bot.handlers import (
    audit,
    collections,
    dashboard,
    digest,
    download,
    duplicates,
    errors,
    experiments,
    governing,
    groups,
    inline,
    leftovers,
    library,
    membership,
    near,
    offers,
    partners,
    refining,
    registration,
    requests,
    review,
    roles,
    saved,
    search,
    settings,
    sheet,
    start,
    tags,
    uploads,
    wishes,
    withdrawal,
)
from bot.middlewares.addressed import Addressed
from bot.middlewares.albums import OneQuestionPerAlbum
from bot.middlewares.attending import Attending
from bot.middlewares.limits import Limits
from bot.middlewares.newest import NewestQuestion
from bot.middlewares.people import People
from bot.middlewares.tapping import Tapping
from bot.middlewares.turns import Turns
from bot.middlewares.working import Working

ROUTERS = (
    membership.router,
    groups.router,
    inline.router,
    registration.router,
    requests.router,
    settings.router,
    uploads.router,
    library.router,
    saved.router,
    near.router,
    collections.router,
    partners.router,
    offers.router,
    digest.router,
    tags.router,
    governing.router,
    search.commands,
    review.router,
    withdrawal.router,
    audit.router,
    dashboard.router,
    roles.router,
    duplicates.router,
    wishes.router,
    experiments.router,
    start.router,
    search.router,
    refining.router,
    sheet.router,
    download.router,
    leftovers.router,
    errors.router,
)
"""The first handler that fits answers; leftovers fit everything, errors only errors."""


def make_dispatcher(
    *,
    answer_press_after_s: float = 1.0,
    show_work_after_s: float = 0.4,
    rate_per_minute: int = 60,
    ahead: DrawAhead | None = None,
    **providers: Any,
) -> Dispatcher:
    """A dispatcher whose handlers are given the providers by name. May be called any number of times.

    A press is answered after `answer_press_after_s` at the latest, so that the client's spinner stops whatever else
    takes time; sooner, much that a toast can say would have to be said in a message. A chat action is shown after
    `show_work_after_s`, for sooner it would only flicker. What is drawn `ahead` waits until no update is in work.
    """
    dispatcher = Dispatcher(disable_fsm=True, **providers)
    around = (
        *((Attending(ahead),) if ahead is not None else ()),
        Addressed(),
        OneQuestionPerAlbum(),
        NewestQuestion(),
        Tapping(answer_press_after_s),
        Turns(),
        People(),
        Limits(rate_per_minute),
        Working(show_work_after_s),
    )
    for middleware in around:
        # Around the whole update, not around a handler, so that the error translator is given what they provide.
        dispatcher.update.outer_middleware(middleware)
    dispatcher.include_routers(*(_copy_of(router) for router in ROUTERS))
    return dispatcher


def _copy_of(router: Router) -> Router:
    """The same handlers in a new router: a router belongs to one dispatcher only, a module's to all of them."""
    copy = Router(name=router.name)
    for name, observer in router.observers.items():
        copy.observers[name].handlers.extend(observer.handlers)
    return copy
