"""Where the cues of all rules stand in a line: one walk through a tree of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.relations.rules import ANY_WORD, SLOTS, Rule, spellings
from graph.relations.tokens import SLOT, START, Group, Line

_VOWELS = frozenset("aeiou")
_TIGHT = frozenset("of with by for to in on from at and or but not no is are you we it they that".split())
"""Words that `_` never stands for: they begin another part of the sentence."""
NOTHING = "nothing"
"""The type of rules that say nothing: their words are no cue for another ("use case")."""


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
            if token == SLOT or token in root:
                _walk(self._root, line, place, found)
        found.sort(key=_order)
        return found


def _order(hit: Hit) -> tuple[int, int, float, str]:
    return (-len(hit.words), hit.start, -hit.rule.confidence, hit.rule.name)


_Step = tuple[_Node, int, tuple[int, ...], Group | None, Group | None]


def _walk(root: _Node, line: Line, start: int, found: list[Hit]) -> None:
    """Follow the tree from one place of a line, as far as its words go."""
    tokens = line.tokens
    steps: list[_Step] = [(root, start, (), None, None)]
    while steps:
        node, place, words, source, target = steps.pop()
        for rule in node.rules:
            found.append(Hit(start, place, rule, frozenset(words), source, target))
        if place >= len(tokens) or not node.words:
            continue
        token = tokens[place]
        if token == SLOT:
            steps += _over(node, line, place, words, source, target)
            continue
        if (after := node.words.get(token)) is not None:
            steps.append((after, place + 1, (*words, place), source, target))
        wild = node.words.get(ANY_WORD)
        if wild is not None and token[0].isalnum() and token not in _TIGHT:
            steps.append((wild, place + 1, words, source, target))


def _over(
    node: _Node, line: Line, place: int, words: tuple[int, ...],
    source: Group | None, target: Group | None,
) -> Iterator[_Step]:  # fmt: skip
    """Step over a whole group of names, and a bracket after it, where the cue has a slot."""
    group = line.groups[place]
    if group.first != place:
        return
    ends = [group.last + 1]
    if line.tokens[group.last + 1] == "(" and line.depths[group.last + 1] > line.depths[place]:
        ends.append(_closed(line, group.last + 1))
    sides = (("{s}", (group, target)), ("{t}", (source, group)), (ANY_WORD, (source, target)))
    for slot, pair in sides:
        after = node.words.get(slot)
        if after is not None:
            yield from ((after, end, words, *pair) for end in ends)


def _closed(line: Line, place: int) -> int:
    """Return the place after a bracket that opens at `place`."""
    depth = line.depths[place]
    while line.tokens[place] != ")" or line.depths[place] != depth:
        place += 1
        if place >= len(line.tokens) - 1:
            return place
    return place + 1


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
