"""What a given file says of itself, as an XMP packet and as IPTC records.

The properties are those that the IPTC Photo Metadata Standard asks for: creator, credit line, copyright notice, rights
usage terms, description. XMP: ISO 16684-1. IPTC-IIM 4.2: record 2, wrapped as Photoshop's image resource 0x0404.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

CREATOR, TERMS, CREDIT, NOTICE, DESCRIPTION = 80, 40, 110, 116, 120
LONGEST = {CREATOR: 32, TERMS: 256, CREDIT: 32, NOTICE: 128, DESCRIPTION: 2000}
"""Datasets of record 2 and their largest sizes in bytes."""
_CLIPPED = 2000
"""Characters of each property in the packet, which must fit into one JPEG segment."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
<photoshop:Credit>{credit}</photoshop:Credit>
<xmpRights:Marked>True</xmpRights:Marked>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{credit}</rdf:li></rdf:Alt></dc:rights>
{rest}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_CREATOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"
_TERMS = '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></xmpRights:UsageTerms>\n'
_DESCRIPTION = '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """In the language of whoever takes the file; None means unknown and is left out."""

    credit: str
    photographer: str | None = None
    licence: str | None = None
    description: str | None = None


def xmp_packet(label: Label) -> bytes:
    """UTF-8, read-only, without padding: at most 32 KB."""
    parts = ((_CREATOR, label.photographer), (_TERMS, label.licence), (_DESCRIPTION, label.description))
    rest = "".join(template.format(_xml(text)) for template, text in parts if text)
    return _PACKET.format(credit=_xml(label.credit), rest=rest).encode()


def iptc_resource(label: Label) -> bytes:
    """Photoshop's resource block with the records, in UTF-8, each property cut to what its dataset holds."""
    texts = {
        TERMS: label.licence,
        CREATOR: label.photographer,
        CREDIT: label.credit,
        NOTICE: label.credit,
        DESCRIPTION: label.description,
    }
    records = _dataset(1, 90, b"\x1b%G") + _dataset(2, 0, b"\x00\x04")
    for number, text in texts.items():
        if text:
            records += _dataset(2, number, _cut(text, LONGEST[number]))
    padding = b"\0" * (len(records) % 2)
    return b"8BIM\x04\x04\x00\x00" + len(records).to_bytes(4, "big") + records + padding


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return bytes([0x1C, record, number]) + len(value).to_bytes(2, "big") + value


def _cut(text: str, limit: int) -> bytes:
    """Whole characters only."""
    return text.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore").encode()


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text[:_CLIPPED]))
