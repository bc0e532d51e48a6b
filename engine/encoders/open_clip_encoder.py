"""An open_clip model, with a Hugging Face text tower or another, as plain functions to vectors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from engine.encoders.source import Source
from engine.model import Vectors

if TYPE_CHECKING:
    from engine.encoders.network import Network

BATCH = 32
"""Images, or texts, that go through the model together: more gain nothing on a CPU and cost memory."""


class OpenClipEncoder:
    """Blocking; loads its model at the first use, once, whichever thread comes first. The network is never asked.

    One code path for the bundled folder, hub repositories and open_clip's own names: `Source` has found the files.
    A large network computes in the cheapest arithmetic that was proved on this machine, unless `exact`.
    """

    def __init__(self, source: Source, *, exact: bool = False) -> None:
        self.source = source
        self._exact = exact
        self._loading = threading.Lock()
        self._network: Network | None = None

    def load(self) -> Network:
        """Loads the model, unless it is loaded. The first time on a machine, a large one is proved: half a minute."""
        with self._loading:
            if self._network is None:
                from engine.encoders.network import Network  # late: it imports torch
                from engine.encoders.proof import lower

                network = Network(self.source)
                if not self._exact:
                    lower(network, self.source)
                self._network = network
            return self._network

    def unload(self) -> None:
        """Lets go of the model's memory; the next use would load it again."""
        with self._loading:
            self._network = None

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), rows of norm 1. What exceeds the model's context is cut off."""
        return self._in_batches(texts, lambda network, batch: network.read(batch))

    def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        """Shape (len(images), dimension), rows of norm 1; RGB images of any size, preprocessed as in training."""
        return self._in_batches(images, lambda network, batch: network.look(batch))

    def _in_batches(self, inputs: Sequence[Any], encode: Callable[[Network, Sequence[Any]], Vectors]) -> Vectors:
        if not inputs:
            return np.empty((0, self.source.dimension), np.float32)
        network = self.load()
        rows = np.concatenate([encode(network, inputs[k : k + BATCH]) for k in range(0, len(inputs), BATCH)])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
