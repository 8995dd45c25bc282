"""What a learnt name belongs to: the concept that its outline puts it under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.concepts.candidates import Candidate
from graph.concepts.keys import grams, key_of, words_of
from graph.concepts.lexicon_builder import LexiconBuilder
from graph.concepts.shape import bare, could_be_name, is_said_to_do

SHARE = 0.4
"""The part of its sights that must stand under an owner for a name to belong to it."""
LEAST_SPOKEN = 2
"""Lines that name a thing besides its heading, before other things are said to be a part of it."""
MOST_OWNERS = 3
"""A name that more things claim belongs to none of them in particular."""
NO_OWNERS = frozenset(["platform", "format", "protocol", "language", "tag"])
"""Kinds that nothing is said to be a part of because it stands under them."""


class Owners:
    """The concepts that paths of an outline lead to."""

    def __init__(self, draft: LexiconBuilder, new: Mapping[str, Candidate]) -> None:
        self.draft = draft
        self.new = new
        self.seen: dict[str, str | None] = {}

    def of(self, concept: str, one: Candidate) -> list[str]:
        """Return what a concept belongs to, the surest first."""
        claims = self._counted(concept, one.placed)
        if claims:
            best = sorted(claims, key=lambda owner: (-claims[owner], owner))
            return best if len(best) <= MOST_OWNERS else []
        if not one.is_term:
            return []
        every = self._counted(concept, one.seen)
        least = SHARE * sum(one.seen.values())
        return sorted(owner for owner, count in every.items() if count >= least)

    def _counted(self, concept: str, places: Mapping[tuple[str, ...], int]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for path, count in sorted(places.items()):
            owner = self._nearest(path, concept)
            if owner:
                counts[owner] += count
        return counts

    def _nearest(self, path: tuple[str, ...], concept: str) -> str | None:
        for text in reversed(path):
            owner = self._named(text)
            if owner and owner != concept and not self._is_class(owner, concept):
                return owner
        return None

    def _is_class(self, owner: str, concept: str) -> bool:
        """Whether a line above only says what kind of thing it is: "Routing policies"."""
        return key_of(self.draft.concepts[concept].name).endswith(
            key_of(self.draft.concepts[owner].name)
        )

    def _named(self, text: str) -> str | None:
        """Return the concept that a line of an outline names, if naming is all it does."""
        if text not in self.seen:
            self.seen[text] = self._found(text)
        return self.seen[text]

    def _found(self, text: str) -> str | None:
        name = bare(text)
        whole = self._meaning(key_of(name))
        if whole:
            return whole
        words = words_of(name)
        if not words.written:
            return None
        first = None
        for count, key in grams(words, 0):
            found = self._meaning(key)
            if found and not is_said_to_do(
                words.name(0, count - 1), self.draft.concepts[found].name
            ):
                first = found
        return (
            first
            if first and ("/" in name or self.draft.concepts[first].kind == "service")
            else None
        )

    def _meaning(self, key: str) -> str | None:
        meanings = sorted(self.draft.senses.get(key, {}))
        if len(meanings) != 1 or self.draft.concepts[meanings[0]].kind in NO_OWNERS:
            return None
        learnt = self.new.get(meanings[0])
        if learnt is None:
            return meanings[0]
        if learnt.kind == "page" and not {"title", "heading", "headword"} & learnt.finders.keys():
            return None  # whose name only links say may be a person's
        told = learnt.spoken_of >= LEAST_SPOKEN and could_be_name(learnt.surface)
        return meanings[0] if told else None
