"""From what all notes offer to a lexicon: which names are believed, and what each belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from graph.concepts.candidates import BELIEVED, STRUCTURE, WEIGHTS, Candidate, is_learnt
from graph.concepts.captions import LEAST_NOTES, captions_of
from graph.concepts.definitions import initials, is_initialism
from graph.concepts.english import FOLDED, LONGEST_INITIALS, is_plural
from graph.concepts.evidence import VALUE, Offer
from graph.concepts.fields import State, states_of
from graph.concepts.keys import key_of, words_of
from graph.concepts.lexicon import Lexicon
from graph.concepts.lexicon_builder import PREFIXED, LexiconBuilder, drafted
from graph.concepts.name_evidence import NameEvidence
from graph.concepts.paging import add_pages, ways_of
from graph.concepts.part_of_inference import qualify, says_only_maker, settle
from graph.concepts.roles import item_names
from graph.concepts.senses import stems_of
from graph.concepts.shape import display
from graph.concepts.user_overrides import apply_user
from graph.concepts.usernames import UserNames
from graph.concepts.wordlist import WordList
from graph.records import Concept

ITEM = "role"
"""The finder of items under a role."""
SHORT = 2
"""Letters in an initialism that so many words share that only a name of the outline explains it."""
SPELLING = 88.0
"""Of rapidfuzz's 0 to 100: "queue service" and "queuing service" are one, other things are not."""
LEAST_VALUED = 0.75
"""The part of a property's values that must be things before all short ones are held to be."""
REMEMBERED = 200_000
"""Names whose initials and last words are kept from one edit of the notes to the next."""
HEADING = frozenset(["heading", "headword", "title", "topic"])
"""Finders of what stands above lines."""
_TELLING_LITTLE = frozenset(["bold", "word"])
"""Finders that may have found the heading itself."""
_CAPITALS = frozenset(["capital", "proper"])
_BY_LETTERS = (*_CAPITALS, "capitals", "shaped", "initials")
MOST_CREDITED = 2
"""Sights of a capital inside a sentence that make a name of a word."""
Same = tuple[str, str, tuple[str, ...]]


def lexicon_of(
    offered: NameEvidence,
    *,
    lists: Sequence[WordList],
    user: UserNames,
    pause: Callable[[], None] = lambda: None,
) -> Lexicon:
    """Return the lexicon of what all notes offer, which stays as it is.

    `pause` is called now and then; what it raises ends the work.
    """
    found = dict(offered.candidates)
    states = states_of(found, lists, dict(user.lists))
    draft = _of_lists(states, lists)
    draft.lists = states
    pause()
    add_pages(draft, offered)
    draft.captions = _captions(draft, found, offered)
    for key in draft.captions:
        found.pop(key, None)
    _credit_items(found, item_names(offered.items, draft.captions | _valued(offered)))
    same = sorted(offered.explained() | set(_explained(found)))
    for short, long, _ in same:  # a name that is explained is believed
        for key in (key_of(short), key_of(long)):
            if key in found:
                found[key] = found[key].worth_more()
    _credit_heads(found)
    _credit_capitals(found)
    pause()
    new = _add_believed(draft, found, offered)
    pause()
    _join(draft, same, new)
    settle(draft, new, pause=pause)
    _abbreviate(draft, found)
    apply_user(draft, user)
    pause()
    return draft.finished()


def _of_lists(states: Mapping[str, State], lists: Sequence[WordList]) -> LexiconBuilder:
    """Return a draft of the lists that act."""
    sure = frozenset(name for name, state in states.items() if state == "by hand")
    return _qualified(tuple(one for one in lists if states[one.name] != "off"), sure).copied()


@lru_cache(maxsize=4)
def _qualified(lists: tuple[WordList, ...], sure: frozenset[str]) -> LexiconBuilder:
    draft = drafted(lists, sure).copied()
    qualify(draft)
    return draft


def _captions(
    draft: LexiconBuilder, found: Mapping[str, Candidate], offered: NameEvidence
) -> frozenset[str]:
    """Return the keys of the captions: of no page, link, tag or known thing, nor of a name."""
    marked = {key for key, one in found.items() if {"page", "tag"} & one.finders.keys()}
    captions = captions_of(offered.heads, offered.notes, draft.senses.keys() | marked)
    if offered.pages:  # else a heading is what a page would be
        aspects = {key for key, one in found.items() if _is_aspect(one)}
        captions |= aspects - draft.senses.keys()
    return frozenset(key for key in captions if not _is_named(found.get(key), offered))


def _is_aspect(one: Candidate) -> bool:
    """Whether a plural only heads lines and no line speaks of it: "Districts", "Eigenschaften".

    It says in what respect its lines tell of their page.
    """
    heads = HEADING & one.finders.keys()
    if not heads or not one.finders.keys() <= HEADING | _TELLING_LITTLE or one.spoken_of > 1:
        return False
    return all(" " not in word and is_plural(word) for word in one.surfaces)


