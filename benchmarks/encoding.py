"""How fast the encoder is: `python -m benchmarks.encoding`, ours beside the usual way, in one run.

The production architecture with random weights and photographs of 12 megapixels, both made here: nothing is downloaded.
The two sides take turns, and of each the quickest turn counts: other work on the machine only ever makes one slower.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from benchmarks.production_shape import write_production_shape
from benchmarks.report import machine, table, write_section
from bot.bank import open_photobank
from bot.settings import Settings
from engine.blocking import Worker
from engine.encoders.catalogue import open_encoder, resolve
from engine.encoders.network import Network
from engine.encoders.probes import probe_images, probe_texts
from engine.encoders.proof import recall
from engine.encoders.worker import EncoderWorker
from engine.images.decoding import decode
from engine.ingest.ingest_photo import Received
from engine.model import Vectors

QUESTION = "зимний парк у реки без людей"
PEOPLE = 32
PIXELS = (4000, 3000)
FILE_PIXELS = 512


def photographs(folder: Path, count: int) -> list[Path]:
    """JPEG files of 12 megapixels with detail everywhere, as a camera's are: 3 to 5 MB each."""
    paths = []
    for number in range(count):
        chance = np.random.default_rng(number)
        coarse = Image.fromarray(chance.integers(0, 256, (30, 40, 3), np.uint8)).resize(
            PIXELS, Image.Resampling.BICUBIC
        )
        grain = Image.fromarray(chance.integers(0, 256, (PIXELS[1], PIXELS[0]), np.uint8)).filter(
            ImageFilter.BoxBlur(1)
        )
        paths.append(folder / f"{number}.jpg")
        Image.blend(coarse, grain.convert("RGB"), 0.12).save(paths[-1], "JPEG", quality=90)
    return paths


def kept_or_new(shape: Path) -> str:
    """The encoder's name."""
    return f"local-dir:{shape}" if shape.is_dir() else write_production_shape(shape)


