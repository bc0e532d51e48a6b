"""How each picture that a presenter describes becomes bytes, and what names it among those already uploaded."""

from __future__ import annotations

import hashlib

from admin.charts.drawing import draw_plate
from admin.charts.plate import Plate
from bot.ports import preview_key
from bot.presenters.messages import Card, Chart, Drawing, Picture, Preview, Sheet, SideBySide
from engine.images.chart import draw_chart
from engine.images.contact_sheet import draw_card, draw_sheet
from engine.images.side_by_side import draw_side_by_side


def drawn(picture: Picture) -> bytes:
    """A JPEG or a PNG. Takes its time: for a worker."""
    match picture:
        case Sheet(cells=cells):
            return draw_sheet(cells)
        case Preview(path=path):
            return path.read_bytes()
        case Card(title=title, lines=lines):
            return draw_card(title, lines)
        case Chart(drawn=drawn):
            return draw_chart(drawn)
        case SideBySide(left=left, right=right):
            return draw_side_by_side(left, right)
        case Plate():
            return draw_plate(picture)
        case Drawing(content=content):
            return content


def key_of(picture: Picture) -> str:
    """Names what the picture shows, whoever asks and in whatever language: only drawn words tell languages apart."""
    match picture:
        case Sheet(key=content):
            return "sheet:" + _digest(content)
        case Preview(content_hash=content_hash):
            return preview_key(content_hash)
        case Card(title=title, lines=lines):
            return "card:" + _digest("\n".join([title, *lines]))
        case Chart(drawn=drawn):
            return "chart:" + _digest(repr(drawn))
        case SideBySide(left=left, right=right):
            return "pair:" + _digest(repr((left.copy.name, left.lines, right.copy.name, right.lines)))
        case Plate():
            return "plate:" + picture.key
        case Drawing(content=content):
            return "drawing:" + hashlib.sha256(content).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
