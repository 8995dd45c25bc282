"""What a reranker gains as one more feature: hit@1 without it and with, by collections left out.

    python -m tests.benchmarks.reranking --work DIR --reranker NAME [--pairs FOLDER] [--notes …]

The one weight is chosen on the other collections. `--pairs` writes the first candidates of each
question as groups, from which `cross_encoder` can learn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.answers.embedded import embedded_text
from graph.answers.optional_models import MOST_RERANKED, OptionalModels
from graph.answers.retrieval_context import retrieval_context_of
from graph.storage import Index
from tests.benchmarks.labelled import example_of, places_of, query_of
from tests.benchmarks.passages import rows_of
from tests.benchmarks.train import built, options, pairs_of

WEIGHTS = (0.0, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's first candidates: their scores, a reranker's, and which are right."""

    question: str
    texts: tuple[str, ...]
    scores: NDArray[np.float64]
    reranked: NDArray[np.float64]
    right: frozenset[int]

    def hit(self, weight: float) -> bool:
        """Tell whether a right one comes first."""
        return int(np.argmax(self.scores + weight * self.reranked)) in self.right


def main() -> None:
    """Measure, and write the pairs where a folder is named."""
    parser = options(__doc__ or "")
    parser.add_argument("--reranker", default="", metavar="NAME")
    parser.add_argument("--pairs", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    models = OptionalModels(reranker=given.reranker)
    judged = {
        name: judged_of(built(notes, given.work / name), questions, models)
        for name, (notes, questions) in pairs_of(given).items()
    }
    for name, some in judged.items() if given.pairs else ():
        given.pairs.mkdir(parents=True, exist_ok=True)
        rows = (
            {"question": one.question, "texts": one.texts, "right": sorted(one.right)}
            for one in some
        )
        text = "".join(f"{json.dumps(row)}\n" for row in rows)
        (given.pairs / f"{name}.jsonl").write_text(text, "utf-8")
    if given.reranker:
        report({name: [one for one in some if one.right] for name, some in judged.items()})


def judged_of(index: Path, questions: Path, models: OptionalModels) -> list[Judged]:
    """Return the labelled questions of a collection with what is found for them."""
    opened, found = Index(index), []
    corpus = retrieval_context_of(opened)
    for row in rows_of(questions):
        query = query_of(row["question"], corpus, use_graph=True)
        first = query.ranked[:MOST_RERANKED]
        if not first:
            continue
        texts = tuple(embedded_text(one.reading.fact, {}) for one in first)
        scores = np.array([one.score for one in first])
        right = frozenset(
            place
            for rows in example_of(query, row["kind"], places_of(row)).found
            for place in rows
            if place < len(first)
        )
        reranked = models.reranked(row["question"], texts)
        silent = np.zeros(len(first)) if reranked is None else reranked
        found.append(Judged(row["question"], texts, scores, silent, right))
    return found


def report(judged: Mapping[str, Sequence[Judged]]) -> None:
    """Write hit@1 of each collection without the reranker and with the others' best weight."""
    means = {
        name: np.array([[one.hit(w) for w in WEIGHTS] for one in some]).mean(axis=0)
        for name, some in judged.items()
        if some
    }
    with_it = {}
    for name, own in means.items():
        others = np.mean([mean for other, mean in means.items() if other != name], axis=0)
        best = int(np.argmax(others))
        with_it[name] = own[best]
        sys.stdout.write(f"{name}: {own[0]:.3f} -> {own[best]:.3f} at {WEIGHTS[best]}\n")
    every = np.mean(list(means.values()), axis=0)
    weights = ", ".join(f"{w}: {hit:.3f}" for w, hit in zip(WEIGHTS, every, strict=True))
    sys.stdout.write(f"mean {every[0]:.3f} -> {np.mean(list(with_it.values())):.3f} ({weights})\n")


if __name__ == "__main__":
    main()
