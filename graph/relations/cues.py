"""Where the cues of all rules stand in a line: one walk through a tree of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.relations.rules import ANY_WORD, SLOTS, Rule, spellings
from graph.relations.tokens import SLOT, START, Group, Line

_VOWELS = frozenset("aeiou")
_TIGHT = frozenset("of with by for to in on from at and or but not no is are".split())
"""Words that `_` never stands for: they begin another part of the sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that stands in a line, from its first token up to, not including, `end`."""

    start: int
    end: int
    rule: Rule
    words: frozenset[int]
    """Places of the words of the cue itself, slots left out."""
    source: Group | None = None
    target: Group | None = None


@dataclass(slots=True)
class _Node:
    """What may follow, and the rules whose cue ends here."""

    words: dict[str, _Node] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)


class Cues:
    """The cues of many rules as one tree, so that a line is read once for all of them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = _Node()
        for rule in rules:
            for cue in rule.cues:
                for words in spellings(cue):
                    self._add(words, rule)
        self.starts = frozenset(self._root.words) - frozenset([*SLOTS, START])

    def _add(self, words: tuple[str, ...], rule: Rule) -> None:
        nodes = [self._root]
        for word in words:
            forms = inflected(word)
            fresh = [node.words.setdefault(form, _Node()) for node in nodes for form in forms]
            nodes = list({id(node): node for node in fresh}.values())
        for node in nodes:
            if rule not in node.rules:
                node.rules.append(rule)

    def hits(self, line: Line) -> list[Hit]:
        """Return all cues of a line, those of the most words first, then by place."""
        found: list[Hit] = []
        root = self._root.words
        for place, token in enumerate(line.tokens):
            if token in root or token == SLOT:
                found += _walk(self._root, line, place, place, (), (None, None))
        found.sort(
            key=lambda hit: (-len(hit.words), hit.start, -hit.rule.confidence, hit.rule.name)
        )
        return found


Pair = tuple[Group | None, Group | None]


def _walk(
    node: _Node, line: Line, start: int, place: int, words: tuple[int, ...], slots: Pair
) -> Iterator[Hit]:
    for rule in node.rules:
        yield Hit(start, place, rule, frozenset(words), *slots)
    if place >= len(line.tokens):
        return
    token = line.tokens[place]
    if token == SLOT:
        yield from _through_slot(node, line, start, place, words, slots)
        return
    after = node.words.get(token)
    if after is not None:
        yield from _walk(after, line, start, place + 1, (*words, place), slots)
    after = node.words.get(ANY_WORD)
    if after is not None and token[0].isalnum() and token not in _TIGHT:
        yield from _walk(after, line, start, place + 1, words, slots)


def _through_slot(
    node: _Node, line: Line, start: int, place: int, words: tuple[int, ...], slots: Pair
) -> Iterator[Hit]:
    """Step over a whole group of names where the cue has a slot for it."""
    group = line.groups[place]
    if group.first != place:
        return
    source, target = slots
    if (after := node.words.get("{s}")) is not None:
        yield from _walk(after, line, start, group.last + 1, words, (group, target))
    if (after := node.words.get("{t}")) is not None:
        yield from _walk(after, line, start, group.last + 1, words, (source, group))


def inflected(word: str) -> tuple[str, ...]:
    """Return the active forms of a verb written with `~` ("use~": use, uses, using), else the word."""
    if not word.endswith("~"):
        return (word,)
    verb = word[:-1]
    if verb.endswith("e") and not verb.endswith("ee"):
        return (verb, verb + "s", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb + "ing")
    if verb.endswith(("s", "x", "ch", "sh")):
        return (verb, verb + "es", verb + "ing")
    doubled = verb + verb[-1] + "ing"
    return (verb, verb + "s", verb + "ing", doubled)