class Turns:
    """Seconds of both sides, which take turns."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []

    def add(self, what: str, at_least: float, usual: float, ours: float, remark: str) -> None:
        """`usual` and `ours` in seconds."""
        ratio = usual / ours
        times = [f"{usual * 1000:.0f} ms", f"{ours * 1000:.0f} ms"]
        reached = "yes" if ratio >= at_least else "no"
        self.rows.append([what, *times, f"{ratio:.1f}×", f"{at_least:g}×", reached, remark])
        print("  ".join(self.rows[-1]), flush=True)


def quickest(*sides: Callable[[], object], turns: int) -> list[float]:
    """The quickest turn of each side, in seconds, after one turn that is not counted."""
    took: list[list[float]] = [[] for _ in sides]
    for turn in range(turns + 1):
        for side, seconds in zip(sides, took, strict=True):
            began = time.perf_counter()
            side()
            if turn:
                seconds.append(time.perf_counter() - began)
    return [min(seconds) for seconds in took]


def one_by_one(network: Network, paths: Sequence[Path]) -> Vectors:
    """As open_clip's documentation does it: Pillow opens the whole photo, the model's own preprocessing, fp32."""
    return np.concatenate([network.look([Image.open(path).convert("RGB")]) for path in paths])


async def ahead(encoder: EncoderWorker, images: Worker, paths: Sequence[Path]) -> Vectors:
    """Decoded at reduced size in two threads while the model works on a batch."""
    opening = [images.begin(lambda path=path: decode(path.read_bytes(), longest=FILE_PIXELS)) for path in paths]  # type: ignore[misc]
    parts = []
    for first in range(0, len(opening), 8):
        parts.append(await encoder.encode_images([await image for image in opening[first : first + 8]]))
    return np.concatenate(parts)


async def p95(ask: Callable[[str], Coroutine[Any, Any, object]], texts: Sequence[str], *, together: bool) -> float:
    """Seconds from the moment when all of them ask until the answer, for the unluckiest but one in twenty."""
    began = time.perf_counter()
    waited: list[float] = []

    async def one(text: str) -> None:
        await ask(text)
        waited.append(time.perf_counter() - began)

    if together:
        await asyncio.gather(*(one(text) for text in texts))
    else:
        for text in texts:
            await one(text)
    return float(np.quantile(waited, 0.95))


def cosine(a: Vectors, b: Vectors) -> float:
    norms = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return float(((a * b).sum(axis=1) / norms).mean())


async def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=5)
    options.add_argument("--photos", type=int, default=16)
    options.add_argument("--keep", type=Path, help="A folder to keep the encoder in: later runs need not make it.")
    options.add_argument("--no-report", action="store_true", help="Print only; docs/benchmarks.md stays as it is.")
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shape = (chosen.keep or folder) / "encoder"
        turns = await measure(shape, folder, turns=chosen.turns, photos=chosen.photos)
    header = ["what", "the usual way", "ours", "ratio", "at least", "reached", ""]
    lines = [
        f"`python -m benchmarks.encoding`: {machine()}, load {load:.1f} at the start (a free machine has 0).",
        "",
        *table(header, turns.rows),
        "",
        "`xlm-roberta-base-ViT-B-32` with random weights; photos of 12 megapixels, drawn by the benchmark. The usual",
        "way is open_clip as documented: texts padded to 77 tokens, photos decoded whole, one at a time, fp32. The",
        "sides take turns; the quickest turn of each counts.",
    ]
    if not chosen.no_report:
        write_section("Encoding", lines)


async def measure(shape: Path, folder: Path, *, turns: int, photos: int) -> Turns:
    result = Turns()
    name = kept_or_new(shape)
    paths = photographs(folder, photos)
    gc.collect()
    began = time.perf_counter()
    encoder = await open_encoder(name)
    await encoder.warm_up()
    verdict = recall(resolve(name))
    print(f"start, the first time with the proof: {time.perf_counter() - began:.0f} s; {verdict}", flush=True)
    usual = Network(resolve(name))
    lowered = encoder.network
    texts, drawn = probe_texts(64), probe_images(16)
    of_texts, of_images = cosine(usual.read(texts), lowered.read(texts)), cosine(usual.look(drawn), lowered.look(drawn))
    slow, fast = quickest(
        lambda: usual.read([QUESTION], padded=True), lambda: lowered.read([QUESTION]), turns=turns * 4
    )
    result.add("one text query", 6, slow, fast, f"cosine to fp32 {of_texts:.4f}")

    images = Worker("images", threads=2)
    took: dict[str, list[float]] = {"usual": [], "ours": [], "ingest": []}
    for turn in range(max(2, turns // 2)):
        began = time.perf_counter()
        one_by_one(usual, paths)
        took["usual"].append((time.perf_counter() - began) / photos)
        began = time.perf_counter()
        await ahead(encoder, images, paths)
        took["ours"].append((time.perf_counter() - began) / photos)
        took["ingest"].append(await ingest(name, folder / f"home{turn}", paths) / photos)
    best = {side: min(seconds) for side, seconds in took.items()}
    remark = f"cosine to fp32 {of_images:.4f}"
    result.add("a photo, file to embedding", 4.5, best["usual"], best["ours"], remark)
    remark = "the usual way only embeds; ours also hashes, keeps, copies, writes rows and indexes"
    result.add("a photo, whole ingest", 2.5, best["usual"], best["ingest"], remark)
    images.close()

    alone, joined = [], []
    for turn in range(turns):
        asked = [[f"{text} {turn} {side}" for text in probe_texts(8 + PEOPLE)[8:]] for side in (0, 1)]
        alone.append(await p95(lambda text: encoder.encode_texts([text]), asked[0], together=False))
        joined.append(await p95(lambda text: encoder.encode_texts([text]), asked[1], together=True))
    result.add(f"{PEOPLE} people ask at once, p95", 2, min(alone), min(joined), "the same encoder, one after the other")
    await encoder.aclose()
    return result


async def ingest(name: str, home: Path, paths: Sequence[Path]) -> float:
    """Seconds from files to photos that can be found, a bank and its loaded model given."""
    async with open_photobank(Settings(home=home, encoder=name)) as photobank:
        await photobank.encoder.warm_up()
        began = time.perf_counter()
        waiting = iter(paths)

        async def take() -> None:
            for path in waiting:
                content = await asyncio.to_thread(path.read_bytes)
                await photobank.ingest_photo(Received(content=content, original_name=path.name))

        await asyncio.gather(take(), take())
        while await photobank.index_pending():
            pass
        return time.perf_counter() - began


if __name__ == "__main__":
    asyncio.run(main())
