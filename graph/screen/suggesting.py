"""What the box offers while one types: names, ready questions, and values of filters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.knowledge import Knowledge
from graph.question.filters import HAS
from graph.records import Concept
from graph.screen.filters import places_of
from graph.screen.plain import other_names
from graph.screen.startpage import questions_about
from graph.screen.trustline import counted
from graph.storage import Index

OFFERED = 8
READY = 3
"""Of them questions, where a whole name was typed."""
LONGEST_NAME = 4
"""Words of a name that is completed inside a question."""
LEAST = 3
"""Letters of a word inside a question from which names are offered for it."""
FILTER = re.compile(r"(?<!\S)(?P<key>in|tag|has):(?P<value>[^\s\"]*|\"[^\"]*)$", re.IGNORECASE)
Offer = dict[str, str]
"""What is shown (`name`, `also`, `note`), and what a choice does (`what`, `value`)."""


def offers(typed: str, notes: Knowledge) -> list[Offer]:
    """Return what is offered for what was typed so far."""
    index = notes.index
    found = FILTER.search(typed)
    if found:
        begun = typed[: found.start("value")]
        values = _values(found["key"].lower(), found["value"].strip('"').casefold(), index)
        return [_filter(begun, value) for value in values[:OFFERED]]
    text = typed.strip()
    whole = notes.suggest(text, most=OFFERED) if text else []
    if whole:
        first = whole[0][0]
        ready = (
            questions_about(first, index.relations(first.id))[:READY] if _is(text, first) else []
        )
        named = [_name(concept, facts) for concept, facts in whole]
        return [*named[: OFFERED - len(ready)], *map(_question, ready)]
    return list(_inside(typed, notes))


def _values(key: str, begun: str, index: Index) -> list[str]:
    known = {
        "in": lambda: places_of(index) or index.paths(),
        "tag": lambda: sorted({c.name.lstrip("#") for c in index.concepts() if c.kind == "tag"}),
        "has": lambda: list(HAS),
    }[key]()
    at_start = [one for one in known if one.casefold().startswith(begun)]
    return [*at_start, *(one for one in known if begun in one.casefold() and one not in at_start)]


def _inside(typed: str, notes: Knowledge) -> Iterator[Offer]:
    """Yield names for the last words of a question, the most words that begin one."""
    words = list(re.finditer(r"\S+", typed))
    for first in words[1:][-LONGEST_NAME:]:
        begun = typed[first.start() :].strip()
        found = notes.suggest(begun, most=OFFERED) if len(begun) >= LEAST else []
        if found and not (len(found) == 1 and _is(begun, found[0][0])):
            for concept, facts in found:
                value = f"{typed[: first.start()]}{concept.name} "
                yield {**_name(concept, facts), "what": "complete", "value": value}
            return


def _is(text: str, concept: Concept) -> bool:
    """Say whether a text is a name of a concept."""
    return text.casefold() in {name.casefold() for name in (concept.name, *concept.aliases)}


def _name(concept: Concept, facts: int) -> Offer:
    return {
        "what": "about",
        "value": concept.id,
        "name": concept.name,
        "also": ", ".join(other_names(concept)),
        "note": counted(facts, "fact"),
    }


def _question(text: str) -> Offer:
    return {"what": "ask", "value": text, "name": text, "also": "", "note": ""}


def _filter(begun: str, value: str) -> Offer:
    quoted = f'"{value}"' if " " in value else value
    return {"what": "complete", "value": f"{begun}{quoted} ", "name": value, "also": "", "note": ""}
