"""The shape of a name: which words could be the name of a thing, and how it is written."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.concepts import english
from graph.concepts.keys import Word, singular, words_of

LONGEST_FOUND = 4
"""Words in the longest name that notes are believed: longer ones are nearly always clauses."""
_EDGES = " \t\n\r:;,.!?*_`\"'“”‘’-–—=>→|#~"
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_SHAPED = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]|^[A-Z][A-Z0-9&+]{1,}s?$|[A-Za-z]\d|\d[A-Z]")


def bare(text: str) -> str:
    """Return a text without asides in parentheses, and without marks at its edges."""
    return " ".join(_ASIDE.sub(" ", text).split()).strip(_EDGES)


def is_shaped(word: str) -> bool:
    """Whether a word is written as only names are: "PutItem", "IAM", "ext4"."""
    return bool(_SHAPED.search(word)) and not word.isdigit()


@lru_cache(maxsize=65536)
def could_be_name(text: str) -> bool:
    """Whether words could be the name of a thing: a noun phrase with something to say."""
    words = words_of(text)
    if not words or len(words) > LONGEST_FOUND or len(text) < 2:
        return False
    if len(words) == 1:
        return _single(words[0])
    return _opens(words[0]) and _closes(words[-1]) and _within(words) and _tells(words)


def _single(word: Word) -> bool:
    if is_shaped(word.text):
        return not english.is_generic(word.key) and word.key not in english.FUNCTION
    return len(word.text) > 2 and not english.says_nothing(word.key)


def _opens(word: Word) -> bool:
    if is_shaped(word.text):
        return True
    if word.key in english.FUNCTION or word.key.isdigit() or word.key.endswith("ly"):
        return False
    return word.key in english.EITHER or not english.is_verb(word.key)


def _closes(word: Word) -> bool:
    if is_shaped(word.text):
        return True
    key = word.key
    if len(key) < 2 or key.isdigit() or key in english.FUNCTION or key in english.QUALITIES:
        return False
    noun = key in english.EITHER or singular(key) in english.EITHER or english.is_generic(key)
    return noun or not english.is_verb(key)


def _within(words: list[Word]) -> bool:
    return all(
        is_shaped(word.text)
        or word.key == "of"
        or not (word.key in english.FUNCTION or (_acts(word.key)))
        for word in words[1:-1]
    )


def _acts(key: str) -> bool:
    return english.is_verb(key) and key not in english.EITHER


def _tells(words: list[Word]) -> bool:
    """Whether at least one word is more than a quality, a number or a general noun."""
    if any(is_shaped(word.text) and not english.is_generic(word.key) for word in words):
        return True
    plain = [w.key for w in words if w.key not in english.FUNCTION and not w.key.isdigit()]
    telling = [w for w in plain if not english.says_nothing(w)]
    return bool(telling) or (len(plain) > 1 and _known_pair(plain))


def _known_pair(plain: list[str]) -> bool:
    """General words name something together when a quality or a noun stands before a noun."""
    return plain[0] not in _EMPTY_QUALITIES and plain[-1] not in _EMPTY_NOUNS


_EMPTY_QUALITIES = frozenset(
    """new old good bad best better big small large important different various multiple certain
    common basic simple main many available additional specific recommended required useful
    interesting related possible other own usual similar long few lot last latest current general
    entire whole existing single full easy hard""".split()
)
_EMPTY_NOUNS = frozenset(
    """thing things way ways example examples note notes case cases use uses time times number
    numbers kind kinds lot bit part parts detail details reason stuff info information list question
    questions answer answers problem problems idea issue issues minutes minute seconds second hours
    hour day days month months year years gb mb kb options option type types difference differences
    overview introduction summary settings setting section steps step""".split()
)


def display(text: str) -> str:
    """Return a name as it is shown: singular, the first letter large unless written otherwise."""
    words = words_of(text)
    if not words:
        return text
    last = words[-1]
    if last.text.isupper() and len(last.text) > 1:
        shown = text
    elif last.text[-1:] == "s" and last.text[:-1].isupper() and len(last.text) > 2:
        shown = text[: last.start] + last.text[:-1] + text[last.end :]
    else:
        one = singular(last.key)
        kept = last.text[: len(one)] if last.key.startswith(one) else one
        shown = text[: last.start] + (kept if last.text != last.key else one) + text[last.end :]
    first = words[0].text
    if len(words) == 1 and (is_shaped(first) or not first.isalpha()):
        return shown
    return shown[:1].upper() + shown[1:] if first.islower() and first.isalpha() else shown
