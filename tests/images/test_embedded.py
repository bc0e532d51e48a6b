"""What files say of themselves: EXIF, IPTC and XMP as cameras, programs and this project itself write them."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from engine.images.embedded.reading import LONGEST_TEXT, Embedded, read_embedded
from engine.images.labelling.label import Label, iptc_resource, xmp_packet
from engine.ingest.ingest_photo import Received
from engine.model import Language, Tag
from engine.photo import Coordinates
from tests.bank import Bank

PACKET = """<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''
 xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'
 xmlns:cc='http://creativecommons.org/ns#' xmlns:exif='http://ns.adobe.com/exif/1.0/'
 xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'
 photoshop:City='Москва' photoshop:DateCreated='2026-01-02T10:30:00+03:00'
 exif:GPSLatitude='55,45.5N' exif:GPSLongitude='37,37,12E'>
<dc:title><rdf:Alt><rdf:li xml:lang='en'>Bridge at night</rdf:li>
<rdf:li xml:lang='x-default'>Ночной мост</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>мост</rdf:li><rdf:li>night</rdf:li><rdf:li>такого тега нет</rdf:li></rdf:Bag></dc:subject>
<dc:creator><rdf:Seq><rdf:li>Анна Ли</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© 2026 Анна Ли</rdf:li></rdf:Alt></dc:rights>
<cc:license rdf:resource='https://creativecommons.org/licenses/by-sa/4.0/'/>
<Iptc4xmpCore:Location>Набережная</Iptc4xmpCore:Location>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='r'?>"""


def saved(form: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(out, form, **options)
    return out.getvalue()


def with_iptc(resource: bytes) -> bytes:
    """A JPEG with Photoshop's segment, which Pillow does not write."""
    plain, body = saved(), b"Photoshop 3.0\x00" + resource
    return plain[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body + plain[2:]


def iptc(*records: tuple[int, bytes]) -> bytes:
    data = b"".join(bytes([0x1C, 2, number]) + len(value).to_bytes(2, "big") + value for number, value in records)
    return b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\0" * (len(data) % 2)


def exif(**gps: object) -> Image.Exif:
    made = Image.Exif()
    made[0x010E] = "Bridge at night"
    made[0x013B] = "Anna Lee"
    made[0x8298] = "© 2026 Anna Lee, CC BY 4.0"
    made[0x9C9E] = "bridge;night".encode("utf-16-le")
    made.get_ifd(0x8769)[0x9003] = "2026:07:01 18:30:00"
    where = made.get_ifd(0x8825)
    where[1], where[2] = "S", (IFDRational(33), IFDRational(52), IFDRational(1200, 100))
    where[3], where[4] = "E", (IFDRational(151), IFDRational(12), IFDRational(0))
    where.update(gps)
    return made


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG", "TIFF", "AVIF"])
def test_xmp_is_read_from_every_kind_of_file(form: str) -> None:
    options: dict[str, object] = {"xmp": PACKET.encode()}
    if form == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", PACKET)
        options = {"pnginfo": info}
    if form == "TIFF":
        options = {"tiffinfo": {700: PACKET.encode()}}
    said = read_embedded(saved(form, **options))
    assert said == Embedded(
        captions=("Ночной мост", "Bridge at night"),
        keywords=("мост", "night", "такого тега нет"),
        author="Анна Ли",
        notice="© 2026 Анна Ли",
        licence="https://creativecommons.org/licenses/by-sa/4.0/",
        place="Набережная, Москва",
        taken_at=dt.datetime(2026, 1, 2, 7, 30, tzinfo=dt.UTC),
        coordinates=Coordinates(55.758333, 37.62),
    )


def test_exif_says_who_when_and_where() -> None:
    said = read_embedded(saved(exif=exif()))
    assert (said.captions, said.keywords, said.author) == (("Bridge at night",), ("bridge", "night"), "Anna Lee")
    assert said.taken_at == dt.datetime(2026, 7, 1, 18, 30, tzinfo=dt.UTC)
    assert said.coordinates == Coordinates(-33.87, 151.2)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("Ночной мост".encode(), "Ночной мост"), ("Ночной мост".encode("cp1251"), "Ночной мост"), (b"Caf\xe9", "Café")],
)
def test_iptc_in_any_character_set_is_read(raw: bytes, expected: str) -> None:
    said = read_embedded(with_iptc(iptc((5, raw), (25, "мост".encode()), (25, b"night"), (55, b"20260714"))))
    assert said.captions == (expected,)
    assert said.keywords == ("мост", "night")
    assert said.taken_at == dt.datetime(2026, 7, 14, tzinfo=dt.UTC)


