"""From what all notes offer to a lexicon: which names are believed, and what each belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.concepts.definitions import is_initialism, stands_for
from graph.concepts.draft import Draft, drafted
from graph.concepts.evidence import Evidence, Offer
from graph.concepts.hand import apply_user
from graph.concepts.keys import key_of, words_of
from graph.concepts.lexicon import Lexicon
from graph.concepts.owners import Owners
from graph.concepts.shape import display, is_shaped
from graph.concepts.usernames import UserNames
from graph.concepts.wordlist import WordList
from graph.records import Concept

WEIGHTS = {
    "heading": 1.0,
    "topic": 1.0,
    "page": 1.0,
    "tag": 1.0,
    "definition": 0.7,
    "item": 0.7,
    "bold": 0.7,
    "shaped": 0.7,
    "code": 0.6,
    "quoted": 0.5,
    "capitals": 0.5,
    "initials": 0.4,
    "noun": 0.35,
    "phrase": 0.2,
}
"""How much one sight of a name is worth, by the way it was found: set by reading what came of it."""
BELIEVED = 1.0
"""The worth from which a name is believed to be one."""
MOST_SIGHTS = 5
"""Sights of one kind in one note that count: a word on every line is a habit, not a name."""
STRUCTURE = frozenset(["heading", "topic", "definition", "item", "bold"])
"""Finders that say where a name belongs: the outline puts it there."""
MOSTLY = 0.6
"""The part of its sights that must stand under one owner for a name to belong to it."""


@dataclass(slots=True)
class Candidate:
    """Everything that all notes say of one name."""

    key: str
    worth: float = 0.0
    surfaces: Counter[str] = field(default_factory=Counter)
    finders: Counter[str] = field(default_factory=Counter)
    placed: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """Sights by outline, where the outline itself puts the name there."""
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)

    def add(self, offer: Offer) -> None:
        """Count one offer."""
        self.worth += WEIGHTS[offer.finder] * min(offer.count, MOST_SIGHTS)
        self.surfaces[offer.surface] += offer.count
        self.finders[offer.finder] += offer.count
        self.seen[offer.under] += offer.count
        if offer.finder in STRUCTURE:
            self.placed[offer.under] += offer.count
        if offer.other:
            self.others.add(offer.other)

    @property
    def surface(self) -> str:
        """The way it is written most, for showing."""
        best = min(self.surfaces, key=lambda one: (-self.surfaces[one], one.isupper(), one))
        return display(best)


def lexicon_of(
    evidence: Iterable[Evidence], *, lists: Sequence[WordList], user: UserNames
) -> Lexicon:
    """Return the lexicon of all notes; the order of the evidence does not matter."""
    offered = list(evidence)
    draft = drafted((entry, words.name) for words in lists for entry in words.entries)
    candidates = _candidates(offered)
    same = sorted({pair for one in offered for pair in one.same})
    glosses = _glosses(offered)
    known = dict(candidates)
    for short, long, _ in same:  # a name that is explained is believed
        for name in (short, long):
            if key_of(name) in known:
                known[key_of(name)].worth += BELIEVED / 2
    believed = [known[key] for key in sorted(known) if known[key].worth >= BELIEVED]
    new = _add_believed(draft, believed, glosses)
    _join(draft, same)
    _settle(draft, new)
    _initialisms(draft, candidates)
    apply_user(draft, user)
    return draft.finished()


def _candidates(offered: Iterable[Evidence]) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for evidence in offered:
        for offer in evidence.offers:
            found.setdefault(offer.key, Candidate(offer.key)).add(offer)
    return found


def _glosses(offered: Iterable[Evidence]) -> dict[str, str]:
    glosses: dict[str, str] = {}
    for evidence in offered:
        for key, says in evidence.glosses:
            glosses[key] = min(glosses.get(key, says), says)
    return glosses


def _add_believed(
    draft: Draft, believed: Iterable[Candidate], glosses: dict[str, str]
) -> dict[str, Candidate]:
    """Add a concept for each believed name that is not known yet; return them by id."""
    new = {}
    for one in believed:
        if draft.senses.get(one.key):
            continue
        name = one.surface
        concept = Concept(
            draft.new_id(name), name, kind=_kind(one), gloss=glosses.get(one.key, ""),
            origin=max(one.finders, key=lambda f: (WEIGHTS[f], f)),
        )  # fmt: skip
        draft.put(concept)
        draft.name(name, concept.id)
        for surface in sorted(one.surfaces):
            draft.alias(surface, concept.id) if _differs(surface, name) else None
        new[concept.id] = one
    return new


def _differs(surface: str, name: str) -> bool:
    return surface.lower() != name.lower()


def _kind(one: Candidate) -> str:
    if "page" in one.finders:
        return "page"
    return "tag" if set(one.finders) == {"tag"} else "thing"


def _join(draft: Draft, same: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
    """Make one concept of names that a note says are one thing."""
    for short, long, _ in same:
        shorts, longs = draft.meanings(short), draft.meanings(long)
        if longs and not shorts:
            draft.alias(short, longs[0])
        elif shorts and not longs and len(shorts) == 1:
            draft.alias(long, shorts[0])
        elif len(longs) == 1 and longs[0] not in shorts and _learnt(draft, shorts):
            draft.merge(shorts[0], longs[0])
        elif len(shorts) == 1 and shorts[0] not in longs and _learnt(draft, longs):
            draft.merge(longs[0], shorts[0])


def _learnt(draft: Draft, found: list[str]) -> bool:
    """Whether names have one meaning, and that one no word list's."""
    return len(found) == 1 and draft.concepts[found[0]].origin in WEIGHTS


