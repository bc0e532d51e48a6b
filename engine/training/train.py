"""Makes the bundled encoder from nothing: `python -m engine.training.train`; interrupted, it goes on.

The same machine, thread count and seed give the same weights, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import open_clip
import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers import PreTrainedTokenizerFast

from engine.model import Language
from engine.training.captions import caption, foreign
from engine.training.claims import claim_rows, match_rows, scene_rows, values
from engine.training.losses import TruthHeads, pairwise_loss, sight_loss
from engine.training.network import DEVIATION, EMBEDDING, MEAN, open_clip_config, train_tokenizer, write_shape
from engine.training.pictures import Pictures, pictures_of
from engine.training.scene import Scene, SceneObject

BUNDLED = Path(__file__).parents[1] / "encoders" / "bundled"
SEED = 20261


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how much; the defaults make the bundled encoder."""

    steps: int = 1400
    scenes: int = 20_000
    batch: int = 80
    texts_per_image: int = 2
    foreign_texts: int = 28
    peak_rate: float = 1.5e-3
    threads: int = 2
    checkpoint_every: int = 200


class Training:
    """The model, its optimiser and the step it is at; `save` and `load` are exact."""

    def __init__(self, plan: Plan, folder: Path, scenes: Sequence[Scene], pictures: Pictures) -> None:
        torch.manual_seed(SEED)
        torch.set_num_threads(plan.threads)
        torch.use_deterministic_algorithms(True)
        self.plan, self.folder, self.scenes, self.pictures = plan, folder, scenes, pictures
        self.rows = scene_rows(scenes)
        self.values = torch.tensor([values(scene) for scene in scenes])
        self.objects = torch.tensor([[float(thing in s.objects) for thing in SceneObject] for s in scenes])
        tokenizer = train_tokenizer(_sample_texts(scenes))
        write_shape(folder, tokenizer)
        self.tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
        config = open_clip_config(folder)["model_cfg"]
        self.model = open_clip.CustomTextCLIP(
            embed_dim=EMBEDDING,
            vision_cfg=config["vision_cfg"],
            text_cfg=config["text_cfg"],
            init_logit_scale=math.log(10),
            init_logit_bias=-6.0,
        )
        self.model = self.model.to(memory_format=torch.channels_last)  # faster in bf16
        self.heads = TruthHeads(EMBEDDING)
        parameters = [*self.model.parameters(), *self.heads.parameters()]
        self.optimiser = torch.optim.AdamW(parameters, lr=plan.peak_rate, betas=(0.9, 0.98), weight_decay=0.05)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, plan.peak_rate, total_steps=plan.steps, pct_start=0.12
        )
        self.step = 0

    def run(self, until: int) -> None:
        began, first = time.monotonic(), self.step
        while self.step < until:
            loss = self._one_step()
            self.step += 1
            if self.step % 50 == 0:
                pace = (time.monotonic() - began) / (self.step - first)
                print(f"step {self.step}/{self.plan.steps} loss {loss:.4f} {pace:.2f} s/step", flush=True)
            if self.step % self.plan.checkpoint_every == 0:
                self.save()

    def _one_step(self) -> float:
        # All chance of a step comes from its number, so that a resumed run continues exactly.
        chance = Random(f"{SEED}/{self.step}")
        picked = chance.sample(range(len(self.scenes)), self.plan.batch)
        images = augment(torch.from_numpy(self.pictures[picked]), chance)
        texts = [
            caption(self.scenes[index], chance, language)
            for index in picked
            for language in _languages(chance, self.plan.texts_per_image)
        ]
        texts += [foreign(chance, chance.choice(list(Language))) for _ in range(self.plan.foreign_texts)]
        tokens = self.tokenizer([text.text for text in texts], padding=True, truncation=True, return_tensors="pt")
        matches = torch.from_numpy(match_rows(self.rows[picked], claim_rows([t.claim for t in texts]))).float()
        with torch.autocast("cpu", torch.bfloat16):
            seen = self.model.encode_image(images)
            read = self.model.encode_text(tokens.input_ids)
        seen, read = seen.float(), read.float()
        directions = torch.nn.functional.normalize(seen, dim=-1)
        loss = pairwise_loss(
            directions,
            torch.nn.functional.normalize(read, dim=-1),
            matches,
            self.model.logit_scale.exp(),
            self.model.logit_bias,
        )
        loss = loss + 0.5 * self.heads(seen, self.values[picked], self.objects[picked])
        loss = loss + 0.15 * sight_loss(directions, self.values[picked, 0])
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        return float(loss.detach())

    @property
    def checkpoint(self) -> Path:
        return self.folder.with_name(self.folder.name + ".checkpoint.pt")

    def save(self) -> None:
        state: dict[str, Any] = {
            "step": self.step,
            "model": self.model.state_dict(),
            "heads": self.heads.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        temporary = self.checkpoint.with_suffix(".part")
        torch.save(state, temporary)
        temporary.replace(self.checkpoint)

    def load(self) -> bool:
        if not self.checkpoint.exists():
            return False
        state = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.heads.load_state_dict(state["heads"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = state["step"]
        return True

    def export(self) -> str:
        """Writes the weights in float16 and returns their SHA-256."""
        weights = {name: tensor.detach().half().contiguous() for name, tensor in self.model.state_dict().items()}
        path = self.folder / "open_clip_model.safetensors"
        save_file(weights, path)
        return hashlib.sha256(path.read_bytes()).hexdigest()


def augment(images: Tensor, chance: Random) -> Tensor:
    """Each mirrored or not, shifted a little, lighter or darker; (b, h, w, 3) bytes to normalised (b, 3, h, w)."""
    pixels = images.shape[1]
    batch = torch.nn.functional.pad(images.permute(0, 3, 1, 2).float() / 255, (6, 6, 6, 6), mode="replicate")
    moved = []
    for image in batch:
        dx, dy = chance.randint(0, 12), chance.randint(0, 12)
        part = image[:, dy : dy + pixels, dx : dx + pixels] * chance.uniform(0.92, 1.08)
        moved.append(part.flip(2) if chance.random() < 0.5 else part)
    mean, deviation = torch.tensor(MEAN)[None, :, None, None], torch.tensor(DEVIATION)[None, :, None, None]
    shown = (torch.stack(moved).clamp(0, 1) - mean) / deviation
    return shown.to(memory_format=torch.channels_last)


def _languages(chance: Random, count: int) -> list[Language]:
    """Russian and English in turn, beginning with either."""
    both = list(Language)
    chance.shuffle(both)
    return [both[k % 2] for k in range(count)]


def _sample_texts(scenes: Sequence[Scene]) -> list[str]:
    chance = Random(SEED)
    texts = []
    for scene in scenes[:6000]:
        for language in Language:
            texts += [caption(scene, chance, language).text for _ in range(2)]
        texts.append(foreign(chance, chance.choice(list(Language))).text)
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=BUNDLED)
    parser.add_argument("--cache", type=Path, default=Path("var/training/pictures.npy"))
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--scenes", type=int, default=Plan().scenes)
    arguments = parser.parse_args()
    plan = Plan(steps=arguments.steps, scenes=arguments.scenes)
    began = time.monotonic()
    scenes, pictures = pictures_of(range(plan.scenes), arguments.cache)
    print(f"{len(scenes)} scenes after {time.monotonic() - began:.0f} s", flush=True)
    training = Training(plan, arguments.out, scenes, pictures)
    if training.load():
        print(f"going on from step {training.step}", flush=True)
    training.run(plan.steps)
    print(f"weights {training.export()} after {time.monotonic() - began:.0f} s", flush=True)
    training.checkpoint.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
