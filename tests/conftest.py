"""What many tests share: a bank in a temporary folder, and an encoder that sees colours."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pytest
from hypothesis import settings
from PIL import Image

from engine.events import unlike
from engine.model import Actor, Event, Language, PersonId, Role, Vectors
from storage.database import Database, migrate, open_database
from storage.events import BufferedEvents

if TYPE_CHECKING:
    from tests.bank import Bank

# Hypothesis measures every example by the clock, and a busy machine would fail what is right.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated SQLite database of its own."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'bank.db'}"
    await migrate(url)
    opened = await open_database(url)
    yield opened
    await opened.aclose()


class ColourEncoder:
    """An Encoder whose space is colour: `red` meets red pictures. A fake at our own port, and a true little encoder."""

    encoder_id = "colours"
    dimension = 3
    names: ClassVar = {"red": (1, 0, 0), "green": (0, 1, 0), "blue": (0, 0, 1), "yellow": (1, 1, 0), "white": (1, 1, 1)}

    async def encode_texts(self, texts: Sequence[str]) -> Vectors:
        return _unit(
            [sum((np.array(self.names.get(w, (0, 0, 0))) for w in text.split()), np.zeros(3)) for text in texts]
        )

    async def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        return _unit([np.asarray(image.convert("RGB"), np.float64).mean(axis=(0, 1)) for image in images])


def _unit(rows: Sequence[np.ndarray]) -> Vectors:
    raw = np.asarray(rows, np.float32) + 1e-4
    return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True), np.float32)


def jpeg(colour: tuple[int, int, int] | str = "red", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **options)
    return out.getvalue()


class Told(list[Event]):
    """Events that were told, each as it is documented: a fake of the Events port."""

    def tell(self, event: Event) -> None:
        assert unlike(event) is None
        self.append(event)


@pytest.fixture(autouse=True)
def _events_are_as_documented(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Whatever a test's bank tells; tests of the storage tell what they like."""
    if "storage" in request.path.parts:
        return
    tell = BufferedEvents.tell

    def checked(self: BufferedEvents, event: Event) -> None:
        assert unlike(event) is None
        tell(self, event)

    monkeypatch.setattr(BufferedEvents, "tell", checked)


def actor(role: Role = Role.VISITOR, language: Language = Language.RU, person_id: int = 1) -> Actor:
    return Actor(person_id=PersonId(person_id), role=role, language=language)


def noon() -> dt.datetime:
    return NOON


@pytest.fixture
async def bank(database: Database, tmp_path: Path) -> AsyncIterator[Bank]:
    """An empty bank of colours."""
    from tests.bank import open_bank

    async with open_bank(database, tmp_path) as opened:
        yield opened