def _settle(draft: Draft, new: dict[str, Candidate]) -> None:
    """Let each learnt concept belong to what its outline puts it under."""
    owners = Owners(draft)
    belongs: dict[str, list[str]] = {}
    for concept, one in sorted(new.items()):
        if concept in draft.concepts:
            belongs[concept] = owners.of(concept, one.placed, one.seen)
    for concept, found in sorted(belongs.items()):
        free = tuple(owner for owner in found if not draft.belongs(owner, concept))
        if free:
            known = draft.concepts[concept]
            kind = "feature" if known.kind == "thing" else known.kind
            draft.put(replace(known, part_of=free, kind=kind))
            _limit(draft, concept, new[concept], free)
        for other in sorted(new[concept].others):
            scope = free[0] if free else ""
            if scope and not draft.senses.get(key_of(other)):
                draft.alias(other, concept, scope=scope)


def _limit(draft: Draft, concept: str, one: Candidate, owners: tuple[str, ...]) -> None:
    """Keep a single plain word to the section that it belongs to: it is common elsewhere."""
    name = draft.concepts[concept].name
    words = words_of(name)
    if len(words) > 1 or (is_shaped(name) and not name.isupper()):
        return
    if draft.concepts[owners[0]].kind not in ("service", "tool", "feature"):
        return
    for key, meanings in draft.senses.items():
        if concept in meanings and key == one.key:
            meanings[concept] = replace(meanings[concept], scope=owners[0])


def _initialisms(draft: Draft, candidates: dict[str, Candidate]) -> None:
    """Let capitals that nobody explains stand for the known name whose initials they are."""
    unknown = [one for one in candidates.values() if not draft.senses.get(one.key)]
    wanted = {
        surface.rstrip("s").upper(): surface
        for one in sorted(unknown, key=lambda c: c.key)
        for surface in sorted(one.surfaces)
        if is_initialism(surface)
    }
    meanings: dict[str, list[str]] = defaultdict(list)
    for concept in sorted(draft.concepts.values(), key=lambda c: c.id):
        for name in sorted({concept.name, *concept.aliases}):
            words = words_of(name)
            short = "".join(word.text[0] for word in words).upper()
            if len(words) > 1 and short in wanted and concept.part_of and stands_for(short, words):
                if concept.id not in meanings[short]:
                    meanings[short].append(concept.id)
    for short, found in sorted(meanings.items()):
        for concept_id in found:
            draft.alias(wanted[short], concept_id, scope="", exact=True)
