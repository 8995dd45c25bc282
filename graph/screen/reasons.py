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
    (re.compile("holds it as written"), PHRASED, words.AS_WRITTEN),
    (re.compile("stands with what was found"), words.SAME_LIST, words.BESIDE_FOUND),
    (re.compile("names what is asked for"), words.NAMES_IT, words.NAMES_ASKED),
    (re.compile(r"meaning #\d"), words.MEANING, words.CLOSEST),
    (re.compile("near in meaning"), words.MEANING, words.SIMILAR_MEANING),
    (re.compile("(.+) is what is described"), words.MEANING, words.IS_DESCRIBED),
    (re.compile("gives such a value"), words.VALUE, words.GIVES_VALUE),
    (re.compile("about (.+)"), words.SAME_SUBJECT, words.IS_ABOUT),
    (re.compile(f"{WORDS}(.+)"), "", words.HAS_WORDS),
)
"""Reasons that answers give, with the label and the sentence of each, the strongest first."""
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
    said = ((label, why) for part, label, _ in SAID for why in citation.why if part.fullmatch(why))
    return next((label for label, _ in said if label), words.MEANING)


def told_why(citation: Citation) -> tuple[str, ...]:
    """Return every reason for which a line is here, as sentences."""
    told = [(sentence, part.fullmatch(why)) for why in citation.why for part, _, sentence in SAID]
    return tuple(sentence.format(*found.groups()) for sentence, found in told if found)


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
