"""Taking a change of the vocabulary back, inside a unit of work that somebody else began, locked and will commit."""

from __future__ import annotations

import datetime as dt

from engine.errors import Gone
from engine.ports import Work
from engine.tagging.governing.applying import Changed

UNDO_FOR = dt.timedelta(hours=24)


class CannotUndo(Gone):
    notice = "That cannot be undone any more: it was undone, is older than a day, or was changed since."


async def take_change_back(work: Work, change_id: int, at: dt.datetime) -> Changed:
    """Within UNDO_FOR, and as long as nobody changed the same tags since. Raises CannotUndo."""
    done = await work.governance.change(change_id)
    now = {tag.slug: tag for tag in await work.tags.all()}
    if done is None or done.undone_at is not None or at - done.changed_at > UNDO_FOR:
        raise CannotUndo
    after = {tag.slug: tag for tag in done.after}
    before = {tag.slug: tag for tag in done.before}
    if any(now.get(slug) != after.get(slug) for slug in before | after):
        raise CannotUndo
    await work.tags.put(done.before)
    await work.governance.restore(change_id)
    counts = await work.governance.counts()
    for slug in after.keys() - before.keys():
        if slug in counts or any(tag.parent == slug for tag in now.values()):
            raise CannotUndo
        await work.governance.remove(slug)
    for slug in before.keys() - after.keys():
        await work.governance.redirect_ended(slug)
    await work.governance.set_undone(change_id, at)
    return Changed(change_id=change_id, kind=done.kind, tag=next(iter(done.before), None))
