"""How well a lifelog that TimelineQA's generator made is answered.

    python generateDB.py -y 2022 -s 12345 -c sparse -d OUT -o sparse.json   # of TimelineQA
    python -m tests.benchmarks.timelineqa OUT/sparse.json [--asked 300] [--encoder hash] [--show]

Each day of the lifelog is a note of a journal with a line for each episode. Of the generator's own
questions on single episodes a sample is asked: `line` is the share whose first cited line is of
that episode (of an episode of two sentences each is one), `line in 3` one of the first three,
`right` the share whose answer holds what is right, `answered` the share answered. A question that
episodes of several days answer alike ("where did I go with Ana?") has all of them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.knowledge import Knowledge
from graph.records import Answer
from graph.settings import Settings

_WORD = re.compile(r"\w+")


def episodes(log: dict[str, Any]) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield the day, the line and the questions with answers of each episode."""
    for day, events in log.items():
        for event in events.values():
            line = " ".join(str(event["text_template_based"]).split())
            yield day, line, [(str(q), str(a)) for q, a in event["atomic_qa_pairs"]]


def write_notes(log: dict[str, Any], folder: Path) -> None:
    """Write the lifelog as a journal of one note a day."""
    days: dict[str, list[str]] = defaultdict(list)
    for day, line, _ in episodes(log):
        days[day].append(f"- {line}\n")
    folder.mkdir(parents=True)
    for day, lines in days.items():
        (folder / f"{day.replace('/', '-')}.md").write_text("".join(lines), encoding="utf-8")


def questions(log: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Return each question with the lines and answers that are right."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for _, line, asked in episodes(log):
        for question, answer in asked:
            found[question].append((line, answer))
    return found


def is_right(answer: Answer, wanted: str) -> bool:
    """Tell whether an answer and its citations' days hold all words of what is right."""
    first = answer.citations[0].fact if answer.citations else None
    said = f"{answer.text} {Path(first.path).stem if first else ''}"
    return set(_WORD.findall(wanted.lower())) - {"and"} <= set(_WORD.findall(said.lower()))


def _tell(*what: object) -> None:
    sys.stdout.write(" ".join(map(str, what)) + "\n")


def main() -> None:
    """Build the notes, ask a sample, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--asked", type=int, default=300)
    parser.add_argument("--encoder", default="hash")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    args = parser.parse_args()
    log = json.loads(args.log.read_text("utf-8"))
    every = questions(log)
    sample = random.Random(5).sample(sorted(every), min(args.asked, len(every)))
    scores: dict[str, list[bool]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        write_notes(log, Path(folder, "notes"))
        settings = Settings(index=Path(folder, "index"), encoder=args.encoder)
        with Knowledge(settings) as knowledge:
            facts = knowledge.build(Path(folder, "notes")).facts
            for question in sample:
                answer = knowledge.ask(question)
                cited = [" ".join(one.fact.plain.split()) for one in answer.citations]
                lines = [line for line, _ in every[question]]
                scores["line"].append(any(one in line for one in cited[:1] for line in lines))
                scores["line in 3"].append(any(one in line for one in cited[:3] for line in lines))
                right = answer.answered and any(is_right(answer, a) for _, a in every[question])
                scores["right"].append(right)
                scores["answered"].append(answer.answered)
                if args.show and not (right and scores["line"][-1]):
                    _tell(question, "|", every[question][:2], "|", answer.text, "|", cited[:2])
    _tell(f"{facts} facts, {len(sample)} of {len(every)} questions, encoder {args.encoder}")
    for name, values in scores.items():
        _tell(f"{name:9} {sum(values) / len(values):.3f}")


if __name__ == "__main__":
    main()
