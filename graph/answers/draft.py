"""What a composer hands over: the text, the facts that it is made of, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.answers.rank import Ranked
from graph.records import Concept, Fact, Hop, Related

LONGEST = 600
"""Characters of an answer; a longer text is a dump."""
LONGEST_LIST = 1_200


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is cited."""

    text: str
    facts: tuple[Fact, ...]
    """What the text is made of, in the order in which it is cited."""
    value: str = ""
    concepts: tuple[Related, ...] = ()
    paths: tuple[tuple[Hop, ...], ...] = ()
    remarks: tuple[str, ...] = ()


def said(fact: Fact, subject: Concept | None = None) -> str:
    """Return a fact as a sentence: with the bullet above it, and its subject where left out."""
    text = fact.plain.strip()
    above = fact.context[-1].strip(" :-–") if len(fact.context) > fact.headings else ""
    if above and above.lower() not in text.lower():
        text = f"{above}: {text}"
    if subject is not None and not _named(subject, text):
        text = f"{subject.name}: {text}"
    return text


def _named(subject: Concept, text: str) -> bool:
    lower = text.lower()
    return any(name.lower() in lower for name in (subject.name, *subject.aliases))


def joined(parts: list[str], *, most: int, between: str = "; ") -> str:
    """Return parts in one text, as many as fit, each once."""
    kept: list[str] = []
    length = 0
    for part in dict.fromkeys(part for part in parts if part):
        if length + len(part) > most:
            if not kept:
                kept.append(part[: most - 1].rsplit(" ", 1)[0] + "…")
            break
        kept.append(part)
        length += len(part) + len(between)
    return between.join(kept)


def facts_of(ranked: list[Ranked]) -> list[Fact]:
    """Return the facts of ranked candidates."""
    return [one.reading.fact for one in ranked]
