"""The model hub's cache on this disk, and the one place that may download into it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from engine.errors import ModelUnavailable

WEIGHTS = ("open_clip_model.safetensors", "open_clip_pytorch_model.bin")
"""What open_clip's repositories call their weights, the preferred first."""

TOKENIZERS = ("tokenizer.json", "sentencepiece.bpe.model", "spiece.model", "tokenizer.model", "vocab.txt", "vocab.json")
"""The file that makes a Hugging Face tokenizer, the preferred first."""

TEXT_FILES = ("config.json", "tokenizer_config.json", "special_tokens_map.json", "merges.txt", *TOKENIZERS)
"""What of a Hugging Face text tower is needed beside open_clip's weights: its shape and its tokenizer."""


def cached(repository: str, names: Sequence[str]) -> Path | None:
    """The first of these files that the cache holds; never touches the network."""
    from huggingface_hub import try_to_load_from_cache

    for name in names:
        path = try_to_load_from_cache(repository, name)
        if isinstance(path, str):
            return Path(path)
    return None


def download(repository: str, patterns: Sequence[str], for_encoder: str) -> Path:
    """The folder of the repository's newest version with the files that fit `patterns`, and a progress bar meanwhile.

    A file appears only when it is whole; a download that was cut off goes on next time. Raises ModelUnavailable,
    naming `for_encoder`, when the hub cannot be reached or does not have the repository.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    try:
        return Path(snapshot_download(repository, allow_patterns=list(patterns), etag_timeout=5))
    except (HfHubHTTPError, HFValidationError, OSError) as error:
        raise ModelUnavailable(name=for_encoder) from error


def is_whole(path: Path) -> bool:
    """Whether a stored file's content is what it is named after; true of files that the hub does not name so.

    Large files are stored under the SHA-256 of their content, small ones under git's, and a `local-dir` under neither.
    """
    stored = path.resolve()
    return not re.fullmatch(r"[0-9a-f]{64}", stored.name) or sha256(stored) == stored.name


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
