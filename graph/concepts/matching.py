"""Which names stand in a fact: those that its words are, and those that its outline completes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.concepts.english import KIND, is_verb
from graph.concepts.items import class_of, elided, item_of
from graph.concepts.keys import key_of
from graph.concepts.lexicon import Match, Meaning
from graph.concepts.pages import target_name
from graph.concepts.senses import Sense
from graph.concepts.shape import is_said_to_do
from graph.records import Fact, Mark

if TYPE_CHECKING:
    from graph.concepts.lexicon import Lexicon

Matches = tuple[Match, ...]


def matches_in(fact: Fact, parent: Fact | None, lexicon: Lexicon) -> Matches:
    """Return the names in a fact, in order; `parent` is the line that it stands under."""
    matches = lexicon.matches(fact.plain) if fact.kind != "link" else ()
    if matches:
        matches = tuple(match for match in matches if _stands_free(fact, match, lexicon))
    if fact.marks:
        matches = _with_marked(fact, matches, lexicon)
    if fact.kind == "topic":
        matches = _with_elided(fact, matches, lexicon)
    if parent is not None and class_of(parent.plain):
        matches = _with_class(fact, parent, matches, lexicon)
    return matches


def _stands_free(fact: Fact, match: Match, lexicon: Lexicon) -> bool:
    """Whether a name is no piece of an identifier (".DS_Store"), and no verb ("create a page")."""
    plain, start, end = fact.plain, match.start, match.end
    if plain[end : end + 1] == "_" or plain[start - 1 : start] == "_":
        return False
    if plain.startswith("://", end):
        return False  # the scheme of an address
    concept = match.meaning.certain
    if (
        concept
        and lexicon.concepts[concept].name[0] == "."
        and "." not in plain[max(0, start - 1) : start + 1]
    ):
        return False  # "local" is not ".local"
    if concept and lexicon.concepts[concept].kind == "service" and plain[end : end + 1] == " ":
        return not is_said_to_do(plain[start:end], lexicon.concepts[concept].name)
    if concept is None and len(match.meaning.senses) == 1:
        concept = match.meaning.senses[0].concept
    known = lexicon.concepts.get(concept or "")
    if known is None or known.kind != "page":
        return True
    word = plain[start:end]
    if not (KIND[word] in "ve" or is_verb(word.lower())) or (word[0].isupper() and start > 0):
        return True
    after = plain[end:].split(maxsplit=1)[:1]
    if start == 0 and word.endswith("s") and after and is_verb(after[0]):
        return True  # "Switches learn"
    return len(word) == len(plain) or any(m.span.start <= start < m.span.end for m in fact.marks)


def named_by_path(path: str, lexicon: Lexicon) -> str | None:
    """Return the concept that a note's file or folder is called after, the nearest first."""
    if lexicon.pages.pages.pages.get(path):
        return None if lexicon.pages.pages.pages[path].is_dated else lexicon.pages.of(path)
    for part in reversed(path.rsplit(".", 1)[0].split("/")):
        meaning = lexicon.meanings.get(key_of(part))
        if meaning is not None and meaning.certain:
            return meaning.certain
    return None


def _with_marked(fact: Fact, matches: Matches, lexicon: Lexicon) -> Matches:
    """Add what links lead to and tags name, in place of what their words would mean."""
    found = {m.start: m for mark in fact.marks if (m := _marked(mark, fact, lexicon))}
    if not found:
        return matches
    ends = [(one.start, one.end) for one in found.values()]
    others = [m for m in matches if not any(m.start < end and start < m.end for start, end in ends)]
    return tuple(sorted([*others, *found.values()], key=_start))


def _marked(mark: Mark, fact: Fact, lexicon: Lexicon) -> Match | None:
    start, end = mark.span.start, mark.span.end
    if mark.kind == "link" and "://" not in mark.target:
        page = lexicon.pages.linked(mark.target, fact.path)
        if page is None and mark.target.startswith("id:"):
            page = lexicon.pages.linked(mark.span.of(fact.plain), fact.path)
        if page:
            return Match(start, end, Meaning((Sense(page),), page))
        keys = (key_of(target_name(mark.target)), key_of(mark.target.partition(":")[2]))
        meaning = next((lexicon.meanings[key] for key in keys if key in lexicon.meanings), None)
        own = lexicon.pages.of(fact.path) if mark.target.startswith("#") else None
        if meaning is None and own:
            meaning = Meaning((Sense(own),), own)
        return Match(start, end, meaning) if meaning else None
    meaning = lexicon.meanings.get(key_of(mark.span.of(fact.plain))) if mark.kind == "tag" else None
    if meaning is None or meaning.certain:
        return Match(start, end, meaning) if meaning else None
    for sense in meaning.senses:
        if lexicon.concepts[sense.concept].kind in ("tag", "page"):
            return Match(start, end, Meaning((Sense(sense.concept),), sense.concept))
    return None


def _start(match: Match) -> int:
    return match.start


def _with_elided(fact: Fact, matches: Matches, lexicon: Lexicon) -> Matches:
    """Add what a topic leaves half out: "Short / long polling" names two pollings."""
    half = elided(fact.plain)
    meaning = lexicon.meanings.get(key_of(half)) if half else None
    if half is None or meaning is None:
        return matches
    return _led_by(half.split(" ")[0], fact, meaning, matches)


def _with_class(fact: Fact, parent: Fact, matches: Matches, lexicon: Lexicon) -> Matches:
    """Read the first words of an item with the class that its list gives them."""
    item = item_of(fact.plain, parent.plain)
    meaning = lexicon.meanings.get(key_of(item.name)) if item and item.others else None
    if item is None or meaning is None:
        return matches
    return _led_by(item.others[0], fact, meaning, matches)


def _led_by(words: str, fact: Fact, meaning: Meaning, matches: Matches) -> Matches:
    """Let the first words of a fact have a meaning, in place of what else they would match."""
    start = max(0, fact.plain.find(words))
    first = Match(start, start + len(words), meaning)
    return (first, *(match for match in matches if match.start >= first.end))
