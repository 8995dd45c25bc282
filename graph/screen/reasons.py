"""Why a line is in the list, in one or two words: what is written comes before what is meant."""

from __future__ import annotations

import re

from graph.records import Answer, Citation

WORD = re.compile(r"[\w-]+")
PHRASE = 3
"""Words that make a phrase; two stand together by chance."""
TELLING = 4
"""Letters of a word that tells something: shorter ones are mostly "is", "the" and "of"."""
SAID = (
    ("as written", "as written"),
    ("typo", "nearest word"),
    ("names what", "names it"),
    ("words:", "words"),
    ("stands with", "beside it"),
    ("meaning", "meaning"),
)
"""Parts of the reasons that answers give, and what the page makes of them, the strongest first."""


def reason_of(citation: Citation, answer: Answer) -> str:
    """Return the strongest reason for which a line is here."""
    asked, line = _words(answer.question), _words(citation.fact.plain)
    if len(asked) >= PHRASE and f" {' '.join(asked)} " in f" {' '.join(line)} ":
        return "exact phrase"
    telling = {word for word in asked if len(word) >= TELLING}
    if len(telling) > 1 and telling <= set(line):
        return "all words"
    if _by_another_name(citation, answer):
        return "alias"
    said = " ".join(citation.why).casefold()
    return next((label for words, label in SAID if words in said), "")


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
