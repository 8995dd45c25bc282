"""A fact as rules see it: words, marks, and a slot wherever a concept is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graph.concepts.english import VERBS
from graph.records import Mention
from graph.relations.words import words

SLOT = "\ue000"
START, END = "^", "$"
HYPHEN = "‐"
"""Between a name and a word that it is one with ("S3-like"); a dash is another thing."""
_TOKEN = re.compile(
    rf"[^\W_][\w'’]*(?:[-.][^\W_][\w'’]*)*|{SLOT}|->|=>|→|⇒|⟶|\.\.\.|…|[^\w\s]",
)
_HYPHEN = re.compile(rf"(?<={SLOT})-(?=\w)|(?<=\w)-(?={SLOT})")
_ARROWS = {"=>": "->", "→": "->", "⇒": "->", "⟶": "->", "–": "-", "—": "-", "’": "'", "&": "and"}
_ENDS = frozenset(".!?;")
_SHORTENED = words("shortened")
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_JOINTS = frozenset([",", "/", "and", "or", "+", "plus", "|"])
_LEADS = words("leads")
_SPECIAL = _ENDS | _OPENING | _CLOSING | frozenset(_ARROWS)
_PERSONS = words("persons")
_MODALS = words("modals")
_ARTICLES = words("articles")
_STOPS = (".", ":")
CELL = "–"
"""What stands before a further cell of a table's row, which its header begins ("– Price: low")."""
LONGEST_HEADER = 4
"""Words of a table's header, its colon with them."""
LONGEST_NOTE = 15
"""Tokens from which a sentence is prose; of the lines of terse notes one in ten is so long."""
LONGEST_LABEL = 5
"""Words within which a colon makes what stands before it a label ("Ladle: a spoon")."""
LONGEST_TAIL = 2
"""Words that may stand between a name and the comma after it ("S3 log buckets, SQS")."""
LONGEST_TURN = 8
"""Words of a turn that goes on with the list ("but also any other store like")."""


class Group(NamedTuple):
    """Names that are joined by commas, slashes, "and", "or": they play one part together.

    A tuple, as is a line: they are made for every fact of a build, where time counts.
    """

    first: int
    last: int
    """Places of the first and the last name among the tokens."""
    members: tuple[int, ...]
    """Which mentions of the fact, by number."""


class Line(NamedTuple):
    """The tokens of a fact, between `^` and `$` for each sentence."""

    tokens: list[str]
    depths: list[int]
    """How many brackets are open at each token."""
    groups: dict[int, Group]
    """Under the place of each of their names."""
    numbers: dict[int, int]
    """Which mention of the fact stands at the place of a name."""
    prose: bool
    """Whether it is a whole sentence, which names its subject, more than a note."""
    plain: str
    mentions: Sequence[Mention]

    def name(self, place: int) -> str:
        """Return the name that stands at a place, in small letters."""
        return self.mentions[self.numbers[place]].span.of(self.plain).lower()


def line_of(plain: str, mentions: Sequence[Mention]) -> Line:
    """Return the tokens of a text with a slot for each mention, and the groups they form."""
    words: list[str] = _TOKEN.findall(_slotted(plain, mentions) if mentions else plain.lower())
    if _SPECIAL.isdisjoint(words):
        tokens = [START, *words, END]
        depths = [0] * len(tokens)
    else:
        tokens, depths = _sentences(words)
    numbers = {place: number for number, place in enumerate(_slots(tokens))} if mentions else {}
    prose = not _PERSONS.isdisjoint(words) or _longest(tokens, words) or _written_out(plain, words)
    groups = _groups(tokens, depths, numbers) if numbers else {}
    return Line(tokens, depths, groups, numbers, prose, plain, mentions)


def _longest(tokens: list[str], words: list[str]) -> bool:
    """Whether a sentence is long; one that begins with its verb is a note of any length."""
    if len(words) < LONGEST_NOTE:
        return False
    starts = [place for place, token in enumerate(tokens) if token == START]
    ends = [*starts[1:], len(tokens)]
    return any(
        end - start - 1 > LONGEST_NOTE and not _tells(tokens[start + 1])
        for start, end in zip(starts, ends, strict=True)
    )


