"""A lexicon in the making: concepts, their names, and what belongs to what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.concepts.english import FUNCTION
from graph.concepts.keys import key_of, words_of
from graph.concepts.lexicon import Lexicon, meaning_of, reach_of
from graph.concepts.pages import NO_PAGES, PageConcepts
from graph.concepts.senses import Knowledge, Sense, stems_of
from graph.concepts.wordlist import Entry, WordList
from graph.records import Concept

PREFIXED = re.compile(r"^(?:Amazon|AWS)\s", re.IGNORECASE)
PREFIXES = ("AWS", "Amazon")
"""Makers' names that people put before a service's name, rightly or not."""
MOST_STEPS = 6
SHORT_NAME = 5
"""Letters: a list's name so short is a word or somebody's initials as well ("SAM", "MSK")."""
LINKED = "[["
"""The beginning of a way to write a name that counts only where a link leads there."""


def _is_short(name: str, sure: bool) -> bool:
    return not sure and len(key_of(name)) <= SHORT_NAME


def slug(text: str) -> str:
    """Return a name as an id: "Amazon S3" is "amazon-s3"."""
    plain = text.lower().replace("c++", "cpp").replace("c#", "csharp")
    return re.sub(r"[^\w]+|_+", "-", plain).strip("-") or "x"


@dataclass(slots=True)
class LexiconBuilder:
    """Concepts and senses, added one by one in a fixed order."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    senses: dict[str, dict[str, Sense]] = field(default_factory=dict)
    """By key and concept."""
    surfaces: dict[tuple[str, str], str] = field(default_factory=dict)
    worlds: frozenset[str] = frozenset()
    """The word lists of whose field the notes are."""
    sure: frozenset[str] = frozenset()
    """Those of which the user says so."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """Whether each list that ships acts."""
    pages: PageConcepts = NO_PAGES
    captions: frozenset[str] = frozenset()
    merged: dict[str, str] = field(default_factory=dict)
    """What each concept that was merged away has become."""

    def copied(self) -> LexiconBuilder:
        """Return a draft that may be changed without changing this one."""
        senses = {key: dict(meanings) for key, meanings in self.senses.items()}
        return LexiconBuilder(
            dict(self.concepts), senses, dict(self.surfaces), self.worlds, self.sure
        )

    def add_entry(self, entry: Entry, *, origin: str, sure: bool = True) -> None:
        """Add a thing of a word list with every way to write it.

        Where it is not `sure` that the notes are about its field, a short name needs evidence
        around it.
        """
        # the short names that people say come first: readers are shown the first few
        names = (*entry.within, *entry.exact, *entry.names)
        others = tuple(name for name in names if name != entry.name)
        self.put(
            Concept(
                id=entry.id,
                name=entry.name,
                aliases=others,
                kind=entry.kind,
                gloss=entry.gloss,
                origin=origin,
                part_of=entry.part_of,
            )
        )
        for name in (entry.name, *entry.names):
            if name not in entry.exact and name not in entry.within:
                self.name(name, entry.id, world=origin if _is_short(name, sure) else "")
        for name in entry.within:
            self.name(name, entry.id, world=origin)
        for name in entry.exact:  # "Translate" also begins a sentence of notes on other things
            doubtful = _is_short(name, sure) or (name.istitle() and name.isalpha())
            world = origin if doubtful else ""
            self.name(name, entry.id, exact=frozenset([name]), world=world)
        if entry.kind in ("service", "feature"):
            for name in (entry.name, *names):
                if name not in entry.exact or not PREFIXED.match(name):
                    self._with_makers(name, entry.id)

    def _with_makers(self, name: str, concept: str) -> None:
        bare = PREFIXED.sub("", name)
        for maker in PREFIXES:
            key = key_of(f"{maker} {bare}")
            if key not in self.senses:
                self.name(f"{maker} {bare}", concept)

    def put(self, concept: Concept) -> None:
        """Add or replace a concept."""
        self.concepts[concept.id] = concept

    def name(
        self,
        name: str,
        concept: str,
        *,
        exact: frozenset[str] = frozenset(),
        scope: str = "",
        world: str = "",
    ) -> None:
        """Let a name mean a concept; written in every way and everywhere unless it is limited."""
        key = key_of(name)
        if not key:
            return
        meanings = self.senses.setdefault(key, {})
        new, before = Sense(concept, exact, scope, world), meanings.get(concept)
        if before is not None and not new.free:
            new = Sense(concept, before.exact | exact, before.scope, before.world)
            if before.free or (before.scope and not scope) or (before.world and not world):
                new = before if before.free else Sense(concept, before.exact | exact, "", "")
        meanings[concept] = new
        self.surfaces.setdefault((key, concept), name)

    def alias(self, name: str, concept: str, *, scope: str = "", exact: bool = False) -> None:
        """Give a concept one more name, and list it among its names."""
        known = self.concepts[concept]
        if name != known.name and name not in known.aliases:
            self.put(replace(known, aliases=(*known.aliases, name)))
        self.name(name, concept, scope=scope, exact=frozenset([name] if exact else []))

    def meanings(self, name: str) -> list[str]:
        """Return the concepts that a name can mean."""
        return sorted(self.senses.get(key_of(name), {}))

    def new_id(self, name: str) -> str:
        """Return an id for a new concept of that name."""
        wanted = slug(name)
        number, free = 2, wanted
        while free in self.concepts:
            number, free = number + 1, f"{wanted}-{number}"
        return free

    def belongs(self, concept: str, owner: str) -> bool:
        """Whether a chain of belonging leads from a concept to an owner, or they are one."""
        steps = {concept}
        for _ in range(MOST_STEPS):
            if owner in steps:
                return True
            steps = {
                up for one in steps if one in self.concepts for up in self.concepts[one].part_of
            }
        return owner in steps

    def merge(self, gone: str, into: str) -> None:
        """Make two concepts one: the names of the first become the second's."""
        first, second = self.concepts.pop(gone), self.concepts[into]
        self.merged[gone] = into
        names = [n for n in (first.name, *first.aliases) if n not in (second.name, *second.aliases)]
        owners = [one for one in (*second.part_of, *first.part_of) if one not in (gone, into)]
        self.put(
            replace(
                second, aliases=(*second.aliases, *names), gloss=second.gloss or first.gloss,
                part_of=tuple(dict.fromkeys(owners)),
            )
        )  # fmt: skip
        for key, meanings in self.senses.items():
            sense = meanings.pop(gone, None)
            if sense is not None:
                meanings.setdefault(into, replace(sense, concept=into))
                self.surfaces.setdefault((key, into), self.surfaces.get((key, gone), key))
        for concept in list(self.concepts.values()):
            if gone in concept.part_of:
                moved = tuple(
                    dict.fromkeys(into if one == gone else one for one in concept.part_of)
                )
                self.put(replace(concept, part_of=tuple(o for o in moved if o != concept.id)))

    def drop(self, concept: str) -> None:
        """Forget a concept and its names."""
        self.concepts.pop(concept, None)
        for meanings in self.senses.values():
            meanings.pop(concept, None)

    def finished(self) -> Lexicon:
        """Return the lexicon."""
        senses = {
            key: meaning_of(meanings[one] for one in sorted(meanings))
            for key, meanings in sorted(self.senses.items())
            if meanings
        }
        unsure = {
            sense.concept
            for meaning in senses.values()
            if not meaning.certain
            for sense in meaning.senses
        }
        part_of = {one: concept.part_of for one, concept in self.concepts.items()}
        stems = {one: self._stems(one) for one in sorted(unsure)}
        return Lexicon(
            dict(sorted(self.concepts.items())),
            senses,
            self.surfaces,
            Knowledge(part_of, stems, self.sure),
            reach_of(senses),
            FUNCTION - {words_of(name).written[0].lower() for name in self.surfaces.values()},
            replace(self.pages, concepts=dict(self._pages())),
            self.captions,
            self.lists,
        )

    def _pages(self) -> Iterator[tuple[str, str]]:
        """Yield the path of each page with its concept, or with what that was merged into."""
        for path, concept in self.pages.concepts.items():
            while concept in self.merged:
                concept = self.merged[concept]
            if concept in self.concepts:
                yield path, concept

    def _stems(self, concept: str) -> frozenset[str]:
        known = self.concepts[concept]
        return stems_of(" ".join([known.name, known.gloss]))


@lru_cache(maxsize=8)
def drafted(lists: tuple[WordList, ...], sure: frozenset[str]) -> LexiconBuilder:
    """Return the draft of word lists, made once: every edit of a note begins with it."""
    draft = LexiconBuilder(worlds=frozenset(words.name for words in lists), sure=sure)
    for words in lists:
        for entry in words.entries:
            draft.add_entry(entry, origin=words.name, sure=words.name in sure)
    return draft
