"""Labelled questions, each with what an index gives for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from graph.answers.corpus import Corpus, corpus_of
from graph.answers.finding import Finding, Scope, find
from graph.answers.reading import read_for
from graph.answers.retrieve import Purpose
from graph.answers.signals import SIGNALS
from graph.answers.typos import mended
from graph.records import Fact
from graph.storage import Index
from tests.benchmarks.learning import Example
from tests.benchmarks.passages import document_of, queries_of, rows_of

ONE_IS_ENOUGH = frozenset(["lookup", "yesno", "howto"])
"""Kinds of question of which any right line answers; of the others each line is wanted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question with what was found for it."""

    finding: Finding
    kind: str
    right: frozenset[str]
    """Places of the notes, or numbers of documents."""
    places: tuple[frozenset[str], ...]
    """The places, or the document, of each ranked fact."""

    def example(self) -> Example:
        """Return the question as the ranker learns from it."""
        rows = [
            tuple(i for i, p in enumerate(self.places) if one in p) for one in sorted(self.right)
        ]
        found = [one for one in rows if one]
        if self.kind in ONE_IS_ENOUGH and found:
            found = [tuple(sorted({row for one in found for row in one}))]
        signals = np.array([one.signals for one in self.finding.ranked])
        return Example(signals.reshape(-1, len(SIGNALS)), tuple(found))


@cache
def _opened(index: Path) -> Index:
    """Return an index, which stays open: what is asked of it looks things up later on."""
    return Index(index)


def asked_of(index: Path, questions: Path, *, use_graph: bool) -> list[Asked]:
    """Return labelled questions with what the index gives for each."""
    corpus = corpus_of(_opened(index))
    found = []
    for row in rows_of(questions):
        finding = found_for(row["question"], corpus, use_graph=use_graph)
        places = tuple(_places(one.reading.fact) for one in finding.ranked)
        found.append(Asked(finding, row["kind"], frozenset(map(str, row["lines"])), places))
    return found


def _places(fact: Fact) -> frozenset[str]:
    """Return the places where a fact stands: its lines, with and without the note's path."""
    lines = range(fact.line, fact.end_line + 1)
    return frozenset({str(line) for line in lines} | {f"{fact.path}:{line}" for line in lines})


def searched_of(index: Path, folder: Path, *, use_graph: bool) -> list[Asked]:
    """Return the queries of a retrieval set with what the index gives for each."""
    corpus = corpus_of(_opened(index))
    found = []
    for text, right in queries_of(folder):
        finding = found_for(text, corpus, use_graph=use_graph, purpose="search")
        places = tuple(frozenset([document_of(one.reading.fact)]) for one in finding.ranked)
        found.append(Asked(finding, "search", right, places))
    return found


def found_for(text: str, corpus: Corpus, *, use_graph: bool, purpose: Purpose = "ask") -> Finding:
    read = read_for(mended(" ".join(text.split()), corpus)[0], corpus.index)
    return find(read, corpus, Scope(use_graph=use_graph), purpose=purpose)