def _written_out(plain: str, words: list[str]) -> bool:
    """Whether a short line is a sentence all the same: it has articles and a full stop."""
    if plain[-1:] not in _STOPS or _ARTICLES.isdisjoint(words) or ":" in words[1:LONGEST_LABEL]:
        return False
    return not _tells(words[0])


def _tells(word: str) -> bool:
    """Whether a sentence that begins with this word leaves its subject out."""
    return word in _MODALS or word.removesuffix("s") in VERBS


def _slotted(plain: str, mentions: Sequence[Mention]) -> str:
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        pieces += (plain[at : mention.span.start], SLOT)
        at = max(at, mention.span.end)
    pieces.append(plain[at:])
    text = "".join(pieces).lower()
    return _HYPHEN.sub(HYPHEN, text) if "-" in text else text


def _sentences(words: list[str]) -> tuple[list[str], list[int]]:
    """Put `^` and `$` around each sentence and count the brackets."""
    tokens, depths, depth = [START], [0], 0
    last = -1 if _CLOSING.isdisjoint(words) else _last_closing(words)
    for at, found in enumerate(words):
        word = _ARROWS.get(found, found)
        if found == CELL and depth == 0 and ":" in words[at + 2 : at + 2 + LONGEST_HEADER]:
            word = "."
        if word in _ENDS and depth == 0 and tokens[-1] not in _SHORTENED:
            mark = [word, END, START] if word == "?" else [END, START]
            tokens += mark
            depths += [0] * len(mark)
            continue
        depth += word in _OPENING and at < last
        tokens.append(word)
        depths.append(depth)
        if word in _CLOSING and depth:
            depth -= 1
    tokens.append(END)
    depths.append(0)
    return tokens, depths


def _last_closing(words: list[str]) -> int:
    return max(at for at, word in enumerate(words) if word in _CLOSING)


def _groups(tokens: list[str], depths: list[int], numbers: dict[int, int]) -> dict[int, Group]:
    """Join neighbouring names that play one part; what stands in brackets does not part them."""
    if len(numbers) == 1:
        return {place: Group(place, place, (0,)) for place in numbers}
    runs: dict[int, list[int]] = {}
    groups: dict[int, Group] = {}
    for place in numbers:
        depth = depths[place]
        run = runs.get(depth)
        if run and _joined(tokens, depths, run[-1], place):
            run.append(place)
            continue
        if run:
            _close(run, numbers, groups)
        runs[depth] = [place]
    for run in runs.values():
        _close(run, numbers, groups)
    return groups


def _slots(tokens: list[str]) -> list[int]:
    return [place for place, token in enumerate(tokens) if token == SLOT]


def _close(run: list[int], numbers: dict[int, int], groups: dict[int, Group]) -> None:
    group = Group(run[0], run[-1], tuple(numbers[place] for place in run))
    groups.update(dict.fromkeys(run, group))


def _joined(tokens: list[str], depths: list[int], left: int, right: int) -> bool:
    """Whether only a joint, and a noun before it, stands between two names."""
    depth = depths[left]
    inner = depths[left + 1 : right]
    if inner and min(inner) < depth:
        return False
    between = tokens[left + 1 : right]
    if inner and max(inner) > depth:
        between = [word for word, at in zip(between, inner, strict=True) if at == depth]
    if "+" in between and tokens[left - 1] in (START, "like"):
        return False
    if between[:2] == ["but", "also"] or between[:2] == ["as", "well"]:
        return len(between) <= LONGEST_TURN
    joint = next((at for at, word in enumerate(between) if word in _JOINTS), None)
    if joint is None or joint > LONGEST_TAIL:
        return False
    tail, lead = between[:joint], between[joint + 1 :]
    return all(word[0].isalpha() for word in tail) and all(
        word in _LEADS or word in _JOINTS for word in lead
    )
