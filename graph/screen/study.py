"""Study as a session: one line at a time with words left out, and a list of what is due when.

When a card comes again is decided by FSRS (Ye et al., 2022, 'A Stochastic Shortest Path Algorithm
for Optimizing Spaced Repetition Scheduling'), as its library `fsrs` has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.records import Fact, Span
from graph.screen.blocks import Row, row_of
from graph.views.cards import hidden_span

if TYPE_CHECKING:
    from fsrs import Card

FILE = "study.json"
"""Beside the index, so that it outlives a rebuild: what was answered, by line."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the study of some lines is."""

    due: int
    new: int
    learnt: int
    answers: int
    right: int
    today: int
    """Lines answered since midnight."""


class Reviews:
    """What was answered, kept in a small file; a broken file is replaced."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.kept = _read(file)

    def due(self, fact: Fact, now: datetime) -> datetime | None:
        """Return when a line is due, at once where that has passed; nothing for a new one."""
        kept = self.kept.get(key_of(fact))
        return max(datetime.fromisoformat(kept["card"]["due"]), now) if kept else None

    def answer(self, fact: Fact, now: datetime, *, knew: bool) -> None:
        """Note whether the reader knew a line, and when it is to come again."""
        from fsrs import Card, Rating, Scheduler  # heavy, and only needed here

        kept = self.kept.get(key_of(fact), {"card": Card(due=now).to_dict(), "right": 0, "all": 0})
        card: Card = Card.from_dict(kept["card"])
        rating = Rating.Good if knew else Rating.Again
        card, _ = Scheduler(enable_fuzzing=False).review_card(card, rating, now)
        self.kept[key_of(fact)] = {
            "card": card.to_dict(), "right": kept["right"] + knew, "all": kept["all"] + 1,
        }  # fmt: skip
        temporary = self.file.with_suffix(".new")
        temporary.write_text(json.dumps(self.kept), encoding="utf-8")
        temporary.replace(self.file)

    def progress(self, facts: Sequence[Fact], now: datetime) -> Progress:
        """Return how many of these lines are due, new and learnt."""
        times = [self.due(fact, now) for fact in facts]
        kept = [self.kept[key] for fact in facts if (key := key_of(fact)) in self.kept]
        return Progress(
            due=sum(at is not None and at <= now for at in times),
            new=times.count(None),
            learnt=sum(at is not None and at > now for at in times),
            answers=sum(one["all"] for one in kept),
            right=sum(one["right"] for one in kept),
            today=sum(_day_of(one["card"]) == f"{now:%Y-%m-%d}" for one in kept),
        )

    def next(self, facts: Sequence[Fact], now: datetime) -> Fact | None:
        """Return the line to ask: the one that is longest due, else a new one, in a mixed order."""
        known = [(at, key_of(fact), fact) for fact in facts if (at := self.due(fact, now))]
        if waiting := sorted(
            ((self.kept[key]["card"]["due"], key, fact) for at, key, fact in known if at <= now),
            key=lambda one: one[:2],
        ):
            return waiting[0][2]
        new = sorted((key_of(fact), fact) for fact in facts if key_of(fact) not in self.kept)
        return new[0][1] if new else None


def askable(facts: Iterable[Fact], *, concepts: frozenset[str] | None = None) -> list[Fact]:
    """Return the lines that can be asked, where a topic is given only those of its things."""
    return [
        fact
        for fact in facts
        if hidden_span(fact)
        and (concepts is None or fact.subject in concepts or _names(fact) & concepts)
    ]


def card_row(fact: Fact, *, question: str = "") -> Row:
    """Return a line as a card: its telling words, or to a question all, are shown at a click."""
    span = Span(0, len(fact.plain)) if question else hidden_span(fact)
    return replace(
        row_of(fact, spans=[span] if span else []),
        cloze=span.of(fact.plain) if span else "",
        name=question or (fact.context[-1] if fact.context else ""),
    )


def key_of(fact: Fact) -> str:
    """Return the key of a line: the same words under the same headings, in whatever file."""
    return sha256("\n".join((*fact.context, fact.plain)).encode()).hexdigest()[:16]


def _names(fact: Fact) -> set[str]:
    return {mention.concept for mention in fact.mentions}


def _day_of(card: Mapping[str, Any]) -> str:
    return str(card.get("last_review") or "")[:10]


def _read(file: Path) -> dict[str, Any]:
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
        return {key: one for key, one in read.items() if _is_whole(one)}
    except (OSError, ValueError, AttributeError):
        return {}


def _is_whole(one: object) -> bool:
    return (
        isinstance(one, Mapping)
        and isinstance(one.get("card"), Mapping)
        and isinstance(one["card"].get("due"), str)
    )


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
