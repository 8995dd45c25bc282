"""The relation that the words between two names say: "was born in" is `born_in`."""

from __future__ import annotations

from graph.concepts.english import KIND, VERBS
from graph.relations.words import words

LONGEST = 4
"""Words of a verb with what belongs to it ("is married to", "was the capital of")."""
_BE = frozenset(["is", "are", "was", "were", "been", "be", "am", "'s"]) | words("copulas")
_HAVE = frozenset(["has", "have", "had"])
_ADVERBS = words("adverbs")
_ARTICLES = words("determiners")
_PREPOSITIONS = (
    words("prepositions") | frozenset(["of", "out", "up", "off", "von", "de"])
) - words("asking")
_OF_KIND = frozenset(["of", "von", "de"])
_OF_PLACE = frozenset(["in", "at", "by", "from", "to", "into"])
_OF_NOUNS = frozenset(["for", "of", "with", "between", "in", "on"])
_MORE_VERBS = words("verbs")
_PAST = words("irregular")
_KINDS = frozenset(
    ["kind", "type", "form", "sort", "example", "instance", "art", "sorte", "espèce", "tipo"]
)


def relation_of(said: list[str]) -> str:
    """Return a verb phrase in snake_case, or nothing where the words are none."""
    heard = [word for word in said if not is_adverb(word)]
    named = [word for word in heard if word not in _ARTICLES]
    if not 0 < len(named) <= LONGEST or not all(word.replace("'", "").isalpha() for word in named):
        return ""
    if named[0] in _BE:
        return _of_being(named[1:], articles=len(heard) > len(named))
    if named[0] in _HAVE and len(named) > 1 and is_verb_form(named[1]):
        named = named[1:]
    if not is_verb_form(named[0]):
        return ""
    objects = [word for word in named[1:] if word not in _PREPOSITIONS]
    if objects and (named[-1] not in _OF_PLACE or named[1:-1] != objects or len(objects) > 1):
        return ""
    named = [word for word in named if word not in objects]  # "stores tea in"
    if named[-1] in _OF_NOUNS and named[0].endswith("s") and not is_stem(named[0][:-1]):
        return ""  # "roles for", "events of"
    return "_".join(named)


def _of_being(rest: list[str], *, articles: bool) -> str:
    """Return what "is" says with the words after it: `is_a`, `part_of`, `married_to`."""
    if not rest:
        return "is_a" if articles else ""
    if rest[-1] in _OF_KIND and rest[-2:-1] and rest[-2] in _KINDS:
        return "is_a"  # "is a special kind of"
    if rest[-1] not in _PREPOSITIONS or not all(word in _PREPOSITIONS for word in rest[1:]):
        return ""
    return "_".join(rest) if len(rest) > 1 else f"is_{rest[0]}"


def relation_without_subject(said: list[str]) -> str:
    """Return the relation of a line that leaves its subject out: "owns", "located in".

    A past tense tells what the writer did ("watched"), and a base form what to do ("see").
    """
    said = [word for word in said if not is_adverb(word) and word not in _ARTICLES] or said
    first, last = said[0], said[-1]
    present = first.endswith("s") and (is_stem(first[:-1]) or is_stem(first[:-2]))
    placed = first.endswith("ed") and last in _OF_PLACE
    return relation_of(said) if present or placed else ""


def is_past(word: str) -> bool:
    """Whether a word tells what somebody did: "taught", "worked"; "used" tells of a state."""
    return word != "used" and (word in _PAST or (word.endswith("ed") and is_verb_form(word)))


def is_adverb(word: str) -> bool:
    """Whether a word changes nothing of the verb beside it: "mostly", "strongly"."""
    return word in _ADVERBS or (word.endswith("ly") and not is_stem(word))


def is_stem(word: str) -> bool:
    """Whether a word is a verb of English."""
    return word in VERBS or word in _MORE_VERBS


def is_verb_form(word: str) -> bool:
    """Whether a word can be the verb of a sentence after its subject: "owns", "conquered"."""
    if word in _PAST or word in _HAVE or is_stem(word.removesuffix("s")):
        return True
    if KIND[word] in "fd" or word in _PREPOSITIONS:
        return False
    plural = KIND[word] in "gyx" or word.endswith(("ss", "us", "is"))
    return word.endswith("ed") or (word.endswith("s") and not plural)
