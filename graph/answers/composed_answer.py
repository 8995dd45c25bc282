"""What a composer hands over: the text, the facts that it is made of, and what goes with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.answers.english import content_terms, written_words
from graph.answers.rank import Ranked
from graph.notes.properties import is_pair
from graph.records import Concept, Fact, Hop, Intent, Related

LONGEST = 600
"""Characters of an answer; a longer text is a dump."""
LONGEST_LIST = 1_200
LABEL, LONGEST_LABEL = 4, 70
"""Words of a label before a colon, and characters of a line that is a label as a whole."""
BARE = 3
"""Words of a line that says too little without its heading: "rolling", "geolocation"."""
REPEATED = 0.6
"""The share of a label's words from which on it would only say them again."""


@dataclass(frozen=True, slots=True)
class ComposedAnswer:
    """An answer before it is cited."""

    text: str
    facts: tuple[Fact, ...]
    """What the text is made of, in the order in which it is cited."""
    value: str = ""
    concepts: tuple[Related, ...] = ()
    paths: tuple[tuple[Hop, ...], ...] = ()
    remarks: tuple[str, ...] = ()
    sure: float = 0.0
    """How sure it is that this is asked and the notes say it, whatever the ranked lines tell."""
    known: bool = False
    """Whether the notes surely say it, however the ranked lines fit the question."""
    intent: Intent | None = None
    """What was asked for, where it is answered otherwise than the question was read."""


def said(fact: Fact, subject: Concept | None = None) -> str:
    """Return a fact as it reads alone: what it is about, the label above it, and its words.

    Nothing is said twice: a label or a subject of whose words most stand in what follows is left
    out. Of a whole sentence above it only the label is kept ("FIFO: keeps the order" → "FIFO").
    """
    text = led_to(fact.plain)
    above = _label(fact.context[-1]) if len(fact.context) > fact.headings else ""
    if above and not repeats(above, text):
        text = led_to(above, text)
    elif (
        not above
        and fact.headings > 1
        and (len(written_words(text)) <= BARE or is_pair(fact.plain, fact.marks))
    ):
        heading = fact.context[fact.headings - 1]
        text = text if repeats(heading, text) else led_to(heading, text)
    return named(text, subject)


def named(text: str, subject: Concept | None) -> str:
    """Return a text with the name of what it is about, unless it says that itself."""
    if subject is None or any(repeats(name, text) for name in (subject.name, *subject.aliases)):
        return text
    return f"{subject.name}: {text}"


def led_to(introduction: str, text: str = "") -> str:
    """Return an introduction with what it leads to, and just one sign between them."""
    start = introduction.strip().rstrip(":-–—").rstrip()
    if not text:
        return start
    return f"{start} {text}" if start.endswith(("?", "…")) else f"{start}: {text}"


def _label(above: str) -> str:
    """Return what a line above is called: its label, or all of a short one."""
    label, colon, _ = above.partition(": ")
    if colon and len(label.split()) <= LABEL:
        return label
    if len(above) <= LONGEST_LABEL:
        return above
    cut = re.split(r"[;,(]| - ", above, maxsplit=1)[0].strip()
    return cut if len(cut.split()) >= LABEL else above[:LONGEST_LABEL].rsplit(" ", 1)[0] + "…"


def repeats(label: str, text: str) -> bool:
    """Tell whether a text says most of a label's words itself."""
    if label.lower() in text.lower():
        return True
    words = set(content_terms(label))
    return bool(words) and len(words & set(content_terms(text))) > REPEATED * len(words)


def joined(parts: list[str], *, most: int, between: str = "; ") -> str:
    """Return parts in one text, as many as fit, each once."""
    kept: list[str] = []
    length = 0
    ends = ".;" if between == "; " else ""
    for part in dict.fromkeys(part.rstrip(ends) for part in parts if part):
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
