"""Text as the page shows it: escaped where Markdown is read, names without their misspellings."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from graph.records import Concept

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=\"'@/])")
"""Everything that Markdown, its extensions or Streamlit's directives give a meaning to."""
LONG = 4
"""Characters from which a name that differs by a letter is a spelling: "ELB" and "EBS" are two."""
LETTERS = 2
"""Letters in which a spelling differs: "Labmda" has two changed, "Dynamo DB" a space."""


def plain(text: str) -> str:
    """Return Markdown that shows exactly `text`, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def other_names(concept: Concept) -> tuple[str, ...]:
    """Return the other names of a concept, without those that only spell one in another way."""
    told = [concept.name]
    for alias in concept.aliases:
        if not any(_spells(alias.casefold(), name.casefold()) for name in told):
            told.append(alias)
    return tuple(told[1:])


def _spells(alias: str, name: str) -> bool:
    """Say whether an alias is a name, but for a letter or two."""
    few = LETTERS if min(len(alias), len(name)) >= LONG else 0
    return OSA.distance(alias, name, score_cutoff=few) <= few
