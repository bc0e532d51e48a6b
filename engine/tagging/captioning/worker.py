"""The captioner's process: loads the model, answers one line of JSON with another, ends with its standard input.

Started as `python -m engine.tagging.captioning.worker MODEL PROJECTOR MEMORY_MB THREADS CONTEXT`. A process of its own,
because llama.cpp may crash, hang or grow, and then only this is lost. The first line out says that the model is loaded.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import resource
import sys
from collections.abc import Mapping
from typing import Any, TextIO

SEED = 1
LONGEST_ANSWER = 2048
"""Tokens: two captions, even one of letters that each take several tokens, and a dozen short fields."""


def main(arguments: list[str]) -> None:
    model, projector, memory_mb, threads, context = arguments
    answers = _take_standard_output()
    limit_memory(int(memory_mb))
    try:
        llava = Llava(model, projector, threads=int(threads), context=int(context))
    except Exception as error:
        _say(answers, {"error": f"{type(error).__name__}: {error}"})
        return
    _say(answers, {"ready": True, "resident_mb": resident_mb()})
    for line in sys.stdin:
        try:
            answer: Mapping[str, Any] = {"answer": llava.ask(**json.loads(line))}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        _say(answers, {**answer, "resident_mb": resident_mb()})


class Llava:
    """LLaVA 1.6: a language model and a projector that shows it pictures."""

    def __init__(self, model: str, projector: str, *, threads: int, context: int) -> None:
        from llama_cpp import Llama
        from llama_cpp.llama_chat_format import Llava16ChatHandler

        self._model: Any = Llama(
            model_path=model,
            chat_handler=Llava16ChatHandler(clip_model_path=projector, verbose=False),
            n_ctx=context,
            n_threads=threads,
            n_gpu_layers=-1,
            seed=SEED,
            verbose=False,
        )

    def ask(self, *, picture: str, prompt: str, schema: Mapping[str, Any]) -> str:
        """The answer to a picture (a JPEG or PNG in base64): JSON of this schema, unless the model was cut off."""
        # LLaVA is known to go on describing an earlier picture: nothing of it may stay in the context.
        self._model.reset()
        done: Any = self._model.create_chat_completion(
            messages=[
                {
                    "role": "user",
                    "content": [
                        {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{picture}"}},
                        {"type": "text", "text": prompt},
                    ],
                }
            ],
            response_format={"type": "json_object", "schema": dict(schema)},
            temperature=0.0,
            seed=SEED,
            max_tokens=LONGEST_ANSWER,
        )
        return str(done["choices"][0]["message"]["content"])


def request(picture: bytes, prompt: str, schema: Mapping[str, Any]) -> str:
    """One line for the worker's standard input."""
    return json.dumps({"picture": base64.b64encode(picture).decode(), "prompt": prompt, "schema": schema}) + "\n"


def limit_memory(megabytes: int) -> None:
    """A ceiling for what the process allocates; the model's file, mapped and not allocated, does not count.

    Systems without such a limit (macOS keeps none) are left to the check after every answer.
    """
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, megabytes * 1_000_000))


def resident_mb() -> int:
    """The most memory that was resident so far, in megabytes; the mapped model counts as far as it was read."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1_000_000 if sys.platform == "darwin" else most * 1024 // 1_000_000


def _take_standard_output() -> TextIO:
    """Standard output for answers alone; whatever libraries print there goes to standard error."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own


def _say(answers: TextIO, message: Mapping[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
