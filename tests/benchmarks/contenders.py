"""Ways to find lines of notes, each with the same weights: build, then search.

Run as `python -m tests.benchmarks.contenders NAME NOTES QUESTIONS`; writes one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

from embeddings.models import SMALL, folder_of
from embeddings.reference import OFFLINE
from graph.answers import embedded_text
from graph.notes.files import find_files
from graph.notes.reading import facts_of, read_note
from graph.records import Citation, Fact
from tests.benchmarks.measuring import peak_megabytes

FOUND = 10
"""Facts that each is asked for."""
Search: TypeAlias = Callable[[str], Sequence[int]]
"""A question to places in the list of facts, best first."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one contender did on the same notes and questions, in time of the processor.

    That is a fair measure also where other programs run: what waits for a core costs nothing.
    """

    build_seconds: float
    question_ms: float
    megabytes: float
    places: list[int]
    """Of the first right line for each labelled question, from 1; 0 for none."""


def facts_in(notes: Path) -> list[Fact]:
    """Return the facts of the notes, without the graph's help."""
    found = [file for file in find_files([notes]) if hasattr(file, "file")]
    return [fact for one in found for fact in facts_of(read_note(one.file, one.path))]


def sentence_transformers(texts: Sequence[str]) -> Search:
    """Plain sentence-transformers and FAISS, as their first pages show."""
    import faiss
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder_of(SMALL)), device="cpu")
    vectors = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)

    def search(question: str) -> Sequence[int]:
        query = model.encode([question], normalize_embeddings=True, show_progress_bar=False)
        return index.search(query, FOUND)[1][0].tolist()

    return search


def txtai_hybrid(texts: Sequence[str]) -> Search:
    """Use txtai with words and vectors."""
    return _txtai(texts, hybrid=True)


def txtai_graph(texts: Sequence[str]) -> Search:
    """Use txtai with words, vectors and its graph of likeness."""
    return _txtai(texts, hybrid=True, graph={"approximate": False})


def _txtai(texts: Sequence[str], **options: object) -> Search:
    from txtai import Embeddings

    made = Embeddings(path=str(folder_of(SMALL)), content=False, gpu=False, **options)
    made.index((place, text, None) for place, text in enumerate(texts))
    return lambda question: [int(place) for place, *_ in made.search(question, FOUND)]


def bm25s_words(texts: Sequence[str]) -> Search:
    """Use bm25s with its English stop words and a stemmer."""
    import bm25s
    from Stemmer import Stemmer

    stem = Stemmer("english").stemWords
    made = bm25s.BM25()
    made.index(
        bm25s.tokenize(list(texts), stopwords="en", stemmer=stem, show_progress=False),
        show_progress=False,
    )

    def search(question: str) -> Sequence[int]:
        asked = bm25s.tokenize(question, stopwords="en", stemmer=stem, show_progress=False)
        return made.retrieve(asked, k=min(FOUND, len(texts)), show_progress=False)[0][0].tolist()

    return search


CONTENDERS: dict[str, Callable[[Sequence[str]], Search]] = {
    "sentence-transformers + FAISS": sentence_transformers,
    "txtai, hybrid": txtai_hybrid,
    "txtai, hybrid and graph": txtai_graph,
    "bm25s": bm25s_words,
}
OURS = ("Noteloom, ask", "Noteloom, search")
"""Asking wants the one right line first, searching all that helps near the top."""


Place: TypeAlias = tuple[str, range]
"""A note's path, and lines in it."""


def result_of(name: str, notes: Path, questions: Path) -> Result:
    """Build with one contender and ask it every question."""
    asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    began = time.process_time()
    search = _noteloom(notes, name) if name in OURS else _over_facts(name, notes)
    built = time.process_time()
    search("a first question opens files")
    found, taken = [], []
    for one in asked:
        start = time.process_time()
        found.append(search(one["question"]))
        taken.append((time.process_time() - start) * 1e3)
    labelled = [(places, one["lines"]) for places, one in zip(found, asked, strict=True)
                if one.get("lines")]  # fmt: skip
    judged = [_place_of_right_line(places, lines) for places, lines in labelled]
    return Result(built - began, median(taken), peak_megabytes(), judged)


def _over_facts(name: str, notes: Path) -> Callable[[str], list[Place]]:
    facts = facts_in(notes)
    search = CONTENDERS[name]([embedded_text(fact, {}) for fact in facts])
    return lambda question: [_place(facts[place]) for place in search(question)]


def _noteloom(notes: Path, name: str) -> Callable[[str], list[Place]]:
    from graph.knowledge import Knowledge
    from graph.settings import Settings

    index = Path(tempfile.mkdtemp(prefix="noteloom-bench-"))
    knowledge = Knowledge(Settings.from_environment(index=index))
    knowledge.build([notes])
    if name == OURS[0]:
        return lambda question: _places(knowledge.ask(question, limit=FOUND).citations)
    return lambda question: _places(knowledge.search(question, limit=FOUND))


def _places(found: Sequence[Citation]) -> list[Place]:
    return [_place(one.fact) for one in found]


def _place(fact: Fact) -> Place:
    return fact.path, range(fact.line, fact.end_line + 1)


def _place_of_right_line(found: Sequence[Place], lines: Sequence[int | str]) -> int:
    """Return the place, from 1, of the first found line that is right; 0 for none."""
    for place, (path, here) in enumerate(found, 1):
        if any(line in here if isinstance(line, int) else _is_in(line, path, here)
               for line in lines):  # fmt: skip
            return place
    return 0


def _is_in(line: str, path: str, here: range) -> bool:
    right, _, number = line.rpartition(":")
    return right == path and int(number) in here


if __name__ == "__main__":
    os.environ.update(OFFLINE)
    _, contender, notes_given, questions_given = sys.argv
    said = result_of(contender, Path(notes_given), Path(questions_given))
    sys.stdout.write(json.dumps(asdict(said)))
