"""What a suggested tag comes from, in words."""

from __future__ import annotations

from bot.locales import gettext as _
from engine.tagging.suggesting.ports import Origin


def source_name(source: str) -> str:
    """In the reader's language where it is one of the suggestions' own; a model is called as it is called."""
    names = {
        Origin.LOOKS.value: _("likeness"),
        Origin.NEIGHBOURS.value: _("similar photos"),
        Origin.CAPTION.value: _("caption"),
        Origin.CAPTIONER.value: _("captioner"),
    }
    return names.get(source, source)
