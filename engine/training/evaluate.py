"""Measures the bundled encoder: `python -m engine.training.evaluate` prints and writes `docs/evaluation.md`.

Given another folder it only prints.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.encoders.catalogue import BUNDLED_FOLDER, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.encoders.source import LOCAL
from engine.model import Language
from engine.search.evaluation import Relevant, ndcg_at, precision_at, recall_at, reciprocal_rank
from engine.search.hearing import Hearing
from engine.training.claims import match
from engine.training.held_out import EVALUATION, HeldOut, held_out
from engine.training.queries import JudgedQuery, judged_queries, nonsense_queries

TABLE = Path(__file__).parents[2] / "docs" / "evaluation.md"
ENOUGH = 10
"""A query counts only with so many relevant scenes, for otherwise its precision at 10 could not be 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One query's ranking, and how many of its exact hits there are and are true."""

    query: JudgedQuery
    relevant: Relevant
    exact_count: int
    exact_true: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was measured."""

    encoder_id: str
    answers: tuple[Answer, ...]
    same_sight: float
    """Of a photo's ten nearest neighbours, how many show the same sight, on average."""
    sure_nonsense: tuple[str, ...]
    nonsense_count: int


def evaluate(encoder: OpenClipEncoder) -> Report:
    bank = held_out(encoder, EVALUATION)
    nonsense = nonsense_queries()
    exact_at = encoder.source.calibration.words_exact
    hearing = Hearing.of(encoder.source.words)
    best = (bank.vectors @ encoder.encode_texts(nonsense).T).max(axis=0)
    return Report(
        encoder_id=encoder.source.encoder_id,
        answers=_answers(encoder, bank, exact_at, hearing),
        same_sight=_same_sight(bank),
        sure_nonsense=tuple(
            text for text, score in zip(nonsense, best, strict=True) if score >= exact_at and hearing.share(text) == 1
        ),
        nonsense_count=len(nonsense),
    )


def _answers(encoder: OpenClipEncoder, bank: HeldOut, exact_at: float, hearing: Hearing) -> tuple[Answer, ...]:
    """A query with a word that the encoder never heard of has no exact hits, as in search."""
    queries = judged_queries()
    cosines = bank.vectors @ encoder.encode_texts([query.text for query in queries]).T
    true = match(bank.scenes, [query.claim for query in queries])
    exact = (cosines >= exact_at) & np.array([hearing.share(query.text) == 1 for query in queries])
    return tuple(
        Answer(
            query=query,
            relevant=true[np.argsort(-cosines[:, k], kind="stable"), k],
            exact_count=int(exact[:, k].sum()),
            exact_true=int((true[:, k] & exact[:, k]).sum()),
        )
        for k, query in enumerate(queries)
        if true[:, k].sum() >= ENOUGH
    )


def _same_sight(bank: HeldOut) -> float:
    cosines = bank.vectors @ bank.vectors.T
    np.fill_diagonal(cosines, -2)
    sights = np.array([scene.sight for scene in bank.scenes])
    nearest = np.argsort(-cosines, axis=1)[:, :10]
    return float((sights[nearest] == sights[:, None]).sum(axis=1).mean())


def table(report: Report) -> str:
    """The report as a page of Markdown."""
    both: Sequence[Language | None] = (None, *Language)
    rows = [
        f"| {'both' if language is None else language.value} | {len(answers)} | "
        + " | ".join(f"{np.mean([measure(a.relevant) for a in answers]):.3f}" for measure in _MEASURES.values())
        + f" | {sum(a.exact_count > 0 for a in answers)} | {_share(answers)} |"
        for language in both
        for answers in [[a for a in report.answers if language in {None, a.query.language}]]
    ]
    weakest = sorted(report.answers, key=lambda a: precision_at(a.relevant, 10))[:12]
    return "\n".join(
        [
            "# How well the bundled encoder searches",
            "",
            f"Encoder `{report.encoder_id}`, 600 drawn scenes and 120 queries that training never saw, wordings",
            f"included. Written by `python -m engine.training.evaluate` on {platform.machine()}, 2 cores.",
            "",
            f"| language | queries | {' | '.join(_MEASURES)} | with exact hits | exact hits that are true |",
            "|" + "---|" * (len(_MEASURES) + 4),
            *rows,
            "",
            f"Photo to photo: {report.same_sight:.2f} of the 10 nearest neighbours show the same sight.",
            f"Nonsense: {len(report.sure_nonsense)} of {report.nonsense_count} queries get an exact hit"
            + (f" ({', '.join(report.sure_nonsense)})." if report.sure_nonsense else "."),
            "",
            "The weakest queries:",
            "",
            "| query | precision@10 | relevant scenes |",
            "|---|---|---|",
            *(f"| {a.query.text} | {precision_at(a.relevant, 10):.1f} | {int(a.relevant.sum())} |" for a in weakest),
            "",
            "The queries are in `engine/training/queries/`. The thresholds of the bands come from other scenes and",
            "texts (`python -m engine.training.calibrate`).",
            "",
        ]
    )


_MEASURES = {
    "precision@10": lambda relevant: precision_at(relevant, 10),
    "recall@50": lambda relevant: recall_at(relevant, 50),
    "nDCG@10": lambda relevant: ndcg_at(relevant, 10),
    "MRR": reciprocal_rank,
}


def _share(answers: Sequence[Answer]) -> str:
    found = sum(a.exact_count for a in answers)
    return f"{sum(a.exact_true for a in answers) / found:.3f}" if found else "–"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED_FOLDER
    page = table(evaluate(OpenClipEncoder(resolve(f"{LOCAL}{folder}"))))
    if folder == BUNDLED_FOLDER:
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
