"""Labelled questions, each with what an index gives for it, and whether the answer is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.answers.abstention import features_of
from graph.answers.answering import answer_from
from graph.answers.composers import composed
from graph.answers.optional_models import NONE, OptionalModels
from graph.answers.ranked_query import RankedQuery, Scope, find
from graph.answers.ranker_features import SIGNALS
from graph.answers.reading import read_for
from graph.answers.retrieval_context import RetrievalContext, retrieval_context_of
from graph.answers.retrieve import Purpose
from graph.answers.spelling import spell_corrected
from graph.records import Answer, Fact
from graph.storage import Index
from tests.benchmarks.answering import says
from tests.benchmarks.learning import Example
from tests.benchmarks.passages import document_of, queries_of, rows_of

ONE_IS_ENOUGH = frozenset(["lookup", "yesno", "howto", "exact"])
"""Kinds of question of which any right line answers; of the others each line is wanted."""
MOST_OF, HALF_OF = 0.75, 0.5
"""The share of a list's items, and of the things that relate, from which on an answer is right."""
NAMED = 20
LONGEST = 1_200


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question with what was found for it."""

    question: str
    kind: str
    example: Example
    """As the ranker learns from it."""
    evidence: NDArray[np.float64]
    """The features of abstention; empty for a query of a retrieval set."""
    right: bool = False
    """The answer that would be shown is right."""

    @property
    def known(self) -> bool:
        """The notes answer the question."""
        return self.kind != "none"


@cache
def _opened(index: Path) -> Index:
    """Return an index, which stays open: what is asked of it looks things up later on."""
    return Index(index)


def asked_of(
    index: Path, questions: Path, *, use_graph: bool, models: OptionalModels = NONE
) -> Iterator[Asked]:
    """Yield labelled questions with what the index gives for each."""
    corpus = retrieval_context_of(_opened(index))
    for row in rows_of(questions):
        query = query_of(row["question"], corpus, use_graph=use_graph, models=models)
        draft = composed(query) if query.ranked else None
        if draft is None:
            continue
        right = is_right(row, answer_from(query, draft, row["question"], limit=NAMED))
        example = example_of(query, row["kind"], places_of(row))
        yield Asked(row["question"], row["kind"], example, features_of(query, draft), right)


def searched_of(index: Path, folder: Path, *, use_graph: bool) -> Iterator[Asked]:
    """Yield the queries of a retrieval set with what the index gives for each."""
    corpus = retrieval_context_of(_opened(index))
    for text, right in queries_of(folder):
        query = query_of(text, corpus, use_graph=use_graph, purpose="search")
        yield Asked(text, "search", example_of(query, "search", right), np.zeros(0))


def query_of(
    text: str,
    corpus: RetrievalContext,
    *,
    use_graph: bool,
    purpose: Purpose = "ask",
    models: OptionalModels = NONE,
) -> RankedQuery:
    """Return a question with its ranked facts."""
    read = read_for(spell_corrected(" ".join(text.split()), corpus)[0], corpus.index)
    return find(read, corpus, Scope(use_graph=use_graph, models=models), purpose=purpose)


def example_of(query: RankedQuery, kind: str, right: frozenset[str]) -> Example:
    """Return a ranked query as the ranker learns from it."""
    facts = [one.reading.fact for one in query.ranked]
    at = [{document_of(f)} if kind == "search" else _places(f) for f in facts]
    rows = [tuple(i for i, p in enumerate(at) if one in p) for one in sorted(right)]
    found = [one for one in rows if one]
    if kind in ONE_IS_ENOUGH and found:
        found = [tuple(sorted({row for one in found for row in one}))]
    signals = np.array([one.signals for one in query.ranked]).reshape(-1, len(SIGNALS))
    return Example(signals, tuple(found))


def places_of(row: Mapping[str, Any]) -> frozenset[str]:
    """Return where the notes answer a question: lines, or "path:line"."""
    return frozenset(map(str, row.get("lines", ())))


def _places(fact: Fact) -> frozenset[str]:
    """Return the places where a fact stands: its lines, with and without the note's path."""
    lines = range(fact.line, fact.end_line + 1)
    return frozenset({str(line) for line in lines} | {f"{fact.path}:{line}" for line in lines})


def is_right(row: Mapping[str, Any], answer: Answer) -> bool:
    """Tell whether an answer is right: it says what it must, or its first line is a right one."""
    kind, wanted = row["kind"], [str(one) for one in row.get("answer") or ()]
    if kind == "none" or len(answer.text) > LONGEST:
        return False
    verdict = next((one for one in map(str.lower, wanted) if one in ("yes", "no")), "")
    things = [*map(str, row.get("things") or wanted)]
    if kind == "yesno" and verdict:
        return answer.text.lower().startswith(verdict)
    if kind == "list" and things:
        return _share(things, answer.text) >= MOST_OF
    if kind == "relates" and things:
        some = (one.concept for one in answer.concepts[:NAMED])
        named = "\n".join(name for one in some for name in (one.name, *one.aliases))
        return _share(things, named) >= HALF_OF
    if sides := row.get("sides"):
        return all(says(answer.text, one) for one in sides)
    if wanted:
        return any(says(answer.text, one) for one in wanted)
    cited = [one.fact for one in answer.citations[:1]]
    return any(_places(fact) & places_of(row) for fact in cited)


def _share(wanted: list[str], text: str) -> float:
    return sum(says(text, one) for one in wanted) / len(wanted)
