"""How well what was asked is found: plain ways, ours without the graph, and ours, side by side.

    python -m tests.benchmarks.finding [--notes NOTES QUESTIONS]… [--set FOLDER]…

Without options: our questions on the notes that ship, the sample and two folders of everyday notes,
from which what `ask` ranks by has been learnt as well. `--notes` takes a folder of notes and a file
of labelled questions (see questions/README.md), `--set` a retrieval set in the layout of BEIR. The
last column says for how many questions the graph is better and for how many worse.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graph.answers import ask, search
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage import Index
from tests.benchmarks.answering import NAMED, place_scores, scores_of
from tests.benchmarks.measuring import Figure
from tests.benchmarks.passages import found_scores, queries_of, rows_of, write_notes
from tests.benchmarks.plain_ways import DEEP, WAYS, Plain

HERE = Path(__file__).parent
SHIPPED = (
    (Path("data/notes"), HERE / "questions" / "sample.jsonl"),
    (HERE / "notes" / "work", HERE / "questions" / "work.jsonl"),
    (HERE / "notes" / "home", HERE / "questions" / "home.jsonl"),
)
"""Folders of notes that ship, each with its labelled questions."""
OFF, ON = "ours, no graph", "ours"
COLUMNS = (*WAYS, OFF, ON)
SEARCH = "search"
"""The kind of question of retrieval sets: all passages that help, not an answer."""

Row: TypeAlias = Mapping[str, Any]
Scores: TypeAlias = Mapping[tuple[str, str], list[float]]
"""By kind of question and name of score, one a question."""


@dataclass(frozen=True, slots=True)
class Line:
    """One score over the questions of one kind, by each way that has it."""

    subject: str
    kind: str
    score: str
    found: Mapping[str, Sequence[float]]

    def mean(self, way: str) -> str:
        """Return the mean, or a dash for a way that does not answer."""
        some = self.found.get(way)
        return f"{sum(some) / len(some):.3f}" if some else "–"

    @property
    def changed(self) -> str:
        """In how many questions the graph does better, and in how many worse."""
        pairs = list(zip(self.found[ON], self.found[OFF], strict=True))
        better, worse = sum(a > b for a, b in pairs), sum(a < b for a, b in pairs)
        return f"+{better} −{worse}"


def lines_of(subject: str, index: Index, rows: Sequence[Row]) -> Iterator[Line]:
    """Yield all scores of all ways on labelled questions."""
    plain = Plain(index)
    found = {way: _scores(way, plain, rows) for way in COLUMNS}
    for kind, score in sorted(found[ON]):
        by_way = {
            way: scores[kind, score] for way, scores in found.items() if (kind, score) in scores
        }
        yield Line(subject, kind, score, by_way)


def _scores(way: str, plain: Plain, rows: Sequence[Row]) -> Scores:
    found = defaultdict[tuple[str, str], list[float]](list)
    for row in rows:
        judge = _of_search if row["kind"] == SEARCH else _of_answer
        for score, value in judge(way, plain, row):
            found[row["kind"], score].append(value)
    return dict(found)


def _of_search(way: str, plain: Plain, row: Row) -> Iterator[tuple[str, float]]:
    text = row["question"]
    if way in WAYS:
        facts = plain.found(way, text)
    else:
        cited = search(text, plain.index, limit=DEEP, use_graph=way == ON)
        facts = [one.fact for one in cited]
    return found_scores(facts, row["right"])


def _of_answer(way: str, plain: Plain, row: Row) -> Iterator[tuple[str, float]]:
    text = row["question"]
    if way in WAYS:
        return place_scores(row, plain.found(way, text))
    return scores_of(row, ask(text, plain.index, limit=NAMED, use_graph=way == ON))


@contextmanager
def built(notes: Path) -> Iterator[Index]:
    """Build an index of notes for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Knowledge(Settings.from_environment(index=Path(folder)))
        knowledge.build([notes])
        yield knowledge.index


def labelled(notes: Path, questions: Path) -> Iterator[Line]:
    """Measure on notes with labelled questions."""
    with built(notes) as index:
        yield from lines_of(questions.stem, index, list(rows_of(questions)))


def retrieval(folder: Path) -> Iterator[Line]:
    """Measure on a retrieval set."""
    rows = [{"question": t, "kind": SEARCH, "right": right} for t, right in queries_of(folder)]
    with tempfile.TemporaryDirectory() as notes:
        write_notes(folder, Path(notes))
        with built(Path(notes)) as index:
            yield from lines_of(folder.name, index, rows)


def figures(lines: int) -> Iterator[Figure]:
    """Measure on the notes that ship; `lines` changes nothing here."""
    for line in (line for pair in SHIPPED for line in labelled(*pair)):
        others = ", ".join(f"{way} {line.mean(way)}" for way in reversed(COLUMNS[:-1]))
        what = f"{line.subject}, {line.kind}: {line.score} ({len(line.found[ON])} questions)"
        yield Figure("finding", what, line.mean(ON), f"{others}; the graph {line.changed}")


def main() -> None:
    """Print the table of what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.finding", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    both = ("NOTES", "QUESTIONS")
    parser.add_argument("--notes", nargs=2, type=Path, action="append", metavar=both)
    parser.add_argument("--set", type=Path, action="append", metavar="FOLDER")
    asked = parser.parse_args()
    pairs = asked.notes or ([] if asked.set else SHIPPED)
    heads = ("set", "kind", "score", "n", *COLUMNS, "graph")
    sys.stdout.write(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n")
    for some in (*(labelled(*pair) for pair in pairs), *map(retrieval, asked.set or ())):
        for line in some:
            means = " | ".join(map(line.mean, COLUMNS))
            head = f"{line.subject} | {line.kind} | {line.score} | {len(line.found[ON])}"
            sys.stdout.write(f"| {head} | {means} | {line.changed} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
