"""Pictures to send."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def picture(width: int = 640, height: int = 480, colour: str = "teal", kind: str = "PNG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, kind)
    return buffer.getvalue()
