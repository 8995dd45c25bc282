"""How well questions for days are answered: thousands of dated lines of one made-up person.

    python -m tests.benchmarks.timeline [--years 4] [--encoder hash] [--show]

Days stand in the names of files, in headings and at the beginning of lines, as people write them.
Each kind of question has its figure: the share of questions whose first cited line is right (on,
latest), the share of the right lines among as many first ones (in, since), the share declined
(none: of a day without such an event). Beside it stands the share that is answered at all.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.knowledge import Knowledge
from graph.records import Answer
from graph.settings import Settings

LAST = date(2026, 3, 31)
ASKED = 10
"""Questions of each kind and event."""
FRIENDS = ("Ana", "Ben", "Chiara", "Dov", "Edda", "Femi", "Greta", "Hugo")
DETAILS: Mapping[str, Sequence[str]] = {
    "ate": ("lentil soup", "trout", "dumplings", "a pear tart", "noodles", "stew", "pizza"),
    "bought": ("a lamp", "two shirts", "a kettle", "boots", "a map", "a drill", "seeds", "a rug"),
    "watched": ("The Long Field", "Salt Road", "Nine Doors", "Harbour", "A Quiet Hill", "Ferry"),
    "visited": ("the tile museum", "the old mill", "the zoo", "the tower", "the cloister"),
    "ran": ("five kilometres", "eight kilometres", "ten kilometres", "twelve kilometres"),
    "phoned": FRIENDS,
}
CHANCE = {"ate": 0.5, "bought": 0.12, "watched": 0.1, "visited": 0.06, "ran": 0.3, "phoned": 0.2}
"""How often a day has such an event."""
BASE = {"ate": "eat", "bought": "buy", "watched": "watch", "visited": "visit", "ran": "run",
        "phoned": "phone"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """What was done on a day, and the line that says it."""

    day: date
    kind: str
    line: str


def events(rng: random.Random, *, years: int) -> Iterator[Event]:
    """Yield the events of so many years, at most one of a kind on a day."""
    for number in range(365 * years):
        day = LAST - timedelta(days=365 * years - 1 - number)
        for kind, details in DETAILS.items():
            if rng.random() < CHANCE[kind]:
                beside = f" with {rng.choice(FRIENDS)}" if kind != "phoned" else " about the trip"
                yield Event(day, kind, f"{kind} {rng.choice(details)}{beside}")


def notes(found: Sequence[Event]) -> dict[str, str]:
    """Return the events as notes: the oldest year as a log, the next by headings, then by files."""
    texts: dict[str, list[str]] = defaultdict(list)
    first = found[0].day.year
    for event in found:
        day = event.day
        if day.year == first:
            texts["log.md"].append(f"- {day.isoformat()}: {event.line}")
        elif day.year == first + 1:
            heading = f"## {day.day} {day:%B %Y}"
            page = texts[f"{day.year}.md"]
            page += [] if heading in page[-9:] else ["", heading, ""]
            page.append(f"- {event.line}")
        else:
            texts[f"journal/{day.isoformat()}.md"].append(f"- {event.line}")
    return {path: "\n".join(lines) + "\n" for path, lines in texts.items()}


def questions(found: Sequence[Event], rng: random.Random) -> Iterator[tuple[str, str, set[Event]]]:
    """Yield questions, each with its kind and the events that answer it."""
    days = sorted({event.day for event in found})
    for kind, base in BASE.items():
        own = [event for event in found if event.kind == kind]
        done = {event.day for event in own}
        for event in rng.sample(own, min(ASKED, len(own))):
            yield "on", f"what did I {base} on {_said(event.day, rng)}?", {event}
        for day in rng.sample([day for day in days if day not in done], ASKED):
            yield "none", f"what did I {base} on {_said(day, rng)}?", set()
        months = sorted({(event.day.year, event.day.month) for event in own})
        for year, month in rng.sample(months, min(ASKED, len(months))):
            right = {e for e in own if (e.day.year, e.day.month) == (year, month)}
            yield "in", f"what did I {base} in {date(year, month, 1):%B %Y}?", right
        for event in own[-8:-1]:
            right = {e for e in own if e.day >= event.day}
            yield "since", f"what did I {base} since {_said(event.day, rng)}?", right
        yield "latest", f"what is the latest that I {kind}?", {own[-1]}
        for name in sorted({n for e in own for n in FRIENDS if n in e.line}):
            last = [event for event in own if name in event.line][-1]
            yield "latest", f"when did I last {base}{_with(kind, name)}?", {last}


def _with(kind: str, name: str) -> str:
    return f" {name}" if kind == "phoned" else f" with {name}"


def _said(day: date, rng: random.Random) -> str:
    return rng.choice(
        [day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"]
    )


def score(answer: Answer, right: set[Event], kind: str) -> float:
    """Return how right an answer is, from 0 to 1."""
    if kind == "none":
        return float(not answer.answered)
    first = [_event_of(one.fact.plain, one.fact.path, one.fact.context) for one in answer.citations]
    wanted = {(event.day.isoformat(), event.line) for event in right}
    most = 1 if kind in ("on", "latest") else len(wanted)
    return len(wanted & set(first[:most])) / most


def _event_of(plain: str, path: str, context: Sequence[str]) -> tuple[str, str]:
    from graph.dates import periods_in

    places = (plain, *reversed(context), Path(path).stem)
    day = next((str(days[0]) for days in map(periods_in, places) if days), "")
    return day, plain.partition(": ")[2] or plain


def _tell(*what: object) -> None:
    sys.stdout.write(" ".join(map(str, what)) + "\n")


def main() -> None:
    """Build the notes, ask, and print the figure of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--encoder", default="hash")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    asked = parser.parse_args()
    rng = random.Random(5)
    found = list(events(rng, years=asked.years))
    scores: dict[str, list[float]] = defaultdict(list)
    answered: dict[str, int] = defaultdict(int)
    with TemporaryDirectory() as folder:
        for path, text in notes(found).items():
            file = Path(folder, "notes", path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        settings = Settings(index=Path(folder, "index"), encoder=asked.encoder)
        with Knowledge(settings) as knowledge:
            facts = knowledge.build(Path(folder, "notes")).facts
            for kind, question, right in questions(found, rng):
                answer = knowledge.ask(question, limit=max(8, len(right)))
                scores[kind].append(score(answer, right, kind))
                answered[kind] += answer.answered
                if asked.show and scores[kind][-1] < 1:
                    cited = [one.fact.plain for one in answer.citations][:3]
                    _tell(kind, question, sorted(e.line for e in right)[:3], answer.text, cited)
    _tell(f"{facts} facts, encoder {asked.encoder}")
    for kind, values in scores.items():
        _tell(
            f"{kind:7} {sum(values) / len(values):.3f} of {len(values)}, answered {answered[kind]}"
        )


if __name__ == "__main__":
    main()
