"""The user's decisions, applied to a lexicon in the making."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.concepts.keys import key_of
from graph.concepts.lexicon_builder import LexiconBuilder
from graph.concepts.usernames import OwnName, UserNames
from graph.concepts.wordlist import Entry


def apply_user(draft: LexiconBuilder, user: UserNames) -> None:
    """Apply names, aliases, merges, renames, splits and refusals, in this order.

    A decision about a name that no note has any more does nothing: notes come and go.
    """
    for own in user.names:
        _own(draft, own)
    for name, alias in user.alias:
        _each(draft, name, alias, _alias)
    for this, into in user.merge:
        _each(draft, this, into, _merge)
    for this, to in user.rename:
        _each(draft, this, to, _rename)
    for name, other in user.split:
        _each(draft, other, name, _split)
    for name in user.ignore:
        for concept in found(draft, name):
            draft.drop(concept)


def _each(
    draft: LexiconBuilder, name: str, other: str, act: Callable[[LexiconBuilder, str, str], None]
) -> None:
    for concept in found(draft, name)[:1]:
        act(draft, concept, other)


def _alias(draft: LexiconBuilder, concept: str, alias: str) -> None:
    draft.senses.pop(key_of(alias), None)
    draft.alias(alias, concept)


def _merge(draft: LexiconBuilder, concept: str, into: str) -> None:
    kept = found(draft, into)
    if kept and kept[0] != concept:
        draft.merge(concept, kept[0])


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
