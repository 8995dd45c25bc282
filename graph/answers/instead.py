"""What a line says in place of what is asked: that Tom was born in Milan, to "born in Rome?".

Such a line shares all but the one word that matters, and says neither yes nor no to it. Words that
only put the same thing otherwise are not told from that: a word counts as replaced only where the
line has another one in its very place, or another name or number for the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.answers.english import PARTICIPLE, aspects_of, stem, stems_of
from graph.answers.parallel import home_of
from graph.answers.question import Question
from graph.answers.values import NUMBER_WORDS
from graph.answers.verdict import verdict_of
from graph.records import Fact

_WORD = re.compile(r"[^\W_]+(?:[./'’-][^\W_]+)*|[:=]")
_BE = frozenset(["is", "are", "was", "were"])
_STANDS_FOR = frozenset([*_BE, ":", "="])
"""What leads from a thing to what it is."""
_BEFORE = frozenset(["at", "in", "on", "to", "from", "with", "by", "against", "for", "into", "of"])
_OWN = frozenset(
    ["a", "an", "the", "as", "my", "our", "your", "his", "her", "its", "their", "any", "some"]
)
_SMALL = _BEFORE | _OWN | frozenset(["be", "been", "being", "called", "now"])
"""What stands between a word and the one that it goes with."""
_DO, _HAVE = frozenset(["do", "does", "did"]), frozenset(["has", "have", "had"])
_NUMBER = re.compile(rf"\d|^(?:{NUMBER_WORDS})$")
_MANY = frozenset(
    ["several", "multiple", "many", "more", "all", "every", "each", "other", "another"]
)
"""Words of which one says as much as the other."""
LEAST_BEGUN = 4
"""Letters of a short form: "sync" for "synchronous"."""


def replaced(question: Question, fact: Fact) -> str:
    """Return the word of a question in whose place the line has another; "" if there is none.

    Also where the line denies what is asked: then it says so, and replaces nothing.
    """
    if verdict_of(question, fact.plain) != "Yes":
        return ""
    home = home_of(question, fact.plain)
    if home is not None and home.echoes:
        return ""
    return (home.elsewhere if home is not None else "") or _replaced(question, fact)


def _replaced(question: Question, fact: Fact) -> str:
    asked, line = _WORD.findall(question.text), _WORD.findall(fact.plain)
    told = {s for word in [*line, *_WORD.findall(" ".join(fact.context))] for s in stems_of(word)}
    told |= _named(question, fact)
    known = {s for word in asked for s in stems_of(word)}
    for place, word in enumerate(asked):
        stems = stems_of(word)
        if place and stems and told.isdisjoint(stems) and _counts(word, fact.plain):
            fresh = [one if known.isdisjoint(stems_of(one)) else "" for one in line]
            if _another_of_its_kind(word, fresh, line) or _in_its_place(asked, place, fresh, line):
                return str(word)
    return ""


def _named(question: Question, fact: Fact) -> set[str]:
    """Return the stems of the names by which the question calls what the line is about or names."""
    concepts = {fact.subject, *(mention.concept for mention in fact.mentions)}
    meant = (m.span.of(question.text) for m in question.mentions if m.concept in concepts)
    return {s for name in meant for word in _WORD.findall(name) for s in stems_of(word)}


def _counts(word: str, line: str) -> bool:
    """Tell whether a line without a word does not say it: "costs little" to "cheap", other days."""
    lower = word.lower()
    if lower in _MANY or lower.rstrip("s").endswith("day"):
        return False
    begun = any(_is_short_for(one.lower(), lower) for one in _WORD.findall(line))
    return not begun and aspects_of(word).isdisjoint(aspects_of(line))


def _is_short_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST_BEGUN and long.startswith(short)


def _another_of_its_kind(word: str, fresh: Sequence[str], line: Sequence[str]) -> bool:
    """Tell whether the line has another number for a number, another name for a name."""
    if _NUMBER.search(word.lower()):
        limits = aspects_of(" ".join(line)) & {"maximum", "minimum"}
        return not limits and any(_NUMBER.search(one.lower()) for one in fresh)
    names = [
        one for place, one in enumerate(fresh)
        if one[:1].isupper() and (place or (line[1:2] and line[1] in _BE))
    ]  # fmt: skip
    return word[0].isupper() and bool(names)


def _in_its_place(
    asked: Sequence[str], place: int, fresh: Sequence[str], line: Sequence[str]
) -> bool:
    """Tell whether the line has a word of its own after what the question has before this one."""
    before = next((at for at in range(place - 1, 0, -1) if asked[at].lower() not in _SMALL), 0)
    same = stem(asked[before].lower())
    found = next((at for at, one in enumerate(line) if stem(one.lower()) == same), None)
    if not before or found is None or not _leads(asked, before, place, line, found):
        return False
    after = (fresh[at] for at in range(found + 1, len(line)) if stems_of(line[at]))
    return bool(next(after, ""))


def _leads(asked: Sequence[str], before: int, place: int, line: Sequence[str], found: int) -> bool:
    """Tell whether a word leads to what is asked: a verb to its object, a thing to what it is."""
    first, word = asked[0].lower(), asked[before]
    if not _BEFORE.isdisjoint(map(str.lower, asked[before + 1 : place])):
        return place + 1 >= len(asked) or not stems_of(asked[place + 1])
    if first in _BE and not word.endswith("ing"):
        return found + 1 < len(line) and line[found + 1].lower() in _STANDS_FOR
    if first in _HAVE:
        return word.islower() and PARTICIPLE.search(word) is not None
    return first in {*_DO, *_BE} and word.lower() != line[found].lower()
