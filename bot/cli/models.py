"""`photobank models`: which encoders there are, whether their weights are on this machine, and whether they work."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from PIL import Image

from bot.cli.running import notes, prepare, run, screen
from engine.encoders import catalogue
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.sense import NAMED, Sense, make_sense
from engine.encoders.source import PRODUCTION, Source
from engine.training.city import draw
from engine.training.random_scenes import random_scene
from engine.training.scene import Sight

models = typer.Typer(help="Encoders: which there are, their weights, and whether they work.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="bundled, ARCHITECTURE/PRETRAINED, hf-hub:OWNER/NAME or local-dir:FOLDER.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]

_OF_EACH = 4
"""Pictures of each kind that a check looks at."""
_SEED = 8_000_000


@models.command("list")
def list_models(
    every: Annotated[bool, typer.Option("--all", help="Everything that open_clip knows with weights.")] = False,
    as_json: AsJson = False,
) -> None:
    """Name the encoders and say whether their weights are on disk."""
    prepare()
    names = [PRODUCTION, catalogue.BUNDLED, *(catalogue.known_names() if every else [])]
    there = {name: catalogue.is_on_disk(name) for name in dict.fromkeys(names)}
    if as_json:
        screen.print_json(json.dumps({"encoders": [{"name": name, "on_disk": disk} for name, disk in there.items()]}))
        return
    for name, disk in there.items():
        screen.print(f"{name}  {'on disk' if disk else 'not downloaded'}", markup=False)


@models.command("pull")
def pull(name: Name = PRODUCTION) -> None:
    """Download an encoder's weights once and verify them; from then on no network is needed."""
    prepare()

    async def main() -> None:
        await asyncio.to_thread(catalogue.pull, name)
        notes.print(f"{name} is on disk and whole. Next: photobank models check {name}", markup=False)
        notes.print(f"A bank takes it with: photobank reindex --encoder {name}", markup=False)

    run(main)


@models.command("show")
def show(name: Name = PRODUCTION, as_json: AsJson = False) -> None:
    """Say what an encoder is made of."""
    prepare()

    async def main() -> None:
        facts = await asyncio.to_thread(facts_of, catalogue.resolve(name))
        if as_json:
            screen.print_json(json.dumps(facts, ensure_ascii=False))
            return
        for key, value in facts.items():
            screen.print(f"{key.replace('_', ' '):<12}  {value}", markup=False, soft_wrap=True)

    run(main)


@models.command("check")
def check(name: Name = PRODUCTION, as_json: AsJson = False) -> None:
    """Encode Russian and English texts and drawn pictures, and say whether the encoder makes sense."""
    prepare()

    async def main() -> int:
        found = await asyncio.to_thread(lambda: make_sense(OpenClipEncoder(catalogue.resolve(name)), pictures()))
        if as_json:
            facts = {"translations": found.translations, "pictures_ru": found.pictures_ru}
            screen.print_json(json.dumps({**facts, "pictures_en": found.pictures_en, "verdict": verdict(found)}))
        else:
            screen.print(f"Russian texts that find their translation: {found.translations:.0%}")
            screen.print(f"Pictures named in Russian: {found.pictures_ru:.0%}, in English: {found.pictures_en:.0%}")
            screen.print(verdict(found))
        return 0 if found.knows_english else 1

    run(main)


def verdict(found: Sense) -> str:
    match found.knows_english, found.knows_russian:
        case True, True:
            return "It makes sense in Russian and in English."
        case True, False:
            return "It makes sense in English only: Russian words find nothing that they should."
        case _:
            return "It makes no sense: its tokenizer belongs to another model, or its weights were never trained."


def facts_of(source: Source) -> dict[str, Any]:
    """What can be said of an encoder without loading it."""
    text, vision = source.model_cfg["text_cfg"], source.model_cfg["vision_cfg"]
    return {
        "name": source.name,
        "id": source.encoder_id,
        "weights": str(source.weights),
        "megabytes": round(source.weights.stat().st_size / 1e6, 1),
        "dimension": source.dimension,
        "pixels": vision.get("image_size", 224),
        "images": vision.get("timm_model_name", "ViT"),
        "texts": "open_clip's own tower" if source.text_folder is None else text_tower(source.text_folder),
        "tokenizer": str(source.tokenizer_folder or "open_clip's own"),
        "longest_text": f"{text.get('context_length', 77)} tokens",
        "bands": ", ".join(f"{key} {value}" for key, value in asdict(source.calibration).items()),
    }


def text_tower(folder: Path) -> str:
    """The Hugging Face model's type and size, from its `config.json`."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return f"{config.get('model_type')}, {config.get('num_hidden_layers')} layers of {config.get('hidden_size')}"


def pictures() -> list[tuple[str, Image.Image]]:
    """Drawn scenes of the kinds that have a name, always the same."""
    kinds = [kind for kind in NAMED for _ in range(_OF_EACH)]
    return [
        (kind, draw(random_scene(_SEED + number, sight=Sight(kind)), 240, supersample=2))
        for number, kind in enumerate(kinds)
    ]