def test_what_this_project_writes_into_given_files_is_read_back() -> None:
    label = Label(credit="Фото: Анна Ли / CC BY 4.0", photographer="Анна Ли", licence="CC BY 4.0", description="Мост")
    for content in (saved(xmp=xmp_packet(label)), with_iptc(iptc_resource(label))):
        said = read_embedded(content)
        assert (said.captions, said.author) == (("Мост",), "Анна Ли")


@pytest.mark.parametrize("title", ["DSC_0012.JPG", "IMG-20240101", "OLYMPUS DIGITAL CAMERA", "0012", "   ", "Untitled"])
def test_what_cameras_write_is_no_caption(title: str) -> None:
    made = exif()
    made[0x010E] = title
    assert read_embedded(saved(exif=made)).captions == ()


def test_a_point_in_the_sea_off_africa_or_beyond_the_earth_is_none() -> None:
    nowhere = (IFDRational(0), IFDRational(0), IFDRational(0))
    for latitude in (nowhere, (IFDRational(95), IFDRational(0), IFDRational(0)), (IFDRational(0, 0),) * 3):
        made = exif()
        where = made.get_ifd(0x8825)
        where[2], where[4] = latitude, nowhere
        assert read_embedded(saved(exif=made)).coordinates is None


@pytest.mark.parametrize(
    "packet",
    [
        b"<not xml",
        b"\xff\xfe\x00",
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + PACKET.replace("Ночной мост", "&a;").encode(),
        PACKET.replace("Ночной мост", "я" * 600_000).replace("Bridge at night", "").encode(),
    ],
)
def test_a_packet_in_disorder_costs_its_facts_and_never_the_photo(packet: bytes) -> None:
    """Entities are never expanded: a few bytes of them could become gigabytes."""
    said = read_embedded(saved("WEBP", xmp=packet))
    assert said.captions == ()


def test_texts_are_one_printable_line_of_bounded_length() -> None:
    said = read_embedded(saved(xmp=PACKET.replace("Ночной мост", "Мост\x85\n  ночью " + "я" * 900).encode()))
    assert said.captions[0].startswith("Мост ночью я")
    assert len(said.captions[0]) == LONGEST_TEXT


async def test_a_photo_is_taken_in_with_what_its_file_says_where_nobody_said_otherwise(bank: Bank) -> None:
    async with bank.database.begin(writes=True) as work:
        await work.tags.put([Tag(slug="night", ru="ночь", en="night")])
        await work.commit()
    content = saved(xmp=PACKET.encode())
    outcome = await bank.ingest(Received(content=content))
    async with bank.database.begin() as work:
        photo = (await work.photos.get([outcome.photo_id]))[outcome.photo_id]
    assert (photo.caption(Language.RU), photo.caption(Language.EN)) == ("Ночной мост", "Bridge at night")
    assert {one.tag.slug for one in photo.tags} == {"bridge", "night"}
    assert (photo.rights.photographer, photo.rights.licence) == ("Анна Ли", "CC BY-SA 4.0")
    assert (photo.metadata.place, photo.metadata.coordinates) == ("Набережная, Москва", Coordinates(55.758333, 37.62))
    assert bank.files.original_path(photo.content_hash).read_bytes() == content
