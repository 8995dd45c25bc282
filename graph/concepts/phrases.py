"""Noun phrases, the words between small words and verbs, and the signs that they name a thing."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.concepts.definitions import is_initialism
from graph.concepts.english import (
    COMMON_HEADS,
    DEGREES,
    EITHER,
    FOLDED,
    GENERIC,
    KIND,
    LOWER,
    VERBS,
)
from graph.concepts.keys import Words
from graph.concepts.shape import is_said_of, tells

LONGEST_PHRASE = 3
"""Words in the longest phrase that is taken for a name by its repetition alone."""
SHORTEST = 4
"""Letters in the shortest plain word that is taken for a name."""
TERSE = 15
"""Words in a line that is a note more than a sentence: what it names is more likely a term."""
_RUN = re.compile(r"[qegnS](?:[ -][qegynS])*(?:[ -]r(?![ -][qegnSxyd]))?|r(?![ -][qegnSxyd])")
"""Words of a noun phrase in a line of kinds, with what joins them."""
_IDENTIFIED = re.compile(r"S[ -][gye]$")
"""An identifier and what it is, "WaitTimeSeconds parameter": the identifier alone is the name."""
_LEADING = re.compile(r"\s?(?:\(|,|(?:is|are|can|may|has|have|supported|also)\b)")
_IS_SAID = re.compile(r"\s*(?:$|:|\s(?:is|are|can|may|has|have|must|will|should|let|lets)\b)")
"""What follows a name that opens a line, and no order."""
_BETWEEN = frozenset([",", "and", "/", "+", "&", "or", ", and", ",and", "as well as"])
_DESCRIBES = ("al", "ive", "ic", "ant", "ent", "y", "en", "ish", "ing", "like", "ine", "ern")
"""How many adjectives end that no list knows: in a row of words they are no things."""
_AFTER_ITEM = frozenset(["", ",", ".", ";", ":", "/", ")", "("])
"""What follows a noun at the end of a phrase or an item."""
_LEADS = frozenset(["a", "an", "the", "each", "every", "per", "this"])
_ORDERS = VERBS & EITHER
"""Verbs that are nouns as well: at the beginning of a line, and after "to", they say what to do."""
_BEFORE_VERBS = frozenset(
    [
        *("to", "can", "could", "will", "would", "may", "might", "must", "should", "cannot"),
        *("you", "we", "they", "i", "not", "please", "let", "lets"),
    ]
)
_MODALS = frozenset(["can", "may", "must", "should", "will", "are", "is", "has", "have"])
_JOINTS = {" ": " ", "-": "-"}
_CUES = frozenset(
    [
        *("support", "supports", "supported", "use", "uses", "using", "used", "via", "with", "by"),
        *("need", "needs", "require", "requires", "create", "creates", "provide", "provides"),
        *("called", "named", "setup", "enable", "enables", "manage", "manages", "define"),
        *("defines", "attach", "has", "have", "handles", "includes", "through", "do", "run"),
        *("runs", "configure", "contains", "generate", "generates"),
    ]
)
"""Words after which a thing is named."""


class Found(NamedTuple):
    """A name and the way it was found; a named tuple, since a line gives half a dozen."""

    key: str
    surface: str
    finder: str
    others: tuple[str, ...] = ()


def phrases_in(words: Words, kinds: str) -> list[Found]:
    """Return the noun phrases of a line, each once for every sign that it names something."""
    joints = [_JOINTS.get(gap, "|") for gap in words.gaps]
    line = "".join([joint + kind for joint, kind in zip(joints, kinds, strict=True)])
    found: list[Found] = []
    cued = -1
    for match in _RUN.finditer(line):
        first, last = match.start() // 2, match.end() // 2 - 1
        if _is_cued(words, first, last) or (cued >= 0 and _goes_on(words, cued, first)):
            cued = last
        if last == first:
            if line[first * 2 + 1] in "ern":
                _add_word(found, words, first)
            if line[first * 2 + 1] == "n" and _is_noun(words, first):
                found.append(Found(words.key(first, first), words.written[first], "word"))
        elif last - first < LONGEST_PHRASE and _could_name(match[0], words.written[first]):
            _add_phrase(found, words, (first, last), cued=cued == last)
    return found


def _could_name(line: str, first: str) -> bool:
    """Whether a phrase could be a name, by its line of kinds and its first word."""
    return tells(line[::2]) and (not _IDENTIFIED.match(line) or is_initialism(first))


def _add_phrase(found: list[Found], words: Words, place: tuple[int, int], *, cued: bool) -> None:
    first, last = place
    if is_said_of(words.written[first : last + 1], words.gaps[first : last + 1]):
        return
    if _is_order(words, first, last):
        return
    key, name = words.key(first, last), words.name(first, last)
    ending = words.written[last]
    led = first > 0 and words.gaps[first] == " " and LOWER[words.written[first - 1]] in _LEADS
    sure = led or LOWER[ending] == f"{FOLDED[ending]}s"
    found.append(Found(key, name, "noun" if sure else "phrase"))
    if words.gaps[first][-1:] == "(" and words.text[words.end(last) :][:1] == ")":
        finder = "aside"
    elif cued and first == 0:
        finder = "leading"
    elif cued:
        finder = "cued" if len(words.written) <= TERSE else "long cued"
    else:
        return
    found.append(Found(key, name, "common" if _is_common(words, first, last) else finder))


def _is_common(words: Words, first: int, last: int) -> bool:
    """Whether one sight of a phrase is too little: "high bandwidth", "target state"."""
    general = words.gaps[last] == " " and FOLDED[words.written[last]] in COMMON_HEADS
    return general or LOWER[words.written[first]] in DEGREES


def _is_order(words: Words, first: int, last: int) -> bool:
    """Whether a phrase says what to do: "to launch instances", but not "launch templates are"."""
    if LOWER[words.written[first]] not in _ORDERS or words.gaps[first + 1] != " ":
        return False
    if first:
        return words.gaps[first] == " " and LOWER[words.written[first - 1]] in _BEFORE_VERBS
    if words.written[last][0].isupper():
        return False  # "Run Command"
    return not _IS_SAID.match(words.text, words.end(last))


def _is_cued(words: Words, first: int, last: int) -> bool:
    """Whether a phrase comes after a word that names come after, or opens what is said of it."""
    if first == 0:
        return _LEADING.match(words.text, words.end(last)) is not None
    place = first - 1
    if place > 0 and LOWER[words.written[place]] in _LEADS:
        place -= 1
    return LOWER[words.written[place]] in _CUES and words.gaps[place + 1] in (" ", ' "')


def _goes_on(words: Words, last: int, first: int) -> bool:
    """Whether a phrase goes on a list that began with a named thing: ", ", " and ", " / "."""
    return words.text[words.end(last) : words.starts[first]].strip().lower() in _BETWEEN


def _add_word(found: list[Found], words: Words, place: int) -> None:
    """Add one plain word where it opens a line that says what it does."""
    key = words.key(place, place)
    opens = place == 0 and len(words.written) > 1 and _does(words)
    if opens and key not in GENERIC and len(key) >= SHORTEST:
        found.append(Found(key, words.written[place], "opening"))


def _is_noun(words: Words, place: int) -> bool:
    """Whether a plain word stands as a noun does: after a determiner, or as an item of a list."""
    word = words.written[place]
    if len(word) < SHORTEST or not word.islower():
        return False
    before = LOWER[words.written[place - 1]] if place else ""
    led = words.gaps[place] == " " and (before in _LEADS or before == "of")
    listed = before in ("and", "or") or words.gaps[place].strip() in (",", "/")
    listed = (listed or len(words.written) > 1 > place) and not word.endswith(_DESCRIBES)
    return (led or listed) and words.text[words.end(place) :][:1] in _AFTER_ITEM


def _does(words: Words) -> bool:
    """Whether the second word says what the first does: "Scan examines ...", "Stages can ..."."""
    first, after = words.written[0], LOWER[words.written[1]]
    if words.gaps[1] != " " or not first[0].isupper():
        return False
    return after in _MODALS or (KIND[after] == "v" and "s" in (first[-1], after[-1]))
