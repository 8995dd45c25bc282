"""The relation that the words between two names say: "was born in" is `born_in`."""

from __future__ import annotations

from graph.concepts.english import KIND, VERBS
from graph.relations.words import words

LONGEST = 4
"""Words of a verb with what belongs to it ("is married to", "was the capital of")."""
_BE = frozenset(["is", "are", "was", "were", "been", "be", "am", "'s"])
_HAVE = frozenset(["has", "have", "had"])
_ADVERBS = words("adverbs")
_ARTICLES = frozenset(["a", "an", "the", "its", "his", "her", "their", "our", "my", "your"])
_PREPOSITIONS = (words("prepositions") | frozenset(["of", "out", "up", "off"])) - words("asking")
_PAST = words("irregular")
_KINDS = frozenset(["kind", "type", "form", "sort", "example", "instance"])


def relation_of(said: list[str]) -> str:
    """Return a verb phrase in snake_case, or nothing where the words are none."""
    heard = [word for word in said if word not in _ADVERBS]
    named = [word for word in heard if word not in _ARTICLES]
    if not 0 < len(named) <= LONGEST or not all(word.replace("'", "").isalpha() for word in named):
        return ""
    if named[0] in _BE:
        return _of_being(named[1:], articles=len(heard) > len(named))
    if named[0] in _HAVE and len(named) > 1 and is_verb_form(named[1]):
        named = named[1:]
    if not is_verb_form(named[0]) or not all(word in _PREPOSITIONS for word in named[1:]):
        return ""
    return "_".join(named)


def _of_being(rest: list[str], *, articles: bool) -> str:
    """Return what "is" says with the words after it: `is_a`, `part_of`, `married_to`."""
    if not rest:
        return "is_a" if articles else ""
    if rest[-1] not in _PREPOSITIONS or not all(word in _PREPOSITIONS for word in rest[1:]):
        return ""
    if rest[0] in _KINDS:
        return "is_a"
    return "_".join(rest) if len(rest) > 1 else f"is_{rest[0]}"


def is_verb_form(word: str) -> bool:
    """Whether a word can be the verb of a sentence after its subject: "owns", "conquered"."""
    if word in _PAST or word in _HAVE or word.removesuffix("s") in VERBS:
        return True
    if KIND[word] in "fd" or word in _PREPOSITIONS:
        return False
    return word.endswith(("ed", "s")) and not word.endswith(("ss", "us", "is"))