def _is_named(one: Candidate | None, offered: NameEvidence) -> bool:
    """Whether more lines name something, with a capital, than there are notes where it heads."""
    if one is None:
        return False
    inside = sum(one.finders[finder] for finder in _BY_LETTERS)
    heads = max(offered.heads["head", one.key], offered.heads["bullet", one.key])
    return inside > heads or one.finders["speaker"] * 2 > heads


def _explained(found: dict[str, Candidate]) -> Iterable[Same]:
    """Yield the initialisms that nobody explains, with the name that notes write out elsewhere.

    Both must stand under one outline: "Read Capacity Unit" and, some lines on, "RCU".
    """
    wanted = [found[key] for key in sorted(found) if len(key) <= LONGEST_INITIALS]
    wanted = [one for one in wanted if is_initialism(one.surface)]
    shorts = {one.surface.upper() for one in wanted}
    long: dict[str, list[Candidate]] = {}
    for one in found.values() if shorts else ():
        is_long = len(one.key) > LONGEST_INITIALS and not one.surface.isalnum()
        for short in _ways(one.surface) if is_long else ():
            if short in shorts:
                long.setdefault(short, []).append(one)
    for one in wanted:
        short = one.surface
        if long.get(short.upper()):
            near = [other for other in long[short.upper()] if other.outlines & one.outlines]
            if len(short) <= SHORT:
                near = [other for other in near if STRUCTURE & other.finders.keys()]
            if near:
                best = max(near, key=lambda other: (other.worth, other.key))
                yield short, best.surface, ()


def _credit_heads(found: dict[str, Candidate]) -> None:
    """Believe a plain word more where the outline has a kind of it: a scan by "parallel scan"."""
    heads: dict[str, set[str]] = {}
    for one in found.values():
        head = _head(one.surface) if one.worth >= BELIEVED else ""
        if head:
            heads.setdefault(head, set()).update(one.outlines)
    for key, outlines in heads.items():
        if key in found and "opening" in found[key].finders and outlines & found[key].outlines:
            found[key] = found[key].worth_more()


def _credit_items(found: dict[str, Candidate], names: Iterable[str]) -> None:
    """Believe what stands as an item under a role."""
    for name in names:
        one = found.setdefault(key_of(name), Candidate(key_of(name)))
        found[one.key] = one = one.joined(Candidate(one.key))
        one.add(Offer(one.key, name, ITEM, (), 1))


def _valued(offered: NameEvidence) -> frozenset[str]:
    """Return the keys of properties whose values are things, in most notes that have them."""
    notes: Counter[str] = Counter()
    for (key, _), count in offered.items.items():
        if key.startswith(VALUE):
            notes[key] += count
    return frozenset(
        key
        for key, count in notes.items()
        if count >= max(LEAST_NOTES, LEAST_VALUED * offered.heads["head", key[1:]])
    )


def _credit_capitals(found: dict[str, Candidate]) -> None:
    """Believe a word with a capital inside sentences, where no name has it in small letters."""
    wanted = {key: one for key, one in found.items() if _CAPITALS & one.finders.keys()}
    if not wanted:
        return
    several = (surface for one in found.values() for surface in one.surfaces if " " in surface)
    small = {FOLDED[word] for surface in several for word in surface.split() if word.islower()}
    for key in wanted.keys() - small:
        one = wanted[key]
        if not any(surface.islower() for surface in one.surfaces):
            sights = sum(one.finders[finder] for finder in _CAPITALS)
            found[key] = one.worth_more(min(sights, MOST_CREDITED))


@lru_cache(REMEMBERED)
def _head(name: str) -> str:
    """Return the key of the last of a name's words; "" for a single word."""
    words = words_of(name)
    last = len(words.written) - 1
    return words.key(last, last) if last > 0 else ""


def _add_believed(
    draft: LexiconBuilder, found: dict[str, Candidate], offered: NameEvidence
) -> dict[str, Candidate]:
    """Add a concept for each believed name that is not known yet; return them by id."""
    new = {}
    for one in (found[key] for key in sorted(found) if found[key].worth >= BELIEVED):
        name = one.surface
        if _known(draft, one) or says_only_maker(draft, name):
            continue
        concept = Concept(
            draft.new_id(name),
            name,
            kind=one.kind,
            gloss=offered.gloss(one.key),
            origin=max(one.finders, key=lambda f: (WEIGHTS[f], f)),
        )
        draft.put(concept)
        draft.name(name, concept.id, exact=_only_written(one, name))
        for surface in sorted(one.surfaces):
            if surface.lower() != name.lower():
                draft.alias(surface, concept.id)
        new[concept.id] = one
    return new


def _only_written(one: Candidate, name: str) -> frozenset[str]:
    """Return the only ways to write a learnt name in which it counts; none where every way does."""
    if one.kind == "tag":
        return frozenset([f"#{name}"])
    if one.kind == "page":
        return ways_of(name)
    return frozenset([name] if _is_shouted(name) else [])


