"""Where the cues of all rules stand in a line: one walk through a tree of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.relations.rules import ANY_WORD, Rule, spellings
from graph.relations.tokens import SLOT, Group, Line
from graph.relations.words import words

_VOWELS = frozenset("aeiou")
_TIGHT = words("tight")
"""Words that `_` never stands for: they begin another part of the sentence."""
SLOT_WORDS = ("{s}", "{t}", ANY_WORD)
NOTHING = "nothing"
"""The type of rules that say nothing: their words are no cue for another ("use case")."""


class Hit(NamedTuple):
    """A cue that stands in a line, from its first token up to, not including, `end`.

    A tuple, as thousands are made a second and most are dropped.
    """

    start: int
    end: int
    rule: Rule
    words: tuple[int, ...]
    """Places of the words of the cue itself, slots left out."""
    source: Group | None = None
    target: Group | None = None

    @property
    def turned(self) -> bool:
        """Whether the target is named first ("is used by")."""
        if self.source is not None and self.target is not None:
            return self.source.first > self.target.first
        return self.rule.source == "after"


@dataclass(slots=True)
class _Node:
    """What may follow, and the rules whose cue ends here."""

    words: dict[str, _Node] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    slots: tuple[str, ...] = ()
    """Those of the words that a name can stand for."""


class Cues:
    """The cues of many rules as one tree, so that a line is read once for all of them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = _Node()
        for rule in rules:
            for cue in rule.cues:
                for spelling in spellings(cue):
                    self._add(spelling, rule)

    def _add(self, words: tuple[str, ...], rule: Rule) -> None:
        nodes = [self._root]
        for word in words:
            forms = inflected(word)
            fresh = [node.words.setdefault(form, _Node()) for node in nodes for form in forms]
            for node in nodes:
                node.slots = tuple(slot for slot in SLOT_WORDS if slot in node.words)
            nodes = list({id(node): node for node in fresh}.values())
        for node in nodes:
            if rule not in node.rules:
                node.rules.append(rule)

    def hits(self, line: Line) -> list[Hit]:
        """Return all cues of a line, those of the most words first, then by place."""
        found: list[Hit] = []
        first = self._root.words
        tokens = line.tokens
        for place in [n for n, token in enumerate(tokens) if token in first or token == SLOT]:
            token = tokens[place]
            if token == SLOT:
                _follow(list(_over(self._root, line, place, (), None, None)), line, place, found)
            elif _goes_on(first[token], tokens, place + 1):
                _follow([(first[token], place + 1, (place,), None, None)], line, place, found)
        found.sort(key=_order)
        return found


def _order(hit: Hit) -> tuple[int, int, float, str]:
    return (-len(hit.words), hit.start, -hit.rule.confidence, hit.rule.name)


def _goes_on(node: _Node, tokens: list[str], place: int) -> bool:
    """Whether a cue is over after a word, or the next word may follow it."""
    if node.rules or place >= len(tokens):
        return bool(node.rules)
    return tokens[place] in node.words or tokens[place] == SLOT or ANY_WORD in node.words


_Step = tuple[_Node, int, tuple[int, ...], Group | None, Group | None]


def _follow(steps: list[_Step], line: Line, start: int, found: list[Hit]) -> None:
    """Follow the tree from one place of a line, as far as its words go."""
    tokens = line.tokens
    while steps:
        node, place, words, source, target = steps.pop()
        if node.rules:
            found += [Hit(start, place, rule, words, source, target) for rule in node.rules]
        if not node.words or place >= len(tokens):
            continue
        token = tokens[place]
        wild = node.words.get(ANY_WORD)
        if token == SLOT:
            if node.slots:
                steps += _over(node, line, place, words, source, target)
            wild, token = None, line.name(place)
        if (after := node.words.get(token)) is not None:
            steps.append((after, place + 1, (*words, place), source, target))
        if (
            wild is not None
            and token[0].isalnum()
            and token not in _TIGHT
            and _goes_on(wild, tokens, place + 1)
        ):
            steps.append((wild, place + 1, words, source, target))


def _over(
    node: _Node, line: Line, place: int, words: tuple[int, ...],
    source: Group | None, target: Group | None,
) -> Iterator[_Step]:  # fmt: skip
    """Step over a whole group of names, and a bracket after it, where the cue has a slot."""
    group = line.groups[place]
    if len(group.members) > 1 and line.tokens[place + 1] == "(":
        group = Group(place, place, (line.numbers[place],))
    elif group.first != place:
        return
    ends = [group.last + 1]
    if line.tokens[group.last + 1] == "(" and line.depths[group.last + 1] > line.depths[place]:
        ends.append(_closed(line, group.last + 1))
    for slot in node.slots:
        after = node.words[slot]
        one = group if slot == "{s}" else source
        other = group if slot == "{t}" else target
        for end in ends:
            if _goes_on(after, line.tokens, end):
                yield after, end, words, one, other


def _closed(line: Line, place: int) -> int:
    """Return the place after a bracket that opens at `place`."""
    depth = line.depths[place]
    while line.tokens[place] != ")" or line.depths[place] != depth:
        place += 1
        if place >= len(line.tokens) - 1:
            return place
    return place + 1


def inflected(word: str) -> tuple[str, ...]:
    """Return the active forms of a verb with `~` ("use~": use, uses, using), else the word."""
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
