"""Which notes may read otherwise when names change: those that hold one of the names.

Two looks: a quick one at a note's letters, which leaves out most notes and never one too many, and
then the very matching that links facts, with no names but those in question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import unquote

from graph.concepts.english import FORMS, lowered
from graph.concepts.keys import key_of
from graph.concepts.lexicon import Lexicon, Meaning, reach_of
from graph.concepts.matching import matches_in
from graph.concepts.pages import target_name
from graph.concepts.senses import Knowledge
from graph.records import Fact

_BETWEEN = re.compile(r"[\W_]+")


class Touching:
    """Tells for texts and facts whether they may hold a name with one of some keys."""

    def __init__(self, keys: Collection[str]) -> None:
        self._forms = sorted({form for key in keys for form in forms_of(key)}, key=len)
        meanings = dict.fromkeys(keys, Meaning((), None))
        self._lexicon = Lexicon({}, meanings, {}, Knowledge({}), reach_of(meanings))

    def may_be_in(self, text: str) -> bool:
        """Whether the letters of a text, blanks and signs left out, could hold a name at all."""
        plain = squashed(unquote(text) if "%" in text else text)
        return any(_holds(plain, form) for form in self._forms)

    def are_in(self, facts: Sequence[Fact]) -> bool:
        """Whether the facts of one note, or what they stand under, hold a name."""
        by_id = {fact.id: fact for fact in facts}
        above = {step for fact in facts for step in fact.context}
        names = (*_parts(facts), *_targets(facts))
        if any(key_of(part) in self._lexicon.meanings for part in names):
            return True
        return any(self._lexicon.matches(step) for step in above) or any(
            matches_in(fact, by_id.get(fact.parent or ""), self._lexicon) for fact in facts
        )


def _parts(facts: Sequence[Fact]) -> list[str]:
    """Return the names of the file and the folders that facts stand in."""
    return facts[0].path.rsplit(".", 1)[0].split("/") if facts else []


def _targets(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield the names, and their last parts, of the pages that facts link to."""
    for fact in facts:
        for mark in fact.marks:
            if mark.kind == "link" and "://" not in mark.target:
                name = target_name(mark.target)
                yield from (name, name.rsplit("/", 1)[-1], mark.target.partition(":")[2])


def forms_of(key: str) -> set[str]:
    """Return pieces of lower-case text of which every spelling of a name holds at least one.

    Blanks, hyphens and other signs left out: "readreplica" stands in "read-replicas", and
    "readpolic" in "read policies". Folding is by rule and by list; what a list makes of a word is
    looked for under every word that it may have come from.
    """
    found, front = {key}, [key]
    while front:
        known = front.pop()
        new = {form for form in _written(known) if form not in found}
        found |= new
        front += new
    return {squashed(one[:-1] if one.endswith("y") else one) for one in found}


def squashed(text: str) -> str:
    """Return the letters and digits of a text, in lower case, without what stands between."""
    return _BETWEEN.sub("", lowered(text)).replace("ς", "σ")


def _written(key: str) -> Iterator[str]:
    for form, folded in FORMS:
        if key.endswith(folded):
            yield key[: len(key) - len(folded)] + form


def _holds(plain: str, form: str) -> bool:
    """Whether a text has a form in one piece, or its beginning here and the rest elsewhere.

    The second is how an item and the class of its list make a name: "Failover" under "Routing
    policies".
    """
    if form in plain:
        return True
    longest = 0
    while form[: longest + 1] in plain:
        longest += 1
    return any(form[cut:] in plain for cut in range(1, longest + 1))
