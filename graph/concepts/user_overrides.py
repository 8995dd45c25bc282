"""The user's decisions, applied to a lexicon in the making."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.concepts.keys import key_of
from graph.concepts.lexicon_builder import LexiconBuilder
from graph.concepts.usernames import OwnName, UserNames
from graph.concepts.wordlist import Entry

PLAIN = frozenset(["thing", "tag"])
"""Kinds that say nothing of a concept."""


def apply_user(draft: LexiconBuilder, user: UserNames) -> None:
    """Apply names, aliases, merges, renames, splits and refusals, in this order.

    A decision about a name that no note has any more does nothing: notes come and go.
    """
    for own in user.names:
        _own(draft, own)
    renamed = _Renamed(draft, user)
    for name, alias in user.alias:
        renamed.each(name, alias, _alias)
    for this, into in user.merge:
        for concept in renamed.found(this)[:1]:
            _merge(draft, concept, renamed.found(into)[:1])
    renamed.rename()
    for name, other in user.split:
        renamed.each(other, name, _split)
    for name in user.ignore:
        for concept in found(draft, name):
            draft.drop(concept)


class _Renamed:
    """What decisions speak of, under the names that the notes or the user give it.

    A file does not tell in which order its decisions were made: a thing that was renamed can be
    merged, split or given an alias under its new name as well.
    """

    def __init__(self, draft: LexiconBuilder, user: UserNames) -> None:
        self.draft = draft
        self.merged = {key_of(this) for this, _ in user.merge}
        self.names: dict[str, str] = {}
        self.new: list[tuple[str, str]] = []
        for this, to in user.rename:
            for concept in self.found(this)[:1]:
                self.names.setdefault(key_of(to), concept)
                self.new.append((concept, to))

    def found(self, name: str) -> list[str]:
        """Return the concepts that are called so, or were renamed so."""
        known = found(self.draft, name)
        concept = self.names.get(key_of(name), "")
        while concept in self.draft.merged:
            concept = self.draft.merged[concept]
        return known or [one for one in [concept] if one in self.draft.concepts]

    def each(self, name: str, other: str, act: Callable[[LexiconBuilder, str, str], None]) -> None:
        """Let a decision act on what a name means."""
        for concept in self.found(name)[:1]:
            act(self.draft, concept, other)

    def rename(self) -> None:
        """Give things their new names; one that was merged under its new name adds an alias."""
        for concept, to in self.new:
            if concept not in self.draft.merged:
                _rename(self.draft, concept, to)
                continue
            for kept in self.found(to)[:1]:
                if key_of(to) in self.merged:
                    self.draft.alias(to, kept)
                else:
                    _rename(self.draft, kept, to)


def _alias(draft: LexiconBuilder, concept: str, alias: str) -> None:
    for one, sense in list(draft.senses.get(key_of(alias), {}).items()):
        if draft.concepts[one].kind != "page" or key_of(draft.concepts[one].name) != key_of(alias):
            del draft.senses[key_of(alias)][sense.concept]
    draft.alias(alias, concept)


def _merge(draft: LexiconBuilder, concept: str, kept: list[str]) -> None:
    """Merge a concept into another, which is a page or a known kind of thing if either is."""
    if not kept or kept[0] == concept:
        return
    kind = draft.concepts[concept].kind
    draft.merge(concept, kept[0])
    if draft.concepts[kept[0]].kind in PLAIN and kind not in PLAIN:
        draft.put(replace(draft.concepts[kept[0]], kind=kind))


def found(draft: LexiconBuilder, name: str) -> list[str]:
    """Return the concepts of that name or id: the one that is called just so first."""
    if name in draft.concepts:
        return [name]
    meanings = draft.meanings(name)
    return sorted(meanings, key=lambda one: (draft.concepts[one].name != name, one))


def _own(draft: LexiconBuilder, own: OwnName) -> None:
    known = found(draft, own.name)
    if not known:
        entry = Entry(draft.new_id(own.name), own.name, own.kind, own.aliases, gloss=own.gloss)
        draft.add_entry(entry, origin="user")
        known = [entry.id]
    concept = known[0]
    for alias in own.aliases:
        draft.senses.pop(key_of(alias), None)
        draft.alias(alias, concept)
    owners = [owner for name in own.part_of for owner in found(draft, name)[:1]]
    draft.put(
        replace(
            draft.concepts[concept], kind=own.kind, origin="user",
            gloss=own.gloss or draft.concepts[concept].gloss,
            part_of=tuple(o for o in owners if not draft.belongs(o, concept)),
        )
    )  # fmt: skip


def _rename(draft: LexiconBuilder, concept: str, to: str) -> None:
    known = draft.concepts[concept]
    others = [name for name in (known.name, *known.aliases) if name != to]
    draft.put(replace(known, name=to, aliases=tuple(dict.fromkeys(others))))
    draft.name(to, concept)


def _split(draft: LexiconBuilder, concept: str, name: str) -> None:
    key = key_of(name)
    draft.senses.get(key, {}).pop(concept, None)
    known = draft.concepts[concept]
    kept = tuple(alias for alias in known.aliases if key_of(alias) != key)
    draft.put(replace(known, aliases=kept))
