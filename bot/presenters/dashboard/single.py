"""One photo, one tag or one partner in numbers, as blocks."""

from __future__ import annotations

from collections.abc import Sequence

from admin.charts.plate import Bars, Block, Tile, Tiles
from admin.dashboard.figures import Compared, PartnerFigure, Period, PhotoCounts, PhotoFigure, TagFigure
from admin.dashboard.single import SinglePage
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters import numbers
from bot.presenters.dashboard.shown import pictured
from engine.model import Language
from engine.ports import Files


def single_title(page: SinglePage) -> str:
    match page.figure:
        case PhotoFigure(photo_id=photo_id):
            return _("Photo {number}").format(number=photo_id)
        case TagFigure(ru=ru, en=en):
            return "#" + (ru if spoken() is Language.RU else en)
        case PartnerFigure():
            return _("Your numbers") if page.is_own else page.name or _("A partner")


def single_counted(page: SinglePage) -> str:
    match page.figure:
        case PhotoFigure():
            return _("Kept: favourites and collections. Shared: sent from inline mode. Votes are for it as an answer.")
        case TagFigure():
            return _("Searches that asked for the tag; the other numbers are of the photos that carry it now.")
        case PartnerFigure():
            return _("What was done under this partner's own account. The bank keeps no names beside these numbers.")


def single_blocks(page: SinglePage, files: Files) -> tuple[Block, ...]:
    match page.figure:
        case PhotoFigure() as figure:
            return _photo_blocks(figure, page, files)
        case TagFigure() as figure:
            return _tag_blocks(figure, page, files)
        case PartnerFigure() as figure:
            return _partner_blocks(figure, page, files)


def _photo_blocks(figure: PhotoFigure, page: SinglePage, files: Files) -> tuple[Block, ...]:
    shown = PhotoCounts(photo_id=figure.photo_id, opened=int(figure.opened.now or 0), downloads=0)
    votes = _("for: {up} · against: {down}").format(
        up=numbers.count(figure.thumbs_up), down=numbers.count(figure.thumbs_down)
    )
    return (
        pictured(_("Opened"), [(shown, shown.opened)], page.photos, files),
        _tiles(
            (
                (_("Downloads"), figure.downloads),
                (_("Kept"), figure.kept),
                (_("Shared"), figure.shared),
            ),
            Tile(name=_("Votes"), value=votes_of(figure), change=votes),
        ),
        _daily(_("Opened by day"), figure.period, figure.opened_by_day),
    )


def votes_of(figure: PhotoFigure) -> str:
    votes = figure.thumbs_up + figure.thumbs_down
    return numbers.share(figure.thumbs_up / votes) if votes else numbers.NOTHING


def _tag_blocks(figure: TagFigure, page: SinglePage, files: Files) -> tuple[Block, ...]:
    top = [(row, row.opened) for row in figure.top[:1] if row.opened]
    return (
        _tiles(
            ((_("Searches"), figure.searches), (_("Photos opened"), figure.opened), (_("Downloads"), figure.downloads)),
            Tile(name=_("Photos with the tag"), value=numbers.count(figure.photos)),
        ),
        _daily(_("Searches by day"), figure.period, figure.searches_by_day),
        *([pictured(_("Opened most"), top, page.photos, files)] if top else []),
    )


def _partner_blocks(figure: PartnerFigure, page: SinglePage, files: Files) -> tuple[Block, ...]:
    top = [(row, row.downloads) for row in figure.top[:1] if row.downloads]
    originals = _("originals: {count}").format(count=numbers.count(figure.by_size.get("original", 0)))
    return (
        _tiles(
            (
                (_("Searches"), figure.searches),
                (_("Photos opened"), figure.opened),
                (_("Kept"), figure.kept),
            ),
            Tile(name=_("Downloads"), value=numbers.count(figure.downloads.now or 0), change=originals),
        ),
        _daily(_("Downloads by day"), figure.period, figure.downloads_by_day),
        *([pictured(_("Taken most"), top, page.photos, files)] if top else []),
    )


def _tiles(compared: Sequence[tuple[str, Compared]], last: Tile) -> Tiles:
    tiles = []
    for name, one in compared:
        written, mood = numbers.change(one)
        tiles.append(Tile(name=name, value=numbers.count(one.now or 0), change=written, mood=mood))
    return Tiles(tiles=(*tiles, last))


def _daily(name: str, period: Period, series: Sequence[int]) -> Bars:
    return Bars(
        name=name,
        numbers=tuple(series),
        axis=numbers.counts_axis(max(series, default=0)),
        below=numbers.days_below(period),
        unfinished=True,
    )
