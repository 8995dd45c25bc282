"""The trust line: what was read, how fresh it is, what was left out."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.records import Report
from graph.screen import words

STEPS = ((86_400, "day"), (3_600, "h"), (60, "min"), (1, "s"))
"""Seconds of each unit, the largest first."""


def trust_parts(report: Report, now: datetime) -> tuple[str, ...]:
    """Return the parts of the trust line, without the skipped files."""
    parts: tuple[str, ...] = (
        counted(report.files, "file"),
        counted(report.facts, "fact"),
        counted(report.concepts, "concept"),
        counted(report.relations, "relation"),
    )
    if share := report.details.get("encoded"):
        parts = (*parts, share)
    built = report.details.get("built", "")
    return (*parts, words.UPDATED.format(age_of(built, now))) if built else parts


def counted(number: int, thing: str) -> str:
    """Return a number with its thing, in the singular or plural."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def age_of(built: str, now: datetime) -> str:
    """Return how long ago an ISO time was, in its largest unit."""
    then = datetime.fromisoformat(built)
    seconds = max(int((now - then.astimezone(UTC)).total_seconds()), 0)
    for size, unit in STEPS:
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}s" if unit == "day" and count > 1 else f"{count} {unit}"
    return "0 s"
