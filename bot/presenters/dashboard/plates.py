"""A page of the dashboard as one picture, in the language that is spoken. Pure: the digest draws the same ones."""

from __future__ import annotations

from admin.charts.plate import Block, Empty, Plate, Theme
from admin.dashboard.figures import (
    Audience,
    Digests,
    Growth,
    Hours,
    Overview,
    Photos,
    Quality,
    Queries,
    Retention,
    Speed,
    Tags,
)
from admin.dashboard.reading import Page
from admin.dashboard.single import SinglePage
from bot.presenters import numbers
from bot.presenters.dashboard import asked, shown, single, words
from bot.presenters.dashboard.digests import digests_blocks
from engine.ports import Files


def plate_of(page: Page, theme: Theme, files: Files) -> Plate:
    section = page.asked.section
    empty = Empty(sentence=words.empty_of(section), hint=words.empty_hint(section))
    return Plate(
        title=words.title_of(section),
        subtitle=numbers.period_of(page.period),
        blocks=_blocks(page, files) or (empty,),
        note=words.counted(section, page.least_people),
        theme=theme,
    )


def plate_of_single(page: SinglePage, theme: Theme, files: Files) -> Plate:
    return Plate(
        title=single.single_title(page),
        subtitle=numbers.period_of(page.figure.period),
        blocks=single.single_blocks(page, files),
        note=single.single_counted(page),
        theme=theme,
    )


def _blocks(page: Page, files: Files) -> tuple[Block, ...]:
    match page.figure:
        case Overview() as figure:
            return shown.overview_blocks(figure, page)
        case Hours() as figure:
            return asked.hours_blocks(figure, page.before)
        case Queries() as figure:
            return asked.queries_blocks(figure, page.asked.section, page.asked.compares)
        case Tags() as figure:
            return asked.tags_blocks(figure, page.before)
        case Photos() as figure:
            return shown.photos_blocks(figure, page.photos, files)
        case Growth() as figure:
            return shown.growth_blocks(figure, page.before)
        case Quality() as figure:
            return shown.quality_blocks(figure, page.before)
        case Audience() as figure:
            return asked.audience_blocks(figure, page.before)
        case Retention() as figure:
            return shown.retention_blocks(figure)
        case Speed() as figure:
            return shown.speed_blocks(figure, page.before)
        case Digests() as figure:
            return digests_blocks(figure, page.before)
        case _:
            raise TypeError(f"no section shows {type(page.figure).__name__}")