def _is_shouted(name: str) -> bool:
    """Whether small letters would make another word of it: "NOW" is not "now"."""
    return is_initialism(name) and name.isupper()


def _known(draft: LexiconBuilder, one: Candidate) -> bool:
    """Whether a name means something already, wherever it stands or however it is written."""
    meanings = draft.senses.get(one.key, {}).values()
    return any(
        not sense.scope
        and (not sense.world or sense.world in draft.worlds)
        and (not sense.exact or bool(sense.exact & one.surfaces.keys()))
        for sense in meanings
    )


def _join(draft: LexiconBuilder, same: Iterable[Same], new: dict[str, Candidate]) -> None:
    """Make one concept of names that a note says are one thing."""
    for short, long, _ in same:
        shorts, longs = draft.meanings(short), draft.meanings(long)
        if not longs and shorts and _is_another(draft, shorts, long):
            _call_another(draft, short, long)
            continue
        if longs and not shorts:
            draft.alias(short, longs[0])
        elif len(shorts) == 1 and not longs:
            draft.alias(long, shorts[0])
            if _learnt(new, shorts):
                _call(draft, shorts[0], display(long))
        elif len(longs) == 1 and longs[0] not in shorts and _learnt(new, shorts):
            if _is_free(draft, shorts[0], short, long):
                _merge(draft, new, shorts[0], longs[0])
            else:
                draft.alias(short, longs[0])
        elif len(shorts) == 1 and shorts[0] not in longs and _learnt(new, longs):
            _merge(draft, new, longs[0], shorts[0])


def _is_another(draft: LexiconBuilder, shorts: Sequence[str], long: str) -> bool:
    """Whether notes explain initials as something else than a thing of a list they do not speak of.

    "Cyclin-dependent kinases (CDKs)" is no AWS CDK in notes that name nothing else of AWS.
    """
    known = [draft.concepts[one] for one in shorts]
    if any(is_learnt(one) or one.origin in draft.worlds for one in known):
        return False
    said = {stem for one in known for name in (one.name, *one.aliases) for stem in stems_of(name)}
    return not said & stems_of(long)


def _call_another(draft: LexiconBuilder, short: str, long: str) -> None:
    """Let initials stand for what the notes say they do, and for nothing else."""
    concept = Concept(draft.new_id(display(long)), display(long), origin="definition")
    draft.senses[key_of(short)].clear()
    draft.put(concept)
    draft.name(long, concept.id)
    draft.alias(short, concept.id)


def _is_free(draft: LexiconBuilder, concept: str, short: str, long: str) -> bool:
    """Whether a short name stands for no other long one yet, but for a way to spell the same."""
    from rapidfuzz import fuzz  # only where two long names share a short one

    name = draft.concepts[concept].name
    return key_of(name) == key_of(short) or fuzz.ratio(name.lower(), long.lower()) >= SPELLING


def _call(draft: LexiconBuilder, concept: str, name: str) -> None:
    """Show a concept under the long one of its names."""
    known = draft.concepts[concept]
    others = (one for one in (*known.aliases, known.name) if one != name)
    draft.put(replace(known, name=name, aliases=tuple(dict.fromkeys(others))))


def _merge(draft: LexiconBuilder, new: dict[str, Candidate], gone: str, into: str) -> None:
    draft.merge(gone, into)
    one = new.pop(gone)
    if into in new:
        new[into] = new[into].joined(one)


def _learnt(new: Mapping[str, Candidate], found: list[str]) -> bool:
    """Whether names have one meaning, and that one no list's and no page's."""
    return len(found) == 1 and found[0] in new


@lru_cache(REMEMBERED)
def _ways(name: str) -> tuple[str, ...]:
    """Return the initialisms of a name of several words; a set takes four times the memory."""
    words = _initialed(name)
    return tuple(initials(words)) if len(words) > 1 else ()


def _initialed(name: str) -> Sequence[str]:
    """Return the words of which initials are made: "AWS Region" is no "AR", "OSX tools" no "OT"."""
    words, is_prefixed = words_of(name).written, bool(PREFIXED.match(name))
    if words and is_initialism(words[0]) and not is_prefixed:
        return ()
    return words if len(words) > 1 + is_prefixed else ()


def _abbreviate(draft: LexiconBuilder, found: dict[str, Candidate]) -> None:
    """Let capitals that nobody explains stand for the known names whose initials they are."""
    wanted = {
        one.surface.upper(): one.surface
        for one in (found[key] for key in sorted(found))
        if is_initialism(one.surface) and not draft.senses.get(one.key)
    }
    for concept in sorted(draft.concepts.values(), key=lambda c: c.id):
        if not concept.part_of or concept.kind == "page":
            continue
        shorts = {
            short
            for name in (concept.name, *concept.aliases)
            for short in initials(_initialed(name))
            if len(short) > SHORT or key_of(name) in found
        }
        for short in sorted(shorts & wanted.keys()):
            draft.alias(wanted[short], concept.id, exact=True)
