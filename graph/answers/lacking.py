"""What a question asks for and the best lines lack: a number, a price, a date, a name, the deed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graph.answers.days import NAMED_TIME
from graph.answers.english import language, stems_of, written_words
from graph.answers.imperative import imperative_verb
from graph.answers.question import Question
from graph.answers.rank import Ranked
from graph.answers.values import values_in

LOOKED_AT = 3
"""A value that is not in one of the three best lines is seldom the one that is meant."""
LIKELY = 0.1
"""Of the likelihood of the best line, what another must have for its number to be meant."""
KINDS = frozenset(
    ["count", "duration", "size", "rate", "money", "percent", "date", "phone", "measure"]
)
"""Kinds of value that are written with numbers."""
NUMERIC = KINDS - {"date"} | {"limit", "age", "code", "expiry"}
"""Wanted kinds that a number serves."""
COUNTING = NUMERIC - {"phone", "age", "code", "expiry"}
"""Wanted kinds that only a number serves."""
TIMES = frozenset(["date", "duration", "rate", "count"])
"""Kinds of value that may say when."""
SHARED = 0.6
"""How much of what the best line shares with the question another must, to be as near to it."""
NO_NUMBER = frozenset(["step", "person", "reason", "place"])
"""Wanted kinds that a line without a number serves, whatever else the question says."""
_ASKS_WHEN = re.compile(r"\bwhen (?:was|were|did|is|are|does|do)\b", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"\b(?:noon|midday|midnight|dawn|dusk|sun(?:rise|set)|mornings?|afternoons?|evenings?|nights?|"
    r"spring|summer|autumn|fall|winter|weekends?|today|tomorrow|yesterday|now|soon|later|always|never|"
    r"at once|immediately|immediate|after|before|during|until|till|since|once|when|whenever|while|"
    r"every|each|if|on|upon|at the (?:end|start|beginning)|first|last|next)\b",
    re.IGNORECASE,
)
"""Words that say when without a date."""
_WHO_DID = re.compile(r"\W*who (\w+)", re.IGNORECASE)
_HOW_TO = re.compile(
    r"\bhow (?:do|does|can|could|should|would) (?:i|we|you|one|it) (\w+)|\bhow to (\w+)",
    re.IGNORECASE,
)
_VAGUE = frozenset([
    "deal", "find", "get", "give", "go", "handle", "keep", "know", "let", "make", "put", "run",
    "see", "set", "start", "take", "tell", "turn", "use", "work",
])  # fmt: skip
"""Verbs of a way that a line tells in a verb of its own."""
_ASKS_WHO = re.compile(r"\W*(?:who|whose|whom)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ]+\b")
_SOMEBODY = re.compile(
    r"\b(?:I|me|my|we|us|he|she|they|him|her|everyone|everybody|nobody|no one|team|mother|father|"
    r"sister|brother|neighbou?rs?|doctor|manager|owner)\b"
)
"""Who may be meant without a name."""
_ASKS_COLOUR = re.compile(r"\bcolou?r\b", re.IGNORECASE)
_COLOUR = re.compile(
    r"\b(?:red|blue|green|yellow|orange|brown|black|white|gr[ea]y|purple|violet|pink|silver|"
    r"gold(?:en)?|beige|turquoise|colou?rless)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\b(?:one|single|no limits?|unlimited|infinite(?:ly)?|any number)\b", re.IGNORECASE
)
"""What says how many without a figure; elsewhere "one" is nearly always a pronoun."""


def number_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether a number is asked for and no best line gives any, or no address of a mailbox.

    How old somebody is stands in the best line or nowhere: most lines of people have a year.
    """
    if "email" in question.wants:
        return not any("email" in _kinds(one) for one in best[:LOOKED_AT])
    likely = [one for one in best[:LOOKED_AT] if one.share >= LIKELY * best[0].share]
    looked_at = best[:1] if "age" in question.wants else likely
    return _wants_number(question) and not any(
        _numbers(one) or _says_how_many(question, one) for one in looked_at
    )


def number_is_apart(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether a number is asked for, and only lines give one that share far less with it."""
    least = SHARED * best[0].signal("words")
    near = (one for one in best[:LOOKED_AT] if one.signal("words") >= least)
    return not COUNTING.isdisjoint(question.wants) and not any(map(_numbers, near))


def price_is_missing(question: Question, best: Ranked) -> bool:
    """Tell whether a price is asked for and the best line does not speak of money."""
    return "money" in question.wants and "money" not in _kinds(best)


def date_is_missing(question: Question, best: Ranked) -> bool:
    """Tell whether it is asked when, and the best line gives no time, no number, no occasion."""
    asked = "date" in question.wants or _ASKS_WHEN.search(question.text) is not None
    said = best.reading.fact.plain
    return asked and TIMES.isdisjoint(_kinds(best)) and _SAYS_WHEN.search(said) is None


def deed_is_missing(question: Question, best: Ranked) -> bool:
    """Tell whether it is asked who did something, and the best line does not speak of the deed."""
    found = _WHO_DID.match(question.text)
    deed = set(stems_of(found[1])) if found else set[str]()
    return bool(deed) and deed.isdisjoint(best.reading.said)


def way_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether it is asked how to do something, and no best line speaks of doing that."""
    found = _HOW_TO.search(question.text)
    verb = (found[1] or found[2]).lower() if found else imperative_verb(question.text)
    return bool(verb) and verb not in _VAGUE | language().stop and _unheard(stems_of(verb), best)


def person_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether it is asked who, and neither of the two best lines names anybody."""
    asked = {word.lower() for word in written_words(question.text)}
    return _ASKS_WHO.match(question.text) is not None and not any(
        _SOMEBODY.search(line) or any(_is_name(one, asked) for one in _NAME.finditer(line))
        for line in (one.reading.fact.plain for one in best[:2])
    )


def _is_name(word: re.Match[str], asked: Collection[str]) -> bool:
    """Tell whether a word with a capital may name somebody: not a small word that begins a line."""
    lower = word[0].lower()
    begins = not word.start() and lower in language().stop
    return lower not in asked and not begins and NAMED_TIME.fullmatch(lower) is None


def colour_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether a colour is asked for, and no best line has any."""
    lines = (one.reading.fact.plain for one in best[:LOOKED_AT])
    return bool(_ASKS_COLOUR.search(question.text)) and not any(map(_COLOUR.search, lines))


def _unheard(stems: Collection[str], best: Sequence[Ranked]) -> bool:
    heard = (one.reading.said for one in best[:LOOKED_AT])
    return all(some.isdisjoint(stems) for some in heard)


def count_is_missing(question: Question, best: Sequence[Ranked]) -> bool:
    """Tell whether it is asked how many of a thing, and no best line gives a number of it.

    A number beside the thing's name will do, there or in the heading: "Read replicas: up to 5".
    """
    return bool(question.counted and _wants_number(question)) and not any(
        one.signal("counted")
        or (
            question.counted & one.reading.said and (_numbers(one) or _says_how_many(question, one))
        )
        for one in best[:LOOKED_AT]
    )


def _wants_number(question: Question) -> bool:
    wants = frozenset(question.wants)
    return question.intent == "lookup" and bool(wants & NUMERIC) and not wants & NO_NUMBER


def _numbers(ranked: Ranked) -> frozenset[str]:
    return KINDS & _kinds(ranked)


def _kinds(ranked: Ranked) -> frozenset[str]:
    return frozenset(value.kind for value in values_in(ranked.reading.fact.plain))


def _says_how_many(question: Question, ranked: Ranked) -> bool:
    return bool(question.counted) and _HOW_MANY.search(ranked.reading.fact.plain) is not None
