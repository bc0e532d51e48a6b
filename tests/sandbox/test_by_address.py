"""Media by address: fetched from this machine only, within Telegram's limits, refused with its words."""

from __future__ import annotations

import pytest

from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire

pytestmark = pytest.mark.row(44)

FAILED = "Bad Request: failed to get HTTP URL content"
WRONG_TYPE = "Bad Request: wrong type of the web page content"
WRONG = "Bad Request: wrong file identifier/HTTP URL specified"


async def test_a_photo_and_a_paper_are_sent_by_address(wire: Wire, anna: SandboxPerson, site: str) -> None:
    photo = (await wire("sendPhoto", chat_id=anna.id, photo=f"{site}/photo.png")).result["photo"]
    assert [size["width"] for size in photo] == [90, 320, 800]
    document = (await wire("sendDocument", chat_id=anna.id, document=f"{site}/paper.pdf")).result["document"]
    assert (document["file_name"], document["mime_type"]) == ("paper.pdf", "application/pdf")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("page.html", WRONG_TYPE),
        ("paper.pdf", WRONG_TYPE),
        ("missing.png", FAILED),
        pytest.param("large.png", FAILED, id="over 5 MB: the word is assumed"),
        pytest.param("endless.png", FAILED, id="endless"),
        pytest.param("elsewhere.png", FAILED, id="a redirect is not followed: assumed"),
    ],
)
async def test_photos_that_cannot_be_had(wire: Wire, anna: SandboxPerson, site: str, name: str, refusal: str) -> None:
    assert (await wire("sendPhoto", chat_id=anna.id, photo=f"{site}/{name}")).refusal == refusal


@pytest.mark.row(51)
async def test_an_item_of_an_album_is_named_by_its_number(wire: Wire, anna: SandboxPerson, site: str) -> None:
    media = [{"type": "photo", "media": f"{site}/{name}"} for name in ("photo.png", "missing.png")]
    answer = await wire("sendMediaGroup", chat_id=anna.id, media=media)
    assert answer.refusal == (
        'Bad Request: failed to send message #2 with the error message "failed to get HTTP URL content"'
    )


@pytest.mark.parametrize(("name", "refusal"), [("large.pdf", FAILED), ("photo.png", WRONG_TYPE)])
async def test_documents_that_cannot_be_had(
    wire: Wire, anna: SandboxPerson, site: str, name: str, refusal: str
) -> None:
    assert (await wire("sendDocument", chat_id=anna.id, document=f"{site}/{name}")).refusal == refusal


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("http://", WRONG),
        ("http://127.0.0.1:99999/x.png", WRONG),
        ("http://127.0.0.1/a b.png", WRONG),
        ("http://127.0.0.1:9/x.png", FAILED),
        pytest.param("https://example.org/x.png", FAILED, id="nothing outside this machine is fetched"),
    ],
)
async def test_addresses_that_lead_nowhere(wire: Wire, anna: SandboxPerson, address: str, refusal: str) -> None:
    assert (await wire("sendPhoto", chat_id=anna.id, photo=address)).refusal == refusal
