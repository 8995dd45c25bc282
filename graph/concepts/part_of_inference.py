"""What belongs to what: features go to the thing whose outline or name they stand under.

A name of several words means one thing wherever it stands, and may belong to two things. A single
plain word ("stream", "TTL") is known only in the sections of what it belongs to; where two things
have one of that name, it is two concepts, each with its owner in its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from graph.concepts.candidates import Candidate
from graph.concepts.english import KIND, is_shaped
from graph.concepts.keys import grams, key_of, words_of
from graph.concepts.lexicon_builder import PREFIXED, LexiconBuilder
from graph.concepts.owners import Owners

SCOPING = frozenset(["service", "tool", "feature"])
"""Kinds of things whose outline keeps a plain single word to itself."""
SPLITTING = frozenset(["service", "tool"])
"""Kinds of things that have features of their own under a name that others use too."""


def qualify(draft: LexiconBuilder) -> None:
    """Let the features of word lists be known by their own word in their owner's sections.

    "DynamoDB Streams" is "streams" where DynamoDB is spoken of.
    """
    for concept in sorted(draft.concepts.values(), key=lambda one: one.id):
        for owner, rest in sorted(set(_own_words(draft, concept.id, anywhere=True))):
            if owner in concept.part_of and KIND[rest.split(" ")[-1]] in "ngeS":
                draft.name(rest, concept.id, scope=owner)
        for owner, rest in sorted(set(_first_words(draft, concept.id))):
            draft.name(rest, concept.id, scope=owner, exact=frozenset([rest]))


def _own_words(
    draft: LexiconBuilder, concept: str, *, anywhere: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield (thing, what remains) for each name of a concept that begins with a thing's name."""
    known, worlds = draft.concepts[concept], (*draft.worlds, "")
    for name in (known.name, *known.aliases):
        words = words_of(name)
        for count, key in grams(words, 0):
            if count < len(words.written):
                for thing, sense in draft.senses.get(key, {}).items():
                    if thing != concept and not sense.scope and (anywhere or sense.world in worlds):
                        yield thing, words.name(count, len(words.written) - 1)


def _first_words(draft: LexiconBuilder, concept: str) -> Iterator[tuple[str, str]]:
    """Yield (owner, what stands before its name): "Network" of "Network Load Balancer"."""
    known = draft.concepts[concept]
    words = words_of(known.name)
    for place in range(1, len(words.written)):
        last = len(words.written) - 1
        for owner in known.part_of:
            if owner in draft.senses.get(words.key(place, last), {}):
                yield owner, words.name(0, place - 1)


def says_only_maker(draft: LexiconBuilder, name: str) -> bool:
    """Whether a name is a maker's and a general word: "AWS service" says nothing."""
    words = words_of(name)
    telling = [word for word in words.written if KIND[word] in "nSv"]
    if len(words.written) < 2 or len(telling) != 1:
        return False
    makers = [draft.concepts[one].kind for one in draft.senses.get(key_of(telling[0]), {})]
    return makers == ["platform"]


def settle(
    draft: LexiconBuilder, new: dict[str, Candidate], *, pause: Callable[[], None] = lambda: None
) -> None:
    """Let each learnt concept belong to what its name or its outline puts it under."""
    _join_qualified(draft, new)
    pause()
    owners = Owners(draft, new)
    belongs = {concept: owners.of(concept, one) for concept, one in sorted(new.items())}
    pause()
    for concept, found in sorted(belongs.items()):
        one = new[concept]
        known = [o for o, _ in _own_words(draft, concept) if o not in new]
        named = [o for o in known if draft.concepts[o].kind in SCOPING]
        free = [o for o in named[:1] or found if not draft.belongs(o, concept)]
        if free:
            _give(draft, concept, one, free)


def _join_qualified(draft: LexiconBuilder, new: dict[str, Candidate]) -> None:
    """Make one concept of "Lambda alias" and the "alias" that stands under Lambda."""
    owners = Owners(draft, new)
    for concept in sorted(new):
        for owner, rest in list(_own_words(draft, concept)):
            for other in sorted(draft.senses.get(key_of(rest), {})):
                same = other in new and other != concept and concept in new
                if same and owner in owners.of(other, new[other]):
                    draft.alias(draft.concepts[concept].name, other)
                    draft.merge(concept, other)
                    new[other] = new[other].joined(new.pop(concept))
                    owners.seen.clear()
                elif not same and owner in draft.concepts[other].part_of and concept in new:
                    draft.merge(concept, other)
                    del new[concept]
                    owners.seen.clear()


def _give(draft: LexiconBuilder, concept: str, one: Candidate, owners: list[str]) -> None:
    known = draft.concepts[concept]
    kind = "feature" if known.kind == "thing" else known.kind
    kinds = {draft.concepts[owner].kind for owner in owners}
    if _is_plain_word(known.name) and kinds <= (SCOPING if len(owners) == 1 else SPLITTING):
        _share_out(draft, concept, one, owners, kind)
    else:
        draft.put(replace(known, part_of=tuple(owners), kind=kind))
        for other in sorted(one.others):
            if len(other) > 1 and could_stand_alone(other):
                draft.alias(other, concept, scope=owners[0], exact=" " not in other)


def could_stand_alone(name: str) -> bool:
    """Whether a shorter name may be looked for in a section: "Failover", but not "A"."""
    return len(name) > 2 or is_shaped(name)


def _is_plain_word(name: str) -> bool:
    return len(words_of(name).written) == 1 and (not is_shaped(name) or name.isupper())


def _share_out(
    draft: LexiconBuilder, concept: str, one: Candidate, owners: list[str], kind: str
) -> None:
    """Keep a plain word to its owners' sections; make it one concept for each owner."""
    known = draft.concepts[concept]
    draft.senses[one.key].pop(concept, None)
    for owner in owners:
        own = concept
        name = known.name
        if len(owners) > 1:
            maker = PREFIXED.sub("", draft.concepts[owner].name)
            name = f"{known.name} ({maker})"
            own = draft.new_id(f"{maker} {known.name}")
            aliases = (*known.aliases, known.name, f"{maker} {known.name}")
            draft.put(
                replace(known, id=own, name=name, aliases=aliases, part_of=(owner,), kind=kind)
            )
            draft.name(f"{maker} {known.name}", own)
        else:
            draft.put(replace(known, part_of=(owner,), kind=kind))
        draft.name(known.name, own, scope=owner)
    if len(owners) > 1:
        draft.drop(concept)
