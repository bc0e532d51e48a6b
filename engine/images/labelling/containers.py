"""Putting a label into a JPEG, PNG or WebP file without touching a pixel, and taking out everything else it told.

What is needed to show the picture stays: pixels, colour profile, orientation, animation. EXIF with its GPS, XMP, IPTC,
comments, embedded previews and whatever stands behind the picture's end do not.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping

from engine.images.labelling.label import Label, iptc_resource, xmp_packet

PNG = b"\x89PNG\r\n\x1a\n"
_XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_XMP_FLAG, _EXIF_FLAG, _ALPHA_FLAG = 0x04, 0x08, 0x10


class Malformed(Exception):
    """The file is not built as its format says; decoders may read it all the same."""


def media_type(content: bytes) -> str | None:
    """By its first bytes; None for a format that no label can be put into."""
    if content[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if content[:8] == PNG:
        return "image/png"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def labelled(content: bytes, label: Label, *, orientation: int, size: tuple[int, int]) -> bytes:
    """The same picture with this label. `orientation` is EXIF's, 1 to 8; `size` that of the pixels as stored.

    Raises Malformed, also for a format that `media_type` does not know.
    """
    write = _WRITERS.get(media_type(content) or "")
    if write is None:
        raise Malformed
    return write(content, label, orientation, size)


def _exif(orientation: int) -> bytes:
    """TIFF with nothing in it but how the picture is to be turned."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"


def _jpeg(content: bytes, label: Label, orientation: int, _size: tuple[int, int]) -> bytes:
    written = [b"\xff\xd8"]
    head = [_segment(0xE1, b"Exif\0\0" + _exif(orientation))] if orientation != 1 else []
    head.append(_segment(0xE1, _XMP_IN_JPEG + xmp_packet(label)))
    head.append(_segment(0xED, b"Photoshop 3.0\0" + iptc_resource(label)))
    for marker, piece in _jpeg_pieces(content):
        if head and marker != 0xE0:  # JFIF's own segment comes first, where there is one
            written += head
            head = []
        if _jpeg_keeps(marker, piece):
            written.append(piece)
    return b"".join(written)


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def _jpeg_keeps(marker: int, piece: bytes) -> bool:
    """Of APP0 to APP15 JFIF's density, the colour profile and Adobe's transform only; no comment."""
    if marker == 0xE0:
        return piece[4:9] == b"JFIF\0"
    if marker == 0xE2:
        return piece[4:16] == b"ICC_PROFILE\0"
    return marker == 0xEE or not (0xE1 <= marker <= 0xEF or marker == 0xFE)


def _jpeg_pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its segment, a scan with its coded data, up to the picture's end and no further."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(content) or content[at] != 0xFF:
            raise Malformed
        marker = content[at + 1]
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if end > len(content) or end < at + 4:
            raise Malformed
        if marker == 0xDA:
            end = _scan_end(content, end)
        yield marker, content[at:end]
        at = end


def _scan_end(content: bytes, at: int) -> int:
    """Where the next marker stands: coded data has FF followed by 00 or a restart marker only."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Malformed
        follower = content[at + 1]
        if follower and not 0xD0 <= follower <= 0xD7 and follower != 0xFF:
            return at
        at += 1 if follower == 0xFF else 2


def _png(content: bytes, label: Label, orientation: int, _size: tuple[int, int]) -> bytes:
    written = [PNG]
    at = len(PNG)
    while True:
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content):
            raise Malformed
        if kind in _PNG_KEPT:
            written.append(content[at:end])
        if kind == b"IHDR":
            written.append(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp_packet(label)))
            if orientation != 1:
                written.append(_chunk(b"eXIf", _exif(orientation)))
        if kind == b"IEND":
            return b"".join(written)
        at = end


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _webp(content: bytes, label: Label, orientation: int, size: tuple[int, int]) -> bytes:
    kept, flags, has_head = [], 0, False
    for kind, body in _webp_chunks(content):
        if kind == b"VP8X" and body:
            has_head, flags = True, body[0]
        elif kind in _WEBP_KEPT:
            kept.append(_riff(kind, body))
            # A lossless picture says in the fifth byte of its header whether it has alpha.
            if kind == b"VP8L" and not has_head and len(body) > 4 and body[4] & 0x10:
                flags |= _ALPHA_FLAG
    if not kept:
        raise Malformed
    flags = flags & ~_EXIF_FLAG | _XMP_FLAG | (_EXIF_FLAG if orientation != 1 else 0)
    canvas = b"".join((side - 1).to_bytes(3, "little") for side in size)
    parts = [_riff(b"VP8X", bytes([flags, 0, 0, 0]) + canvas), *kept]
    if orientation != 1:
        parts.append(_riff(b"EXIF", _exif(orientation)))
    body = b"WEBP" + b"".join([*parts, _riff(b"XMP ", xmp_packet(label))])
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    at = 12
    while at + 8 <= end:
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + length > end:
            raise Malformed
        yield content[at : at + 4], content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _riff(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


_WRITERS: Mapping[str, Callable[[bytes, Label, int, tuple[int, int]], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}
