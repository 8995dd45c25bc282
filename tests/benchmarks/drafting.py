"""Learn the map of `embeddings/drafts.py` on our own notes: `python -m tests.benchmarks.drafting`.

It encodes some five thousand facts with both models, so it takes minutes. The map is of these very
models: with others it must be learnt again, and `COLUMNS` says for which it is.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from embeddings import load_encoder
from embeddings.drafts import MAP, means_of
from graph.answers import embedded_text
from graph.knowledge import Knowledge
from graph.settings import Settings

ROOT = Path(__file__).parents[2]
NOTES = (ROOT / "data" / "notes", *sorted((ROOT / "tests" / "benchmarks" / "notes").iterdir()))
PULL = 1e-4
"""Held to nought, a share of the number of facts: 1e-5 is as good on others' notes, 1e-3 worse."""


def texts_of(notes: Path) -> list[str]:
    """Return the texts that are embedded for the facts of some notes."""
    with TemporaryDirectory() as folder, Knowledge(Settings(Path(folder), encoder="hash")) as found:
        found.build([notes])
        concepts = {concept.id: concept for concept in found.index.concepts()}
        return [embedded_text(fact, concepts) for fact in found.index.all_facts()]


def learnt(texts: list[str]) -> NDArray[np.float32]:
    """Return the ridge regression from means of pieces to the vectors of the pair."""
    means, vectors = means_of(texts), load_encoder("paired").encode(texts)
    seen = np.hstack([means, np.ones((len(means), 1), np.float32)])
    pull = PULL * len(seen) * np.eye(seen.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(seen.T @ seen + pull, seen.T @ vectors), np.float32)


if __name__ == "__main__":
    made = learnt(list(dict.fromkeys(text for notes in NOTES for text in texts_of(notes))))
    np.save(ROOT / "embeddings" / MAP, made.astype(np.float16))
