"""What digests bring, as blocks: readers, links by day, the newest issues."""

from __future__ import annotations

from admin.charts.plate import Bars, Block, Ranking, Row, Tile, Tiles
from admin.dashboard.figures import Compared, Digests, Figure, PostedIssue
from admin.digest.ports import DigestKind
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters import numbers
from bot.presenters.dashboard.asked import now_and_before
from bot.presenters.digest_desk import kind_name


def digests_blocks(figure: Digests, before: Figure | None) -> tuple[Block, ...]:
    if not (figure.issues or figure.links):
        return ()
    then = before if isinstance(before, Digests) else None
    blocks: list[Block] = [_tiles(figure, then)]
    if figure.period.days > 1:
        blocks.append(_by_day(figure, then))
    if figure.rows:
        blocks.append(_issues(figure.rows))
    return tuple(blocks)


def _tiles(figure: Digests, then: Digests | None) -> Tiles:
    counts = (
        _tile(_("Issues"), figure.issues, then.issues if then else None),
        _tile(_("People"), figure.people, then.people if then else None),
        _tile(_("Clicks"), figure.links, then.links if then else None),
        _tile(_("Reactions"), figure.reactions, then.reactions if then else None),
    )
    return Tiles(tiles=counts, columns=len(counts))


def _tile(name: str, now: int, before: int | None) -> Tile:
    if before is None:
        return Tile(name=name, value=numbers.count(now))
    change, mood = numbers.change(Compared(now=now, before=before))
    return Tile(name=name, value=numbers.count(now), change=change, mood=mood)


def _by_day(figure: Digests, then: Digests | None) -> Bars:
    earlier = then.links_by_day if then else ()
    return Bars(
        name=_("Links followed by day"),
        numbers=figure.links_by_day,
        axis=numbers.counts_axis(max((*figure.links_by_day, *earlier))),
        below=numbers.days_below(figure.period),
        before=earlier,
        unfinished=True,
        key=now_and_before(then is not None),
    )


def _issues(rows: tuple[PostedIssue, ...]) -> Ranking:
    longest = max(row.people for row in rows) or 1
    return Ranking(
        name=_("The newest issues: people who came"),
        rows=tuple(
            Row(
                name=f"{numbers.day(row.day)} · {kind_name(DigestKind(row.kind))}",
                value=numbers.count(row.people),
                length=row.people / longest,
                detail=ngettext("{count} reaction", "{count} reactions", row.reactions).format(
                    count=numbers.count(row.reactions)
                ),
            )
            for row in rows
        ),
    )
