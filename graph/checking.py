"""What a person should look at: likely twins, two meanings, dead links, silent rules."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from graph.concepts.keys import key_of
from graph.notes.delimited import MOST_ROWS
from graph.records import Concept, Fact, Issue, Statement
from graph.storage import Index

TWIN_LIKENESS = 92.0
"""Of rapidfuzz's 0 to 100: at 92 one letter in twelve differs, the size of a typo."""
TWIN_LETTERS = 5
"""Shorter names are one letter apart by nature: ECR, ECS, EKS."""
TWIN_WORDS = 75.0
"""Of each pair of words, so that one whole word of difference makes two names."""
DENIALS = ("in", "un", "im", "non", "dis", "de", "re", "sub", "pre", "post")
"""What makes another word of a word, of letters so few that they look like a typo."""
MOST_KEYS = 40
"""Keys that are listed, the commonest; a vault has a long tail of keys that were used once."""
ELSEWHERE = ("http:", "https:", "mailto:", "ftp:", "#", "data:", "javascript:", "file:")


def damage(index: Index) -> list[Issue]:
    """Return what of an index is lost or not as it was written; it is read as a whole."""
    from graph.storage.verifying import problems  # which only this has use for

    return [Issue("damage", text, advice) for text, advice in problems(index)]


def check(index: Index) -> list[Issue]:
    """Return everything in an index that deserves a look, the likeliest mistakes first."""
    from graph.relations import unused_rules  # reads every rule, which only this verb has use for

    concepts = index.concepts()
    statements = (
        Statement(source, kind, target, fact, sure, rule)
        for (source, kind, target), said in index.statements().items()
        for fact, sure, rule in said
    )
    return [
        *_twins(concepts, index),
        *_two_meanings({concept.id: concept for concept in concepts}, index),
        *_dangling(index),
        *_long_tables(index),
        *_silent(unused_rules(statements)),
        *_keys(index),
    ]


def _long_tables(index: Index) -> Iterator[Issue]:
    """Yield the files that are tables of which only the first rows are read."""
    for path, read, lines in index.tables_cut():
        said = f"{path} is read up to line {read:,} of {lines:,}"
        advice = f"split it: of a table no more than {MOST_ROWS:,} lines are read"
        yield Issue("long table", said, advice)


def _keys(index: Index) -> Iterator[Issue]:
    """Yield the keys of all properties, the commonest first, as one finding."""
    met = Counter(
        mark.target.strip().casefold()
        for fact in index.all_facts()
        for mark in fact.marks
        if mark.kind == "property"
    )
    if met:
        told = ", ".join(f"{key} {count}" for key, count in met.most_common(MOST_KEYS))
        advice = "where a key means a type of relation, say so under [relations] in noteloom.toml"
        yield Issue("property keys", told, advice)


def _silent(rules: Sequence[str]) -> Iterator[Issue]:
    """Yield all rules that read no line as one finding: in a small vault most are silent."""
    if rules:
        advice = f"{len(rules)} rules read no line of these notes; of your own, mend the cues"
        yield Issue("silent rules", ", ".join(rules), advice)


def _twins(concepts: Iterable[Concept], index: Index) -> Iterator[Issue]:
    """Yield pairs of concepts that the notes brought and whose names look alike."""
    from rapidfuzz import fuzz, process

    learnt = [c for c in concepts if c.origin != "words" and len(c.name) >= TWIN_LETTERS]
    names = [concept.name.casefold() for concept in learnt]
    for n, concept in enumerate(learnt):
        later = names[n + 1 :]
        alike = process.extract(
            names[n], later, scorer=fuzz.ratio, limit=3, score_cutoff=TWIN_LIKENESS
        )
        for _, _, place in alike:
            other = learnt[n + 1 + place]
            if _typed_alike(concept.name, other.name):
                yield Issue(
                    "same?",
                    f"{concept.name} and {other.name}",
                    f'if they are one: noteloom names merge "{other.name}" "{concept.name}"',
                    (*index.naming(concept.id)[:1], *index.naming(other.id)[:1]),
                )


def _typed_alike(one: str, other: str) -> bool:
    """Tell whether two names may be one, mistyped; 'IPv4' and 'IPv6' are not."""
    from rapidfuzz import fuzz

    if [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return False
    words = list(zip(one.casefold().split(), other.casefold().split(), strict=False))
    if any(_opposite(a, b) or _opposite(b, a) for a, b in words):
        return False
    return all(fuzz.ratio(a, b) >= TWIN_WORDS for a, b in words)


def _opposite(one: str, other: str) -> bool:
    """Whether a word denies another: "infrequent" and "frequent"."""
    return any(one == denial + other for denial in DENIALS)


def _two_meanings(concepts: dict[str, Concept], index: Index) -> Iterator[Issue]:
    """Yield the names that lines use now for one thing, now for another, each with such a line."""
    meanings: dict[str, dict[str, str]] = {}
    for name in index.names():
        if name.concept in concepts:
            meanings.setdefault(name.key, {})[name.concept] = name.surface or name.key
    for key, found in meanings.items():
        if len(found) < 2:
            continue
        uses = [fact for concept in found for fact in _uses(key, concept, index)]
        if not uses:
            continue
        surface = min(found.values())
        named = sorted(concepts[concept].name for concept in found)
        yield Issue(
            "two meanings",
            f"{surface} means {' or '.join(named)}",
            f'decided line by line; to rule one out: noteloom names split "{surface}" "{named[0]}"',
            tuple(uses),
        )


def _uses(key: str, concept: str, index: Index) -> list[Fact]:
    """Return the first fact that names a concept by just this name, if there is one."""
    for fact in index.naming(concept):
        spans = (m.span for m in fact.mentions if m.concept == concept)
        if any(key_of(span.of(fact.plain)) == key for span in spans):
            return [fact]
    return []


def _dangling(index: Index) -> Iterator[Issue]:
    paths = set(index.paths())
    stems = {posixpath.splitext(posixpath.basename(path))[0].casefold() for path in paths}
    titles = {note.title.casefold() for path in paths if (note := index.note(path))}
    for fact in index.all_facts():
        for target in _targets(fact):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(fact.path), target))
            if beside in paths or f"{beside}.md" in paths or target.casefold() in stems | titles:
                continue
            advice = "no note of that name was read: mend the link or write the note"
            yield Issue("dangling link", target, advice, (fact,))


def _targets(fact: Fact) -> Iterator[str]:
    """Yield where the links of a fact lead, as far as that should be a note."""
    for mark in fact.marks:
        target = unquote(mark.target).split("#")[0].split("|")[0].strip()
        if mark.kind != "link" or not target or target.casefold().startswith(ELSEWHERE):
            continue
        ending = posixpath.splitext(target)[1].casefold()
        if ending in ("", ".md", ".markdown", ".txt", ".org"):
            yield target
