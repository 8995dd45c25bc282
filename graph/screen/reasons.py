"""Why a line is in the list, in a word or two: what is written comes before what is meant."""

from __future__ import annotations

import re

from graph.records import Answer, Citation
from graph.screen import words

WORD = re.compile(r"[\w-]+")
QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
WORDS = "words: "
PHRASE = 3
"""Words that make a phrase; two stand together by chance."""
TELLING = 4
"""Letters of a word that tells something: shorter ones are mostly "is", "the" and "of"."""
PHRASED, ALL, ALIAS = words.PHRASED, words.ALL_WORDS, words.ALIAS
SOME, NEAREST = words.SOME_WORDS, words.SPELLING
SAID = (
    ("as written", PHRASED),
    ("stands with", words.SAME_LIST),
    ("names what", words.NAMES_IT),
    ("meaning #", words.MEANING),
    ("near in meaning", words.MEANING),
    ("is what is described", words.MEANING),
    ("gives such a value", words.VALUE),
    ("about ", words.SAME_SUBJECT),
)
"""Parts of the reasons that answers give, and what the page makes of them, the strongest first."""
ORDER = (PHRASED, ALL, ALIAS, words.NAMES_IT, SOME, words.SAME_LIST)
"""Labels of what is written, in the order in which the list shows them."""
SIMILAR = (words.MEANING, words.VALUE, words.SAME_SUBJECT)
"""Labels of lines that do not hold the words of the question: they stand apart from the others."""


def reason_of(citation: Citation, answer: Answer) -> str:
    """Return the strongest reason for which a line is here."""
    asked, line = _words(answer.question), _words(citation.fact.plain)
    quoted = [_words(phrase) for phrase in QUOTED.findall(answer.question)]
    phrases = [*quoted, *([asked] if len(asked) >= PHRASE else [])]
    if any(phrase and f" {' '.join(phrase)} " in f" {' '.join(line)} " for phrase in phrases):
        return PHRASED
    telling = {word for word in asked if len(word) >= TELLING}
    if len(telling) > 1 and telling <= set(line):
        return ALL
    if _by_another_name(citation, answer):
        return ALIAS
    if shared := _shared(citation):
        return SOME if shared & set(asked) else NEAREST
    said = " ".join(citation.why).casefold()
    return next((label for part, label in SAID if part in said), words.MEANING)


def place_of(label: str) -> int:
    """Return where lines with a label stand: a typo's nearest word comes last."""
    return ORDER.index(label) if label in ORDER else len(ORDER)


def _shared(citation: Citation) -> set[str]:
    """Return the words that the question, its typos mended, and the line have in common."""
    told = next((why for why in citation.why if why.startswith(WORDS)), "")
    return set(_words(told.removeprefix(WORDS)))


def _by_another_name(citation: Citation, answer: Answer) -> bool:
    """Say whether the line names what was asked for, but not as the question does."""
    fact, question = citation.fact, answer.question.casefold()
    named = [
        mention.span.of(fact.plain).casefold()
        for mention in fact.mentions
        if mention.concept in answer.asked
    ]
    return bool(named) and not any(name in question for name in named)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
