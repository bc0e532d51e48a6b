"""A LLaVA of under a megabyte, its weights by chance: it says nothing true, but llama.cpp runs it like a real one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType

WIDTH = 64
LAYERS = 2
HEADS = 4
FEED = 128
CONTEXT = 6144
VISION_WIDTH = 32
VISION_FEED = 64
VISION_LAYERS = 2
PIXELS = 56
PATCH = 14
_CHARACTERS = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"{}[]_-"


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyLlava:
    """Paths of the language model and of its eyes."""

    model: Path
    projector: Path


def write_tiny_llava(folder: Path, seed: int = 1) -> TinyLlava:
    """Both files, the same bytes for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(seed)
    return TinyLlava(
        model=_write_language(folder / "tiny-mistral.gguf", chance),
        projector=_write_eyes(folder / "tiny-mmproj.gguf", chance),
    )


def _weights(chance: np.random.Generator, *shape: int) -> np.ndarray:
    """Small enough that two layers neither vanish nor explode."""
    return (chance.standard_normal(shape) * 0.2).astype(np.float32)


def _write_language(path: Path, chance: np.random.Generator) -> Path:
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *_pieces()]
    special = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL]
    kinds = [*special, *[TokenType.BYTE] * 256, *[TokenType.NORMAL] * len(_pieces())]
    writer = GGUFWriter(path, "llama")
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_tensor("token_embd.weight", _weights(chance, len(tokens), WIDTH))
    for layer in range(LAYERS):
        block = f"blk.{layer}."
        writer.add_tensor(block + "attn_norm.weight", np.ones(WIDTH, np.float32))
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            writer.add_tensor(f"{block}{name}.weight", _weights(chance, WIDTH, WIDTH))
        writer.add_tensor(block + "ffn_norm.weight", np.ones(WIDTH, np.float32))
        writer.add_tensor(block + "ffn_gate.weight", _weights(chance, FEED, WIDTH))
        writer.add_tensor(block + "ffn_up.weight", _weights(chance, FEED, WIDTH))
        writer.add_tensor(block + "ffn_down.weight", _weights(chance, WIDTH, FEED))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    writer.add_tensor("output.weight", _weights(chance, len(tokens), WIDTH))
    return _finish(writer, path)


def _pieces() -> list[str]:
    return ["▁" if character == " " else character for character in _CHARACTERS]


def _write_eyes(path: Path, chance: np.random.Generator) -> Path:
    writer = GGUFWriter(path, "clip")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_bool("clip.has_llava_projector", True)
    writer.add_string("clip.projector_type", "mlp")
    writer.add_bool("clip.use_gelu", False)
    for key, value in {
        "image_size": PIXELS,
        "patch_size": PATCH,
        "embedding_length": VISION_WIDTH,
        "feed_forward_length": VISION_FEED,
        "projection_dim": WIDTH,
        "attention.head_count": 2,
        "block_count": VISION_LAYERS,
    }.items():
        writer.add_uint32(f"clip.vision.{key}", value)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", [0.48, 0.46, 0.41])
    writer.add_array("clip.vision.image_std", [0.27, 0.26, 0.28])
    writer.add_tensor("v.class_embd", _weights(chance, VISION_WIDTH))
    writer.add_tensor("v.patch_embd.weight", _weights(chance, VISION_WIDTH, 3, PATCH, PATCH))
    writer.add_tensor("v.position_embd.weight", _weights(chance, (PIXELS // PATCH) ** 2 + 1, VISION_WIDTH))
    _add_norm(writer, "v.pre_ln", VISION_WIDTH)
    for layer in range(VISION_LAYERS):
        block = f"v.blk.{layer}."
        for name in ("attn_q", "attn_k", "attn_v", "attn_out"):
            _add_linear(writer, chance, block + name, VISION_WIDTH, VISION_WIDTH)
        _add_norm(writer, block + "ln1", VISION_WIDTH)
        _add_norm(writer, block + "ln2", VISION_WIDTH)
        _add_linear(writer, chance, block + "ffn_down", VISION_FEED, VISION_WIDTH)
        _add_linear(writer, chance, block + "ffn_up", VISION_WIDTH, VISION_FEED)
    _add_linear(writer, chance, "mm.0", WIDTH, VISION_WIDTH)
    _add_linear(writer, chance, "mm.2", WIDTH, WIDTH)
    return _finish(writer, path)


def _add_norm(writer: GGUFWriter, name: str, width: int) -> None:
    writer.add_tensor(name + ".weight", np.ones(width, np.float32))
    writer.add_tensor(name + ".bias", np.zeros(width, np.float32))


def _add_linear(writer: GGUFWriter, chance: np.random.Generator, name: str, outputs: int, inputs: int) -> None:
    writer.add_tensor(name + ".weight", _weights(chance, outputs, inputs))
    writer.add_tensor(name + ".bias", np.zeros(outputs, np.float32))


def _finish(writer: GGUFWriter, path: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
