"""How good answers are: labelled questions over notes, by kind, the graph on and off.

    python -m tests.benchmarks.answering INDEX QUESTIONS [--show]

QUESTIONS is a file of labelled questions, one JSON object a line: `question`, `kind`, `lines` that
answer it ("path:line", or a number where there is one note), and what the answer must say:
`answer` (one of them for a look-up, all of them for a list, "yes" or "no"), `things` that relate,
`sides` of a comparison; "a|b" are spellings of one thing. `--show` prints what went wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.answers import ask
from graph.records import Answer, Fact
from graph.storage import Index

CITED = 10
"""Citations that are looked at, more where more lines are right."""
NEAR_TOP = 3
LONG = 1_200
"""Characters beyond which a text is no answer."""
ONE_IS_ENOUGH = frozenset(["lookup", "yesno", "howto", "exact"])
NAMED = 20


def places_of(row: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return where the notes answer a question, as (path or "", line)."""
    lines = [str(line).rpartition(":") for line in row.get("lines", ())]
    return [(path, int(number)) for path, _, number in lines]


def stands_at(fact: Fact, place: tuple[str, int]) -> bool:
    """Tell whether a fact covers a line."""
    path, line = place
    return (not path or fact.path == path) and fact.line <= line <= fact.end_line


def says(text: str, wanted: str) -> bool:
    """Tell whether a text says something in any of its spellings."""
    plain = re.sub(r"[*_`]", "", text.lower())
    for one in re.sub(r"[*_`]", "", wanted.lower()).split("|"):
        parts = re.findall(r"[^\W_]+", one)
        if re.search(r"(?<!\w)" + r"[\W_]*".join(map(re.escape, parts)) + r"(?!\d)", plain):
            return True
    return False


def place_scores(row: Mapping[str, Any], facts: Sequence[Fact]) -> Iterator[tuple[str, float]]:
    """Yield how well facts, best first, meet the lines that answer a question."""
    places = places_of(row)
    looked_at = facts[: max(CITED, len(places))]
    if places and row["kind"] in ONE_IS_ENOUGH:
        right = (n for n, one in enumerate(looked_at, 1) for p in places if stands_at(one, p))
        first = next(right, 0)
        yield "hit@1", float(first == 1)
        yield "hit@3", float(0 < first <= NEAR_TOP)
        yield "mrr", 1 / first if first else 0.0
    elif places:
        found = sum(any(stands_at(one, place) for one in looked_at) for place in places)
        yield "line recall", found / len(places)


def scores_of(row: Mapping[str, Any], answer: Answer) -> Iterator[tuple[str, float]]:
    """Yield the scores of one answer by name."""
    if row["kind"] == "none":
        yield "declined", float(not answer.answered)
        return
    yield "answered", float(answer.answered)
    yield from place_scores(row, [one.fact for one in answer.citations])
    right = _right(row, answer)
    if right is not None:
        yield "right answer", right if len(answer.text) <= LONG else 0.0


def _right(row: Mapping[str, Any], answer: Answer) -> float | None:
    kind, wanted = row["kind"], row.get("sides") or row.get("answer") or ()
    if kind == "relates" and row.get("things"):
        names = [
            name
            for one in answer.concepts[:NAMED]
            for name in (one.concept.name, *one.concept.aliases)
        ]
        return _share(row["things"], "\n".join(names))
    if not wanted:
        return None
    if kind == "yesno" and wanted[0] in ("yes", "no"):
        return float(answer.text.lower().startswith(wanted[0]))
    if kind in ("list", "relates"):
        return _share(wanted, answer.text)
    test = all if row.get("sides") else any
    return float(test(says(answer.text, one) for one in wanted))


def _share(wanted: Sequence[str], text: str) -> float:
    return sum(says(text, one) for one in wanted) / len(wanted)


def table_of(
    index: Index, rows: Iterable[Mapping[str, Any]], *, use_graph: bool, show: bool = False
) -> dict[tuple[str, str], list[float]]:
    """Return all scores by kind of question and name of score."""
    found = defaultdict[tuple[str, str], list[float]](list)
    for row in rows:
        answer = ask(row["question"], index, limit=NAMED, use_graph=use_graph)
        scores = dict(scores_of(row, answer))
        for name, score in scores.items():
            found[row["kind"], name].append(score)
        if show and min(scores.values()) < 1:
            got = ", ".join(f"{name} {score:.2f}" for name, score in scores.items())
            sys.stderr.write(f"[{row['kind']}/{answer.intent}] {row['question']}  {got}\n")
            sys.stderr.write(f"    {answer.text or [c.fact.plain for c in answer.citations]}\n")
    return found


def main() -> None:
    """Print the scores by kind, with the graph and without."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.answering")
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    index = Index(asked.index)
    for file in asked.questions:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        ours = table_of(index, rows, use_graph=True, show=asked.show)
        plain = table_of(index, rows, use_graph=False)
        sys.stdout.write(
            f"| {file.stem} | score | questions | graph | without |\n|---|---|---|---|---|\n"
        )
        for kind, name in sorted(ours):
            one, other = ours[kind, name], plain[kind, name]
            means = " | ".join(f"{sum(s) / len(s):.3f}" for s in (one, other))
            sys.stdout.write(f"| {kind} | {name} | {len(one)} | {means} |\n")


if __name__ == "__main__":
    main()
